"""Show a move as git shows it, so that ``git apply`` can carry it out as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from sitewright.model.move import FileChange

_CONTEXT: Final = 3
_NO_END: Final = "\\ No newline at end of file"


def format_diff(change: FileChange, old: str, new: str) -> Iterator[str]:
    """List the lines of a diff of one file.

    Args:
        change: What becomes of it.
        old: Its text, with the line ends that it has.
        new: Its text from now on; the same if only its place changes.
    """
    before, after = f"a/{change.before}", f"b/{change.after}"
    yield f"diff --git {before} {after}"
    if change.before != change.after:
        yield f"rename from {change.before}"
        yield f"rename to {change.after}"
    if old == new:
        return
    # A tab ends a name that has spaces.
    yield f"--- {before}" + "\t" * (" " in before)
    yield f"+++ {after}" + "\t" * (" " in after)
    lines = _split(old), _split(new)
    matcher = SequenceMatcher(None, *lines, autojunk=False)
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        yield f"@@ -{_stretch(first[1], last[2])} +{_stretch(first[3], last[4])} @@"
        for kind, *ends in group:
            yield from _format_block(kind, lines, ends)


def _format_block(
    kind: str, lines: tuple[list[str], list[str]], ends: Sequence[int]
) -> Iterator[str]:
    old, new = lines[0][ends[0] : ends[1]], lines[1][ends[2] : ends[3]]
    if kind == "equal":
        yield from _marked(" ", old)
    else:
        yield from _marked("-", old)
        yield from _marked("+", new)


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line.removesuffix("\n")
        if not line.endswith("\n"):
            yield _NO_END


def _stretch(start: int, end: int) -> str:
    """Write the first line of a stretch, counted from 1, and its length."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + bool(length)},{length}"


def _split(text: str) -> list[str]:
    """Split a text at its line feeds alone, which stay with their lines."""
    *lines, last = text.split("\n")
    whole = [f"{line}\n" for line in lines]
    return [*whole, last] if last else whole
