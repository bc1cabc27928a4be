"""Look at the finished pages: whether any link leads to another place than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitewright.kernel.diagnostics import Diagnostic, Note, Span, warning
from sitewright.kernel.reports import count
from sitewright.model.build import Build
from sitewright.model.move import Kind
from sitewright.model.page import Page
from sitewright.model.urlledger import key_of
from sitewright.pipeline.moving.survey import Shift
from sitewright.stages.moving import Home, from_page, read_html


class Finished:
    """The HTML of every page of a site.

    Attributes:
        pages: The pages by their keys.
    """

    def __init__(self, build: Build, pages: Mapping[str, Page], home: Home) -> None:
        self.pages = pages
        self._home = home
        self._files = {file.path: file.content for file in build.artifacts}

    def absolute(self, key: str) -> Iterator[str]:
        """List the paths that a page links to from the top of the site."""
        for text in self._links(key):
            parts = self._home.split(text)
            if parts and parts.path.startswith("/"):
                yield parts.path

    def relative(self, key: str) -> Iterator[str]:
        """List the paths that a page links to from its own address."""
        for text in self._links(key):
            parts = self._home.split(text)
            if parts and not parts.path.startswith("/"):
                yield parts.path

    def _links(self, key: str) -> Iterator[str]:
        content = self._files.get(self.pages[key].output_path) or b""
        html = content.decode("utf-8", "replace")
        return (link.text for link in read_html(html) if link.kind is Kind.ATTRIBUTE)


def find_leftovers(
    after: Finished, shifts: Iterable[Shift], explained: frozenset[str]
) -> Iterator[Diagnostic]:
    """Find pages that still lead to old addresses, by links that are computed.

    Args:
        after: The finished pages.
        shifts: The addresses that change.
        explained: Sources of which it has been said that they name an old place.
    """
    old = {key_of(shift.before): shift.before for shift in shifts}
    found: dict[str, dict[str, None]] = {}
    for key, page in after.pages.items():
        if page.path not in explained:
            for path in after.absolute(key):
                if url := old.get(key_of(path)):
                    found.setdefault(url, {})[page.path] = None
    for url, sources in found.items():
        yield warning(
            "MOV010",
            f"this page leads to '{url}' by a link that is computed",
            Span(next(iter(sources))),
            "visitors are sent on; look for it in the page, its templates and data",
            _others(sources),
        )


def find_astray(
    before: Finished, after: Finished, shifts: Iterable[Shift], paths: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Find links that count from a page's address, and lead elsewhere from the new one.

    Those in the text of pages were rewritten; these stand in layouts, or on pages that
    come in numbers.

    Args:
        before: The finished pages as they are.
        after: The finished pages as they will be.
        shifts: The addresses that change.
        paths: The new path of every file that goes elsewhere, by its old one.
    """
    urls = {key_of(shift.before): key_of(shift.after) for shift in shifts}
    moved = {shift.key: shift for shift in shifts if shift.key in after.pages}
    found: dict[tuple[str, str], dict[str, None]] = {}
    for key, page in before.pages.items():
        shift = moved.get(paths.get(page.path, page.path) + key[len(page.path) :])
        if shift is None:
            continue
        there = set(after.relative(shift.key))
        for path in before.relative(key):
            target = from_page(shift.before, path)
            wanted = urls.get(key_of(target), key_of(target))
            if path in there and key_of(from_page(shift.after, path)) != wanted:
                found.setdefault((path, target), {})[shift.path] = None
    for (path, target), sources in found.items():
        yield warning(
            "MOV011",
            f"the link '{path}' leads elsewhere from this page's new address",
            Span(next(iter(sources))),
            f"it led to '{target}'; write it from the top of the site where it stands: "
            "in a layout, or on a page that comes in numbers",
            _others(sources),
        )


def _others(sources: Mapping[str, None]) -> tuple[Note, ...]:
    more = len(sources) - 1
    return (Note(f"and {count(more, 'more page')}"),) if more else ()
