"""Describe ``site.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitewright.model.config import HOSTS
from sitewright.model.levels import LEVELS
from sitewright.model.pagetype import KINDS, LISTS, NUMBERS, TEXTS
from sitewright.stages.schemas.shapes import (
    DRAFT,
    Schema,
    any_of,
    choice,
    closed,
    each,
    flag,
    list_of,
    number_or_text,
    one_or_list,
    or_nothing,
    text,
    whole,
)

_URL: Final = r"^https?://"
_LANGUAGE: Final = r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$"
_LEVELS: Final = {
    "type": "array",
    "items": {"type": "integer", "minimum": 1, "maximum": 6},
    "minItems": 1,
    "uniqueItems": True,
}
_FIELD: Final = {"$ref": "#/definitions/field"}

PATHS: Final = {
    "content": number_or_text("folder of the pages"),
    "data": number_or_text("folder of data for the whole site"),
    "templates": number_or_text("folder of layouts, includes and macros"),
    "static": number_or_text("folder of files to copy"),
    "output": number_or_text("where the site goes"),
    "passthrough": {"description": "what else to copy: paths, or {from: to}"},
}
MARKDOWN: Final = {
    "template": choice(
        "language of the templates in Markdown", "none", "jinja", "nunjucks"
    ),
    "heading_ids": flag("headings get ids to link to", default=True),
    "heading_levels": _LEVELS | {"description": "levels of the headings with ids"},
    "toc_levels": _LEVELS | {"description": "levels in a table of contents"},
    "untrusted": flag("raw HTML becomes text"),
    "breaks": flag("the end of a line is a line break"),
    "linkify": flag("full addresses are links"),
    "typographer": flag("quotes, dashes and dots as a printer sets them"),
    "quotes": any_of(
        "its double, then single quotes",
        text(minLength=4, maxLength=4),
        list_of(text(), minItems=4, maxItems=4),
    ),
    "footnotes": flag("[^1] is a footnote"),
    "definition_lists": flag("a line that starts with ': ' explains the line above"),
    "task_lists": flag("- [ ] and - [x] are boxes"),
    "abbreviations": flag("*[HTML]: Hyper Text explains every HTML on the page"),
    "alerts": flag("a quote that starts with [!NOTE] is an alert"),
    "admonitions": flag('!!! note "Title" puts the lines below into a box'),
    "containers": one_or_list(text(), "names that may follow ':::'"),
    "highlight": flag("code in fences is marked up"),
}
_QUALITY: Final = {"type": "integer", "minimum": 1, "maximum": 100}
_COLOR: Final = r"^#[0-9A-Fa-f]{6}$"
IMAGES: Final = {
    "widths": one_or_list(whole(maximum=10_000), "widths, in pixels"),
    "formats": one_or_list(
        choice("", "avif", "webp"), "formats besides their own, the best first"
    ),
    "quality": closed(
        "how much of them is kept, by format",
        {"avif": _QUALITY, "webp": _QUALITY, "jpeg": _QUALITY},
    ),
    "sizes": text("how wide pages show them, as in HTML"),
}
CARDS: Final = {
    "font": text("font of the title, a .ttf or .otf of the project"),
    "small_font": text("font of the small texts"),
    "background": text("a colour, or a picture of 1200 by 630 pixels"),
    "color": text("colour of the title", pattern=_COLOR),
    "small_color": text("colour of the small texts", pattern=_COLOR),
    "width": whole("how wide the texts may be, in pixels"),
}
CONTRAST: Final = {
    "on": one_or_list(text(), "custom properties of the colours beneath"),
    "text": one_or_list(text(), "those of text, which need 4.5 to 1"),
    "large_text": one_or_list(text(), "those of large text, which need 3 to 1"),
    "graphics": one_or_list(text(), "those of what is no text, which need 3 to 1"),
}
CHECK: Final = {
    "levels": each(choice("", *LEVELS), "how much each finding matters, by its code"),
    "elsewhere": one_or_list(text(), "addresses of the host that others answer"),
    "classes": closed(
        "classes", {"allow": one_or_list(text(), "those that no style sheet defines")}
    ),
    "contrast": list_of(closed("", CONTRAST, "on"), "colours to be told apart"),
}
FEED: Final = {
    "path": text("address of the feed"),
    "collection": number_or_text("collection whose dated pages it lists"),
    "limit": whole("how many entries at most"),
}
SECURITY: Final = {
    "csp": any_of(
        "what the policy allows besides what pages need; false for no policy",
        flag(),
        {"type": "object"},
    ),
    "report_only": flag("the policy only reports"),
    "in_pages": flag("each page has its policy in itself"),
    "hsts": any_of("Strict-Transport-Security; false for none", text(), flag()),
    "nosniff": flag("X-Content-Type-Options"),
    "referrer_policy": any_of("Referrer-Policy; false for none", text(), flag()),
    "permissions_policy": any_of(
        "who may use which feature of the browser", flag(), {"type": "object"}
    ),
    "frame_ancestors": any_of(
        "who may show pages in a frame", flag(), one_or_list(text())
    ),
    "opener_policy": any_of(
        "Cross-Origin-Opener-Policy; false for none", text(), flag()
    ),
}
SECURITY_TEXT: Final = {
    "contact": one_or_list(text(), "whom to tell of holes in the site's security"),
    "expires": text("until when this holds"),
    "encryption": one_or_list(text(), "a key to write with"),
    "acknowledgments": one_or_list(text(), "who is thanked"),
    "preferred_languages": one_or_list(text(), "languages to write in"),
    "canonical": one_or_list(text(), "where this file is"),
    "policy": one_or_list(text(), "how reports are treated"),
    "hiring": one_or_list(text(), "who is looked for"),
}
ENTRY: Final = {
    "key": number_or_text("name of the entry"),
    "title": number_or_text("its text, if it is not the key"),
    "url": text("where it leads"),
    "parent": number_or_text("key of the entry above"),
    "order": {"type": ["number", "null"], "description": "place among its siblings"},
    "excerpt": number_or_text("a line about it"),
    "pinned": flag("whether it comes before all that are not"),
}
COLLECTION: Final = {
    "from": one_or_list(text(), "patterns of paths below the content folder"),
    "where": {"type": "object", "description": "fields that members have"},
    "sort": one_or_list(text(), "fields to sort by"),
    "reverse": flag("whether the last comes first"),
}
TYPE: Final = {
    "description": number_or_text("what pages of the type are"),
    "extends": number_or_text("a type whose fields this one has, too"),
    "closed": flag("whether a key that is not declared is an error"),
    "fields": each(_FIELD, "what each value must be"),
}
FIELD: Final = {
    "kind": choice("what the value is", *KINDS),
    "required": flag("whether it must be there, and not be empty"),
    "description": number_or_text(
        "what it is for; shown with findings, and by editors"
    ),
}
_BOUNDS: Final = {
    "min": {"type": "number", "description": "the least, or the fewest"},
    "max": {"type": "number", "description": "the greatest, or the most"},
}
_ENUM: Final = {
    "enum": any_of(
        "the values that it may have, or the name of data that have them",
        list_of({}, minItems=1),
        text(),
    )
}
_PATTERN: Final = {"pattern": number_or_text("a regular expression for the whole text")}
OF_KINDS: Final[Mapping[str, Mapping[str, Schema]]] = {
    **{kind: {**_ENUM, **_BOUNDS, **_PATTERN} for kind in TEXTS},
    **{kind: {**_ENUM, **_BOUNDS} for kind in NUMBERS},
    **{kind: {**_BOUNDS, "of": _FIELD} for kind in LISTS},
    "mapping": {"fields": each(_FIELD, "what each of its values must be")},
    "any": _ENUM,
}
"""What else can be said of fields of some kinds."""

KEYS: Final = {
    "title": number_or_text("name of the site"),
    "url": text("absolute address of the home page", pattern=_URL),
    "description": number_or_text("a sentence for the feed, and for templates"),
    "language": text("language tag", pattern=_LANGUAGE, default="en"),
    "timezone": text("zone in which dates are shown", default="UTC"),
    "paths": closed("the folders of the project", PATHS),
    "assets": closed(
        "files that browsers may keep",
        {"fingerprint": one_or_list(text(), "patterns of files with a second name")},
    ),
    "check": closed("what the finished site is looked through for", CHECK),
    "images": any_of(
        "pages show pictures in several widths and formats", flag(), closed("", IMAGES)
    ),
    "cards": any_of(
        "pictures that stand for pages elsewhere",
        closed("", CARDS, "font"),
        {"enum": [False]},
    ),
    "markdown": closed("how Markdown is read", MARKDOWN),
    "feed": any_of(
        "the Atom feed; false for none", closed("", FEED), {"enum": [False]}
    ),
    "hosts": one_or_list(choice("", *HOSTS), "where the site is published"),
    "redirect_pages": flag("whether each old address becomes a page"),
    "redirects": each(
        any_of(
            "",
            text(),
            closed("", {"to": text(), "status": choice("", 301, 302, 307, 308, 410)}),
        ),
        "old addresses and where they lead",
    ),
    "redirects_allow": one_or_list(text(), "other hosts that redirects may lead to"),
    "redirects_import": one_or_list(text(), "files of more redirects"),
    "headers": each(each({}), "what hosts say with their answers, by address"),
    "security": any_of("headers that guard the site", flag(), closed("", SECURITY)),
    "security_txt": any_of(
        "/.well-known/security.txt",
        closed("", SECURITY_TEXT, "contact", "expires"),
        {"enum": [False]},
    ),
    "publish": each({"type": "object"}, "places where the site is published"),
    "limits": closed(
        "how much the templates of one page may do",
        {
            "steps": whole("how many steps they may take"),
            "characters": whole("how many characters they may make"),
        },
    ),
    "navigation": list_of(
        closed("", ENTRY, "key", "url"),
        "entries of the navigation without a page",
    ),
    "collections": each(closed("", COLLECTION), "collections, by name"),
    "types": each(
        or_nothing(closed("", TYPE)), "what the values of pages must be, by type"
    ),
    "defaults": {"type": "object", "description": "the lowest level of data"},
    "extra": {"type": "object", "description": "values of the site's own"},
}
"""All settings."""


def describe_settings() -> Schema:
    """Describe the settings of a site; only its title and address are needed."""
    needed = ("title", "url")
    return {
        "$schema": DRAFT,
        "title": "Settings of a site",
        "type": "object",
        "properties": {
            key: schema if key in needed else or_nothing(schema)
            for key, schema in KEYS.items()
        },
        "required": list(needed),
        "additionalProperties": False,
        "definitions": {"field": _describe_field()},
    }


def _describe_field() -> Schema:
    """Describe a field: the name of a kind, or a mapping with what that kind takes."""
    bare = [kind for kind in KINDS if kind not in OF_KINDS]
    forms = {kind: OF_KINDS[kind] for kind in KINDS if kind in OF_KINDS}
    mappings = [closed("", {**FIELD, "kind": choice("", *bare)}, "kind")]
    mappings += [
        closed("", {**FIELD, "kind": choice("", kind), **more}, "kind")
        for kind, more in forms.items()
    ]
    return any_of("what a value must be", choice("", *KINDS), *mappings)
