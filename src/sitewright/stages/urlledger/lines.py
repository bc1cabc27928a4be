"""Read and write ``urls.txt``: one address a line, its state in front, sorted.

States stand in a column, so that a change of state is a change of one line. Two
branches that add addresses meet only where the new lines are neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, unquote

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Note,
    Span,
    error,
    suggest,
    warning,
)
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import path_problem, query_problem
from sitewright.model.document import Source
from sitewright.model.urlledger import Entry, State, UrlLedger, key_of

VERSION: Final = 1

FIRST: Final = "# Sitewright URL ledger, version"
_TOP: Final = (
    "# Every address that this site has had. live: published; moved: redirected;",
    "# gone: removed on purpose. 'sitewright ledger accept' keeps it up to date.",
)
_LINE: Final = regex(r"[ \t]*(\S+)[ \t]+([^\s#]\S*)([ \t]+#.*|[ \t]*)")
_CONFLICT: Final = regex(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_STATES: Final = tuple(State)
_SHOWN: Final = 200
_HIDDEN: Final = regex(r"[^!-~\u00a1-\U0010ffff]|[%?#]")


def read_ledger(source: Source) -> Checked[UrlLedger]:
    """Read the file, and find every line that cannot be understood.

    Lines that are out of order are understood all the same. Of an address that stands
    there twice, the state that asks for more counts.
    """
    return _Reading(source.path).run(source.text)


class _Reading:
    """One pass over the lines."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.entries: dict[str, Entry] = {}
        self.findings: list[Diagnostic] = []
        self.top: list[str] = []
        self.above: list[str] = []
        self.last = ""
        self.is_sorted = True

    def run(self, text: str) -> Checked[UrlLedger]:
        is_top = True
        for number, line in enumerate(text.split("\n"), 1):
            words = line.strip()
            if is_top and words.startswith(FIRST):
                self._check_version(number, words)
            elif words.startswith("#") and is_top:
                self.top.append(words)
            elif words.startswith("#"):
                self.above.append(words)
            else:
                is_top = False
                if words:
                    self._take(number, line)
        top = tuple(line for line in self.top if line not in _TOP)
        entries = tuple(self.entries.values())
        return UrlLedger(entries, top, tuple(self.above)), tuple(self.findings)

    def _check_version(self, number: int, words: str) -> None:
        version = words.removeprefix(FIRST).strip()
        if version != str(VERSION):
            self.findings.append(
                error(
                    "URL014",
                    f"version '{version}' of this file is not known",
                    Span(self.path, number),
                    f"this Sitewright knows version {VERSION}; a later one wrote it",
                )
            )

    def _take(self, number: int, line: str) -> None:
        if _CONFLICT.match(line):
            what = "a merge conflict was left in here"
            hint = "keep the lines of both sides, and remove this one"
            self._refuse(Span(self.path, number, 1, 7), what, hint)
            return
        match = _LINE.fullmatch(line)
        if not match:
            words = line.strip()
            place = Span(self.path, number, line.index(words) + 1, len(words))
            hint = f"write {_named(_STATES)}, and behind it one address"
            self._refuse(place, "this is not a state and an address", hint)
            return
        state, url, comment = match[1], match[2], match[3].strip()
        before = Span(self.path, number, match.start(1) + 1, len(state))
        behind = Span(self.path, number, match.start(2) + 1, len(url))
        if state not in _STATES:
            near = suggest(shortened(state), _STATES)
            hint = f"did you mean '{near}'?" if near else f"write {_named(_STATES)}"
            self._refuse(before, f"'{shortened(state)}' is not a state", hint)
        elif problem := written_problem(url):
            hint = "write a path of this site, such as '/about/'"
            what = f"'{shortened(url)}' is not an address of this site: {problem}"
            self._refuse(behind, what, hint)
        else:
            above = tuple(self.above)
            self.above.clear()
            self._add(Entry(unquote(url), State(state), behind, above, comment))

    def _add(self, entry: Entry) -> None:
        written, key = format_url(entry.url), key_of(entry.url)
        if first := self.entries.get(key):
            self.findings.append(_twice(first, entry))
            self.entries[key] = _merged(first, entry)
            return
        self.entries[key] = entry
        if self.is_sorted and written < self.last:
            self.is_sorted = False
            what = f"'{written}' is out of order, behind '{self.last}'"
            hint = "'sitewright ledger accept' sorts the file"
            self.findings.append(warning("URL013", what, entry.span, hint))
        self.last = written

    def _refuse(self, place: Span, message: str, hint: str) -> None:
        self.findings.append(error("URL011", message, place, hint))


def _twice(first: Entry, second: Entry) -> Diagnostic:
    notes = (Note(f"here it is '{first.state}'", first.span),)
    if first.state is second.state:
        message = f"'{second.url}' stands here twice"
        hint = "'sitewright ledger accept' removes one"
        return warning("URL012", message, second.span, hint, notes)
    message = f"'{second.url}' is '{second.state}' here, and '{first.state}' before"
    return error("URL012", message, second.span, "remove one of the lines", notes)


def _merged(first: Entry, second: Entry) -> Entry:
    """Make one of two lines about one address; the state that asks for more counts."""
    ranked = sorted((first, second), key=lambda item: _STATES.index(item.state))
    comment = ranked[0].comment or ranked[1].comment
    return replace(ranked[0], above=first.above + second.above, comment=comment)


def written_problem(written: str) -> str:
    """Say why what was written is not an address of this site; empty if it is."""
    if not written.startswith("/"):
        return "it does not start with '/'"
    if "#" in written:
        return "it has a fragment"
    path, mark, query = written.partition("?")
    if mark and (problem := query_problem(query)):
        return problem
    try:
        return path_problem(unquote(path, errors="strict"))
    except UnicodeDecodeError:
        return "its percent-encoding is not UTF-8"


def format_ledger(ledger: UrlLedger) -> str:
    """Write the file, sorted by the addresses as they stand there (code points)."""
    lines = [f"{FIRST} {VERSION}", *_TOP, *ledger.top, ""]
    written = {format_url(entry.url): entry for entry in ledger.entries}
    for url in sorted(written):
        entry = written[url]
        comment = f"  {entry.comment}" if entry.comment else ""
        lines += [*entry.above, f"{entry.state:<5} {url}{comment}"]
    return "\n".join([*lines, *ledger.bottom]) + "\n"


def shortened(text: str) -> str:
    """Cut text down to what a message can hold."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def format_url(url: str) -> str:
    """Write an address so that it can be read, and has no space in it.

    Only what cannot be seen, or would be read as something else, is percent-encoded.
    """
    path, mark, query = url.partition("?")
    written = _HIDDEN.sub(lambda found: quote(found[0], safe=""), path)
    if not written.isprintable():
        letters = (c if c.isprintable() else quote(c, safe="") for c in written)
        written = "".join(letters)
    return written + mark + query


def _named(words: Iterable[str]) -> str:
    *first, last = (f"'{word}'" for word in words)
    return f"{', '.join(first)} or {last}"
