"""Read the tags of a text of HTML, as browsers do, and where they are torn."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sitewright.stages.checks.nesting.elements import FOREIGN, HOSTS, TEXTS

QUOTES: Final = "quotes"
BRACKET: Final = ">"
COMMENT: Final = "comment"
TEXT: Final = "text"
"""What a tear is that swallows what follows it: of a tag, a comment or an element of text."""


class Tag(NamedTuple):
    """A tag.

    Attributes:
        name: The name of its element, in small letters.
        start: Where it begins, in characters.
        end: Where it ends.
        is_end: Whether it is an end tag.
        is_closed: Whether it needs no end tag, as it stands in a drawing and ends in ``/>``.
    """

    name: str
    start: int
    end: int
    is_end: bool
    is_closed: bool = False


class Tear(NamedTuple):
    """Where a text is torn: nobody can tell what follows.

    Attributes:
        kind: ``QUOTES``, ``BRACKET``, ``COMMENT`` or ``TEXT``.
        name: The element of the tag.
        start: Where the tag begins, in characters.
        end: Where what can be shown of it ends.
    """

    kind: str
    name: str
    start: int
    end: int


_MARK: Final = re.compile(r"<(?:!--|!\[CDATA\[|[!?]|(/?)([a-zA-Z][^\s/>]*))")
_GAP: Final = re.compile(r"[\s/]*")
_ATTRIBUTE: Final = re.compile(
    r"""=?([^\s/>=]*)(?:\s*=\s*(?:"[^"]*("?)|'[^']*('?)|[^\s>]*))?"""
)
_COMMENT: Final = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_BEHIND: Final = {"<!--": "-->", "<![CDATA[": "]]>"}


def read_tags(html: str) -> tuple[list[Tag], Tear | None]:
    """Read all tags of a text, up to where it is torn, if it is."""
    tags: list[Tag] = []
    foreign: list[str] = []
    position = 0
    while mark := _MARK.search(html, position):
        slash, name = mark.groups()
        if name is None:
            passed = _pass_over(html, mark)
            if isinstance(passed, Tear):
                return tags, passed
            position = passed
            continue
        name = name.lower()
        ended = _end_of_tag(html, mark.start(), mark.end(), name)
        if isinstance(ended, Tear):
            return tags, ended
        is_drawn = bool(foreign) and foreign[-1] in FOREIGN
        is_closed = not slash and is_drawn and html[ended - 2] == "/"
        tags.append(Tag(name, mark.start(), ended, bool(slash), is_closed))
        position = ended
        if name in FOREIGN or name in HOSTS:
            _step(foreign, tags[-1])
        elif not slash and name in TEXTS and not is_drawn:
            text = _end_of_text(html, tags[-1])
            if isinstance(text, Tear):
                return tags, text
            position = text
    return tags, None


def _step(foreign: list[str], tag: Tag) -> None:
    """Note that a drawing begins or ends, or what holds HTML inside of one."""
    if not tag.is_end:
        foreign += [tag.name] * (not tag.is_closed)
    elif tag.name in foreign:
        del foreign[len(foreign) - 1 - foreign[::-1].index(tag.name) :]


def _pass_over(html: str, mark: re.Match[str]) -> int | Tear:
    """Find the end of a comment or declaration."""
    start, opening = mark.start(), mark[0]
    if opening == "<!--":
        found = _COMMENT.match(html, start)
        inside = html[start + 4 : found.end() - 3] if found else ""
        if not found or re.search(r"<!--(?!>|\Z)", inside):
            return Tear(COMMENT, "", start, start + len(opening))
        return found.end()
    end = html.find(_BEHIND.get(opening, ">"), start)
    return len(html) if end < 0 else end + 1


def _end_of_tag(html: str, start: int, position: int, name: str) -> int | Tear:
    """Find the end of a tag, through its attributes."""
    if "<" in name:
        return Tear(BRACKET, name.partition("<")[0], start, start + 1 + name.index("<"))
    while True:
        gap = _GAP.match(html, position)
        position = gap.end() if gap else position
        if html[position : position + 1] == ">":
            return position + 1
        found = _ATTRIBUTE.match(html, position)
        if not found or not found[0]:
            return Tear(BRACKET, name, start, position)
        attribute, double, single = found.groups()
        if "" in (double, single) or '"' in attribute or "'" in attribute:
            return Tear(QUOTES, name, start, _end_of_line(html, start))
        if "<" in attribute:
            end = position + attribute.index("<")
            return Tear(BRACKET, name, start, end)
        position = found.end()


def _end_of_line(html: str, start: int) -> int:
    """Find the end of what can be shown of a tag whose end is not known."""
    end = re.compile(r"[>\n]|\Z").search(html, start)
    return end.start() if end else len(html)


def _end_of_text(html: str, tag: Tag) -> int | Tear:
    """Find the end tag of an element of text."""
    behind = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE)
    found = behind.search(html, tag.end)
    if not found or _begins_again(tag.name, html[tag.end : found.start()]):
        return Tear(TEXT, tag.name, tag.start, tag.end)
    return found.start()


def _begins_again(name: str, text: str) -> bool:
    """Tell whether another such element begins in a text, so that its end is that one's.

    Scripts may write scripts, between quotes.
    """
    if "<\\/" in text:
        return False
    again = re.compile(rf"""^[^"'`\n]*<{name}[\s>]""", re.IGNORECASE | re.MULTILINE)
    return again.search(text) is not None
