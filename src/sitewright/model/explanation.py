"""Explanation: what there is to tell about one address, file or value."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen

UNSAID: Final = object()
"""Stands for the value of a line that has none."""


@frozen
class Row:
    """One line of an explanation.

    Attributes:
        label: What it is about.
        value: What is told of that; ``UNSAID`` if the label says it all, and None for a
            field without a value.
        span: Where that was decided; None if it is in no file of the project.
        remark: Who decided it, or what else is to be known; may be empty.
        below: Lines that belong to it.
    """

    label: str
    value: object = UNSAID
    span: Span | None = None
    remark: str = ""
    below: tuple[Row, ...] = ()


@frozen
class Section:
    """Some lines under a heading.

    Attributes:
        title: The heading, which names it for programs, too.
        rows: The lines.
        note: What is to be said instead of lines, or below them; may be empty.
    """

    title: str
    rows: tuple[Row, ...] = ()
    note: str = ""


@frozen
class Explanation:
    """All that is told about one thing.

    Attributes:
        name: What it is called: an address, a path, a value.
        kind: What it is, such as ``page``.
        about: The first lines, without a heading.
        sections: All others.
    """

    name: str
    kind: str
    about: tuple[Row, ...] = ()
    sections: tuple[Section, ...] = ()
