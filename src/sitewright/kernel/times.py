"""Read times as ISO 8601 writes them, and write them in the one form that feeds take."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sitewright.kernel.regexes import regex

_DATE = regex(
    r"(?P<year>\d{4})(?:-?W(?P<week>\d\d)(?:-?(?P<weekday>[1-7]))?"
    r"|-?(?P<ordinal>\d{3})(?!\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?"
    r"|(?P<month_>\d\d)(?P<day_>\d\d))?"
)
_TIME = regex(
    r"(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<part>\d{1,30}))?)?)?"
    r"(?P<zone>[zZ]|[+-]\d\d(?::?\d\d)?)?"
)


def find_zone(name: str) -> tzinfo:
    """Find a time zone of the IANA database.

    Raises:
        KeyError: There is none of that name.
        ValueError: There can be none.
        OSError: It cannot be read.
    """
    if name == "UTC":
        return UTC
    # What reads them takes a while to import, and many sites need none.
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def format_time(moment: datetime) -> str:
    """Write a time as ``2025-03-21T15:24:33Z``, with four digits for any year."""
    whole = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return f"{whole.isoformat()}Z"


def parse_time(text: str) -> datetime | None:
    """Read a date, or a date and time, in any of the forms of ISO 8601.

    Years, months, weeks (``2025-W05-3``) and days of the year (``2025-031``) are dates,
    too. Without a zone it is UTC.

    Returns:
        The time in UTC; None if it is none, or none that there is.
    """
    day_text, mark, time_text = (
        text.replace("t", "T").replace(" ", "T", 1).partition("T")
    )
    day_found = _DATE.fullmatch(day_text)
    time_found = _TIME.fullmatch(time_text)
    if not day_found or (mark and not time_found):
        return None
    try:
        moment = datetime.combine(_day(day_found), time(), UTC)
        return _at(moment, time_found) if time_found else moment
    except (ValueError, OverflowError):
        return None


def _day(found: re.Match[str]) -> date:
    year = int(found["year"])
    if found["week"]:
        return date.fromisocalendar(
            year, int(found["week"]), int(found["weekday"] or 1)
        )
    if found["ordinal"]:
        day = date(year, 1, 1) + timedelta(days=int(found["ordinal"]) - 1)
        if day.year != year:
            raise ValueError("no such day")
        return day
    month, day_ = found["month"] or found["month_"], found["day"] or found["day_"]
    return date(year, int(month or 1), int(day_ or 1))


def _at(midnight: datetime, found: re.Match[str]) -> datetime:
    """Put a time of day on a date; ``24:00`` is the midnight at its end."""
    hour, minute, second = (int(found[k] or 0) for k in ("hour", "minute", "second"))
    part = int((found["part"] or "0").ljust(6, "0")[:6])
    if hour == 24 and not (minute or second or part):
        moment = midnight + timedelta(days=1)
    else:
        moment = midnight.replace(
            hour=hour, minute=minute, second=second, microsecond=part
        )
    return moment - _offset(found["zone"] or "Z")


def _offset(zone: str) -> timedelta:
    """Read how far a zone is ahead of UTC."""
    if zone in "zZ":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -ahead if zone[0] == "-" else ahead
