"""Turn the pages' navigation entries, and those of ``site.yaml``, into one tree.

Follows eleventy-navigation 1.0.5: pinned entries first, then by ``order``, a missing
order last, ties by date and path; entries without a page come after pages then. Unlike
it, an entry that would be lost (unknown parent, a loop, a key used twice) is an error.
A page in no collection is in no menu: there, menus come from ``collections.all``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Note,
    error,
    suggest,
)
from sitewright.model.navigation import Navigation, NavigationNode, rank_of
from sitewright.model.page import NavigationEntry, Page

_EVERY = "all"
"""The collection that has a page unless it is in none."""

Asked = Mapping[str, tuple[NavigationEntry, Page | None]]
"""The entry and its page for each key; None for an entry without a page."""


def build_navigation(
    pages: tuple[Page, ...],
    unpublished: tuple[Page, ...],
    is_complete: bool,
    others: tuple[NavigationEntry, ...] = (),
) -> Checked[Navigation]:
    """Build the navigation tree from every page that asks to be in it.

    Args:
        pages: All published pages, in collection order.
        unpublished: The other pages, to tell what became of a missing parent.
        is_complete: Whether all pages could be read; if not, an unknown parent may be
            the key of one that could not, and is not reported.
        others: Entries without a page.
    """
    shown = tuple(page for page in pages if _EVERY not in page.excluded_from)
    excluded = tuple(page for page in pages if _EVERY in page.excluded_from)
    asked, findings = _by_key(shown, others)
    children: dict[str, list[NavigationEntry]] = {}
    orphans: dict[str, list[NavigationEntry]] = {}
    for entry, _ in asked.values():
        known = not entry.parent or entry.parent in asked
        (children if known else orphans).setdefault(entry.parent, []).append(entry)
    if is_complete:
        findings += _find_unknown_parents(orphans, asked, unpublished, excluded)
    for entries in children.values():
        entries.sort(key=lambda entry: rank_of(entry.is_pinned, entry.order))

    nodes = _grow(asked, children)
    findings += _find_loops(asked, nodes)
    findings += _find_wrong_roots(asked, nodes)
    top = tuple(entry.key for entry in children.get("", ()))
    keys_of = {
        page.key: page.navigation.key
        for page in shown
        if page.navigation and page.navigation.key in nodes
    }
    return Navigation(nodes, top, keys_of), tuple(findings)


def _by_key(
    pages: Iterable[Page], others: Iterable[NavigationEntry]
) -> tuple[dict[str, tuple[NavigationEntry, Page | None]], list[Diagnostic]]:
    given: list[tuple[NavigationEntry, Page | None]]
    given = [(page.navigation, page) for page in pages if page.navigation]
    given += [(entry, None) for entry in others]
    asked: dict[str, tuple[NavigationEntry, Page | None]] = {}
    findings = []
    for entry, page in given:
        mine = entry, page
        first, owner = taken = asked.setdefault(entry.key, mine)
        # The pages that one source makes share an entry; it leads to the first.
        is_shared = owner and page and owner.path == page.path
        if taken is not mine and not is_shared:
            whose = "pages" if owner and page else "entries"
            findings.append(
                error(
                    "NAV004",
                    f"two {whose} have the navigation key '{entry.key}'",
                    entry.key_span,
                    "give one of them another key",
                    (Note("the other one is here", first.key_span),),
                )
            )
    return asked, findings


def _grow(
    asked: Asked, children: Mapping[str, list[NavigationEntry]]
) -> dict[str, NavigationNode]:
    """Make the nodes from the top down; what a loop holds is never reached."""
    roots: dict[str, str] = {}
    depths: dict[str, int] = {}
    waiting = list(reversed(children.get("", [])))
    while waiting:
        entry = waiting.pop()
        roots[entry.key] = roots.get(entry.parent, entry.key)
        depths[entry.key] = depths.get(entry.parent, -1) + 1
        waiting += reversed(children.get(entry.key, []))
    before, after = _find_neighbours((key for key in roots if asked[key][1]), roots)
    nodes = {}
    for key, root in roots.items():
        entry, page = asked[key]
        nodes[key] = NavigationNode(
            key=key,
            page=page.key if page else "",
            title=entry.title,
            url=_url_of(entry, page),
            order=entry.order,
            excerpt=entry.excerpt,
            is_pinned=entry.is_pinned,
            is_pending=bool(page and page.is_pending),
            root=root,
            parent=entry.parent,
            depth=depths[key],
            children=tuple(child.key for child in children.get(key, ())),
            previous=before.get(key, ""),
            next=after.get(key, ""),
        )
    return nodes


def _find_neighbours(
    keys: Iterable[str], roots: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Find which page comes before each, and which after it, within its section.

    Args:
        keys: The entries of pages, in reading order.
        roots: The section of each.
    """
    pairs = [pair for pair in pairwise(keys) if roots[pair[0]] == roots[pair[1]]]
    return {other: one for one, other in pairs}, dict(pairs)


