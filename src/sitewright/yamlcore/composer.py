"""From parser events to values, with the place of each.

Values are built from the events of the parser, not from its tree of nodes: events
keep the places of aliases, need no recursion in C (100,000 levels of ``[`` stop at
the limit below, not at the end of the stack), and cost no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span, error
from sitewright.model.document import KeyPath, Place
from sitewright.yamlcore.events import (
    ALIAS,
    DOCUMENT_START,
    MAPPING_END,
    MAPPING_START,
    SCALAR,
    SEQUENCE_END,
    STREAM_END,
    Events,
    Mark,
    Parsed,
)
from sitewright.yamlcore.findings import (
    MAX_DEPTH,
    alias_inside_itself,
    collection_as_key,
    key_set_twice,
    lost_in_comment,
    nothing_to_merge,
    tag_refused,
    too_deep,
    too_many_aliased,
    unknown_alias,
)
from sitewright.yamlcore.scalars import (
    SCALAR_TAGS,
    TEXT_STARTS_ELSEWHERE,
    YAML_TAG,
    ScalarError,
    key_text,
    read_plain,
    read_tagged,
)
from sitewright.yamlcore.surrogates import split_pairs

MAX_ALIASED: Final = 10_000
"""Values that all aliases and merge keys of one file may add together."""

_UNUSED: Final = -1
"""Path part below which stand values without a place of their own in the result."""


class RefusedError(Exception):
    """Reading cannot go on; the finding says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Composer:
    """One run over the events of one text.

    Attributes:
        places: Where each value was written, filled while composing.
        findings: What is wrong with single values; reading went on after them.
    """

    def __init__(
        self,
        lines: list[str],
        path: str,
        first_line: int,
        shown: dict[int, str],
        filler: str = "",
    ) -> None:
        """Prepare a run.

        Args:
            lines: The text by line, with an empty one at the end.
            path: The file of the text.
            first_line: Line of the file on which the text begins.
            shown: Characters of the text that stand for others; mostly empty.
            filler: What fills up joined escapes; mostly empty.
        """
        self.places: dict[KeyPath, Place] = {}
        self.findings: list[Diagnostic] = []
        self._shown = shown
        self._filler = filler
        self._lines = lines
        self._path = path
        self._first_line = first_line
        self._anchors: dict[str, tuple[object, KeyPath] | None] = {}
        self._aliased = 0
        self._has_unused = False

    def compose(self, events: Events, *, takes_any: bool = False) -> object:
        """Read the only document of the text; an empty mapping if there is none.

        Args:
            events: Gives the next event of the parser at each call.
            takes_any: Whether the document may be something else than a mapping.

        Raises:
            RefusedError: It is not a mapping, nests too deep, grows too large through
                aliases, or another document follows.
            yaml.YAMLError: The parser cannot go on.
        """
        self._next: Events = events
        self._next()
        if self._next().__class__ is STREAM_END:
            return {}
        root = self._any_root if takes_any else self._root
        value = root(self._next())
        self._next()
        if (event := self._next()).__class__ is DOCUMENT_START:
            message = "a second YAML document starts here; only one is read"
            raise RefusedError(error("FM002", message, self._span(event)))
        if self._has_unused:
            self.places = {
                path: place
                for path, place in self.places.items()
                if _UNUSED not in path
            }
        return value

    def _any_root(self, event: Parsed) -> object:
        value = self._value(event, (), None)
        del self.places[()]
        return value

    def _root(self, event: Parsed) -> dict[str, object]:
        kind = event.__class__
        if kind is MAPPING_START:
            value, _ = self._collection(event, ())
            if isinstance(value, dict):
                return value
        span = self._span(event)
        if kind is SCALAR:
            value = self._scalar(event)
            if value is None and not event.tag:
                return {}
            span = self._span(event)
        found = "text" if kind is SCALAR else "a list"
        message = f"keys with values are expected here, not {found}"
        hint = "write 'key: value', each key on a line of its own"
        raise RefusedError(error("FM003", message, span, hint))

    def _value(self, event: Parsed, path: KeyPath, key: Span | None) -> object:
        """Read one value and keep its place; for a list item, ``key`` is None."""
        kind = event.__class__
        end = event.end_mark
        value: object
        if kind is SCALAR:
            value = self._scalar(event)
            if event.anchor is not None:
                self._anchors[event.anchor] = value, path
        elif kind is ALIAS:
            value = self._alias(event, path)
        else:
            value, end = self._collection(event, path)
        span = self._stretch(event.start_mark, end)
        if not span.width:
            span = self._nothing_written(event.start_mark, key)
        self.places[path] = Place(key or span, span)
        return value

    def _collection(self, event: Parsed, path: KeyPath) -> tuple[object, Mark]:
        """Read a list or mapping, and give it with the mark of its end."""
        if len(path) >= MAX_DEPTH:
            raise RefusedError(too_deep(MAX_DEPTH, self._span(event)))
        is_mapping = event.__class__ is MAPPING_START
        if event.tag not in (None, "!"):
            self._check_collection_tag(event, "map" if is_mapping else "seq")
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        value: object
        value, end = self._mapping(path) if is_mapping else self._list(path)
        if event.anchor is not None:
            self._anchors[event.anchor] = value, path
        return value, end

    def _list(self, path: KeyPath) -> tuple[list[object], Mark]:
        items: list[object] = []
        while (event := self._next()).__class__ is not SEQUENCE_END:
            items.append(self._value(event, (*path, len(items)), None))
        return items, event.end_mark

    def _mapping(self, path: KeyPath) -> tuple[dict[str, object], Mark]:
        fields: dict[str, object] = {}
        merged: set[str] = set()
        while (event := self._next()).__class__ is not MAPPING_END:
            if event.__class__ is SCALAR and event.value == "<<" and _is_bare(event):
                merged |= self._merge(event, path, fields)
                continue
            span = self._span(event)
            name = self._key(event, path, span)
            if name is None or (name in fields and name not in merged):
                if name is not None:
                    first = self.places[(*path, name)].key
                    self.findings.append(key_set_twice(name, span, first))
                self._has_unused = True
                self._value(self._next(), (*path, _UNUSED), span)
                continue
            here = (*path, name)
            if name in merged:
                merged.remove(name)
                self._forget(fields[name], here)
            fields[name] = self._value(self._next(), here, span)
        return fields, event.end_mark

    def _key(self, event: Parsed, path: KeyPath, span: Span) -> str | None:
        """Read a key as text; None, and a finding, if it cannot be one."""
        kind = event.__class__
        value: object
        if kind is SCALAR:
            value = self._scalar(event)
            if event.anchor is not None:
                self._anchors[event.anchor] = value, (*path, _UNUSED)
            if type(value) is str:
                return value
            is_number = value is None or isinstance(value, bool | int | float)
            return key_text(value) if is_number else str(event.value)
        if kind is ALIAS:
            value = self._alias(event, (*path, _UNUSED))
        else:
            value, _ = self._collection(event, (*path, _UNUSED))
        self._has_unused = True
        if isinstance(value, dict | list):
            self.findings.append(collection_as_key(span))
            return None
        return key_text(value)

    def _scalar(self, event: Parsed) -> object:
        text: str = event.value
        if self._shown:
            text = text.translate(self._shown)
        if self._filler and self._filler in text:
            text = split_pairs(text, self._filler).replace(self._filler, "")
        try:
            if event.tag is not None:
                return self._tagged(event, text)
            if not event.implicit[0]:
                return text
            if text and text[0] not in TEXT_STARTS_ELSEWHERE:
                return text
            return read_plain(text)
        except ScalarError as fault:
            found = error("FM007", fault.message, self._span(event), fault.hint)
            self.findings.append(found)
            return None

    def _tagged(self, event: Parsed, text: str) -> object:
        tag = event.tag or "!"
        if tag == "!":
            return text
        name = tag.removeprefix(YAML_TAG)
        if name != tag and name in SCALAR_TAGS:
            return read_tagged(name, text)
        if name != tag and name in {"map", "seq"} and not text:
            return {} if name == "map" else []
        self._refuse_tag(event)
        return None

    def _check_collection_tag(self, event: Parsed, expected: str) -> None:
        if event.tag != YAML_TAG + expected:
            self._refuse_tag(event)

    def _refuse_tag(self, event: Parsed) -> None:
        tag = str(event.tag)
        shown = f"!!{tag.removeprefix(YAML_TAG)}" if tag.startswith(YAML_TAG) else tag
        start = event.start_mark
        line = self._lines[start.line]
        column = max(line.find("!", start.column), start.column)
        width = len(line[column:].split(maxsplit=1)[0].rstrip(",]}"))
        span = Span(self._path, start.line + self._first_line, column + 1, width)
        self.findings.append(tag_refused(shown, span))

    def _alias(self, event: Parsed, path: KeyPath) -> object:
        name = event.anchor or ""
        if name not in self._anchors:
            self.findings.append(unknown_alias(name, self._span(event)))
            return None
        anchored = self._anchors[name]
        if anchored is None:
            self.findings.append(alias_inside_itself(name, self._span(event)))
            return None
        value, source = anchored
        self._copy(value, source, path, self._span(event))
        return value

    def _copy(self, value: object, source: KeyPath, path: KeyPath, alias: Span) -> None:
        """Give the parts of a repeated value the places where they were written."""
        self._aliased += 1
        if self._aliased > MAX_ALIASED:
            raise RefusedError(too_many_aliased(MAX_ALIASED, alias))
        if len(path) > MAX_DEPTH:
            raise RefusedError(too_deep(MAX_DEPTH, alias))
        for part, item in _parts(value):
            if place := self.places.get((*source, part)):
                self.places[(*path, part)] = place
            self._copy(item, (*source, part), (*path, part), alias)

    def _forget(self, value: object, path: KeyPath) -> None:
        for part, item in _parts(value):
            self.places.pop((*path, part), None)
            self._forget(item, (*path, part))

    def _merge(
        self, event: Parsed, path: KeyPath, fields: dict[str, object]
    ) -> set[str]:
        """Add what ``<<`` brings, and name the keys: a later key may replace them.

        Follows js-yaml: a key that is there already wins, an earlier mapping of a
        list wins over a later one.
        """
        self._has_unused = True
        span = self._span(event)
        source = (*path, _UNUSED)
        value = self._value(self._next(), source, span)
        added: set[str] = set()
        mappings: Iterable[tuple[KeyPath, object]] = (
            (((*source, part), item) for part, item in enumerate(value))
            if isinstance(value, list)
            else ((source, value),)
        )
        for origin, mapping in mappings:
            if not isinstance(mapping, dict):
                self.findings.append(nothing_to_merge(span))
                continue
            for name, item in mapping.items():
                if name not in fields:
                    fields[name] = item
                    added.add(name)
                    place = self.places.get((*origin, name), Place(span, span))
                    self.places[(*path, name)] = place
                    self._copy(item, (*origin, name), (*path, name), span)
        return added

    def _nothing_written(self, start: Mark, key: Span | None) -> Span:
        """Place an empty value at its key or dash, and look for a lost one.

        ``- #promoted`` is an empty item with a comment, which nobody means.
        """
        line, column = start.line, start.column
        rest = self._lines[line][column:].strip(" \t")
        here = line + self._first_line
        is_item = key is None
        if rest.startswith("#") and (is_item or rest[1:2].strip("# ")):
            column = self._lines[line].index("#", column)
            comment = Span(self._path, here, column + 1, len(rest))
            self.findings.append(lost_in_comment(rest, comment, is_item=is_item))
        return key or Span(self._path, here, max(start.column, 1), 1)

    def _span(self, event: Parsed) -> Span:
        """Cover what starts here; for a block, its first line."""
        span = self._stretch(event.start_mark, event.end_mark)
        if span.width:
            return span
        line = self._lines[event.start_mark.line].rstrip(" \t")
        return Span(span.path, span.line, span.column, len(line) - span.column + 1)

    def _stretch(self, start: Mark, end: Mark) -> Span:
        line, column = start.line, start.column
        if end.line == line:
            width = end.column - column
        else:
            width = len(self._lines[line].rstrip(" \t")) - column
        return Span(self._path, line + self._first_line, column + 1, width)


def _is_bare(event: Parsed) -> bool:
    return event.tag is None and bool(event.implicit[0])


def _parts(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()
