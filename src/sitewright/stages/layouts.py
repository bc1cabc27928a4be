"""Find the templates that a page's ``layout`` names, from the innermost to the outermost.

Follows Eleventy 3: the layout comes from the highest level of data that says something
about it, and a layout may have a layout of its own. One that is computed wraps the page
in place of that, but gives it no values: these were needed to compute it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from posixpath import splitext

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error, suggest
from sitewright.model.data import Data
from sitewright.model.document import Head, KeyPath, Place

ENDINGS = (".njk", ".html", ".jinja")
"""Endings that an author may leave out, and that stand in for one another."""

KEY = "layout"


def find_layouts(
    levels: tuple[Head, ...], templates: Mapping[str, Head]
) -> Checked[tuple[str, ...]]:
    """Follow the layouts that give a page values.

    Args:
        levels: What is said about the page, lowest first.
        templates: The front matter of every template by its name, which is relative to
            the templates folder.

    Returns:
        Names of templates, the one around the page first; none if the page wants none
        or one of them was not found.
    """
    return follow_layouts(*_ask(reversed(levels)), templates)


def span_of_layout(data: Data) -> Span:
    """Find where a page's layout was decided, or how to compute it."""
    return data.span(_find_layout)


def _find_layout(places: Mapping[KeyPath, Place], path: str) -> Span:
    place = places.get(("eleventyComputed", KEY)) or places.get((KEY,))
    return place.value if place else Span(path, 1)


def follow_layouts(
    wanted: object, span: Span, templates: Mapping[str, Head]
) -> Checked[tuple[str, ...]]:
    """Follow a layout to the outermost one around it.

    Args:
        wanted: The value of ``layout``.
        span: Where it was written.
        templates: As in ``find_layouts``.
    """
    chain: list[str] = []
    while wanted not in (False, None, ""):
        if not isinstance(wanted, str):
            return (), (_misfit(span),)
        name = _find(wanted, templates)
        if not name:
            return (), (_unknown(wanted, span, templates),)
        if name in chain:
            return (), (_endless([*chain[chain.index(name) :], name], span),)
        chain.append(name)
        wanted, span = _ask((templates[name],))
    return tuple(chain), ()


def _ask(levels: Iterable[Head]) -> tuple[object, Span]:
    """Take the layout that the first of these asks for, and where; None if none does."""
    for head in levels:
        for key in (KEY, f"override:{KEY}"):
            if key in head.fields:
                said = Data(head.path, head.fields, head.places)
                return head.fields[key], said.value_span(key)
    return None, Span("")


def _find(layout: str, names: Collection[str]) -> str:
    """Find a template with or without its ending; ``.njk`` finds its successor."""
    if layout in names:
        return layout
    stem, ending = splitext(layout)
    base = layout if ending not in ENDINGS else stem
    return next((base + end for end in ENDINGS if base + end in names), "")


def _unknown(layout: str, span: Span, names: Collection[str]) -> Diagnostic:
    near = suggest(layout, names)
    hint = "the templates folder is empty"
    if near:
        hint = f"did you mean '{near}'?"
    elif names:
        hint = f"there are: {', '.join(sorted(names)[:8])}"
    return error("TPL001", f"there is no layout '{layout}'", span, hint)


def _endless(circle: list[str], span: Span) -> Diagnostic:
    return error(
        "TPL006",
        f"layouts wrap one another without end: {' -> '.join(circle)}",
        span,
        "give one of them another 'layout', or none",
    )


def _misfit(span: Span) -> Diagnostic:
    hint = "write the name of a template, or false"
    return error("FM010", "'layout' must be text or false", span, hint)
