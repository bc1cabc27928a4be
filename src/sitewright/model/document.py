"""Source and Document: one input file as read, and split into head and text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.kernel.texts import Part

KeyPath = tuple[str | int, ...]
"""Where a value stands in nested data: ``("eleventyNavigation", "key")``."""


@frozen
class Source:
    r"""One input file as it was read.

    Attributes:
        path: Place relative to the project, with forward slashes.
        text: Its text, line ends as ``\n``, without a byte-order mark.
    """

    path: str
    text: str


@frozen
class Place:
    """Where one value was written: its key and itself, to the character.

    Attributes:
        key: The key in front of the value (for a list item: the item).
        value: The value; the first line of it when it runs over several.
    """

    key: Span
    value: Span


@frozen
class Head:
    """The front matter of a file: fields, and the place of each at every depth.

    Attributes:
        path: The file that the fields come from.
        fields: Front matter by key; lists, mappings, text, numbers, truth values,
            None, and times (always with a zone, in UTC).
        places: Where each field, nested ones and list items included, was written;
            mostly found only when they are asked for.
    """

    path: str
    fields: Mapping[str, object] = field(default_factory=dict)
    places: Mapping[KeyPath, Place] = field(default_factory=dict)


@frozen
class Document:
    """A file split in two.

    Attributes:
        head: Its front matter; without fields if it has none.
        rest: All that follows the front matter, unchanged.
        text_line: Line of the file on which that begins, counted from 1.
    """

    head: Head
    rest: Part
    text_line: int = 1

    @property
    def text(self) -> str:
        """All that follows the front matter, as a text of its own."""
        return str(self.rest)
