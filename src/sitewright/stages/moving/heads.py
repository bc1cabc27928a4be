"""Say in the front matter of a page where it once was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final
from urllib.parse import unquote

from sitewright.kernel.edits import Edit, apply_edits
from sitewright.model.data import OVERRIDE
from sitewright.model.document import Document
from sitewright.model.move import REDIRECT_FROM, Steps
from sitewright.model.urlledger import key_of
from sitewright.stages.moving.fields import drop_item, put_item, rename_key

Split = Callable[[str], Document | None]
"""Reads a page; None if it is broken."""

_WHOLE: Final = f"{OVERRIDE}{REDIRECT_FROM}"


class _ImpossibleError(Exception):
    """No edit is known to do what is wanted."""


def add_old_address(
    text: str,
    split: Split,
    urls: tuple[str, str],
    said: Sequence[str] = (),
    *,
    as_list: bool = False,
    replaces: bool = False,
) -> Steps | None:
    """Add an old address to the front matter of a page.

    The page's new address is taken out: an earlier move may have left it there.

    Args:
        text: The whole file.
        split: Reads it.
        urls: The address that the page had, and the one that it has from now on.
        said: Old addresses that the page is to say itself as well.
        as_list: Whether a single one is to stand in a list, so that it joins those that
            other files give.
        replaces: Whether to leave out all that other files give.

    Returns:
        What to change; None if the file cannot be changed for certain.
    """
    page = _Page(text, split)
    try:
        page.add(*urls, said, as_list=as_list)
        if replaces:
            page.replace_lists_below()
    except _ImpossibleError:
        return None
    return tuple(page.steps)


def is_same_address(written: str, url: str) -> bool:
    """Tell whether an old address, as an author wrote it, is an address of the site."""
    return key_of("/" + unquote(written.strip()).removeprefix("/")) == key_of(url)


class _Page:
    """A page that is changed step by step, and read after each.

    Attributes:
        steps: What was done so far.
    """

    def __init__(self, text: str, split: Split) -> None:
        self.steps: list[tuple[Edit, ...]] = []
        self._text = text
        self._split = split
        document = split(text)
        fields = document.head.fields if document else {}
        self._key = _WHOLE if _WHOLE in fields else REDIRECT_FROM

    def add(self, old: str, new: str, said: Sequence[str], *, as_list: bool) -> None:
        """Put the old address in the place of the new one, or behind all others."""
        for url in said:
            if url not in self._items():
                self._put(url, None)
        own = self._find_own(new)
        while len(own) > 1:
            number = own.pop()
            rest = self._items()
            del rest[number]
            self._try(partial(drop_item, key=self._key, index=number), rest)
        self._put(old, own[0] if own else None, as_list=as_list)

    def _find_own(self, url: str) -> list[int]:
        """Find which of the old addresses are one that the page has again."""
        items = enumerate(self._items())
        return [n for n, item in items if is_same_address(str(item), url)]

    def replace_lists_below(self) -> None:
        """Let the page's own list be the whole of it."""
        items, key, self._key = self._items(), self._key, _WHOLE
        self._try(partial(rename_key, key=key, new=_WHOLE), items, gone=key)

    def _put(self, value: str, index: int | None, *, as_list: bool = False) -> None:
        wanted = self._items()
        if index is None:
            wanted.append(value)
        else:
            wanted[index] = value
        change = partial(
            put_item, key=self._key, value=value, index=index, as_list=as_list
        )
        self._try(change, wanted)

    def _items(self) -> list[object]:
        value = self._read().head.fields.get(self._key)
        if value is None:
            return []
        return list(value) if isinstance(value, list) else [value]

    def _try(
        self,
        list_edits: Callable[[str], Iterable[Edit]],
        wanted: Sequence[object],
        gone: str = "",
    ) -> None:
        """Make the first edit that gives the key the items that are wanted."""
        document = self._read()
        start, end = _find_head(self._text, document)
        is_there = document.text_line > 1
        others = _others(document, (self._key, gone))
        for edit in list_edits(self._text[start:end]):
            text = edit.text if is_there else f"---\n{edit.text}---\n"
            moved = Edit(edit.start + start, edit.end + start, text)
            now = self._split(apply_edits(self._text, [moved]))
            if now is None:
                continue
            value = now.head.fields.get(self._key)
            items = value if isinstance(value, list) else [value]
            if items == list(wanted) and _others(now, (self._key,)) == others:
                self.steps.append((moved,))
                self._text = apply_edits(self._text, [moved])
                return
        raise _ImpossibleError

    def _read(self) -> Document:
        document = self._split(self._text)
        if document is None:
            raise _ImpossibleError
        return document


def _others(document: Document, keys: Sequence[str]) -> dict[str, object]:
    """Take all fields but some."""
    return {k: v for k, v in document.head.fields.items() if k not in keys}


def _find_head(text: str, document: Document) -> tuple[int, int]:
    """Find the stretch between the fences; the start of the file if there are none."""
    if document.text_line == 1:
        return 0, 0
    start = text.index("\n") + 1
    end = start
    for _ in range(document.text_line - 3):
        end = text.index("\n", end) + 1
    return start, end
