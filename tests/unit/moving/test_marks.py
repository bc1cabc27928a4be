"""Places are links only if a mark in them is read as one, and as nothing else."""

from __future__ import annotations

import re

from sitewright.kernel.edits import apply_edits
from sitewright.model.move import Kind, Link
from sitewright.stages.moving import Home, Led, rewrite_links

HOME = Home("https://www.example.com")


def rewritten(text: str, pattern: str, new: str = "/b/") -> tuple[str, int]:
    """Lead ``/a/`` elsewhere in the language in which a pattern finds links."""

    def read(text: str) -> list[Link]:
        return [Link(found, Kind.VALUE) for found in re.findall(pattern, text)]

    def lead(link: Link) -> Led | None:
        return Led("/a/", new) if link.text == "/a/" else None

    found = rewrite_links(text, read, lead, HOME)
    return apply_edits(text, found.edits), len(found.missed)


def test_what_is_read_as_a_link_is_one():
    assert rewritten("(/a/) /a/ (/a/)", r"\((.*?)\)") == ("(/b/) /a/ (/b/)", 0)


def test_what_is_part_of_another_link_as_well_stays():
    # What stands in brackets is read twice: with the word in front, and alone.
    pattern = r"(?=(x\([^)]*\)|(?<=\()[^)]*))"
    assert rewritten("x(/a/)", pattern) == ("x(/a/)", 1)
    assert rewritten("(/a/)", pattern) == ("(/b/)", 0)


def test_what_reads_as_other_links_afterwards_is_not_written():
    # A link ends at a space here, which only encoding keeps out of it.
    assert rewritten("</a/>", r"<([^\s>]*)", "/b c/") == ("</b%20c/>", 0)
    # And here no new path can be read at all.
    assert rewritten("</a/>", r"<(/a/|/xmove\w*)", "/b/") == ("</a/>", 1)


def test_what_marks_disturb_is_left_and_the_rest_is_found():
    # The first word says what links look like.
    text = "/a/ </a/> </a/>"

    def read(text: str) -> list[Link]:
        if not text.startswith("/a/"):
            return []
        return [Link(found, Kind.VALUE) for found in re.findall("<(.*?)>", text)]

    def lead(link: Link) -> Led | None:
        return Led("/a/", "/b/") if link.text == "/a/" else None

    edits = rewrite_links(text, read, lead, HOME).edits
    assert apply_edits(text, edits) == "/a/ </b/> </b/>"
