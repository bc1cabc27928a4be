"""Where YAML is written: the stretch of text of every key, value and item.

For those who change a text that was read before. They read it again afterwards, so what
is said here of odd cases need not be right: it is only where to try.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from sitewright.kernel.frozen import frozen
from sitewright.yamlcore.events import (
    DOCUMENT_START,
    MAPPING_END,
    MAPPING_START,
    SEQUENCE_END,
    SEQUENCE_START,
    Events,
    Parsed,
    parse_events,
)


@frozen
class Node:
    """One value as it is written.

    Attributes:
        start: Where it begins, counted in characters from 0.
        end: Where it ends; the same place if nothing is written.
        is_flow: Whether it is a list or a mapping in brackets.
        pairs: Keys and values, if it is a mapping.
        items: Items, if it is a list.
    """

    start: int
    end: int
    is_flow: bool = False
    pairs: tuple[tuple[Node, Node], ...] | None = None
    items: tuple[Node, ...] | None = None


def find_nodes(text: str) -> Node | None:
    """Find the stretches of a YAML text; None if it is empty or no YAML."""
    try:
        return _Finding(text, parse_events(text)).run()
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError):
        return None


@dataclass(slots=True)
class _Finding:
    """One run over the events of the parser."""

    text: str
    next: Events

    def run(self) -> Node | None:
        self.next()
        if self.next().__class__ is not DOCUMENT_START:
            return None
        return self._node(self.next())

    def _node(self, event: Parsed) -> Node:
        kind, start = event.__class__, event.start_mark.index
        if kind is MAPPING_START:
            return self._mapping(start, is_flow=bool(event.flow_style))
        if kind is SEQUENCE_START:
            return self._list(start, is_flow=bool(event.flow_style))
        return Node(start, self._trimmed(start, event.end_mark.index))

    def _mapping(self, start: int, *, is_flow: bool) -> Node:
        pairs = []
        while (event := self.next()).__class__ is not MAPPING_END:
            key = self._node(event)
            pairs.append((key, self._node(self.next())))
        end = max([start, *(max(key.end, value.end) for key, value in pairs)])
        end = event.end_mark.index if is_flow else end
        return Node(start, end, is_flow, pairs=tuple(pairs))

    def _list(self, start: int, *, is_flow: bool) -> Node:
        items = []
        while (event := self.next()).__class__ is not SEQUENCE_END:
            items.append(self._node(event))
        end = max([start, *(item.end for item in items)])
        end = event.end_mark.index if is_flow else end
        return Node(start, end, is_flow, items=tuple(items))

    def _trimmed(self, start: int, end: int) -> int:
        """Leave the line ends behind a block of text out."""
        return start + len(self.text[start:end].rstrip())
