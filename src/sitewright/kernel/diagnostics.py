"""Say what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.regexes import regex

R = TypeVar("R")

_SHORT = 4


class Severity(StrEnum):
    """How much a finding matters; only an error fails a build.

    A warning does so under ``--strict``; information never does.
    """

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@frozen
class Span:
    """A stretch of one line in one source file.

    Attributes:
        path: Source path, relative to the project, with forward slashes.
        line: Line number, counted from 1; 0 means "the file as a whole".
        column: First column, counted from 1 in characters, not bytes; 0 means
            "somewhere on this line".
        width: Characters covered; 0 draws no caret.
    """

    path: str
    line: int = 0
    column: int = 0
    width: int = 0

    def __hash__(self) -> int:
        return hash(_where(self))

    def __lt__(self, other: object) -> bool:
        return (
            _where(self) < _where(other) if isinstance(other, Span) else NotImplemented
        )

    def __gt__(self, other: object) -> bool:
        return (
            _where(self) > _where(other) if isinstance(other, Span) else NotImplemented
        )


@frozen
class Note:
    """A second place that helps to understand a finding, or a remark without one."""

    message: str
    span: Span | None = None


@frozen
class Diagnostic:
    """One finding, complete enough to print without further look-up.

    Attributes:
        code: Stable identifier such as ``NAV002``; see ``kernel/codes``.
        severity: Whether the build can succeed despite it.
        message: One lower-case sentence without a full stop.
        span: Where in the sources, or None when no single place is at fault.
        hint: What the author can do next, or empty.
        notes: Other places that belong to it, such as the other of two clashing pages.
        paste: Lines of a file that would mend it, to be pasted; or empty.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str = ""
    notes: tuple[Note, ...] = ()
    paste: str = ""


Findings = tuple[Diagnostic, ...]
Checked = tuple[R, Findings]
"""What every stage returns: its value, and what it found wrong on the way."""


def error(
    code: str,
    message: str,
    span: Span | None = None,
    hint: str = "",
    notes: tuple[Note, ...] = (),
) -> Diagnostic:
    """Make a finding that fails the build."""
    return Diagnostic(code, Severity.ERROR, message, span, hint, notes)


def warning(
    code: str,
    message: str,
    span: Span | None = None,
    hint: str = "",
    notes: tuple[Note, ...] = (),
) -> Diagnostic:
    """Make a finding that fails the build only under ``--strict``."""
    return Diagnostic(code, Severity.WARNING, message, span, hint, notes)


def is_strictly_fine(findings: Iterable[Diagnostic]) -> bool:
    """Tell whether there is nothing but information."""
    return all(item.severity is Severity.INFORMATION for item in findings)


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding fails the build."""
    return any(item.severity is Severity.ERROR for item in findings)


def sort_findings(findings: Iterable[Diagnostic]) -> Findings:
    """Order findings by place, then code; those without a place come first."""
    return tuple(sorted(findings, key=_place))


def merge_repeats(findings: Iterable[Diagnostic]) -> Findings:
    """Say once what is wrong once: a template's fault comes up for every page it has.

    Findings that differ in their notes alone become the first of them, with a note of
    how many more there are.
    """
    groups: dict[Diagnostic, list[Diagnostic]] = {}
    for item in findings:
        alike = replace(item, notes=()) if item.notes else item
        groups.setdefault(alike, []).append(item)
    merged = []
    for first, *others in groups.values():
        more = len(others)
        if not more or not first.notes:
            merged.append(first)
        else:
            again = Note(f"and {more} more time{'' if more == 1 else 's'}")
            merged.append(replace(first, notes=(*first.notes, again)))
    return tuple(merged)


_Where = tuple[str, int, int, int]
_Place = tuple[_Where, str, str, str, list[tuple[str, _Where]], str, str]


def _place(item: Diagnostic) -> _Place:
    """Say all that there is to compare, so that no order of the stages shows through."""
    notes = [(note.message, _where(note.span)) for note in item.notes]
    told = item.code, item.message, item.hint, notes, item.severity, item.paste
    return _where(item.span), *told


def _where(span: Span | None) -> _Where:
    return (span.path, span.line, span.column, span.width) if span else ("", 0, 0, 0)


def suggest(word: str, known: Iterable[str], closeness: float = 0.0) -> str:
    """Find the known word that the author probably meant; empty if none is near.

    Case never counts against a candidate, so ``Menu`` suggests ``menu``.

    Args:
        word: What the author wrote.
        known: The words that have a meaning.
        closeness: How like the word a candidate must be at least, from 0 to 1.
    """
    from difflib import get_close_matches  # which a build without faults does without

    by_folded: dict[str, str] = {}
    for name in known:
        by_folded.setdefault(name.casefold(), name)
    # Of a short word, one slip changes a greater part.
    cutoff = max(closeness, 0.65 if len(word) <= _SHORT else 0.7)
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=cutoff)
    return by_folded[near[0]] if near else ""


_CONTROL = regex(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Make text safe for a terminal: control and bidirectional marks as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
