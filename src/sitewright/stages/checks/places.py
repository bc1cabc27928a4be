"""Find where the culprit of a complaint was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.kernel.texts import with_line_feeds
from sitewright.model.checks import Complaint, FindAlike
from sitewright.model.document import KeyPath
from sitewright.model.page import Page

FindField = Callable[[str, KeyPath], Span | None]
"""Finds a value of the data of a page, by its source, in whichever file that is."""


@frozen
class Sources:
    """What a site was made from.

    Attributes:
        texts: The text of each source, by its path.
        templates: The paths of all layouts, includes and macros, by their names.
        shared: The paths of what other pages show values of, data files first; each
            with the end of its front matter, or None for the whole.
        layouts: The names of the templates that wrap a page, by its key.
        find_field: Finds a value of front matter or data.
    """

    texts: Mapping[str, str]
    templates: Mapping[str, str]
    shared: Mapping[str, int | None]
    layouts: Mapping[str, tuple[str, ...]]
    find_field: FindField


class Places:
    """Finds places; what is asked for in the order of a page is found in that order."""

    def __init__(self, sources: Sources) -> None:
        """Take what a site was made from."""
        self._sources = sources
        self._starts: dict[tuple[str, str, str], int] = {}
        self._mentions: dict[str, tuple[str, ...]] = {}
        self._elsewhere: dict[str, Span | None] = {}

    def find(self, page: Page, complaint: Complaint) -> Span | None:
        """Find a place; None if nothing of the page's sources has the culprit in it.

        Args:
            page: The page that the complaint is about.
            complaint: What the check said.
        """
        field = complaint.field
        known = complaint.span or (field and self._sources.find_field(page.path, field))
        if known:
            return known
        own = (page.path, *self.templates_of(page))
        if complaint.search:
            alike = self._find_alike(own, complaint.search)
            if found := next(islice(alike, complaint.nth, None), None):
                return found
        for literal, shape in complaint.shapes:
            if found := self._find_among(own, page.key, literal, shape):
                return found
        for literal in complaint.literals:
            for shape in (_address(literal), _word(literal)):
                if found := self._find_among(own, page.key, literal, shape):
                    return found
            if _TELLING.search(literal) and (found := self._find_elsewhere(literal)):
                return found
        return None

    def templates_of(self, page: Page) -> tuple[str, ...]:
        """Name a page's layouts, the outermost first, and what they or the page mention."""
        paths = self._sources.templates
        names = self._sources.layouts.get(page.key, ())
        known = dict.fromkeys(paths[name] for name in reversed(names) if name in paths)
        todo = [page.path, *known]
        for path in todo:
            for other in self._mentioned_in(path):
                if other not in known:
                    known[other] = None
                    todo.append(other)
        return tuple(known)

    def _find_elsewhere(self, literal: str) -> Span | None:
        """Find a value that a template shows: of a data file, or of another page."""
        if literal not in self._elsewhere:
            shape = _address(literal)
            found = (
                self._find_in(path, "", literal, shape, end)
                for path, end in self._sources.shared.items()
            )
            self._elsewhere[literal] = next(filter(None, found), None)
        return self._elsewhere[literal]

    def _mentioned_in(self, path: str) -> tuple[str, ...]:
        if path not in self._mentions:
            text = self._sources.texts.get(path, "")
            names = _QUOTED.findall(text) if "{%" in text else ()
            templates = self._sources.templates
            found = (templates[name] for name in names if name in templates)
            self._mentions[path] = tuple(dict.fromkeys(found))
        return self._mentions[path]

    def _find_among(
        self, paths: Iterable[str], key: str, literal: str, shape: str
    ) -> Span | None:
        found = (self._find_in(path, key, literal, shape) for path in paths)
        return next(filter(None, found), None)

    def _find_in(
        self, path: str, key: str, literal: str, shape: str, end: int | None = None
    ) -> Span | None:
        """Find the next place in a source, or the first one again."""
        text = self._sources.texts.get(path, "")
        if literal not in text:
            return None
        text = with_line_feeds(text[:end])
        asked = key, path, shape
        search = _compiled(shape).search
        found = search(text, self._starts.get(asked, 0)) or search(text)
        if not found:
            return None
        self._starts[asked] = found.end()
        return _span_of(
            path, text, *found.span("it" if "it" in found.groupdict() else 0)
        )

    def _find_alike(self, paths: Iterable[str], search: FindAlike) -> Iterator[Span]:
        """Find all culprits of a kind, those of the page before its layouts'."""
        for path in paths:
            text = with_line_feeds(self._sources.texts.get(path, ""))
            yield from (_span_of(path, text, *place) for place in search(text))


def _span_of(path: str, text: str, start: int, end: int) -> Span:
    """Make a span of a place in a text, as far as its line goes."""
    row = text.rfind("\n", 0, start) + 1
    width = len(text[start:end].partition("\n")[0])
    return Span(path, text.count("\n", 0, start) + 1, start - row + 1, width)


_TELLING = re.compile(r"[/#:@.\s-]")
"""Of words that may stand for anything, such as ``false``, data says nothing."""

_QUOTED = re.compile(r"""["']([^"'\n]+)["']""")
_compiled = lru_cache(maxsize=10_000)(re.compile)


def _address(literal: str) -> str:
    """Match an address as a whole: ``/a/`` is neither in ``/a/b/`` nor in ``/b/a/``."""
    it = re.escape(literal)  # in front, so that it is quickly found
    return rf"{it}(?<![^\s\"'<(\[,:=|]{it})(?![^\s\"'<>)\],|}}])"


def _word(literal: str) -> str:
    """Match what is no part of a longer word."""
    it = re.escape(literal)
    before = rf"(?<![\w-]{it})" if literal[:1].isalnum() else ""
    after = r"(?![\w-])" if literal[-1:].isalnum() else ""
    return f"{it}{before}{after}"
