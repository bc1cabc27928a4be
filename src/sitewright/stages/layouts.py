"""Find the template that a page's ``layout`` names."""

from __future__ import annotations

from posixpath import splitext

from sitewright.kernel.diagnostics import Checked, Span, error, suggest

ENDINGS = (".njk", ".html", ".jinja")
"""Endings that an author may leave out, and that stand in for one another."""


def find_layout(layout: str, span: Span, names: tuple[str, ...]) -> Checked[str]:
    """Find a layout by its name with or without ending; ``.njk`` finds its successor.

    Args:
        layout: What the front matter says; empty for no layout.
        span: Where it says so.
        names: All templates, relative to the templates folder.

    Returns:
        The template's name; empty if there is no layout or none was found.
    """
    if not layout or layout in names:
        return layout, ()
    stem, ending = splitext(layout)
    stems = [layout] if ending not in ENDINGS else [stem]
    for candidate in (base + end for base in stems for end in ENDINGS):
        if candidate in names:
            return candidate, ()
    near = suggest(layout, names)
    hint = "the templates folder is empty"
    if near:
        hint = f"did you mean '{near}'?"
    elif names:
        hint = f"there are: {', '.join(names[:8])}"
    return "", (error("TPL001", f"there is no layout '{layout}'", span, hint),)
