"""Wish: the page that ``sitewright new`` is to begin."""

from __future__ import annotations

from datetime import datetime

from sitewright.kernel.frozen import frozen


@frozen
class Wish:
    """What is asked of a new page.

    Attributes:
        path: Its source, relative to the project; until that is found, what was written.
        title: Its title; empty if its name is to say it.
        archetype: Name of the archetype; empty for the one of its section.
        date: Its date, in UTC; None if that was not asked for.
        is_pending: Whether it is to be pending.
    """

    path: str
    title: str = ""
    archetype: str = ""
    date: datetime | None = None
    is_pending: bool = False
