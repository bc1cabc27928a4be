"""Navigation: the tree of entries, flat, each node naming its neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sitewright.kernel.frozen import frozen


@frozen
class NavigationNode:
    """One entry of the navigation.

    It names the entry above, not all of them: a tree as deep as it is large would
    otherwise take the square of its size.

    Attributes:
        key: Its name, unique in the site.
        page: Key of the page that asks for it; empty if it stands for none.
        title: Text to show.
        url: Where it leads; empty if nowhere.
        order: The order its page asked for, or None.
        excerpt: A line about it, or empty.
        is_pinned: Whether it comes before all siblings that are not pinned.
        is_pending: Whether its page is shown in a preview only.
        root: Key of the top ancestor; its own at the top.
        parent: Key of the entry above, or empty at the top.
        depth: How many entries are above it.
        children: Keys of the entries below it, in display order.
        previous: Key of the page's entry before it in its section, or empty.
        next: Key of the page's entry after it in its section, or empty.
    """

    key: str
    page: str
    title: str
    url: str
    order: float | None
    excerpt: str
    is_pinned: bool
    is_pending: bool
    root: str
    parent: str = ""
    depth: int = 0
    children: tuple[str, ...] = ()
    previous: str = ""
    next: str = ""


@frozen
class Navigation:
    """The navigation of the site.

    Attributes:
        nodes: All entries by key, in reading order: each before those below it.
        top: Keys of the top-level entries, in display order.
        keys_of: The key of each page that has an entry, by the page's own key.
    """

    nodes: Mapping[str, NavigationNode] = field(default_factory=dict)
    top: tuple[str, ...] = ()
    keys_of: Mapping[str, str] = field(default_factory=dict)

    def trail_of(self, key: str) -> tuple[str, ...]:
        """Name the entries from the top ancestor down to this one, itself included."""
        trail = []
        while key:
            trail.append(key)
            key = self.nodes[key].parent
        return tuple(reversed(trail))


def rank_of(is_pinned: bool, order: float | None) -> tuple[bool, bool, float]:
    """Rank an entry among its siblings, as eleventy-navigation 1.0.5 does.

    Pinned entries come first, then entries by order, a missing order last; among the
    pinned ones a missing order counts as 0.
    """
    return not is_pinned, order is None and not is_pinned, order or 0.0
