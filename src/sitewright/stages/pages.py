"""Read what the rest of the site may know about a page."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from math import isnan, nan
from posixpath import splitext

from sitewright.kernel.diagnostics import Checked, Span, error, warning
from sitewright.kernel.urls import (
    default_output_path,
    has_file_ending,
    output_path_of,
    path_problem,
    url_of,
)
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.page import NavigationEntry, OldAddress, Page
from sitewright.yamlcore.fields import FieldReader

NAVIGATION = "eleventyNavigation"
NAVIGATION_KEYS = (
    "key",
    "parent",
    "title",
    "order",
    "url",
    "excerpt",
    "pinned",
    "root",
)
RESERVED = ("collections", "content", "eleventy", "page")
HIDDEN = ("navigation", "site", "toc")

_DATE_IN_PATH = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_IN_NAME = re.compile(r"\d{4}-\d\d-\d\d-(.+)")
_TEMPLATE_SYNTAX = re.compile(r"\{\{|\{%|\{#")


def make_page(data: Data, config: SiteConfig) -> Checked[Page]:
    """Read one page's identity out of its merged data and its path."""
    reader = FieldReader(data, "FM010")
    inside = data.path.removeprefix(config.paths.content + "/")
    _refuse_reserved(reader)
    url, output_path = _read_address(reader, inside)
    stem, slug = stem_and_slug(inside)
    description = reader.text("description")
    reader.mapping("meta")
    is_pending = reader.flag("pending") | reader.flag("draft")
    page = Page(
        path=data.path,
        stem=stem,
        slug=slug,
        url=url,
        output_path=output_path,
        url_span=_span_of_url(data),
        title=reader.text("title"),
        description=reader.text("meta", "description") or description,
        date=_read_date(reader, inside),
        tags=_read_tags(reader),
        layout=_read_layout(reader),
        layout_span=data.value_span("layout"),
        navigation=_read_navigation(reader),
        old_addresses=tuple(
            OldAddress(path, span) for path, span in reader.texts("redirect_from")
        ),
        excluded_from=_read_exclusions(reader),
        is_pending=is_pending,
        is_listed=url.endswith(("/", ".html"))
        and url != "/404.html"
        and reader.flag("sitemap", default=True),
        shows_toc=reader.flag("showTOC"),
        data=data.values,
    )
    return page, reader.findings


def stem_and_slug(inside: str) -> tuple[str, str]:
    """Name a page by its path, as Eleventy's filePathStem and fileSlug do.

    Args:
        inside: Path below the content folder.

    Returns:
        ``/news/launch`` and ``launch`` for ``news/2025-01-31-launch.md``. The slug of
        an index is its folder's name, and empty at the root.
    """
    folder, _, name = splitext(inside)[0].rpartition("/")
    name = _without_date(name)
    stem = f"/{folder}/{name}" if folder else f"/{name}"
    slug = _without_date(folder.rpartition("/")[2]) if name == "index" else name
    return stem, slug


def _without_date(name: str) -> str:
    """Drop a leading date; Eleventy keeps what follows one anywhere in the name."""
    found = _DATE_IN_NAME.search(name)
    return found[1] if found else name


def _refuse_reserved(reader: FieldReader) -> None:
    for key in reader.data.values:
        if key in RESERVED:
            reader.add(
                error(
                    "FM011",
                    f"'{key}' is a name that only Sitewright may set",
                    reader.data.key_span(key),
                    "give the value another name",
                )
            )
        elif key in HIDDEN:
            reader.add(
                warning(
                    "FM012",
                    f"templates cannot see '{key}': Sitewright's own hides it",
                    reader.data.key_span(key),
                    "give the value another name",
                )
            )


def _read_address(reader: FieldReader, inside: str) -> tuple[str, str]:
    """Work out URL and output path; both are empty for a page that writes no file."""
    output_path = default_output_path(inside)
    permalink = reader.value("permalink")
    if permalink is False:
        return "", ""
    if permalink is None or permalink == "":
        if unusable := path_problem("/" + output_path):
            reader.add(
                error(
                    "URL001",
                    f"this file name cannot be an address: {unusable}",
                    Span(reader.data.path),
                    "rename the file, or give the page a 'permalink'",
                )
            )
        return url_of(output_path), output_path
    if not isinstance(permalink, str):
        reader.misfit(permalink, "text or false", "permalink")
        return url_of(output_path), output_path
    url = "/" + permalink.removeprefix("/")
    if problem := _permalink_problem(url):
        message, hint = problem
        span = reader.data.value_span("permalink")
        reader.add(
            error(
                "URL002", f"'{permalink}' cannot be an address: {message}", span, hint
            )
        )
    return url_of(output_path_of(url)), output_path_of(url)


