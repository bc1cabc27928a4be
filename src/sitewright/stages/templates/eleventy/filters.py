"""Make the filters of Eleventy 3.1.8 and eleventy-navigation 1.0.5.

What few templates ask for is imported when one does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Context, Undefined
from jinja2.utils import pass_context
from markupsafe import Markup

from sitewright.kernel.diagnostics import Span, printable, warning
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import base_path_of
from sitewright.model.config import SiteConfig
from sitewright.stages.templates.eleventy.menus import (
    MenuEntry,
    find_breadcrumb,
    find_entries,
    make_menu,
)
from sitewright.stages.templates.eleventy.neighbours import Finder
from sitewright.stages.templates.eleventy.options import read_options, refuse
from sitewright.stages.templates.fields import Rendering
from sitewright.stages.templates.filters import Filter, each_render, text_of

_PLACE_IN_MEMORY = regex(r" at 0x[0-9a-fA-F]+")
_LONGEST_LOG = 500

_SLUGIFY: Mapping[str, object] = {
    "separator": "-",
    "lowercase": True,
    "decamelize": False,
    "preserveLeadingUnderscore": False,
    "preserveTrailingDash": False,
    "preserveCharacters": (),
}
_SLUG: Mapping[str, object] = {
    "replacement": "-",
    "lower": True,
    "strict": False,
    "trim": True,
}
_BREADCRUMB: Mapping[str, object] = {"includeSelf": False, "allowMissing": False}


def make_eleventy_filters(
    config: SiteConfig, current: Callable[[], Rendering]
) -> dict[str, Filter]:
    """Make all filters that templates of Eleventy may expect.

    Args:
        config: The site's settings.
        current: Tells which page is being rendered.
    """

    def input_path_to_url(path: str) -> str:
        """Find the URL of a source file."""
        from sitewright.stages.templates.eleventy.addresses import find_url

        rendering = current()
        written = text_of(path, "inputPathToUrl")
        root = config.paths.content
        return find_url(written, rendering.reader, rendering.path, root)

    def log(value: object, *_more: object) -> object:
        """Show a value as a warning, as nothing can be printed during a build."""
        rendering = current()
        rendering.findings.append(
            warning(
                "TPL010",
                f"log: {_shown(value)}",
                Span(rendering.path),
                "remove the 'log' filter when you have seen enough",
            )
        )
        return value

    readers: dict[str, Filter] = {
        "inputPathToUrl": input_path_to_url,
        "log": log,
        **_navigation_filters(config, current),
    }
    return {
        "slugify": _slugify,
        "slug": _slug,
        **_collection_filters(current),
        **{name: each_render(reader) for name, reader in readers.items()},
    }


def _shown(value: object) -> str:
    """Write a value for people, short, and the same in every build."""
    if isinstance(value, Undefined):
        return "a name without a value"
    text = printable(_PLACE_IN_MEMORY.sub("", repr(value)))
    return text if len(text) <= _LONGEST_LOG else text[:_LONGEST_LOG] + "…"


def _slugify(text: object, options: object = None, /, **named: object) -> str:
    """Make a part of a URL out of text."""
    given = read_options("slugify", _SLUGIFY, options, named)
    written = _text_of(text, "slugify")
    kept = given["preserveCharacters"]
    from sitewright.stages.templates.eleventy.slugs import slugify

    slug = slugify(
        written,
        separator=str(given["separator"]),
        lowercase=bool(given["lowercase"]),
        decamelize=bool(given["decamelize"]),
        preserve="".join(map(str, kept)) if isinstance(kept, list | tuple) else "",
    )
    if given["preserveLeadingUnderscore"] and written.startswith("_"):
        slug = f"_{slug}"
    if given["preserveTrailingDash"] and written.endswith("-"):
        slug = f"{slug}-"
    return slug


def _slug(text: object, options: object = None, /, **named: object) -> str:
    """Make a part of a URL out of text, as early versions of Eleventy did."""
    given = read_options("slug", _SLUG, options, named)
    from sitewright.stages.templates.eleventy.slugs import older_slug

    return older_slug(
        _text_of(text, "slug"),
        replacement=str(given["replacement"]),
        lower=bool(given["lower"]),
        strict=bool(given["strict"]),
        trim=bool(given["trim"]),
    )


def _text_of(value: object, name: str) -> str:
    """Take text; a number, too, as a title may be one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_whole = isinstance(value, float) and value.is_integer()
        return str(int(value) if is_whole else value)
    return text_of(value, name)


