"""Report what begins in Markdown and never ends, and conflicts that nobody has settled.

A comment without an end hides all that follows it; a fence without one makes it code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span, error, warning
from sitewright.kernel.regexes import regex
from sitewright.kernel.texts import holds

_OPENING: Final = regex(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*|(<!--).*)")
_INSIDE: Final = regex(
    r"[ >]{1,99}+(?:(?:[-*+]|\d{1,9}[.)]) {1,99}+)?(?:(`{3,})[^`]*|(~{3,}).*)"
    r"|(?:[-*+]|\d{1,9}[.)]) {1,99}+(`{3,})[^`]*"
)
"""A fence in a quote or a list item, which ends with these at the latest."""

_CONFLICT: Final = regex(r"(?:<{7}|>{7})(?: .*)?")
_MARKS: Final = {"<!--": "-->", "```": "", "~~~": "", "<<<<<<<": ">>>>>>>"}
"""What may begin, and what looks different where it ends."""


def find_endless(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Find comments and fences without an end, and marks of conflicts.

    Args:
        text: Markdown.
        path: The file that it stands in.
        first_line: The line of that file on which it begins.
    """
    if not _may_be_endless(text):
        return
    opened, start, is_inside = "", 0, False
    told, line_told = 0, first_line
    for at, line in _list_lines(text):
        if opened:
            if _ends(opened, line.lstrip(" >") if is_inside else line):
                opened = ""
        elif found := (plain := _OPENING.fullmatch(line)) or _INSIDE.fullmatch(line):
            is_inside = plain is None
            opened = found[1] or found[2] or found[3]
            start = at + line.index(opened)
            if opened == "<!--" and "-->" in text[start + 2 : at + len(line)]:
                opened = ""
        elif _CONFLICT.fullmatch(line):
            line_told += text.count("\n", told, at)
            told = at
            yield error(
                "MD011",
                "this is the mark of a conflict that nobody has settled",
                Span(path, line_told, 1, len(line)),
                "keep one of the two texts, and remove the lines with such marks",
            )
    if opened and (opened == "<!--" or not is_inside):
        line_told += text.count("\n", told, start)
        column = start - text.rfind("\n", 0, start)
        yield _endless(opened, Span(path, line_told, column, len(opened)))


def _may_be_endless(text: str) -> bool:
    """Tell whether a closer look is worth its while, which it hardly ever is."""
    if text.rfind("<!--") > text.rfind("-->"):
        return True
    return any(holds(text, mark) for mark in ("```", "~~~", "<<<<<<<"))


def _list_lines(text: str) -> list[tuple[int, str]]:
    """List the lines that hold a mark, each with the place where it begins."""
    starts: set[int] = set()
    for mark, end in _MARKS.items():
        if mark[0] not in text:  # which is quickly said
            continue
        at = text.find(mark)
        if at >= 0 and end:
            _add_lines(text, end, text.find(end, at), starts)
        _add_lines(text, mark, at, starts)
    ends = ((at, text.find("\n", at)) for at in sorted(starts))
    return [(at, text[at:end] if end >= 0 else text[at:]) for at, end in ends]


def _add_lines(text: str, mark: str, at: int, starts: set[int]) -> None:
    """Add where the lines begin that hold a mark, of which the first is known."""
    while at >= 0:
        starts.add(text.rfind("\n", 0, at) + 1)
        end = text.find("\n", at)
        at = text.find(mark, end) if end >= 0 else -1


def _endless(opened: str, place: Span) -> Diagnostic:
    if opened == "<!--":
        message = "this comment never ends, so nobody sees what stands behind it"
        return error("MD010", message, place, "end it with '-->'")
    message = "this code never ends, so all that stands behind it is code"
    return warning("MD012", message, place, f"end it with '{opened}'")


def _ends(opened: str, line: str) -> bool:
    """Tell whether a line ends a comment, or the code behind a fence."""
    if opened == "<!--":
        return "-->" in line
    shown = line.strip()
    is_fence = len(shown) >= len(opened) and not shown.strip(opened[0])
    return is_fence and len(line) - len(line.lstrip(" ")) <= len("   ")
