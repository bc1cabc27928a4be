"""Keep the browser's tabs that listen, and tell them what changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Protocol

from sitewright.kernel.frozen import replace
from sitewright.model.serving import Showing
from sitewright.server.guard import read_target
from sitewright.server.messages import (
    Page,
    greet,
    mark_of,
    tell_about,
    tell_all,
    tell_of_page,
)


class Tab(Protocol):
    """One tab of a browser."""

    def say(self, message: str) -> None:
        """Send it a message."""


class Tabs:
    """All tabs that listen, and the page that each shows.

    Attributes:
        shown: The addresses of these pages; any thread may look.
    """

    def __init__(self) -> None:
        self._pages: dict[Tab, Page] = {}
        self.shown: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Count them."""
        return len(self._pages)

    def hear(self, tab: Tab, text: str, showing: Showing) -> None:
        """Take what a tab says: what it shows, or that it wants to know more of it.

        Args:
            tab: The tab.
            text: Its message; nonsense is passed over.
            showing: What is shown now.
        """
        said = _read(text)
        if page := _read_page(said):
            self._pages[tab] = page
            self._note_shown()
            for message in greet(showing, page):
                tab.say(message)
        elif said.get("kind") == "about" and tab in self._pages:
            tab.say(tell_about(showing, self._pages[tab].path))

    def forget(self, tab: Tab) -> None:
        """Drop a tab that has gone."""
        self._pages.pop(tab, None)
        self._note_shown()

    def _note_shown(self) -> None:
        self.shown = tuple(dict.fromkeys(page.path for page in self._pages.values()))

    def tell(self, old: Showing, new: Showing) -> None:
        """Tell every tab what has changed for it."""
        for_all = list(tell_all(old, new))
        for_page: dict[Page, list[str]] = {}
        for tab, page in list(self._pages.items()):
            if page not in for_page:
                for_page[page] = [*for_all, *tell_of_page(old, new, page)]
            self._pages[tab] = replace(page, mark=mark_of(new, page))
            for message in for_page[page]:
                tab.say(message)


def _read(text: str) -> Mapping[str, object]:
    """Read a message; nonsense is an empty one."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _read_page(said: Mapping[str, object]) -> Page | None:
    """Read what a tab shows."""
    path, mark, files = said.get("path"), said.get("mark"), said.get("files")
    target = read_target(path) if isinstance(path, str) else None
    if not target or not isinstance(mark, str) or not isinstance(files, str):
        return None
    return Page(target[0], mark, files)