def _collection_filters(current: Callable[[], Rendering]) -> dict[str, Filter]:
    """Make the filters that find a page in a collection."""
    finder = Finder()

    def index_of(context: Context, collection: object, page: object) -> int | None:
        if page is None or isinstance(page, Undefined):
            page = context.resolve("page")
        if isinstance(page, Undefined):  # in a macro, which sees no variables
            rendering = current()
            page = rendering.reader.read(f"page:{rendering.path}")
        if not isinstance(page, Mapping):
            refuse("this filter needs a page, such as 'page' or an item")
        return finder.index_of(collection, page)

    def neighbour(name: str, step: int) -> Filter:
        @pass_context
        def find(context: Context, collection: Any, page: object = None) -> object:
            """Find a page of a collection; undefined if there is none."""
            index = index_of(context, collection, page)
            if index is None or not 0 <= index + step < len(collection):
                return _nothing(context, name)
            return collection[index + step]

        return find

    @pass_context
    def index(context: Context, collection: object, page: object = None) -> object:
        """Find the place of a page in a collection, counted from 0."""
        found = index_of(context, collection, page)
        if found is None:
            return _nothing(context, "such item")
        return found

    return {
        "getCollectionItem": neighbour("such item", 0),
        "getCollectionItemIndex": index,
        "getPreviousCollectionItem": neighbour("previous item", -1),
        "getNextCollectionItem": neighbour("next item", 1),
    }


def _nothing(context: Context, what: str) -> Undefined:
    """Make a value that may be tested and chained, and says so when it is used."""
    hint = f"the collection has no {what} here: test for it with 'if'"
    return context.environment.undefined(hint=hint, exc=FilterArgumentError)


def _navigation_filters(
    config: SiteConfig, current: Callable[[], Rendering]
) -> dict[str, Filter]:
    """Make the filters of eleventy-navigation."""
    prefix = base_path_of(config.url)

    def address(url: str) -> str:
        return prefix + url if url.startswith("/") and url[:2] != "//" else url

    def entries(collection: object, key: object = "") -> list[MenuEntry]:
        """Find the entries at the top, or below one."""
        return find_entries(make_menu(current().reader, collection), _key(key))

    def breadcrumb(
        collection: object, key: object = "", options: object = None, **named: object
    ) -> list[MenuEntry]:
        """Find the entries above one."""
        given = read_options(
            "eleventyNavigationBreadcrumb", _BREADCRUMB, options, named
        )
        return find_breadcrumb(
            make_menu(current().reader, collection),
            _key(key),
            includes_self=bool(given["includeSelf"]),
            may_be_missing=bool(given["allowMissing"]),
        )

    def to_html(found: object, options: object = None, **named: object) -> Markup:
        """Write entries as nested lists."""
        from sitewright.stages.templates.eleventy import output

        name = "eleventyNavigationToHtml"
        given = read_options(name, output.HTML_OPTIONS, options, named)
        return output.write_html(output.check_entries(found, name), given, address)

    def to_markdown(found: object, options: object = None, **named: object) -> str:
        """Write entries as nested bullets."""
        from sitewright.stages.templates.eleventy import output

        name = "eleventyNavigationToMarkdown"
        given = read_options(name, output.MARKDOWN_OPTIONS, options, named)
        return output.write_markdown(output.check_entries(found, name), given, address)

    return {
        "eleventyNavigation": entries,
        "eleventyNavigationBreadcrumb": breadcrumb,
        "eleventyNavigationToHtml": to_html,
        "eleventyNavigationToMarkdown": to_markdown,
    }


def _key(key: object) -> str:
    """Take the key of an entry; what has no value is no key."""
    return "" if key is None or isinstance(key, Undefined) else str(key)
