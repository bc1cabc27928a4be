"""Navigation: the tree of entries, flat, each node naming its neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NavigationNode:
    """One entry of the navigation.

    Attributes:
        key: Its name, unique in the site.
        path: Source path of the page that asks for it.
        title: Text to show.
        url: Where it leads; empty if nowhere.
        order: The order its page asked for, or None.
        excerpt: A line about it, or empty.
        trail: Keys from the top ancestor down to this entry, itself included.
        children: Keys of the entries below it, in display order.
        previous: Key of the entry before it in its section, or empty.
        next: Key of the entry after it in its section, or empty.
    """

    key: str
    path: str
    title: str
    url: str
    order: float | None
    excerpt: str
    trail: tuple[str, ...]
    children: tuple[str, ...] = ()
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Navigation:
    """The navigation of the site.

    Attributes:
        nodes: All entries by key.
        top: Keys of the top-level entries, in display order.
        keys_of: The key of each page that has an entry, by the page's source path.
    """

    nodes: Mapping[str, NavigationNode] = field(default_factory=dict)
    top: tuple[str, ...] = ()
    keys_of: Mapping[str, str] = field(default_factory=dict)
