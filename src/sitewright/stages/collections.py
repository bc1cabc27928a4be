"""Gather pages into named, ordered lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from operator import itemgetter

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    Span,
    error,
    suggest,
    warning,
)
from sitewright.kernel.globs import compile_glob, fixed_folder
from sitewright.kernel.ordering import kind_of, rank_of
from sitewright.model.config import CollectionRule
from sitewright.model.page import Page

ALL = "all"

FindValue = Callable[[Page, str], Span]
"""Finds where a value of a page was written, by its dotted name."""

_UNDATED = datetime.min.replace(tzinfo=UTC)


def collect(
    pages: tuple[Page, ...], rules: tuple[CollectionRule, ...] = (), folder: str = ""
) -> Checked[Mapping[str, tuple[str, ...]]]:
    """Gather all pages into ``all``, one collection for each tag, and those declared.

    Follows Eleventy 3: sorted by date, then by path in UTF-16 order. Pages without a
    date come first, where Eleventy would go by the file's time of creation.

    Args:
        pages: All published pages.
        rules: The collections that the settings declare.
        folder: The content folder, from which their patterns count.

    Returns:
        The keys of each collection's members by its name, and a finding for each that
        is declared and a tag as well.
    """
    gathered: dict[str, list[str]] = {ALL: []}
    ordered = in_order(pages)
    for page in ordered:
        if ALL in page.excluded_from:
            continue
        for name in dict.fromkeys((ALL, *page.tags)):
            if name not in page.excluded_from:
                gathered.setdefault(name, []).append(page.key)
    findings: list[Diagnostic] = []
    for rule in rules:
        if rule.name in gathered:
            findings.append(_is_a_tag(rule))
        gathered[rule.name] = [page.key for page in _members(rule, ordered, folder)]
    lists = {name: tuple(members) for name, members in gathered.items()}
    return lists, tuple(findings)


def in_order(pages: Iterable[Page]) -> list[Page]:
    """Sort pages by date, then by path, as JavaScript compares texts."""
    ordered = [*pages]
    if all(page.path.isascii() for page in ordered):
        # Then Python does, too, and need not load that encoding.
        return sorted(ordered, key=lambda page: (page.date or _UNDATED, page.path))
    return sorted(
        ordered, key=lambda page: (page.date or _UNDATED, page.path.encode("utf-16-be"))
    )


def _members(rule: CollectionRule, pages: Iterable[Page], folder: str) -> list[Page]:
    """Choose the pages of a declared collection, in its order."""
    members = [
        page
        for page in _matching(rule, pages, folder)
        if not {ALL, rule.name}.intersection(page.excluded_from)
    ]
    for field in reversed(rule.sort):  # sorting is stable, so the last key goes first
        found = [(_look_up(page, field), page) for page in members]
        ranked = [(rank_of(value), page) for value, page in found if value is not None]
        ranked.sort(key=itemgetter(0))
        absent = [page for value, page in found if value is None]
        members = [page for _, page in ranked] + absent
    return members[::-1] if rule.is_reversed else members


def _matching(
    rule: CollectionRule, pages: Iterable[Page], folder: str
) -> Iterator[Page]:
    """Find the pages that have what a declared collection asks for."""
    return (
        page
        for page in _lying_below(rule, pages, folder)
        if all(_has(page, field, value) for field, value in rule.where)
    )


def _lying_below(
    rule: CollectionRule, pages: Iterable[Page], folder: str
) -> Iterator[Page]:
    """Find the pages that lie where a declared collection looks for them."""
    patterns = [compile_glob(pattern) for pattern in rule.patterns]
    return (
        page
        for page in pages
        if _is_below(page.path.removeprefix(f"{folder}/"), patterns)
    )


def _is_below(path: str, patterns: Iterable[re.Pattern[str]]) -> bool:
    return any(pattern.match(path) for pattern in patterns)


def _has(page: Page, field: str, wanted: object) -> bool:
    """Tell whether a page's field has a value, or one of several; or lists it."""
    value = _look_up(page, field)
    accepted = wanted if isinstance(wanted, list) else [wanted]
    given = value if isinstance(value, list) else [value]
    return any(_same(one, other) for one in given for other in accepted)