def _url_of(entry: NavigationEntry, page: Page | None) -> str:
    """Say where an entry leads; empty if nowhere."""
    if entry.url or entry.leads_nowhere or not page:
        return entry.url
    return page.url


def _find_unknown_parents(
    orphans: Mapping[str, list[NavigationEntry]],
    asked: Asked,
    unpublished: Iterable[Page],
    excluded: Iterable[Page],
) -> list[Diagnostic]:
    """Report every entry whose parent nobody has; look for a likely one once each."""
    reasons = (
        (unpublished, "is pending or dated in the future"),
        (excluded, "is in no collection (eleventyExcludeFromCollections)"),
    )
    hidden = {
        page.navigation.key: f"{page.path} has it, but {reason}"
        for pages, reason in reasons
        for page in pages
        if page.navigation
    }
    findings = []
    for parent, entries in orphans.items():
        lost = {entry.key for entry in entries}
        near = suggest(parent, (key for key in asked if key not in lost))
        hint = "set 'parent' to the navigation key of a published page"
        if near:
            hint = f"did you mean '{near}'{_place(asked[near])}?"
        hint = hidden.get(parent, hint)
        findings += [
            error(
                "NAV003",
                f"no page has the navigation key '{parent}'",
                entry.parent_span,
                hint,
            )
            for entry in entries
        ]
    return findings


def _place(asked: tuple[NavigationEntry, Page | None]) -> str:
    """Name the file of an entry, in brackets."""
    entry, page = asked
    path = page.path if page else entry.key_span and entry.key_span.path
    return f" ({path})" if path else ""


def _find_loops(asked: Asked, nodes: Mapping[str, NavigationNode]) -> list[Diagnostic]:
    """Report each loop of parents once, at its first entry in page order."""
    findings = []
    seen = set(nodes)
    for start in asked:
        path: list[str] = []
        key = start
        while key in asked and key not in seen:
            seen.add(key)
            path.append(key)
            key = asked[key][0].parent
        if key in path:
            loop = [*path[path.index(key) :], key]
            findings.append(
                error(
                    "NAV005",
                    f"navigation loops: {' -> '.join(repr(k) for k in loop)}",
                    asked[key][0].parent_span,
                    "give one of these entries another 'parent', or none",
                )
            )
    return findings


def _find_wrong_roots(
    asked: Asked, nodes: Mapping[str, NavigationNode]
) -> list[Diagnostic]:
    findings = []
    for key, node in nodes.items():
        entry = asked[key][0]
        if entry.root and entry.root != node.root:
            findings.append(
                error(
                    "NAV006",
                    f"'{entry.root}' is not the top of this entry's section",
                    entry.root_span,
                    f"the top ancestor of '{key}' is '{node.root}'; "
                    "correct 'root', or leave it out",
                )
            )
    return findings