def _permalink_problem(url: str) -> tuple[str, str] | None:
    if _TEMPLATE_SYNTAX.search(url):
        return (
            "it contains template syntax, which this version does not run",
            "write the address out",
        )
    if problem := path_problem(url):
        return problem, "write a path such as '/about/team/'"
    if not url.endswith("/") and not has_file_ending(url):
        return (
            "it has no file ending, so hosts would not know what it is",
            f"write '{url}/' or '{url}.html'",
        )
    return None


def _span_of_url(data: Data) -> Span:
    if ("permalink",) in data.places:
        return data.value_span("permalink")
    return Span(data.path)


def _read_date(reader: FieldReader, inside: str) -> datetime | None:
    """Read the date, or take the first one in the path; None if there is neither."""
    value = reader.value("date")
    if isinstance(value, datetime):
        return value
    text = value if isinstance(value, str) else ""
    if value is None and (found := _DATE_IN_PATH.search(inside)):
        text = found[0]
    if text:
        try:
            date = datetime.fromisoformat(text)
            return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
        except (ValueError, OverflowError):  # before the year 1, in UTC
            pass
    if value is not None:
        shown = f" ('{value}')" if isinstance(value, str | int | float) else ""
        reader.add(
            error(
                "FM013",
                f"'date' is not a date{shown}",
                reader.data.value_span("date"),
                "write it as 2025-03-21 or 2025-03-21T15:24:33Z",
            )
        )
    elif text:
        reader.add(
            error(
                "FM013",
                f"the date in the path, '{text}', is not in the calendar",
                Span(reader.data.path),
                "rename the file, or set 'date' in its front matter",
            )
        )
    return None


def _read_tags(reader: FieldReader) -> tuple[str, ...]:
    """Read tags as Eleventy does: a list, or a text split at commas; numbers are text."""
    value = reader.value("tags")
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(dict.fromkeys(value.split(",")))
    if not isinstance(value, list):
        reader.misfit(value, "a list of texts", "tags")
        return ()
    tags: dict[str, None] = {}
    for index, tag in enumerate(value):
        if isinstance(tag, str | int | float) and not isinstance(tag, bool):
            tags[str(tag)] = None
        elif tag is not None:
            reader.misfit(tag, "text", "tags", index)
    return tuple(tags)


def _read_layout(reader: FieldReader) -> str:
    if reader.value("layout") is False:
        return ""
    return reader.text("layout")


def _read_exclusions(reader: FieldReader) -> tuple[str, ...]:
    key = "eleventyExcludeFromCollections"
    value = reader.value(key)
    if isinstance(value, bool):
        return ("all",) if value else ()
    return tuple(
        name for text, _ in reader.texts(key) for name in re.split(r"\s*,\s*", text)
    )


def _read_navigation(reader: FieldReader) -> NavigationEntry | None:
    if not reader.mapping(NAVIGATION):
        return None
    reader.doubt_near_misses(NAVIGATION_KEYS, NAVIGATION, code="NAV001")
    key = reader.text(NAVIGATION, "key")
    if not key:
        reader.add(
            error(
                "NAV002",
                f"'{NAVIGATION}' has no 'key', so the page would be in no menu",
                reader.data.key_span(NAVIGATION),
                "add 'key:' with the name of the entry",
            )
        )
        return None
    place = reader.data.value_span
    return NavigationEntry(
        key=key,
        title=reader.text(NAVIGATION, "title") or key,
        parent=reader.text(NAVIGATION, "parent"),
        order=_read_order(reader),
        url=reader.text(NAVIGATION, "url"),
        excerpt=reader.text(NAVIGATION, "excerpt"),
        is_pinned=reader.flag(NAVIGATION, "pinned"),
        root=reader.text(NAVIGATION, "root"),
        key_span=place(NAVIGATION, "key"),
        parent_span=place(NAVIGATION, "parent"),
        root_span=place(NAVIGATION, "root"),
    )


def _read_order(reader: FieldReader) -> float | None:
    """Read the order: numbers, also as text; a key without a value counts as 0."""
    entry = reader.mapping(NAVIGATION)
    if "order" not in entry:
        return None
    value = entry["order"]
    if value is None:
        return 0.0
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        try:
            order = float(value)
        except (ValueError, OverflowError):
            order = nan
        if not isnan(order):  # which has no place among numbers
            return order
    reader.misfit(value, "a number", NAVIGATION, "order")
    return None
