"""Write dates for readers of English, as ``toLocaleDateString`` and its kin do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from typing import Final, NoReturn

from jinja2 import TemplateRuntimeError

from sitewright.kernel.times import find_zone
from sitewright.stages.templates.dialect.javascript.arrays import is_array
from sitewright.stages.templates.dialect.javascript.kinds import truthy
from sitewright.stages.templates.dialect.javascript.methods import is_undefined
from sitewright.stages.templates.dialect.javascript.moments import as_utc, week_day
from sitewright.stages.templates.dialect.javascript.objects import key_text
from sitewright.stages.templates.dialect.javascript.texts import to_text

_DAYS = (
    *("Sunday", "Monday", "Tuesday", "Wednesday"),
    *("Thursday", "Friday", "Saturday"),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_NUMERIC = frozenset({"numeric", "2-digit"})
_NAMES = frozenset({"long", "short"})
_KNOWN: Final = {
    "weekday": _NAMES,
    "year": _NUMERIC,
    "month": _NUMERIC | _NAMES,
    "day": _NUMERIC,
    "hour": _NUMERIC,
    "minute": _NUMERIC,
    "second": _NUMERIC,
}
_DAY_PARTS = ("weekday", "year", "month", "day")
_TIME_PARTS = ("hour", "minute", "second")
_WHOLE_DAY = dict.fromkeys(("year", "month", "day"), "numeric")
_WHOLE_TIME = dict.fromkeys(_TIME_PARTS, "numeric")

Style = dict[str, str]

LOCALES = ("en", "en-US", "en-GB")
"""The readers that numbers and dates are written for."""


def read_locale(value: object) -> str:
    """Take an argument for the name of a locale; what is no text says nothing."""
    if isinstance(value, str) or is_array(value):
        return to_text(value) or "en-US"
    return "en-US"


def _write_day(value: date, locale: object, options: object) -> str:
    """Write the day, and the time of day if it is asked for."""
    return _Writer(locale, options).write(value, _DAY_PARTS, _WHOLE_DAY)


def _write_time(value: date, locale: object, options: object) -> str:
    """Write the time of day, and the day if it is asked for."""
    return _Writer(locale, options).write(value, _TIME_PARTS, _WHOLE_TIME)


def _write_both(value: date, locale: object, options: object) -> str:
    """Write what is asked for; if nothing is, the day and the time of day."""
    parts = (*_DAY_PARTS, *_TIME_PARTS)
    return _Writer(locale, options).write(value, parts, _WHOLE_DAY | _WHOLE_TIME)


WRITERS: Final[Mapping[str, Callable[[date, object, object], str]]] = {
    "toLocaleDateString": _write_day,
    "toLocaleString": _write_both,
    "toLocaleTimeString": _write_time,
}
"""Methods of dates that write them as a language does."""


def _refuse(what: str) -> NoReturn:
    """Say that this is not known.

    Raises:
        TemplateRuntimeError: Always.
    """
    raise TemplateRuntimeError(
        f"dates are not written {what} here; use the 'date' filter, or write a filter"
        " in the site's hooks"
    )


class _Writer:
    """What a template asks for, read once.

    Attributes:
        style: How each part is written that is wanted.
    """

    def __init__(self, locale: object, options: object) -> None:
        name = read_locale(locale)
        if name not in LOCALES:
            _refuse(f"for '{name}'")
        given = options if isinstance(options, Mapping) else {}
        asked = {key_text(key): item for key, item in given.items()}
        asked = {key: item for key, item in asked.items() if not is_undefined(item)}
        self._is_british = name == "en-GB"
        zone = asked.pop("timeZone", None)
        self._zone = None if zone is None else _read_zone(to_text(zone))
        hour12 = asked.pop("hour12", not self._is_british)
        self._has_halves = truthy(hour12)
        self.style: Style = {key: _check(key, item) for key, item in asked.items()}

    def write(self, value: date, needed: tuple[str, ...], otherwise: Style) -> str:
        """Write a date.

        Args:
            value: The date.
            needed: Parts of which one must be asked for.
            otherwise: What is written, too, if none is.
        """
        if not any(part in self.style for part in needed):
            self.style = {**self.style, **otherwise}
        moment = as_utc(value)
        moment = moment.astimezone(self._zone) if self._zone else moment
        day, time = self._day(moment), self._time(moment)
        is_long = self.style.get("month") == "long"
        between = " at " if is_long else ", "
        return f"{day}{between}{time}" if day and time else day or time

    def _day(self, moment: datetime) -> str:
        style = self.style
        parts: list[str] = [p for p in ("year", "month", "day") if p in style]
        weekday = style.get("weekday")
        if self._is_unusual(parts):
            _refuse(f"with {' and '.join(style)} alone")
        name = _DAYS[week_day(moment)][: 3 if weekday == "short" else None]
        name = name if weekday else ""
        is_named = style.get("month") in _NAMES
        day = self._named(moment) if is_named else self._numeric(moment)
        comma = "" if self._is_british and "year" not in style else ","
        return f"{name}{comma} {day}" if name and day else name or day

    def _is_unusual(self, parts: list[str]) -> bool:
        """Tell whether the parts of the day are some that nobody writes together."""
        if parts in (["year", "month", "day"], ["month", "day"]):
            return False
        if "weekday" in self.style:
            return bool(parts) or "hour" in self.style
        return parts == ["year", "day"]

    def _named(self, moment: datetime) -> str:
        month = _MONTHS[moment.month - 1]
        if self.style["month"] == "short":
            is_sept = self._is_british and moment.month == 9
            month = month[: 4 if is_sept else 3]
        year, day = self._year(moment), self._number("day", moment.day)
        if self._is_british:
            return " ".join(part for part in (day, month, year) if part)
        first = f"{month} {day}" if day else month
        return f"{first}{',' if day else ''} {year}" if year else first

    def _numeric(self, moment: datetime) -> str:
        month = self._number("month", moment.month)
        day, year = self._number("day", moment.day), self._year(moment)
        if not self._is_british:
            return "/".join(part for part in (month, day, year) if part)
        if day and month:
            if self.style["day"] != self.style["month"]:
                _refuse("with a day and a month of different lengths")
            day = day.zfill(2)
        month = month.zfill(2) if month and (day or year) else month
        return "/".join(part for part in (day, month, year) if part)

    def _year(self, moment: datetime) -> str:
        style = self.style.get("year")
        if style == "2-digit":
            return f"{moment.year % 100:02}"
        return str(moment.year) if style else ""

    def _number(self, part: str, number: int) -> str:
        style = self.style.get(part)
        if not style:
            return ""
        return f"{number:02}" if style == "2-digit" else str(number)

    def _time(self, moment: datetime) -> str:
        style = self.style
        parts = [part for part in _TIME_PARTS if part in style]
        if not parts:
            return ""
        if parts != list(_TIME_PARTS[: len(parts)]):
            _refuse(f"with {', '.join(parts)} alone")
        rest = [f"{moment.minute:02}", f"{moment.second:02}"][: len(parts) - 1]
        hour = moment.hour
        if self._has_halves:
            hour = hour % 12 or (0 if self._is_british else 12)
        elif not self._is_british:
            hour = hour or 24
        written = ":".join([f"{hour:02}" if self._is_padded() else str(hour), *rest])
        return written + (self._half(moment) if self._has_halves else "")

    def _is_padded(self) -> bool:
        """Tell whether the hour has two digits, by the rules of Unicode's CLDR."""
        style = self.style
        if style["hour"] == "2-digit":
            return True
        if self._has_halves:
            return False
        is_short = style.get("minute") == "2-digit" and style.get("second") != "numeric"
        return not (self._is_british and is_short)

    def _half(self, moment: datetime) -> str:
        half = "PM" if moment.hour >= 12 else "AM"
        return f" {half.lower() if self._is_british else half}"


def _check(part: str, style: object) -> str:
    """Take one option.

    Raises:
        TemplateRuntimeError: It is not known, or has no such value.
    """
    written = to_text(style)
    if part not in _KNOWN:
        _refuse(f"with the option '{part}'")
    if written not in _KNOWN[part]:
        _refuse(f"with {part}: '{written}'")
    return written


def _read_zone(name: str) -> tzinfo:
    """Take a time zone.

    Raises:
        TemplateRuntimeError: There is none of that name.
    """
    try:
        return find_zone(name)
    except (KeyError, ValueError, OSError):
        raise TemplateRuntimeError(f"there is no time zone '{name}'") from None
