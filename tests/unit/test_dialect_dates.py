"""Methods of dates; Node has computed what is expected, in the time zone UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from jinja2 import TemplateRuntimeError

from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED as U
from sitewright.stages.templates.dialect.javascript.texts import to_text


def date(milliseconds):
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


DATES = [
    ("getFullYear", date(1709288430123), (), 2024),
    ("getMonth", date(1709288430123), (), 2),
    ("getDate", date(1709288430123), (), 1),
    ("getDay", date(1709288430123), (), 5),
    ("getHours", date(1709288430123), (), 10),
    ("getMinutes", date(1709288430123), (), 20),
    ("getSeconds", date(1709288430123), (), 30),
    ("getMilliseconds", date(1709288430123), (), 123),
    ("getUTCFullYear", date(1709288430123), (), 2024),
    ("getUTCDay", date(1709288430123), (), 5),
    ("getTime", date(1709288430123), (), 1709288430123),
    ("valueOf", date(1709288430123), (), 1709288430123),
    ("toISOString", date(1709288430123), (), "2024-03-01T10:20:30.123Z"),
    ("toJSON", date(1709288430123), (), "2024-03-01T10:20:30.123Z"),
    ("toDateString", date(1709288430123), (), "Fri Mar 01 2024"),
    (
        "toTimeString",
        date(1709288430123),
        (),
        "10:20:30 GMT+0000 (Coordinated Universal Time)",
    ),
    ("toUTCString", date(1709288430123), (), "Fri, 01 Mar 2024 10:20:30 GMT"),
    (
        "toString",
        date(1709288430123),
        (),
        "Fri Mar 01 2024 10:20:30 GMT+0000 (Coordinated Universal Time)",
    ),
    ("getTimezoneOffset", date(1709288430123), (), 0),
    ("getYear", date(1709288430123), (), 124),
    ("toGMTString", date(1709288430123), (), "Fri, 01 Mar 2024 10:20:30 GMT"),
    ("getDay", date(951782400000), (), 2),
    ("getDay", date(-1), (), 3),
    ("getDay", date(-62135596800000), (), 1),
    ("getFullYear", date(951782400000), (), 2000),
    ("getFullYear", date(-1), (), 1969),
    ("getFullYear", date(-62135596800000), (), 1),
    ("toISOString", date(951782400000), (), "2000-02-29T00:00:00.000Z"),
    ("toISOString", date(-1), (), "1969-12-31T23:59:59.999Z"),
    ("toISOString", date(-62135596800000), (), "0001-01-01T00:00:00.000Z"),
    (
        "toString",
        date(951782400000),
        (),
        "Tue Feb 29 2000 00:00:00 GMT+0000 (Coordinated Universal Time)",
    ),
    (
        "toString",
        date(-1),
        (),
        "Wed Dec 31 1969 23:59:59 GMT+0000 (Coordinated Universal Time)",
    ),
    (
        "toString",
        date(-62135596800000),
        (),
        "Mon Jan 01 0001 00:00:00 GMT+0000 (Coordinated Universal Time)",
    ),
    ("getMilliseconds", date(951782400000), (), 0),
    ("getMilliseconds", date(-1), (), 999),
    ("getMilliseconds", date(-62135596800000), (), 0),
    ("getTime", date(951782400000), (), 951782400000),
    ("getTime", date(-1), (), -1),
    ("getTime", date(-62135596800000), (), -62135596800000),
]


LOCALES = [
    ("toLocaleDateString", date(1709288430123), (), "3/1/2024"),
    ("toLocaleDateString", date(1709288430123), ("en-GB",), "01/03/2024"),
    (
        "toLocaleDateString",
        date(1709288430123),
        (
            "en-US",
            {"weekday": "long", "year": "numeric", "month": "long", "day": "numeric"},
        ),
        "Friday, March 1, 2024",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        (
            "en-GB",
            {"weekday": "long", "year": "numeric", "month": "long", "day": "numeric"},
        ),
        "Friday, 1 March 2024",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        ("en-GB", {"month": "short", "day": "numeric"}),
        "1 Mar",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        ("en-US", {"month": "short", "day": "2-digit", "year": "2-digit"}),
        "Mar 01, 24",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        ("en-GB", {"hour": "2-digit", "minute": "2-digit"}),
        "01/03/2024, 10:20",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        ("en-US", {"hour": "numeric", "minute": "2-digit", "hour12": False}),
        "3/1/2024, 10:20",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        ("en-GB", {"hour": "numeric", "hour12": True}),
        "01/03/2024, 10 am",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        (U, {"timeZone": "America/New_York"}),
        "3/1/2024",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        ("en-GB", {"timeZone": "Asia/Kolkata"}),
        "01/03/2024",
    ),
    ("toLocaleTimeString", date(1709288430123), (), "10:20:30 AM"),
    ("toLocaleTimeString", date(1709288430123), ("en-GB",), "10:20:30"),
    (
        "toLocaleTimeString",
        date(1709288430123),
        (
            "en-US",
            {"weekday": "long", "year": "numeric", "month": "long", "day": "numeric"},
        ),
        "Friday, March 1, 2024 at 10:20:30 AM",
    ),
    (
        "toLocaleTimeString",
        date(1709288430123),
        (
            "en-GB",
            {"weekday": "long", "year": "numeric", "month": "long", "day": "numeric"},
        ),
        "Friday, 1 March 2024 at 10:20:30",
    ),
    (
        "toLocaleTimeString",
        date(1709288430123),
        ("en-GB", {"month": "short", "day": "numeric"}),
        "1 Mar, 10:20:30",
    ),
    (
        "toLocaleTimeString",
        date(1709288430123),
        ("en-US", {"month": "short", "day": "2-digit", "year": "2-digit"}),
        "Mar 01, 24, 10:20:30 AM",
    ),
    (
        "toLocaleTimeString",
        date(1709288430123),
        ("en-GB", {"hour": "2-digit", "minute": "2-digit"}),
        "10:20",
    ),
    (
        "toLocaleTimeString",
        date(1709288430123),
        ("en-US", {"hour": "numeric", "minute": "2-digit", "hour12": False}),
        "10:20",
    ),
    (
        "toLocaleTimeString",
        date(1709288430123),
        ("en-GB", {"hour": "numeric", "hour12": True}),
        "10 am",
    ),
    (
        "toLocaleTimeString",
        date(1709288430123),
        (U, {"timeZone": "America/New_York"}),
        "5:20:30 AM",
    ),
    (
        "toLocaleTimeString",
        date(1709288430123),
        ("en-GB", {"timeZone": "Asia/Kolkata"}),
        "15:50:30",
    ),
    ("toLocaleString", date(1709288430123), (), "3/1/2024, 10:20:30 AM"),
    ("toLocaleString", date(1709288430123), ("en-GB",), "01/03/2024, 10:20:30"),
    (
        "toLocaleString",
        date(1709288430123),
        (
            "en-US",
            {"weekday": "long", "year": "numeric", "month": "long", "day": "numeric"},
        ),
        "Friday, March 1, 2024",
    ),
    (
        "toLocaleString",
        date(1709288430123),
        (
            "en-GB",
            {"weekday": "long", "year": "numeric", "month": "long", "day": "numeric"},
        ),
        "Friday, 1 March 2024",
    ),
    (
        "toLocaleString",
        date(1709288430123),
        ("en-GB", {"month": "short", "day": "numeric"}),
        "1 Mar",
    ),
    (
        "toLocaleString",
        date(1709288430123),
        ("en-US", {"month": "short", "day": "2-digit", "year": "2-digit"}),
        "Mar 01, 24",
    ),
    (
        "toLocaleString",
        date(1709288430123),
        ("en-GB", {"hour": "2-digit", "minute": "2-digit"}),
        "10:20",
    ),
    (
        "toLocaleString",
        date(1709288430123),
        ("en-US", {"hour": "numeric", "minute": "2-digit", "hour12": False}),
        "10:20",
    ),
    (
        "toLocaleString",
        date(1709288430123),
        ("en-GB", {"hour": "numeric", "hour12": True}),
        "10 am",
    ),
    (
        "toLocaleString",
        date(1709288430123),
        (U, {"timeZone": "America/New_York"}),
        "3/1/2024, 5:20:30 AM",
    ),
    (
        "toLocaleString",
        date(1709288430123),
        ("en-GB", {"timeZone": "Asia/Kolkata"}),
        "01/03/2024, 15:50:30",
    ),
    ("toLocaleDateString", date(1709288430123), ("en-US", {"month": "numeric"}), "3"),
    ("toLocaleDateString", date(1709288430123), ("en-US", {"month": "2-digit"}), "03"),
    ("toLocaleDateString", date(1709288430123), ("en-US", {"month": "short"}), "Mar"),
    ("toLocaleDateString", date(1709288430123), ("en-US", {"month": "long"}), "March"),
    ("toLocaleDateString", date(1709288430123), ("en-GB", {"month": "numeric"}), "3"),
    ("toLocaleDateString", date(1709288430123), ("en-GB", {"month": "2-digit"}), "03"),
    ("toLocaleDateString", date(1709288430123), ("en-GB", {"month": "short"}), "Mar"),
    ("toLocaleDateString", date(1709288430123), ("en-GB", {"month": "long"}), "March"),
    (
        "toLocaleDateString",
        date(1725200000000),
        (
            "en-GB",
            {"weekday": "short", "day": "numeric", "month": "short", "year": "numeric"},
        ),
        "Sun, 1 Sept 2024",
    ),
    (
        "toLocaleDateString",
        date(1725200000000),
        ("en-GB", {"weekday": "short", "day": "numeric", "month": "numeric"}),
        "Sun 01/09",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        ("en-US", {"year": "numeric", "month": "2-digit", "day": "2-digit"}),
        "03/01/2024",
    ),
    (
        "toLocaleDateString",
        date(1709288430123),
        ("en-GB", {"year": "numeric", "month": "2-digit"}),
        "03/2024",
    ),
]


@pytest.mark.parametrize(("name", "value", "arguments", "found"), [*DATES, *LOCALES])
def test_a_date_has_the_methods_of_javascript(name, value, arguments, found):
    assert member(value, name)(*arguments) == found


NAIVE = datetime(2024, 3, 1)  # noqa: DTZ001 -- that is the point


def test_a_date_of_another_zone_is_told_in_utc():
    moment = datetime(2024, 3, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    assert member(moment, "toISOString")() == "2024-02-29T23:00:00.000Z"
    assert to_text(moment).startswith("Thu Feb 29 2024 23:00:00 GMT+0000")


@pytest.mark.parametrize("moment", [NAIVE, NAIVE.date()])
def test_a_date_without_a_zone_is_utc(moment):
    assert member(moment, "toJSON")() == "2024-03-01T00:00:00.000Z"


@pytest.mark.parametrize("name", ["setDate", "setUTCHours", "setTime"])
def test_a_date_cannot_be_changed(name):
    with pytest.raises(TemplateRuntimeError, match="would change a date"):
        member(date(0), name)(1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("de-DE",), "for 'de-DE' here; use the 'date' filter"),
        (("en-GB", {"dateStyle": "full"}), "with the option 'dateStyle'"),
        (("en-GB", {"month": "narrow"}), "with month: 'narrow'"),
        (("en-GB", {"year": "numeric", "day": "numeric"}), "with year and day alone"),
        (("en-GB", {"minute": "numeric"}), "with minute alone"),
        (("en-GB", {"timeZone": "Mars"}), "no time zone 'Mars'"),
    ],
)
def test_what_is_not_written_points_to_hooks(arguments, told):
    with pytest.raises(TemplateRuntimeError, match=told):
        member(date(0), "toLocaleDateString")(*arguments)
