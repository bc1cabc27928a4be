"""Filters that Sitewright adds to Jinja2's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from operator import itemgetter
from typing import Any

from jinja2 import pass_context
from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Context, Undefined

from sitewright.kernel.ordering import rank_of
from sitewright.kernel.regexes import regex
from sitewright.kernel.times import find_zone
from sitewright.kernel.urls import absolute_url, base_path_of, prefixed_url
from sitewright.model.config import SiteConfig

Filter = Callable[..., object]

_UNPADDED = regex(r"%-([dmHIMSjy])")


def make_filters(config: SiteConfig) -> dict[str, Filter]:
    """Make the filters of one site."""
    zone = find_zone(config.timezone)
    prefix = base_path_of(config.url)

    def date(value: object, pattern: str = "%-d %B %Y") -> str:
        """Write a date in the site's time zone, by a ``strftime`` pattern."""
        return format_date(value, pattern, zone)

    def full_url(url: str) -> str:
        """Write a path of this site as a full address."""
        return absolute_url(config.url, text_of(url, "absolute_url"))

    def url(path: object) -> str:
        """Put the folder below which the site lives in front of a path, and tidy it."""
        # A page that writes no file has no address: its 'page.url' is false.
        return prefixed_url(prefix, "" if path is False else text_of(path, "url"))

    return {
        "date": date,
        "absolute_url": full_url,
        "url": url,
        "public_tags": public_tags,
        "where": where,
        "sort_by": sort_by,
        "limit": limit,
    }


def each_render(work: Filter) -> Filter:
    """Make a filter run in each render, also for a constant.

    Jinja would work the filter of a constant out when it compiles the template, and
    the page that comes first would be the only one that is known to have read it.
    """

    @pass_context
    def run(_context: Context | None, *given: Any, **named: Any) -> object:
        return work(*given, **named)

    return run


def format_date(value: object, pattern: str, zone: tzinfo) -> str:
    """Write a date by a ``strftime`` pattern; ``%-d`` leaves the zero out everywhere.

    Args:
        value: A time, or one in ISO 8601 as text; without a zone it is UTC.
        pattern: As in ``datetime.strftime``.
        zone: The zone to show it in.
    """
    if isinstance(value, str | Undefined):
        value = str(value)  # which fails for an undefined name, and names it
        try:
            value = datetime.fromisoformat(value)
        except ValueError as bad:
            raise FilterArgumentError(f"'{value}' is not a date") from bad
    if not isinstance(value, datetime):
        raise FilterArgumentError(f"the 'date' filter needs a date, not {value!r}")
    moment = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(zone)

    def unpadded(found: re.Match[str]) -> str:
        return moment.strftime(f"%{found[1]}").lstrip("0") or "0"

    # The system writes years before 1000 with fewer than four digits.
    pattern = pattern.replace("%Y", f"{moment.year:04}")
    return moment.strftime(_UNPADDED.sub(unpadded, pattern))


def public_tags(tags: Iterable[str] | str | None) -> list[str]:
    """Leave out internal tags (``#name``), empty ones, and repeats."""
    if tags is None or isinstance(tags, Undefined):
        return []
    given = tags.split(",") if isinstance(tags, str) else [str(tag) for tag in tags]
    return list(dict.fromkeys(tag for tag in given if tag and tag[0] != "#"))


def where(items: Iterable[object], field: str, value: object = True) -> list[object]:
    """Keep the items whose field has a value.

    Args:
        items: Pages of a collection, or any mappings.
        field: Name of a field, dotted for nested ones; a page's own or its data's.
        value: What it must equal; left out, anything true will do.
    """
    if value is True:
        return [item for item in items if _field(item, field)]
    return [item for item in items if _field(item, field) == value]


def sort_by(
    items: Iterable[object], *fields: str, reverse: bool = False
) -> list[object]:
    """Sort items by one or more fields; those without a value come last."""
    found = list(items)
    for field in reversed(fields):  # sorting is stable, so the last key goes first
        ranked = [(_field(item, field), item) for item in found]
        present = [
            (rank_of(value), item) for value, item in ranked if value is not None
        ]
        present.sort(key=itemgetter(0), reverse=reverse)
        absent = [item for value, item in ranked if value is None]
        found = [item for _, item in present] + absent
    return found


def limit(items: Iterable[object], count: int) -> list[object]:
    """Keep the first items."""
    return [item for _, item in zip(range(count), items, strict=False)]


def _field(item: object, field: str) -> object | None:
    """Look a dotted field up in an item, then in its data."""
    found = _dotted(item, field)
    if found is None and isinstance(item, Mapping):
        found = _dotted(item.get("data"), field)
    return found


def _dotted(value: object, field: str) -> object | None:
    for name in field.split("."):
        if isinstance(value, Mapping):
            value = value.get(name)
        else:
            value = None if name.startswith("_") else getattr(value, name, None)
    return value


def text_of(value: object, name: str) -> str:
    """Take a filter's text; None, a field without a value, counts as empty."""
    if value is None:
        return ""
    if isinstance(value, Undefined):
        return str(value)  # which fails, and names the variable
    if not isinstance(value, str):
        raise FilterArgumentError(f"the '{name}' filter needs text, not {value!r}")
    return str(value)
