"""Read the list of what may differ, and tell what is on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    Span,
    error,
    suggest,
    warning,
)
from sitewright.kernel.frozen import frozen
from sitewright.kernel.globs import GlobError, compile_glob
from sitewright.model.data import Data, DataFile, places_below
from sitewright.model.document import Source
from sitewright.model.likeness import Aspect, Difference
from sitewright.stages.likeness.selectors import Selector, SelectorError, read_selector
from sitewright.stages.likeness.tree import Element
from sitewright.yamlcore.core import read_yaml_file
from sitewright.yamlcore.fields import FieldReader, kind_of

ALLOW_KEYS: Final = ("reason", "url", "kind", "selector", "attribute", "text")

_CODE: Final = "CMP004"
_EXAMPLE: Final = "write it as in {reason: New slogan, url: /about/, kind: text}"


@frozen
class Entry:
    """Something that may differ.

    Attributes:
        reason: Why.
        span: Where it is written.
        urls: Which addresses it is about; all if empty.
        aspects: Which kinds of differences; all if empty.
        selector: Within which elements; None for anywhere.
        attributes: In which attributes; all, and what is in none, if empty.
        text: What one of both sides must be; None for anything.
    """

    reason: str
    span: Span
    urls: tuple[re.Pattern[str], ...] = ()
    aspects: tuple[Aspect, ...] = ()
    selector: Selector | None = None
    attributes: tuple[str, ...] = ()
    text: re.Pattern[str] | None = None

    def allows(
        self, url: str, difference: Difference, elements: tuple[Element, ...]
    ) -> bool:
        """Tell whether a difference is on the list.

        Args:
            url: The address that has it.
            difference: What it is.
            elements: The elements of both sides that it is about; none for a file.
        """
        sides = difference.old.part, difference.new.part
        return (
            (not self.urls or any(pattern.match(url) for pattern in self.urls))
            and (not self.aspects or difference.aspect in self.aspects)
            and (not self.attributes or difference.name in self.attributes)
            and (not self.selector or any(map(self.selector.selects, elements)))
            and (not self.text or any(map(self.text.fullmatch, filter(None, sides))))
        )


class Allowed:
    """The whole list, and which entries were of use."""

    def __init__(self, entries: tuple[Entry, ...] = ()) -> None:
        self._entries = entries
        self._used: set[int] = set()

    def reason_for(
        self, url: str, difference: Difference, elements: tuple[Element, ...] = ()
    ) -> str:
        """Say why a difference may be; empty if it may not."""
        for number, entry in enumerate(self._entries):
            if entry.allows(url, difference, elements):
                self._used.add(number)
                return entry.reason
        return ""

    def find_unused(self) -> Findings:
        """Find the entries that have allowed nothing."""
        hint = "take it out, or mend it: nothing in the two sites differs so"
        return tuple(
            warning("CMP005", f"'{entry.reason}' allows nothing", entry.span, hint)
            for number, entry in enumerate(self._entries)
            if number not in self._used
        )


def read_allowed(source: Source) -> Checked[tuple[Entry, ...]]:
    """Read a list of what may differ.

    Returns:
        The entries, and an error for each that makes no sense.
    """
    file, findings = read_yaml_file(source.text, source.path)
    if file is None:
        return (), findings
    if not isinstance(file.value, list):
        is_empty = file.value in (None, {})
        what = "this list is empty" if is_empty else "this must be a list of entries"
        problem = error(_CODE, what, Span(source.path, 1), f"- {_EXAMPLE[15:]}")
        return (), (*findings, problem)
    entries: list[Entry] = []
    found: list[Diagnostic] = [*findings]
    for number, item in enumerate(file.value):
        entry, problems = _read_entry(file, number, item)
        found += problems
        if entry and not problems:
            entries.append(entry)
    return tuple(entries), tuple(found)


def _read_entry(file: DataFile, number: int, item: object) -> Checked[Entry | None]:
    whole = Data(file.path, {}, file.places)
    if not isinstance(item, Mapping):
        message = f"each entry must be a mapping, not {kind_of(item)}"
        return None, (error(_CODE, message, whole.value_span(number), _EXAMPLE),)
    places = places_below(file.places, (number,), ())
    reader = FieldReader(Data(file.path, item, places), _CODE)
    reader.refuse_unknown(ALLOW_KEYS, code=_CODE)
    span = reader.data.key_span(next(iter(item), ""))
    reason = reader.text("reason").strip()
    if not reason:
        hint = "add 'reason:' with a few words for whoever reads this next year"
        reader.add(error(_CODE, "this entry gives no reason", span, hint))
    if not any(reader.value(key) for key in ALLOW_KEYS[1:]):
        hint = f"add one of {', '.join(ALLOW_KEYS[1:])}"
        reader.add(error(_CODE, "this entry would allow everything", span, hint))
    entry = Entry(
        reason,
        span,
        tuple(_read_urls(reader)),
        tuple(_read_aspects(reader)),
        _read_selector(reader),
        tuple(text for text, _ in reader.texts("attribute")),
        _read_text(reader),
    )
    return entry, reader.findings


def _read_urls(reader: FieldReader) -> Iterator[re.Pattern[str]]:
    for text, span in reader.texts("url"):
        if not text.startswith(("/", "*")):
            hint = f"write '/{text}'"
            reader.add(error(_CODE, f"'{text}' is no path of the site", span, hint))
            continue
        try:
            yield compile_glob(text)
        except GlobError as bad:
            reader.add(error(_CODE, f"'{text}' is no pattern: {bad}", span))


def _read_aspects(reader: FieldReader) -> Iterator[Aspect]:
    known = [aspect.value for aspect in Aspect]
    for text, span in reader.texts("kind"):
        if text in known:
            yield Aspect(text)
            continue
        near = suggest(text, known)
        hint = f"did you mean '{near}'?" if near else f"known: {', '.join(known)}"
        reader.add(error(_CODE, f"there is no kind '{text}'", span, hint))


def _read_selector(reader: FieldReader) -> Selector | None:
    text = reader.text("selector")
    if not text:
        return None
    try:
        return read_selector(text)
    except SelectorError as bad:
        span = reader.data.value_span("selector")
        hint = (
            "names, '#id', '.class', '[attribute=value]', spaces, '>' and ',' are known"
        )
        reader.add(error(_CODE, f"'{text}' is no selector: {bad}", span, hint))
        return None


def _read_text(reader: FieldReader) -> re.Pattern[str] | None:
    text = reader.text("text")
    if not text:
        return None
    return re.compile(".*".join(map(re.escape, text.split("*"))), re.DOTALL)
