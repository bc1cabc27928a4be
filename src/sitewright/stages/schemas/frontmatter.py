"""Describe front matter: what Sitewright reads there, and what a type says of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from sitewright.model.pagetype import Field
from sitewright.stages.schemas.fields import describe_field
from sitewright.stages.schemas.shapes import (
    DATE,
    DRAFT,
    OVERRIDES,
    Schema,
    any_of,
    choice,
    closed,
    each,
    flag,
    number_or_text,
    one_or_list,
    opened,
    or_nothing,
    relaxed,
    text,
    whole,
)

NAVIGATION: Final = {
    "key": number_or_text("name of the entry, by which others call it their parent"),
    "parent": number_or_text("key of the entry above; none at the top"),
    "title": number_or_text("text of the entry, if it is not the key"),
    "order": number_or_text("place among its siblings; without one, last"),
    "url": text("where the entry leads, if not to its page; empty for no link"),
    "excerpt": number_or_text("a line about the page"),
    "pinned": flag("whether it comes before all siblings that are not"),
    "root": number_or_text("key of the top of its section, which is checked"),
}
PAGINATION: Final = {
    "data": text("what is divided: 'collections.news', or the name of a list"),
    "size": any_of("how many items a page has", whole(), text()),
    "alias": text("name under which templates see the items of a page"),
    "reverse": flag("whether the last item comes first"),
    "filter": one_or_list({}, "items to leave out"),
    "resolve": choice("divide the values of a mapping, not its keys", "values"),
    "generatePageOnEmptyData": flag("whether no items make a page, too"),
    "addAllPagesToCollections": flag("whether all pages join collections"),
}
KEYS: Final = {
    "title": number_or_text("title of the page"),
    "description": number_or_text("one sentence for search engines and cards"),
    "layout": any_of(
        "template to wrap the page in; false for none", text(), choice("", False)
    ),
    "permalink": any_of(
        "address of the page, or a template for it; false writes no file",
        text(),
        choice("", False),
        {"type": "object"},
    ),
    "eleventyComputed": each({}, "values made from values: each text is a template"),
    "pagination": closed("several pages from one source", PAGINATION, "data", "size"),
    "date": text("when the page was published; later, it is kept back", pattern=DATE),
    "tags": one_or_list(
        {"type": ["string", "number", "null"]},
        "collections that the page joins; with # in front, never shown",
    ),
    "eleventyNavigation": any_of(
        "place in the menu; false for none",
        opened("", {key: or_nothing(item) for key, item in NAVIGATION.items()}),
        choice("", False),
    ),
    "redirect_from": one_or_list(
        {"type": ["string", "null"]}, "old addresses, which lead here"
    ),
    "pending": flag("true keeps the page out of the site"),
    "draft": flag("true keeps the page out of the site"),
    "eleventyExcludeFromCollections": any_of(
        "true, or names of collections to stay out of", flag(), one_or_list(text())
    ),
    "eleventyAllowMissingExtension": flag(
        "true: the permalink may name a file without an ending"
    ),
    "sitemap": flag("false keeps the page out of sitemap and feed"),
    "jumbotron": {"description": "Markdown for the lead of the page"},
    "showTOC": flag("true gives the page a table of contents"),
    "meta": opened(
        "title and description for search engines",
        {
            "title": or_nothing(number_or_text()),
            "description": or_nothing(number_or_text()),
        },
    ),
    "type": text("type of the page"),
}
"""What Sitewright reads by itself, whatever the type."""

_NEVER_FALSE: Final = (
    *("title", "description", "meta", "date", "tags", "redirect_from", "pagination"),
)


def describe_pages(types: Iterable[str]) -> Schema:
    """Describe the front matter of pages of no type, or of any.

    Args:
        types: The names of the types; empty if pages may have any.
    """
    own = {key: or_nothing(schema) for key, schema in KEYS.items()}
    if names := list(types):
        own["type"] = choice("type of the page", *names, None)
    return {
        "$schema": DRAFT,
        "title": "Front matter",
        "type": "object",
        "properties": own,
    }


def describe_type(name: str, field: Field, elsewhere: Collection[str]) -> Schema:
    """Describe the front matter of the pages of a type.

    Args:
        name: Its name.
        field: The type.
        elsewhere: Keys whose values come from elsewhere, at least in part: folders,
            layouts, defaults, computed values. Nothing of them is needed here.
    """
    declared = {
        key: _with_own(key, describe_field(inner, *_nothings(key)))
        for key, inner in (field.fields or {}).items()
    }
    if "tags" in declared:  # one text is split at its commas
        declared["tags"] = any_of(
            declared["tags"].get("description", ""), declared["tags"], text()
        )
    own = {key: or_nothing(schema) for key, schema in KEYS.items()}
    own["type"] = {
        "const": name,
        "description": field.description or "type of the page",
    }
    properties = own | declared
    required = [key for key, inner in (field.fields or {}).items() if inner.is_required]
    schema: Schema = {
        "$schema": DRAFT,
        "title": f"Front matter of a page of the type '{name}'",
        "type": "object",
        "properties": {
            key: or_nothing(relaxed(item)) if key in elsewhere else item
            for key, item in properties.items()
        },
        "required": [key for key in required if key not in elsewhere],
    }
    if field.description:
        schema["description"] = field.description
    if field.is_closed:
        schema |= {"patternProperties": OVERRIDES, "additionalProperties": False}
    return schema


def _nothings(key: str) -> tuple[object, ...]:
    """Say that false stands for no value, unless Sitewright reads it as one."""
    return () if key in _NEVER_FALSE else (False,)


def _with_own(key: str, schema: Schema) -> Schema:
    """Add to what a type says of a key what Sitewright says of it."""
    if "description" in KEYS.get(key, {}):
        schema = {"description": KEYS[key]["description"], **schema}
    if key == "eleventyNavigation":
        for part in (schema, *schema.get("anyOf", ())):
            if "properties" in part:
                own = {name: or_nothing(item) for name, item in NAVIGATION.items()}
                part["properties"] = own | part["properties"]
    return schema
