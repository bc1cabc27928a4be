"""``sitewright nav``: show the navigation as a tree."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from math import isfinite

from sitewright.commands.project import (
    USAGE,
    UsageError,
    find_project,
    read_project,
)
from sitewright.commands.report import say_findings, texts_of
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.terminal import say
from sitewright.kernel.diagnostics import has_errors, printable
from sitewright.kernel.reports import format_columns, format_json
from sitewright.model.build import Options
from sitewright.model.navigation import Navigation, NavigationNode
from sitewright.pipeline.menu import build_menu

FINE, BROKEN = 0, 1


def run(arguments: Namespace) -> int:
    """Print the navigation to standard output, and what is wrong with it to the other.

    Returns:
        0 if all is well, 1 if there are errors, 2 if the arguments make no sense.
    """
    try:
        root, config_name = find_project(arguments.config)
        now = read_clock()
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    options = Options(
        now=now, shows_drafts=arguments.drafts, shows_future=arguments.future
    )
    with own_python():
        workspace = read_project(root, config_name)
        navigation, findings = build_menu(workspace, options)
    is_broken = has_errors(findings)
    nodes = _in_order(navigation or Navigation())
    if arguments.format == "json":
        entries = [_entry(node) for node in nodes]
        say(format_json(findings, {"ok": not is_broken, "entries": entries}))
    else:
        say_findings(findings, texts_of(workspace))
        if nodes:
            say(format_tree(nodes))
        elif not is_broken:
            say("The navigation is empty: no page has 'eleventyNavigation'.")
    return BROKEN if is_broken else FINE


def _in_order(navigation: Navigation) -> list[NavigationNode]:
    """List all entries from the top down, each before those below it."""
    found = []
    waiting = list(reversed(navigation.top))
    while waiting:
        node = navigation.nodes[waiting.pop()]
        found.append(node)
        waiting += reversed(node.children)
    return found


def format_tree(nodes: Sequence[NavigationNode]) -> str:
    """Lay entries out in columns: title, key if it is another, order, URL, marks."""
    return format_columns([_row(node) for node in nodes])


def _row(node: NavigationNode) -> tuple[str, ...]:
    marks = [
        name
        for name, is_so in (("pinned", node.is_pinned), ("pending", node.is_pending))
        if is_so
    ]
    key = f"({printable(node.key)})" if node.key != node.title else ""
    return (
        "  " * node.depth + printable(node.title),
        key,
        _shown(node.order),
        printable(node.url),
        ", ".join(marks),
    )


def _shown(order: float | None) -> str:
    if order is None:
        return ""
    return str(int(order) if order.is_integer() else order)


def _entry(node: NavigationNode) -> Mapping[str, object]:
    """Lay an entry out for machines; a depth instead of nesting suits deep trees."""
    order = node.order
    is_number = order is None or isfinite(order)
    return {
        "key": node.key,
        "title": node.title,
        "url": node.url,
        "parent": node.parent,
        "root": node.root,
        "depth": node.depth,
        "order": order if is_number else str(order),
        "excerpt": node.excerpt,
        "pinned": node.is_pinned,
        "pending": node.is_pending,
        "page": node.page,
    }
