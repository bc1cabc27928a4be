"""Say which elements are not closed, and which end tags close nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Final

from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.stages.checks.nesting.elements import VOID
from sitewright.stages.checks.nesting.faults import (
    CROSSED,
    EARLY,
    OPEN,
    STRAY,
    Fault,
    find_faults,
)
from sitewright.stages.checks.nesting.glance import is_plainly_sound
from sitewright.stages.checks.nesting.sources import find_faults_of_source
from sitewright.stages.checks.nesting.tags import BRACKET, COMMENT, QUOTES, TEXT

_TORN: Final = {
    TEXT: (
        "<{name}> is never closed, and swallows what follows",
        "close it with </{name}>",
    ),
    COMMENT: ("a comment is never closed, and hides what follows", "end it with '-->'"),
    QUOTES: (
        "the quotes of this <{name}> do not pair up, so a part of the page is lost in it",
        "close the value of each attribute with the quote that begins it",
    ),
    BRACKET: (
        "this <{name}> has no '>', so a part of the page is lost in it",
        "end it with '>'",
    ),
}
_SAID: Final = {
    OPEN: (
        "<{name}> is never closed, so it holds what follows, too",
        "close it with </{name}>",
    ),
    STRAY: (
        "</{name}> is one too many, so it closes what others have opened, or nothing",
        "remove it, or write <{name}> before",
    ),
    CROSSED: (
        "<{name}> begins inside of <{other}> and ends outside of it",
        "write </{name}> before </{other}>",
    ),
    EARLY: (
        "<{name}> cannot hold <{other}>, so browsers end it there",
        "write </{name}> before <{other}>, or make it another element",
    ),
}
_NO_END: Final = ("<{name}> has no end tag", "remove it")
_SLASH: Final = "'/>' closes nothing here: write <{name}></{name}>"
_CROSSED_PARAGRAPH: Final = "close it in the same paragraph"
_OWN_PARAGRAPH: Final = "make it a <div>, or write </p> before <{other}>"
_EARLY_PARAGRAPH: Final = (
    "write </p> before <{other}>; in Markdown, an empty line does so"
)
"""Messages and hints."""

_CONTEXT: Final = 40
"""So many characters beside a tag tell it from others."""


def find_unpaired(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find tags without their other half, or with the wrong one."""
    if is_plainly_sound(page.markup):
        return
    html = page.markup.html
    number: Counter[tuple[str, str]] = Counter()
    for fault in find_faults(html):
        kind = (fault.code, fault.name)
        message, hint = _words_of(fault, html)
        other = fault.other.name if fault.other else ""
        yield Complaint(
            fault.code,
            message.format(name=fault.name, other=other),
            hint.format(name=fault.name, other=other),
            literals=_literals_of(fault, html),
            shapes=tuple(_shapes_of(fault, html)),
            search=partial(_find_alike, kind),
            nth=number[kind],
        )
        number[kind] += 1


def _words_of(fault: Fault, html: str) -> tuple[str, str]:
    if fault.code == STRAY and fault.name in VOID:
        return _NO_END
    message, hint = _TORN[fault.tear] if fault.tear else _SAID[fault.code]
    if fault.code == OPEN or fault.tear == TEXT:
        return message, _SLASH if html[fault.end - 2] == "/" else hint
    if fault.code == EARLY and fault.name == "p":
        is_plain = html.startswith("<p>", fault.start)
        return message, _EARLY_PARAGRAPH if is_plain else _OWN_PARAGRAPH
    is_of_paragraph = fault.code == CROSSED and fault.other and fault.other.name == "p"
    return message, _CROSSED_PARAGRAPH if is_of_paragraph else hint


def _find_alike(kind: tuple[str, str], source: str) -> list[tuple[int, int]]:
    """Find all faults of a kind in a source."""
    faults = find_faults_of_source(source)
    return [(it.start, it.end) for it in faults if (it.code, it.name) == kind]


def _literals_of(fault: Fault, html: str) -> tuple[str, ...]:
    tag = html[fault.start : fault.end]
    if fault.code != EARLY or not fault.other:
        return (tag, re.split(r"[\s>]", tag)[0])
    other = html[fault.other.start : fault.other.end]
    # Most paragraphs are Markdown's, and no source has their tags.
    return (other, tag) if tag == "<p>" else (tag, other)


def _shapes_of(fault: Fault, html: str) -> Iterator[tuple[str, str]]:
    """Make shapes of a tag and the text beside it, which tells it from others."""
    other = fault.other
    if not other:
        return
    if fault.code == EARLY:
        tag = html[other.start : other.end]
        before = re.split(r"[>\n]", html[: other.start])[-1][-_CONTEXT:].lstrip()
        if before:
            yield tag, f"{re.escape(before)}(?P<it>{re.escape(tag)})"
        yield from _with_text(tag, html[other.end :])
    yield from _with_text(html[fault.start : fault.end], html[fault.end :])


def _with_text(tag: str, rest: str) -> Iterator[tuple[str, str]]:
    if behind := re.split(r"[<\n]", rest, maxsplit=1)[0][:_CONTEXT].rstrip():
        yield tag, f"(?P<it>{re.escape(tag)}){re.escape(behind)}"
