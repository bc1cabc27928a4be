"""Find the templates that a page's ``layout`` names, from the innermost to the outermost.

Follows Eleventy 3: the layout comes from the highest level of data that says something
about it, and a layout may have a layout of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from posixpath import splitext

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error, suggest
from sitewright.model.document import Head

ENDINGS = (".njk", ".html", ".jinja")
"""Endings that an author may leave out, and that stand in for one another."""

KEY = "layout"


def find_layouts(
    levels: tuple[Head, ...], templates: Mapping[str, Head]
) -> Checked[tuple[str, ...]]:
    """Follow a page's layouts.

    Args:
        levels: What is said about the page, lowest first.
        templates: The front matter of every template by its name, which is relative to
            the templates folder.

    Returns:
        Names of templates, the one around the page first; none if the page wants none
        or one of them was not found.
    """
    chain: list[str] = []
    asked = _ask(reversed(levels))
    while asked is not None:
        head, key = asked
        wanted, span = head.fields[key], head.places[(key,)].value
        if wanted in (False, None, ""):
            break
        if not isinstance(wanted, str):
            return (), (_misfit(span),)
        name = _find(wanted, templates)
        if not name:
            return (), (_unknown(wanted, span, templates),)
        if name in chain:
            return (), (_endless([*chain[chain.index(name) :], name], span),)
        chain.append(name)
        asked = _ask((templates[name],))
    return tuple(chain), ()


def _ask(levels: Iterable[Head]) -> tuple[Head, str] | None:
    """Find the first of these that has a layout, and the key it has it under."""
    for head in levels:
        for key in (KEY, f"override:{KEY}"):
            if key in head.fields:
                return head, key
    return None


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
