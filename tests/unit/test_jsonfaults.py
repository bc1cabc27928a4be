"""Tests of what is said of texts that are not JSON."""

from __future__ import annotations

import json

import pytest

from sitewright.kernel.jsonfaults import describe_fault


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1,}', ("illegal trailing comma before end of object", 1, 8)),
        (
            '{"a": 1,\n "b": 2 ,\n\n}',
            ("illegal trailing comma before end of object", 2, 9),
        ),
        ("[1,\n2,\t]", ("illegal trailing comma before end of array", 2, 2)),
        ("[1 2]", ("expecting ',' delimiter", 1, 4)),
        ("{a: 1}", ("expecting property name enclosed in double quotes", 1, 2)),
        ('{"a"}', ("expecting ':' delimiter", 1, 5)),
        ('{"a":}', ("expecting value", 1, 6)),
        ("{},", ("extra data", 1, 3)),
        ("", ("expecting value", 1, 1)),
    ],
)
def test_faults_are_described_alike_by_all_pythons(text, said):
    with pytest.raises(json.JSONDecodeError) as fault:
        json.loads(text)
    assert describe_fault(fault.value) == said
