"""What an author should know of a move that is fine as far as the site goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sitewright.kernel.diagnostics import Diagnostic, Findings, Note, Span, warning
from sitewright.kernel.reports import count
from sitewright.model.data import COMPUTED, PERMALINK, Data
from sitewright.model.move import REDIRECT_FROM, Link
from sitewright.pipeline.moving.survey import Survey

_OF_PLACE = frozenset((PERMALINK, REDIRECT_FROM, COMPUTED))
"""Values that are other elsewhere because they are meant to be."""

_SHOWN = 4


def find_new_warnings(before: Findings, after: Findings) -> Iterator[Diagnostic]:
    """Find what builds warn of only now."""
    known = Counter((item.code, item.message) for item in before)
    for item in after:
        known[item.code, item.message] -= 1
        if known[item.code, item.message] < 0:
            yield item


def report_missed(path: str, text: str, links: Iterable[Link]) -> Iterator[Diagnostic]:
    """Report links that lead to the old place still."""
    for link in links:
        place = Span(path)
        start = text.find(link.text)
        if start >= 0:
            line = text.count("\n", 0, start) + 1
            column = start - text.rfind("\n", 0, start)
            place = Span(path, line, column, len(link.text))
        yield warning(
            "MOV008",
            f"the link '{link.text}' is about what has moved, and stays as it is",
            place,
            "change it by hand: where it stands could not be told for certain",
        )


def find_other_values(
    before: Survey, after: Survey, paths: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Find pages that other files say something else about, now that they moved."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for path, data in before.data.items():
        now = after.data.get(paths.get(path, path))
        keys = _differences(data, now) if now else ()
        pages = before.pages.get(path), after.pages.get(paths.get(path, path))
        if pages[0] and pages[1] and pages[0].date != pages[1].date:
            keys = tuple(dict.fromkeys((*keys, "date")))
        if keys and now:
            origins = [one.key_span(key).path for one in (data, now) for key in keys]
            files = [file for file in origins if file not in (path, now.path)]
            group = keys, tuple(dict.fromkeys(files))
            groups.setdefault(group, []).append(now.path)
    for group, found in groups.items():
        yield _other_values(*group, found)


def _differences(before: Data, now: Data) -> tuple[str, ...]:
    """Name what is said otherwise, but for what is computed."""
    computed = {
        str(path[1]) for path in before.places if path[0] == COMPUTED and path[1:]
    }
    every = dict.fromkeys((*before.values, *now.values))
    return tuple(
        key
        for key in every
        if key not in _OF_PLACE
        and key not in computed
        and ((key,) in before.places or (key,) in now.places)
        and before.values.get(key) != now.values.get(key)
    )


def _other_values(
    keys: tuple[str, ...], files: tuple[str, ...], pages: list[str]
) -> Diagnostic:
    named = ", ".join(f"'{key}'" for key in keys[:_SHOWN])
    named += f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
    first, *others = pages
    notes = [Note("this file has to do with it", Span(file)) for file in files[:_SHOWN]]
    if others:
        notes.append(Note(f"the same goes for {count(len(others), 'other page')}"))
    return warning(
        "MOV009",
        f"this page has other values than before: {named}",
        Span(first),
        "what is said by folder or by name is said of other pages now; write it into "
        "the page's front matter if it is to stay",
        tuple(notes),
    )


def find_left_collections(
    before: Survey, after: Survey, paths: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Find pages that a collection had by their place, and has not any more."""
    for name, keys in before.collections.items():
        members = frozenset(after.collections.get(name, ()))
        for key in keys:
            page = before.pages[key]
            now = paths.get(page.path, page.path) + key[len(page.path) :]
            if now in after.pages and now not in members and name not in page.tags:
                yield warning(
                    "MOV009",
                    f"this page is in the collection '{name}' no longer",
                    Span(after.pages[now].path),
                    f"let 'collections.{name}' in the settings, or the hook that makes "
                    "it, name the new place",
                )
