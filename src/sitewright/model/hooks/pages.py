"""Pages: what a hook that makes a collection is given to choose from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sitewright.kernel.regexes import regex

Item = Mapping[str, Any]
"""A page as templates know it: ``item["url"]``, ``item["data"]["title"]``."""

_WILD = regex(r"\*\*/|\*\*|\*|\?|[^*?]+")


class Pages:
    """The published pages, sorted by date, then by path.

    Every method returns a list of its own, which may be sorted and changed; the items
    in it are for reading.
    """

    def __init__(
        self, items: Mapping[str, Item], collections: Mapping[str, Sequence[str]]
    ) -> None:
        self._items = items
        self._collections = collections

    def all(self) -> list[Item]:
        """Take every page that is in ``collections.all``."""
        return self.by_tag("all")

    def by_tag(self, name: str) -> list[Item]:
        """Take the pages with a tag; none if no page has it."""
        return [self._items[key] for key in self._collections.get(name, ())]

    def by_glob(self, *patterns: str) -> list[Item]:
        """Take the pages whose source matches a pattern such as ``content/blog/*.md``.

        ``*`` stands for any part of a name, ``**`` for any number of folders, ``?`` for
        one character. Paths are relative to the project.
        """
        wanted = re.compile("|".join(map(_translate, patterns)) or "(?!)", re.DOTALL)
        return [item for item in self.all() if wanted.fullmatch(_path_of(item))]


def _path_of(item: Item) -> str:
    return str(item["inputPath"]).removeprefix("./")


def _translate(pattern: str) -> str:
    """Turn a pattern of paths into a regular expression."""
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = _WILD.findall(pattern.removeprefix("./"))
    return "".join(signs.get(part) or re.escape(part) for part in parts)
