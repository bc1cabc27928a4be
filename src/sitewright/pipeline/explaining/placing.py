"""Tell where a page stands in the site: navigation, collections, old addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.urls import url_of
from sitewright.model.explanation import Row, Section
from sitewright.model.navigation import NavigationNode
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import key_of
from sitewright.pipeline.explaining.names import place_of_collection
from sitewright.pipeline.explaining.origins import Origins
from sitewright.pipeline.explaining.whole import Whole
from sitewright.stages.collections import ALL


def tell_navigation(whole: Whole, page: Page) -> Section:
    """Tell where a page stands in the navigation."""
    navigation = whole.plan.site.navigation
    key, entry = navigation.keys_of.get(page.key), page.navigation
    if key is None:
        if entry is None:
            return Section("Navigation", note="It is in no menu: it has no entry.")
        note = "It is in no menu"
        wanted = (Row("key", entry.key, entry.key_span),)
        return Section("Navigation", wanted, f"{note}, as the page is not published.")
    node = navigation.nodes[key]
    trail = " > ".join(navigation.nodes[it].title for it in navigation.trail_of(key))
    around = navigation.nodes[node.parent].children if node.parent else navigation.top
    at = around.index(key)
    rows = [
        Row("breadcrumb", trail),
        Row("key", key, entry.key_span if entry else None),
        *_parent(whole, node, entry.parent_span if entry else None),
        Row(
            "place",
            f"{at + 1} of {len(around)}",
            _span_of_order(whole, page),
            _order(node),
        ),
    ]
    if at:
        rows.append(_tell_entry("before it", navigation.nodes[around[at - 1]]))
    if at + 1 < len(around):
        rows.append(_tell_entry("after it", navigation.nodes[around[at + 1]]))
    below = [navigation.nodes[it] for it in node.children]
    rows += [_tell_entry("below it", it) for it in below]
    for label, other in (
        ("read before it", node.previous),
        ("read after it", node.next),
    ):
        if other:
            rows.append(_tell_entry(label, navigation.nodes[other]))
    return Section("Navigation", tuple(rows))


def _parent(whole: Whole, node: NavigationNode, span: Span | None) -> Iterator[Row]:
    if node.parent:
        parent = whole.plan.site.navigation.nodes[node.parent]
        yield Row("parent", parent.title, span, parent.url)


def _span_of_order(whole: Whole, page: Page) -> Span | None:
    has_order = page.navigation and page.navigation.order is not None
    origins = Origins(whole, page)
    return origins.span_of("eleventyNavigation", "order") if has_order else None


def _order(node: NavigationNode) -> str:
    if node.is_pinned:
        return "pinned"
    if node.order is None:
        return "no order, so behind those that have one"
    return f"order {node.order:g}"


def _tell_entry(label: str, node: NavigationNode) -> Row:
    return Row(label, node.title, None, node.url)


def tell_collections(whole: Whole, page: Page) -> Section:
    """Tell in which collections a page is, and why."""
    rows = []
    for name, keys in whole.plan.site.collections.items():
        if page.key not in keys:
            continue
        place = f"{keys.index(page.key) + 1} of {len(keys)}"
        span = place_of_collection(whole, name)
        remark = "declared" if span else ""
        if name in page.tags:
            number = page.tags.index(name)
            tags = Origins(whole, page)
            span, remark = tags.span_of_item("tags", number), "tag"
        rows.append(Row(name, place, span, "every page" if name == ALL else remark))
    if page.excluded_from:
        key = "eleventyExcludeFromCollections"
        span = Origins(whole, page).span_of(key)
        rows.append(Row("not in", ", ".join(page.excluded_from), span, key))
    note = "" if rows else "It is in none."
    if not rows and not whole.is_published(page):
        note = "It is in none, as it is not published."
    return Section("Collections", tuple(rows), note)


def tell_redirects(whole: Whole, url: str) -> Section | None:
    """Tell which old addresses lead to an address; None if none does."""
    found = [it for it in whole.plan.redirects if _leads_to(it, url)]
    rows = tuple(map(tell_redirect, found))
    return Section("Redirects in", rows) if rows else None


def tell_redirect(redirect: Redirect) -> Row:
    """Tell of one old address."""
    by = redirect.page or "a rule"
    return Row(redirect.source, redirect.status, redirect.span, f"asked for by {by}")


def _leads_to(redirect: Redirect, url: str) -> bool:
    path = redirect.target.partition("#")[0].partition("?")[0]
    return bool(path) and path.startswith("/") and key_of(path) == key_of(url)


def files_at(whole: Whole, path: str) -> Iterable[str]:
    """List the addresses under which a file is published."""
    return [url_of(it.path) for it in whole.outputs if it.origin == path]
