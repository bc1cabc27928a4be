"""Where things stand in a text, as findings tell it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitewright.kernel.diagnostics import Span
from sitewright.stages.markdown.finder import Finder

TEXTS = st.text("ab \n\r", max_size=30)
BLOCKS = st.tuples(st.integers(-1, 6), st.integers(0, 9))


def find_all(text, piece, lines):
    """List every place of a piece in a block, row by row, then the block's first line."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = max(lines[0], 0)
    for number, row in [*enumerate(rows)][first : max(lines[1], 0)]:
        at = row.find(piece)
        while at >= 0:
            yield Span("a.md", 5 + number, at + 1, len(piece))
            at = row.find(piece, at + 1)
    while True:
        yield Span("a.md", 5 + lines[0], 0, 0)


@given(TEXTS, st.text("ab \n", min_size=1, max_size=3), BLOCKS)
def test_a_piece_is_found_from_place_to_place(text, piece, lines):
    finder = Finder(text, "a.md", 5)
    places = find_all(text, piece, lines)
    for _ in range(4):
        assert finder.find(piece, lines) == next(places)


@given(TEXTS, BLOCKS, BLOCKS)
def test_what_is_found_first_does_not_matter_for_another_piece(text, some, lines):
    finder = Finder(text, "a.md", 5)
    finder.find("a", some)
    assert finder.find("b", lines) == next(find_all(text, "b", lines))


def test_a_piece_is_known_by_what_stands_before_it():
    finder = Finder("{a} b\nc {a}\n", "a.md", 1)
    assert finder.find("{a}", (0, 2), "c ") == Span("a.md", 2, 3, 3)
    assert finder.find("{a}", (0, 2)) == Span("a.md", 1, 1, 3)
