"""Times are read as Eleventy's Luxon 3.7.2 reads them; the values are Luxon's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sitewright.kernel.times import format_time, parse_time

TIMES = [
    ("2025-01-31", "2025-01-31T00:00:00Z"),
    ("20250131", "2025-01-31T00:00:00Z"),
    ("2025-02", "2025-02-01T00:00:00Z"),
    ("2025", "2025-01-01T00:00:00Z"),
    ("2025-W05", "2025-01-27T00:00:00Z"),
    ("2025-W05-3", "2025-01-29T00:00:00Z"),
    ("2025W053", "2025-01-29T00:00:00Z"),
    ("2020-W53-7", "2021-01-03T00:00:00Z"),
    ("2025-031", "2025-01-31T00:00:00Z"),
    ("2024366", "2024-12-31T00:00:00Z"),
    ("2025-01-31T12", "2025-01-31T12:00:00Z"),
    ("2025-01-31T1230", "2025-01-31T12:30:00Z"),
    ("2025-01-31t12:30:45,5z", "2025-01-31T12:30:45Z"),
    ("2025-01-31T24:00", "2025-02-01T00:00:00Z"),
    ("2025-01-31T24:00+01:00", "2025-01-31T23:00:00Z"),
    ("2025-01-31T12:30-05:30", "2025-01-31T18:00:00Z"),
    ("2025-01-31T12:30:45.123456789012+14", "2025-01-30T22:30:45Z"),
]

NONE = [
    *("", "tomorrow", "2025-1-1", "25-01-01", "2025/01/01", "2025-13-01"),
    *("2025-02-29", "2025-366", "2025-000", "2025-W54-1", "2025-W00", "202501"),
    *("2025-01-31T", "2025-01-31T1", "2025-01-31T24:01", "2025-01-31T12:60"),
    *("2025-01-31T12:30+1", "9999-12-31T24:00", "0001-01-01T00:00+01:00"),
]


@pytest.mark.parametrize(("text", "time"), TIMES)
def test_a_time_is_read_in_any_form_of_iso_8601(text, time):
    found = parse_time(text)
    assert found is not None
    assert found.tzinfo is UTC
    assert format_time(found) == time


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_time_is_none(text):
    assert parse_time(text) is None


def test_a_space_may_stand_for_the_t():
    assert parse_time("2025-01-31 12:30") == datetime(2025, 1, 31, 12, 30, tzinfo=UTC)
