"""The methods of dates; the time zone is UTC, always."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import NoReturn

from jinja2 import TemplateRuntimeError

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
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED

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


def _in_language(name: str) -> Method:
    def write(
        value: date, locale: object = UNDEFINED, options: object = UNDEFINED
    ) -> str:
        # Few layouts leave that to JavaScript.
        from sitewright.stages.templates.dialect.javascript.locales import WRITERS

        return WRITERS[name](value, locale, options)

    return write


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
        "toLocaleDateString": _in_language("toLocaleDateString"),
        "toLocaleString": _in_language("toLocaleString"),
        "toLocaleTimeString": _in_language("toLocaleTimeString"),
        "toString": lambda value: format_moment(value),
        "toTimeString": lambda value: format_clock(value),
        "toUTCString": lambda value: format_utc(value),
        "valueOf": lambda value: count_milliseconds(value),
    }
)
