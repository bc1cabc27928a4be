"""The methods of dates; the time zone is UTC, always."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import NoReturn

from jinja2 import TemplateRuntimeError

from sitewright.stages.templates.dialect.javascript.locales import (
    format_locale_both,
    format_locale_day,
    format_locale_time,
)
from sitewright.stages.templates.dialect.javascript.methods import (
    Method,
    make_methods,
)
from sitewright.stages.templates.dialect.javascript.moments import (
    as_utc,
    count_milliseconds,
    format_clock,
    format_day,
    format_iso,
    format_moment,
    format_utc,
    week_day,
)

_PARTS: dict[str, Callable[[datetime], int]] = {
    "FullYear": lambda moment: moment.year,
    "Month": lambda moment: moment.month - 1,
    "Date": lambda moment: moment.day,
    "Day": week_day,
    "Hours": lambda moment: moment.hour,
    "Minutes": lambda moment: moment.minute,
    "Seconds": lambda moment: moment.second,
    "Milliseconds": lambda moment: moment.microsecond // 1000,
}


def _part(take: Callable[[datetime], int]) -> Method:
    def part(value: date) -> int:
        return take(as_utc(value))

    return part


def _refuser(name: str) -> Method:
    def refuse(_value: date) -> NoReturn:
        raise TemplateRuntimeError(
            f"'.{name}()' would change a date, which all pages share; write a filter in"
            " the site's hooks"
        )

    return refuse


_SETTERS = [f"set{zone}{part}" for zone in ("", "UTC") for part in _PARTS]

METHODS = make_methods(
    {
        **{f"get{name}": _part(take) for name, take in _PARTS.items()},
        **{f"getUTC{name}": _part(take) for name, take in _PARTS.items()},
        **{name: _refuser(name) for name in (*_SETTERS, "setTime", "setYear")},
        "getTime": lambda value: count_milliseconds(value),
        "getTimezoneOffset": lambda _value: 0,
        "getYear": lambda value: as_utc(value).year - 1900,
        "toDateString": lambda value: format_day(value),
        "toGMTString": lambda value: format_utc(value),
        "toISOString": lambda value: format_iso(value),
        "toJSON": lambda value: format_iso(value),
        "toLocaleDateString": format_locale_day,
        "toLocaleString": format_locale_both,
        "toLocaleTimeString": format_locale_time,
        "toString": lambda value: format_moment(value),
        "toTimeString": lambda value: format_clock(value),
        "toUTCString": lambda value: format_utc(value),
        "valueOf": lambda value: count_milliseconds(value),
    }
)
