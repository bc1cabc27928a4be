"""Report what begins in Markdown and never ends, and conflicts that nobody has settled.

A comment without an end hides all that follows it; a fence without one makes it code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span, error, warning
from sitewright.kernel.regexes import regex

_OPENING: Final = regex(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*|(<!--).*)")
_INSIDE: Final = regex(
    r"[ >]{1,99}+(?:(?:[-*+]|\d{1,9}[.)]) {1,99}+)?(?:(`{3,})[^`]*|(~{3,}).*)"
    r"|(?:[-*+]|\d{1,9}[.)]) {1,99}+(`{3,})[^`]*"
)
"""A fence in a quote or a list item, which ends with these at the latest."""

_CONFLICT: Final = regex(r"(?:<{7}|>{7})(?: .*)?")
_MARKS: Final = ("<!--", "```", "~~~", "<<<<<<<", ">>>>>>>")


def find_endless(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Find comments and fences without an end, and marks of conflicts.

    Args:
        text: Markdown.
        path: The file that it stands in.
        first_line: The line of that file on which it begins.
    """
    if not any(mark in text for mark in _MARKS):
        return
    opened, place, is_inside = "", Span(path), False
    for number, line in enumerate(text.split("\n"), first_line):
        if opened:
            if _ends(opened, line.lstrip(" >") if is_inside else line):
                opened = ""
        elif found := (plain := _OPENING.fullmatch(line)) or _INSIDE.fullmatch(line):
            is_inside = plain is None
            opened = found[1] or found[2] or found[3]
            column = line.index(opened) + 1
            place = Span(path, number, column, len(opened))
            if opened == "<!--" and "-->" in line[column + 1 :]:
                opened = ""
        elif _CONFLICT.fullmatch(line):
            yield error(
                "MD011",
                "this is the mark of a conflict that nobody has settled",
                Span(path, number, 1, len(line)),
                "keep one of the two texts, and remove the lines with such marks",
            )
    if opened == "<!--":
        message = "this comment never ends, so nobody sees what stands behind it"
        yield error("MD010", message, place, "end it with '-->'")
    elif opened and not is_inside:
        message = "this code never ends, so all that stands behind it is code"
        yield warning("MD012", message, place, f"end it with '{opened}'")


def _ends(opened: str, line: str) -> bool:
    """Tell whether a line ends a comment, or the code behind a fence."""
    if opened == "<!--":
        return "-->" in line
    shown = line.strip()
    is_fence = len(shown) >= len(opened) and not shown.strip(opened[0])
    return is_fence and len(line) - len(line.lstrip(" ")) <= len("   ")