def _same(one: object, other: object) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _look_up(page: Page, field: str) -> object | None:
    """Look a dotted field up; ``order`` may also be that of the navigation."""
    value: object = page.data
    for name in field.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is not None:
        return value
    if field == "order" and page.navigation:
        return page.navigation.order
    return {"date": page.date, "url": page.url, "path": page.path}.get(field)


def _is_a_tag(rule: CollectionRule) -> Diagnostic:
    return error(
        "CFG009",
        f"the collection '{rule.name}' is declared, and is a tag as well",
        rule.span,
        "give it another name, or leave the tag to make it",
    )


def find_empty(
    pages: tuple[Page, ...], rules: tuple[CollectionRule, ...], folder: str
) -> Findings:
    """Find the declared collections that no page can be in.

    Args:
        pages: All pages, those that wait among them.
        rules: The collections that the settings declare.
        folder: The content folder.
    """
    return tuple(
        warning(
            "CFG010",
            f"no page is in the collection '{rule.name}'",
            rule.span,
            _what_is_meant(rule, pages, folder),
        )
        for rule in rules
        if not any(_matching(rule, pages, folder))
    )


def find_uneven(
    pages: tuple[Page, ...],
    rules: tuple[CollectionRule, ...],
    folder: str,
    find: FindValue,
) -> Iterator[Diagnostic]:
    """Find values of another kind than those that they are to be sorted with.

    Args:
        pages: All published pages.
        rules: The collections that the settings declare.
        folder: The content folder.
        find: Finds where a value of a page was written.
    """
    for rule in rules:
        members = list(_matching(rule, pages, folder)) if rule.sort else []
        for field in rule.sort:
            found = [(_look_up(page, field), page) for page in members]
            kinds = [
                (kind_of(value), page) for value, page in found if value is not None
            ]
            most = Counter(kind for kind, _ in kinds).most_common(1)
            for kind, page in kinds:
                if kind != most[0][0]:
                    yield warning(
                        "CFG012",
                        f"'{field}' is {kind} here, but {most[0][0]} elsewhere in "
                        f"'{rule.name}', which is sorted by it",
                        find(page, field),
                        "write the same kind of value on all of them",
                    )


def _what_is_meant(rule: CollectionRule, pages: tuple[Page, ...], folder: str) -> str:
    """Say which folder, field or value may be meant by a collection without pages."""
    below = list(_lying_below(rule, pages, folder))
    if not below:
        paths = [page.path.removeprefix(f"{folder}/") for page in pages]
        near = next(
            filter(None, (_near_glob(g, paths, folder) for g in rule.patterns)), ""
        )
        return f"did you mean '{near}'?" if near else f"patterns count from {folder}/"
    for field, wanted in rule.where:
        found = [
            value for page in below if (value := _look_up(page, field)) is not None
        ]
        if not found:
            near = suggest(field, {str(key) for page in below for key in page.data})
            return f"did you mean '{near}'?" if near else f"no page there has '{field}'"
        if not any(_has(page, field, wanted) for page in below):
            return _near_value(field, wanted, found)
    return "no page has all that 'where' asks for"


def _near_glob(glob: str, paths: list[str], folder: str) -> str:
    """Find the pattern that may be meant by one that no path matches; else empty."""
    folders = {
        "/".join(parts[:end])
        for parts in (path.split("/") for path in paths)
        for end in range(1, len(parts))
    }
    bare = glob.removeprefix("./").removeprefix("/").removeprefix(f"{folder}/")
    fixed = fixed_folder(bare)
    candidates = (
        bare,
        f"{bare.rstrip('/')}/**",
        suggest(fixed, folders) + bare.removeprefix(fixed),
        f"{fixed}/**",
        f"{suggest(bare, folders)}/**",
        suggest(bare, paths),
    )
    return next((c for c in candidates if any(map(compile_glob(c).match, paths))), "")


def _near_value(field: str, wanted: object, found: Iterable[object]) -> str:
    """Say which value of a field may be meant by one that no page has."""
    known = [
        item
        for value in found
        for item in (value if isinstance(value, list) else [value])
    ]
    asked = wanted if isinstance(wanted, list) else [wanted]
    for item in asked:
        if any(str(item).lower() == str(other).lower() for other in known):
            return f"'{item}' is of another kind there: quotes make it text"
        if near := suggest(str(item), map(str, known)):
            return f"did you mean '{near}'?"
    return f"no page there has that value of '{field}'"
