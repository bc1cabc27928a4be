"""Tell at a glance that nothing is wrong with the tags of a page, as is nearly always so."""

from __future__ import annotations

import re
from typing import Final

from sitewright.model.markup import COMMENT, Markup
from sitewright.stages.checks.nesting.elements import HEADINGS, TEXTS, VOID

_TAGS: Final = re.compile(
    r"""<(/?[a-z][a-z0-9-]*+)(?:\s[^<>"']*+(?:"[^"<>]*+"[^<>"']*+)*)?>"""
)
"""Tags in their usual form."""

_NO_TAGS: Final = re.compile(
    r"(<!)--(?!-?>)(?:[^<]|<(?!!--))*?-->"
    r"|(<script\b[^<>]*>)(?:[^<]|<(?!/?script\b))+"
    r"""|<(?:path|circle|rect|line|poly(?:gon|line)|ellipse|use|stop)\s[^<>"']*+"""
    r"""(?:"[^"<>]*+"[^<>"']*+)*(?<=/)>"""
)
"""What comments and scripts say, and shapes of a drawing that close themselves."""

_ALONE: Final = {
    **{name: frozenset({f"/{name}"}) for name in ("a", "button", "form")},
    **dict.fromkeys(HEADINGS, frozenset(f"/{name}" for name in HEADINGS)),
}
"""Elements that cannot hold others, by whose end tags these are known."""

_SPECIAL: Final = VOID | _ALONE.keys()

_OF_TEXTS: Final = frozenset(f"/{name}" for name in TEXTS)


def is_plainly_sound(markup: Markup) -> bool:
    """Tell whether each tag of a page has its other half, and none is in doubt.

    It is not asked about rows, cells and items that hold one another at once.
    """
    html = markup.html
    comments = markup.of(COMMENT)
    if comments and ("<?" in html or html.rfind("<!--") > html.rfind("-->")):
        return False
    if any("<!--" in comment.text for comment in comments):
        return False
    others = len(comments) + len(markup.of("-doctype"))
    is_plain = not any("<" in comment.text for comment in comments)
    return (is_plain and _is_sound(html, markup, others)) or _is_sound(
        _NO_TAGS.sub(r"\1\2", html), markup, others
    )


def _is_sound(html: str, markup: Markup, others: int) -> bool:
    """Tell it of a page with as many tags of other forms."""
    names = _TAGS.findall(html)
    return (
        len(names) + others == html.count("<")
        # Browsers find one more than has been written where one is ended early.
        and names.count("p") == len(markup.of("p"))
        and _are_paired(names)
    )


def _are_paired(names: list[str]) -> bool:
    awaited: list[str] = []
    end = ""
    for name in names:
        if name == end:
            end = awaited.pop()
            continue
        if name in _SPECIAL:
            if name in VOID:
                continue
            if not _ALONE[name].isdisjoint((end, *awaited)):
                return False
        elif name[0] == "/":
            return False
        if end in _OF_TEXTS:
            return False
        awaited.append(end)
        end = f"/{name}"
    return not awaited
