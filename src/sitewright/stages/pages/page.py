"""Read what the rest of the site may know about a page."""

from __future__ import annotations

import re
from datetime import datetime
from posixpath import splitext

from sitewright.kernel.diagnostics import Checked, Span, error
from sitewright.kernel.regexes import regex
from sitewright.kernel.times import parse_time
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.page import OldAddress, Page
from sitewright.stages.pages.address import read_address, span_of_url
from sitewright.stages.pages.entry import read_navigation
from sitewright.stages.pages.keys import check_keys
from sitewright.yamlcore.fields import FieldReader

_CLAIMS = frozenset({"yes", "no", "on", "off", "true", "false"})
_DATE_IN_PATH = regex(r"\d{4}-\d\d-\d\d")
_DATE_IN_NAME = regex(r"\d{4}-\d\d-\d\d-(.*)")


def make_page(data: Data, config: SiteConfig) -> Checked[Page]:
    """Read one page's identity out of its merged data and its path."""
    reader = FieldReader(data, "FM010")
    inside = data.path.removeprefix(config.paths.content + "/")
    check_keys(reader, config.types)
    url, output_path = read_address(reader, inside)
    stem, slug = stem_and_slug(inside)
    description = reader.text("description")
    reader.mapping("meta")
    reader.text("meta", "title")
    is_pending = reader.flag("pending") | reader.flag("draft")
    page = Page(
        key=data.path,
        path=data.path,
        stem=stem,
        slug=slug,
        url=url,
        output_path=output_path,
        url_span=span_of_url(data),
        title=reader.text("title"),
        description=reader.text("meta", "description") or description,
        date=_read_date(reader, inside),
        tags=_read_tags(reader),
        navigation=read_navigation(reader),
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
        an index is its folder's name, and empty at the root, as it is where there is
        nothing but a date.
    """
    folder, _, name = splitext(inside)[0].rpartition("/")
    name = _without_date(name)
    stem = "/" + "/".join(filter(None, (folder, name)))
    slug = _without_date(folder.rpartition("/")[2]) if name == "index" else name
    return stem, slug


def _without_date(name: str) -> str:
    """Drop a leading date; Eleventy keeps what follows one anywhere in the name."""
    found = _DATE_IN_NAME.search(name)
    return found[1] if found else name


def _read_date(reader: FieldReader, inside: str) -> datetime | None:
    """Read the date, or take the first one in the path; None if there is neither."""
    value = reader.value("date")
    if isinstance(value, datetime):
        return value
    text = value if isinstance(value, str) else ""
    if value is None and (found := _DATE_IN_PATH.search(inside)):
        text = found[0]
    if text and (date := parse_time(text.strip())):
        return date
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


def _read_exclusions(reader: FieldReader) -> tuple[str, ...]:
    key = "eleventyExcludeFromCollections"
    value = reader.value(key)
    if isinstance(value, bool):
        return ("all",) if value else ()
    if isinstance(value, str) and value.casefold() in _CLAIMS:
        reader.misfit(value, "true, false or names of collections", key)
    named = (re.split(r"\s*,\s*", text) for text, _ in reader.texts(key))
    # By name nothing leaves the collection of all pages: so it is in Eleventy.
    return tuple(name for names in named for name in names if name != "all")
