"""Turn the pages' navigation entries into one tree.

Follows eleventy-navigation 1.0.5: pinned entries first, then by ``order``, a missing
order last, ties by date and path. Unlike it, an entry that would be lost (unknown
parent, a loop, a key used twice) is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Note,
    error,
    suggest,
)
from sitewright.model.navigation import Navigation, NavigationNode
from sitewright.model.page import NavigationEntry, Page

Asked = Mapping[str, tuple[NavigationEntry, Page]]
"""The entry and its page for each key."""


def build_navigation(
    pages: tuple[Page, ...], unpublished: tuple[Page, ...], is_complete: bool
) -> Checked[Navigation]:
    """Build the navigation tree from every page that asks to be in it.

    Args:
        pages: All published pages, in collection order.
        unpublished: The other pages, to tell what became of a missing parent.
        is_complete: Whether all pages could be read; if not, an unknown parent may be
            the key of one that could not, and is not reported.
    """
    asked, findings = _by_key(pages)
    children: dict[str, list[NavigationEntry]] = {}
    orphans: dict[str, list[NavigationEntry]] = {}
    for entry, _ in asked.values():
        known = not entry.parent or entry.parent in asked
        (children if known else orphans).setdefault(entry.parent, []).append(entry)
    if is_complete:
        findings += _find_unknown_parents(orphans, asked, unpublished)
    for entries in children.values():
        entries.sort(key=_by_order)

    nodes = _grow(asked, children)
    findings += _find_loops(asked, nodes)
    findings += _find_wrong_roots(asked, nodes)
    top = tuple(entry.key for entry in children.get("", ()))
    nodes = _link_neighbours(nodes)
    keys_of = {page.path: key for key, (_, page) in asked.items() if key in nodes}
    return Navigation(nodes, top, keys_of), tuple(findings)


def _by_key(
    pages: Iterable[Page],
) -> tuple[dict[str, tuple[NavigationEntry, Page]], list[Diagnostic]]:
    asked: dict[str, tuple[NavigationEntry, Page]] = {}
    findings = []
    for page in pages:
        entry = page.navigation
        if entry is None:
            continue
        if entry.key in asked:
            first, _ = asked[entry.key]
            findings.append(
                error(
                    "NAV004",
                    f"two pages have the navigation key '{entry.key}'",
                    entry.key_span,
                    "give one of them another key",
                    (Note("the other one is here", first.key_span),),
                )
            )
        else:
            asked[entry.key] = entry, page
    return asked, findings


def _by_order(entry: NavigationEntry) -> tuple[bool, bool, float]:
    return not entry.is_pinned, entry.order is None, entry.order or 0.0


def _grow(
    asked: Asked, children: Mapping[str, list[NavigationEntry]]
) -> dict[str, NavigationNode]:
    """Make the nodes from the top down; what a loop holds is never reached."""
    nodes: dict[str, NavigationNode] = {}
    waiting: list[tuple[tuple[str, ...], NavigationEntry]]
    waiting = [((), entry) for entry in reversed(children.get("", []))]
    while waiting:
        above, entry = waiting.pop()
        below = children.get(entry.key, [])
        trail = (*above, entry.key)
        nodes[entry.key] = NavigationNode(
            key=entry.key,
            path=asked[entry.key][1].path,
            title=entry.title,
            url=entry.url or asked[entry.key][1].url,
            order=entry.order,
            excerpt=entry.excerpt,
            trail=trail,
            children=tuple(child.key for child in below),
        )
        waiting += [(trail, child) for child in reversed(below)]
    return nodes


def _find_unknown_parents(
    orphans: Mapping[str, list[NavigationEntry]],
    asked: Asked,
    unpublished: Iterable[Page],
) -> list[Diagnostic]:
    """Report every entry whose parent nobody has; look for a likely one once each."""
    hidden = {page.navigation.key: page for page in unpublished if page.navigation}
    findings = []
    for parent, entries in orphans.items():
        lost = {entry.key for entry in entries}
        near = suggest(parent, (key for key in asked if key not in lost))
        hint = "set 'parent' to the navigation key of a published page"
        if near:
            hint = f"did you mean '{near}' ({asked[near][1].path})?"
        if parent in hidden:
            hint = (
                f"{hidden[parent].path} has it, but is pending or dated in the future"
            )
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
        if entry.root and entry.root != node.trail[0]:
            findings.append(
                error(
                    "NAV006",
                    f"'{entry.root}' is not the top of this entry's section",
                    entry.root_span,
                    f"the top ancestor of '{key}' is '{node.trail[0]}'; "
                    "correct 'root', or leave it out",
                )
            )
    return findings


def _link_neighbours(
    nodes: Mapping[str, NavigationNode],
) -> dict[str, NavigationNode]:
    """Name the entries before and after each, in reading order within its section."""
    linked: dict[str, NavigationNode] = {}
    order = list(nodes)  # depth first, from the way that they were grown
    for index, key in enumerate(order):
        node = nodes[key]
        before = order[index - 1] if index else ""
        after = order[index + 1] if index + 1 < len(order) else ""
        linked[key] = replace(
            node,
            previous=before if _share_section(nodes, key, before) else "",
            next=after if _share_section(nodes, key, after) else "",
        )
    return linked


def _share_section(nodes: Mapping[str, NavigationNode], key: str, other: str) -> bool:
    return bool(other) and nodes[key].trail[0] == nodes[other].trail[0]
