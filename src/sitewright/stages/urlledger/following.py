"""Take a move over into the ledger, and leave every other line as it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sitewright.kernel.edits import Edit
from sitewright.model.document import Source
from sitewright.model.move import LedgerLine
from sitewright.model.urlledger import Addresses, Entry, UrlLedger, key_of
from sitewright.stages.urlledger.comparing import compare
from sitewright.stages.urlledger.lines import format_url, read_ledger


def follow_move(
    source: Source, site: Addresses, urls: Collection[str]
) -> tuple[tuple[Edit, ...], tuple[LedgerLine, ...]]:
    """Say what is to change in the ledger.

    Args:
        source: The ledger.
        site: The addresses of the site from now on.
        urls: Those that the move is about, old and new.

    Returns:
        The edits of its text, and the lines that change, sorted by address.
    """
    ledger, _ = read_ledger(source)
    standing = compare(ledger, site)
    keys = {key_of(url) for url in urls}
    starts = _line_starts(source.text)
    edits: list[Edit] = []
    lines: list[LedgerLine] = []
    for old, new in zip(ledger.entries, standing.entries, strict=True):
        if key_of(old.url) in keys and old.state is not new.state:
            edits.append(_change_state(source.text, starts, old, new))
            lines.append(LedgerLine(old.url, new.state, old.state))
    fresh = [entry for entry in standing.new if key_of(entry.url) in keys]
    lines += [LedgerLine(entry.url, entry.state) for entry in fresh]
    edits += _put_in(source.text, starts, ledger, fresh)
    return tuple(sorted(edits)), tuple(sorted(lines, key=lambda line: line.url))


def _line_starts(text: str) -> list[int]:
    starts = [0]
    starts += [n + 1 for n, letter in enumerate(text) if letter == "\n"]
    return starts


def _change_state(text: str, starts: Sequence[int], old: Entry, new: Entry) -> Edit:
    """Write another state; the address stays in its column if there is room."""
    start = starts[old.span.line - 1]
    end = start + old.span.column - 1
    begin = text.index(old.state, start, end)
    return Edit(begin, end, f"{new.state} ".ljust(end - begin))


def _put_in(
    text: str, starts: Sequence[int], ledger: UrlLedger, fresh: Sequence[Entry]
) -> list[Edit]:
    """Put new lines where they belong, each behind the last that is before it."""
    known = sorted((entry.span.line, format_url(entry.url)) for entry in ledger.entries)
    places: dict[int, list[str]] = {}
    for entry in fresh:
        url = format_url(entry.url)
        above = [line for line, other in known if other < url]
        if above:
            place = starts[max(above)] if max(above) < len(starts) else len(text)
        else:
            place = _start_of_first(text, starts, known)
        places.setdefault(place, []).append(f"{entry.state:<5} {url}\n")
    edits = []
    for place, lines in places.items():
        is_whole = not place or text[place - 1] == "\n"
        edits.append(Edit(place, place, ("" if is_whole else "\n") + "".join(lines)))
    return edits


def _start_of_first(
    text: str, starts: Sequence[int], known: Sequence[tuple[int, str]]
) -> int:
    """Find where the first address stands, with the comment above it."""
    if not known:
        return len(text)
    line = known[0][0]
    while line > 1 and text.startswith("#", starts[line - 2]):
        line -= 1
    return starts[line - 1]
