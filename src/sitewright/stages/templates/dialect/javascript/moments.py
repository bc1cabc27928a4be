"""Moments: JavaScript's dates, always in UTC, and their texts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def as_utc(value: date) -> datetime:
    """Take a time in UTC; one without a zone is so already, a day begins at midnight."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if value.tzinfo is UTC:
        return value
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def count_milliseconds(value: date) -> int:
    """Tell how many milliseconds have passed since 1970, as ``getTime`` does."""
    return (as_utc(value) - _EPOCH) // _MILLISECOND


def week_day(value: date) -> int:
    """Count the days since Sunday."""
    return value.isoweekday() % 7


def format_day(value: date) -> str:
    """Write the day as ``toDateString`` does."""
    moment = as_utc(value)
    name, month = DAYS[week_day(moment)], MONTHS[moment.month - 1]
    return f"{name} {month} {moment.day:02} {moment.year:04}"


def format_clock(value: date) -> str:
    """Write the time of day as ``toTimeString`` does."""
    return f"{as_utc(value):%H:%M:%S} GMT+0000 (Coordinated Universal Time)"


def format_moment(value: date) -> str:
    """Write a time as ``toString`` does."""
    return f"{format_day(value)} {format_clock(value)}"


def format_iso(value: date) -> str:
    """Write a time as ``toISOString`` does."""
    moment = as_utc(value).replace(tzinfo=None)
    return f"{moment.isoformat(timespec='milliseconds')}Z"


def format_utc(value: date) -> str:
    """Write a time as ``toUTCString`` does."""
    moment = as_utc(value)
    name, month = DAYS[week_day(moment)], MONTHS[moment.month - 1]
    return f"{name}, {moment.day:02} {month} {moment.year:04} {moment:%H:%M:%S} GMT"
