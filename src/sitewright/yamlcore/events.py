"""The parser of PyYAML, as far as this package needs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML was built without libyaml
    _Parser = yaml.SafeLoader  # type: ignore[misc,assignment]


# Kinds of events, to be compared with ``event.__class__``: quicker than isinstance.
ALIAS: Final[object] = AliasEvent
DOCUMENT_START: Final[object] = DocumentStartEvent
MAPPING_END: Final[object] = MappingEndEvent
MAPPING_START: Final[object] = MappingStartEvent
SCALAR: Final[object] = ScalarEvent
SEQUENCE_END: Final[object] = SequenceEndEvent
SEQUENCE_START: Final[object] = SequenceStartEvent
STREAM_END: Final[object] = StreamEndEvent


class Mark(Protocol):
    """A place in the text that the parser reads.

    Attributes:
        line: Counted from 0.
        column: In characters, counted from 0.
        index: Place in the whole text, in characters, counted from 0.
    """

    line: int
    column: int
    index: int


class Parsed(Protocol):
    """An event of any kind; which attributes it has depends on its class.

    Attributes:
        start_mark: Where it starts, with its tag and anchor.
        end_mark: Where it ends; for a collection, where its start does.
        anchor: Name after ``&`` or, for an alias, after ``*``.
        tag: Its explicit tag, written out.
        implicit: For a scalar: whether it is plain, and whether it is quoted.
        value: For a scalar: its text.
        flow_style: For a collection: whether it is written with brackets.
    """

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
    value: str
    flow_style: bool | None


Events = Callable[[], Parsed]
"""Gives the next event at each call, or raises ``yaml.YAMLError``."""


def parse_events(text: str) -> Events:
    """Start the parser of PyYAML: the one in C where there is one."""
    return cast("Events", _Parser(text).get_event)
