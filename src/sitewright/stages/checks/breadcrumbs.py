"""Compare what JSON-LD says of a page's place with the breadcrumb that visitors see."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from sitewright.kernel.jsonfaults import describe_fault
from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.markup import TEXT, Markup, Node

_JSON_LD: Final = "application/ld+json"
_SAME: Final = "make both out of 'navigation.breadcrumb'"
_DEEPEST: Final = 20


def find_odd_data(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find JSON-LD that is no JSON, or names another way to the page than visitors see."""
    for script in page.markup.of("script"):
        if script.value("type").lower().strip() != _JSON_LD:
            continue
        text = "".join(it.text for it in page.markup.inside(script))
        try:
            data = json.loads(text)
        except json.JSONDecodeError as bad:
            said, line, _ = describe_fault(bad)
            yield _unreadable(text, said, line)
            continue
        except (ValueError, RecursionError):
            yield _unreadable(text, "it is too deep", 1)
            continue
        for trail in _find_lists(data, _DEEPEST):
            yield from _compare(_names_of(trail), _seen_on(page.markup))


def _unreadable(text: str, said: str, line: int) -> Complaint:
    """Say that a script is no JSON, and where it ceases to be."""
    message = f"this JSON-LD is no JSON: {said}"
    hint = "write values with the filter that makes JSON of them"
    row = text.split("\n")[line - 1].strip()
    literals = (*filter(None, (row,)), _JSON_LD)
    return Complaint("SEO007", message, hint, literals, example=f"'{row}'")


def _find_lists(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    """Find all lists of breadcrumbs, at every depth."""
    if isinstance(data, dict) and data.get("@type") == "BreadcrumbList":
        yield data
    inner = [*data.values()] if isinstance(data, dict) else data
    if depth and isinstance(inner, list):
        for item in inner:
            yield from _find_lists(item, depth - 1)


def _names_of(trail: Mapping[str, object]) -> list[str]:
    """List the names of a list, in the order of their positions."""
    items = trail.get("itemListElement")
    found = (
        [it for it in items if isinstance(it, dict)] if isinstance(items, list) else []
    )
    found.sort(key=lambda it: it["position"] if type(it.get("position")) is int else 0)
    return [_plain(_name_of(it)) for it in found]


def _name_of(entry: Mapping[str, object]) -> str:
    """Take the name of an entry, which may stand with the page that it leads to."""
    inner = entry.get("item")
    name = entry.get("name") or (inner.get("name") if isinstance(inner, dict) else "")
    return str(name or "")


def _seen_on(markup: Markup) -> list[str]:
    """List what the visible breadcrumb of a page says; empty if it has none."""
    for outer in markup.of("nav", "ol", "ul", "div"):
        told = f"{outer.value('aria-label')} {outer.value('class')}".lower()
        if "breadcrumb" in told or "brotkrumen" in told:
            return [*filter(None, _steps_of(markup, outer))]
    return []


def _steps_of(markup: Markup, outer: Node) -> Iterator[str]:
    """List the steps of a breadcrumb: its items, or its links if it is no list."""
    inside = markup.inside(outer)
    steps = [it for it in inside if it.tag == "li"]
    steps = steps or [it for it in inside if it.tag == "a"]
    for step in steps:
        pieces = (
            it.text
            for it in markup.inside(step)
            if it.tag == TEXT and not _is_hidden(markup, it)
        )
        yield _plain("".join(pieces))


def _is_hidden(markup: Markup, node: Node) -> bool:
    """Tell whether a piece of text is a mere ornament, such as an arrow."""
    return any(outer.value("aria-hidden") == "true" for outer in markup.around(node))


def _plain(text: str) -> str:
    """Leave out what only separates one step from the next."""
    return " ".join(text.split()).strip("/>\u00bb\u203a\u2192\u00b7| ")


def _compare(said: list[str], seen: list[str]) -> Iterator[Complaint]:
    """Say that two breadcrumbs differ; home and the page itself may be left out of one."""
    if not seen or not said or _is_part(said, seen) or _is_part(seen, said):
        return
    pairs = zip(said, seen, strict=False)
    name, shown = next(((a, b) for a, b in pairs if a != b), (said[-1], seen[-1]))
    message = "JSON-LD names another way here than the visible breadcrumb"
    example = f"'{name}' for '{shown}'"
    literals = (f'"{name}"', "BreadcrumbList")
    yield Complaint("SEO007", message, _SAME, literals, example=example)


def _is_part(short: list[str], long: list[str]) -> bool:
    """Tell whether one breadcrumb is the other, but for its first or last step."""
    return short in (long, long[1:], long[:-1], long[1:-1])
