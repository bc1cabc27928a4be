"""Which paginated source is divided before which."""

from __future__ import annotations

import pytest

from sitewright.kernel.diagnostics import Span
from sitewright.stages.pagination_order import Divided, Turn, order_paginations

TABLE = [
    ("data and tags", {"a": ("x", "t"), "b": ("collections.t", "")}, "a|b"),
    ("against the names", {"b": ("x", "t"), "a": ("collections.t", "")}, "b|a"),
    ("all come last", {"a": ("collections.all", "all"), "b": ("x", "all")}, "b|a"),
    ("not after those outside", {"a": ("collections.all", ""), "b": ("x", "")}, "ab"),
    ("two of all", dict.fromkeys("ab", ("collections.all", "all")), "ab"),
    ("a tag of one of all", {"a": ("collections.t", ""), "b": ("collections.all", "all t")}, "b|a"),
    ("declared", {"a": ("collections.own", "all"), "b": ("x", "all")}, "b|a!"),
    ("names after declared", {"a": ("collections", ""), "b": ("collections.own", "")}, "b!|a!"),
    ("one that feeds what its own turn waits for", {"a": ("collections", "t"), "b": ("collections.t", "")}, "a!|b"),
    ("data of the same name", {"a": ("t", "t"), "b": ("t.all", "t")}, "ab"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "wanted"), [row[1:] for row in TABLE])
def test_turns(given, wanted):
    divided = {
        path: Divided(source, tuple(feeds.split()), Span(path))
        for path, (source, feeds) in given.items()
    }
    turns, found = order_paginations(divided, ("own",))
    assert found == ()
    assert turns == tuple(
        Turn(tuple(paths.rstrip("!")), paths.endswith("!"))
        for paths in wanted.split("|")
    )


def test_a_circle_is_told_from_its_first_by_path_on():
    divided = {
        "c": Divided("collections.b", ("c",), Span("c")),
        "b": Divided("collections.a", ("b",), Span("b")),
        "a": Divided("collections.c", ("a",), Span("a")),
    }
    turns, (found,) = order_paginations(divided, ())
    assert turns == ()
    assert found.span == Span("a")
    assert found.message == "paginations need one another: a -> c -> b -> a"
