"""Look at the headings of a page: whether they are an outline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.markup import Markup, Node
from sitewright.stages.checks.accessibility.documents import is_document
from sitewright.stages.checks.accessibility.names import is_hidden, name_of

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_OF_ROLE: Final = 2
"""The level of what says only that it is a heading."""


def find_broken_outline(
    finished: FinishedPage, _site: FinishedSite
) -> Iterator[Complaint]:
    """Find levels that are left out, headings without words, and a wrong first level."""
    markup = finished.markup
    headings = [it for it in _find_headings(markup) if not is_hidden(markup, it)]
    yield from _find_skips(markup, headings)
    firsts = [it for it in headings if _level(it) == 1]
    if len(firsts) > 1:
        yield _complain_of_several(markup, firsts)
    elif not firsts and is_document(markup):
        yield Complaint(
            "A11Y003",
            "the page has no heading of the first level",
            "begin it with '# Title', or put <h1>{{ title }}</h1> into the layout",
        )


def _find_headings(markup: Markup) -> list[Node]:
    if not markup.mentions("heading"):
        return [*markup.of(*_HEADINGS)]
    return [
        it
        for it in markup.nodes
        if it.tag in _HEADINGS or it.attributes.get("role") == "heading"
    ]


def _level(node: Node) -> int:
    level = node.value("aria-level")
    if level.isdecimal():
        return int(level)
    return int(node.tag[1]) if node.tag in _HEADINGS else _OF_ROLE


def _find_skips(markup: Markup, headings: Sequence[Node]) -> Iterator[Complaint]:
    before = 0
    for node in headings:
        level = _level(node)
        name = name_of(markup, node)
        if not name:
            yield Complaint(
                "A11Y004",
                f"a heading <{node.tag}> has no text",
                "write one, or remove it; for space there are classes",
                (f"<{node.tag}", "#" * level),
            )
        elif before and level > before + 1:
            yield Complaint(
                "A11Y002",
                f"a heading of level {level} comes after one of level {before}",
                f"give it level {before + 1}; a class can make it look smaller",
                (name,),
                example=f"'{name}'",
                shapes=_shapes(name, node.tag, level),
            )
        before = level


def _shapes(name: str, tag: str, level: int) -> tuple[tuple[str, str], ...]:
    """Say how a heading is written: by its text if that is the same, or by its level."""
    marks, text = "#" * level, re.escape(name)
    return (
        (name, rf"(?m)^[ \t]*{marks}[ \t]+(?P<it>{text})"),
        (name, rf"<{tag}\b[^<>]*>\s*(?P<it>{text})"),
        (marks, rf"(?m)^[ \t]*{marks}[ \t]+(?P<it>[^#\s].*)"),
        (f"<{tag}", rf"<(?P<it>{tag})\b"),
    )


def _complain_of_several(markup: Markup, firsts: Sequence[Node]) -> Complaint:
    names = [name_of(markup, it) for it in firsts]
    return Complaint(
        "A11Y003",
        f"the page has {len(firsts)} headings of the first level",
        "one of them is the title of the page; write '##' for those below it",
        (names[-1],) if names[-1] else (),
        example=" and ".join(f"'{name}'" for name in names),
    )
