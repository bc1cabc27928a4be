"""Body: the rendered Markdown of one page, read by that page alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a body.

    Attributes:
        level: 1 to 6.
        id: Value of its ``id`` attribute; empty if it has none.
        text: Its text without markup, not escaped.
        html: Its content as safe HTML, without the ``<h2>`` around it.
    """

    level: int
    id: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class TocEntry:
    """One entry of a table of contents.

    Attributes:
        level: Level of its heading, 1 to 6.
        id: What a link leads to, without ``#``.
        text: Its text without markup, not escaped.
        html: Its text as safe HTML.
        children: The entries below it.
    """

    level: int
    id: str
    text: str
    html: str
    children: tuple[TocEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The rendered Markdown of one page.

    Attributes:
        html: Finished HTML, ending in a newline unless empty.
        headings: All headings in document order.
        toc: The table of contents; headings without an id are not in it.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    toc: tuple[TocEntry, ...] = ()
