"""The text of one block: emphasis, code, links and what else stands within a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sitewright.kernel.escaping import escape, escape_marks
from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.finder import Lines
from sitewright.stages.markdown.survey import add_html
from sitewright.stages.markdown.swift.addresses import (
    AUTOLINK,
    MAY_BE_MAIL,
    PICTURE,
    TARGET,
    format_title,
    read_address,
)
from sitewright.stages.markdown.swift.attributes import (
    NOTHING,
    PLAIN_LIST,
    AttributeList,
    read_attributes,
)
from sitewright.stages.markdown.swift.declining import NotCovered
from sitewright.stages.markdown.swift.entities import ENTITY, read_character
from sitewright.stages.markdown.swift.flanks import find_flanks
from sitewright.stages.markdown.swift.notes import Notes
from sitewright.stages.markdown.swift.tags import COMMENT, TAG

find_mark = regex(r"[\\`*_\[\]<&{~\n]|!\[").search
"""Finds what may be more than text."""

MARKS = ("\n", "[", "*", "_", "`", "\\", "&", "<", "{", "~")
"""Of these one begins whatever is more than text."""

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_INDENT = regex(r"[ \t]*+")
_BACKQUOTES = regex(r"`++")
_EMPHASIS = {
    "*": ("<em>", "</em>"),
    "_": ("<em>", "</em>"),
    "**": ("<strong>", "</strong>"),
    "__": ("<strong>", "</strong>"),
    "***": ("<em><strong>", "</strong></em>"),
    "___": ("<em><strong>", "</strong></em>"),
    "~~": ("<s>", "</s>"),
}
_IN_A_LIST = "_ in a list"
_WITH_A_LINK = "[ with a link"
_DEEPEST = 16


def any_mark(text: str, marks: Iterable[str]) -> bool:
    """Tell whether text has any of these marks; sooner than an expression would."""
    for mark in marks:  # noqa: SIM110 - any() takes longer, and there are many blocks
        if mark in text:
            return True
    return False


class Frame:
    """Something that was opened.

    Attributes:
        mark: What opened it.
        place: Where it went among the pieces of HTML.
        id_place: How many ids came before it.
    """

    __slots__ = ("id_place", "mark", "place")

    def __init__(self, mark: str, place: int, id_place: int) -> None:
        self.mark = mark
        self.place = place
        self.id_place = id_place


class Line:
    """The text of one block, read from left to right."""

    def __init__(self, text: str, notes: Notes, lines: Lines) -> None:
        """Take the text, where to note what it says, and the lines it stands on."""
        self.attributes = NOTHING
        self.is_own_line = False
        self._text = text
        self._notes = notes
        self._ids = notes.survey.ids
        self._first_id = len(self._ids)
        self._lines = lines
        self._out: list[str] = []
        self._pos = 0
        self._frames: list[Frame] = []
        self._closed: Frame | None = None
        self._closed_at = self._broken_at = -1
        self._has_open_quote = False

    def read(self) -> str:
        """Make HTML of the text.

        Raises:
            NotCovered: Its meaning is not beyond doubt.
        """
        text = self._text
        while found := find_mark(text, self._pos):
            start = found.start()
            if start > self._pos:
                self._add_text(text[self._pos : start])
            _READERS[found[0]](self, start)
        if self._pos < len(text):
            self._add_text(text[self._pos :])
        return "".join(self._out)

    def read_escape(self, start: int) -> None:
        """Read a backslash, and what it makes text or a line break."""
        after = self._text[start + 1 : start + 2]
        if after == "\n":
            self._out.append("<br>\n")
            self._pos = self._skip_indent(start + 2)
        elif after in _PUNCTUATION:
            self._out.append(escape(after))
            self._pos = start + 2
        else:
            self._add("\\", start)

    def read_code(self, start: int) -> None:
        """Read a stretch of code."""
        end = self._skip_run(start)
        for found in _BACKQUOTES.finditer(self._text, end):
            if len(found[0]) == end - start:
                break
        else:
            raise NotCovered
        code = self._text[end : found.start()].replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
            code = code[1:-1]
        self._out += "<code>", f"{escape(code)}</code>"
        self._close(Frame("`", len(self._out) - 2, len(self._ids)), found.end())

    def read_emphasis(self, start: int) -> None:
        """Read a run of marks that opens or closes emphasis, or is text."""
        text, mark = self._text, self._text[start]
        end = self._skip_run(start)
        run = text[start:end]
        if run == "~":
            self._add(run, start)
            return
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        can_open, can_close = find_flanks(before, after, mark)
        if can_close and self._find(mark):
            self._close_emphasis(run, end)
            return
        if can_open:
            self._open(run)
        self._add(run, start)

    def read_bracket(self, start: int) -> None:
        """Read a bracket that may open a link."""
        self._open("[")
        self._add("[", start)

    def read_closing_bracket(self, start: int) -> None:
        """Read a bracket that may close the text of a link."""
        if not self._find("["):
            self._add("]", start)
            return
        frame = self._frames.pop()
        if not frame.mark.startswith("["):
            raise NotCovered
        found = TARGET.match(self._text, start + 1)
        if found:
            if frame.mark == _WITH_A_LINK:
                raise NotCovered
            self._add_link(frame, found)
        elif self._text.startswith("(", start + 1):
            raise NotCovered
        else:
            self._add("]", start)

    def read_picture(self, start: int) -> None:
        """Read a picture."""
        found = PICTURE.match(self._text, start)
        if not found or self._notes.pictures is not None:
            raise NotCovered
        source = read_address(found)
        title = format_title(found)
        self._out.append(
            f'<img src="{escape(source)}" alt="{escape_marks(found["alt"])}"{title}>'
        )
        frame = Frame("!", len(self._out) - 1, len(self._ids))
        self._close(frame, found.end())

    def read_html(self, start: int) -> None:
        """Read a tag, a comment or an address between pointed brackets."""
        text = self._text
        after = text[start + 1 : start + 2]
        is_none = not (after.isalpha() or after in ("/", "!", "?"))
        if is_none and not MAY_BE_MAIL.match(text, start):
            self._out.append("&lt;")
            self._pos = start + 1
        elif found := AUTOLINK.match(text, start):
            address = escape(found["url"] or found["mail"])
            scheme = "mailto:" if found["mail"] else ""
            self._out += f'<a href="{scheme}{address}">', f"{address}</a>"
            frame = Frame("<", len(self._out) - 2, len(self._ids))
            self._close(frame, found.end())
        elif found := TAG.match(text, start) or COMMENT.match(text, start):
            self._out.append(found[0])
            add_html(self._notes.survey, found[0], self._lines)
            self._pos = found.end()
        else:
            raise NotCovered

    def read_entity(self, start: int) -> None:
        """Read a character that is written by its name or number."""
        found = ENTITY.match(self._text, start)
        if not found and self._text.startswith("&#", start):
            raise NotCovered
        character = read_character(found) if found else ""
        self._out.append(escape(character or "&"))
        self._pos = found.end() if found and character else start + 1

    def read_break(self, start: int) -> None:
        """Read the end of a line; two spaces in front of it break the line."""
        text, out = self._text, self._out
        is_hard = False
        if start > self._pos and text[start - 1] == " ":
            is_hard = start - 1 > self._pos and text[start - 2] == " "
            out[-1] = out[-1].rstrip(" ") if is_hard else out[-1][:-1]
        out.append("<br>\n" if is_hard else "\n")
        self._pos = self._skip_indent(start + 1)
        if not is_hard:
            self._broken_at = self._pos

    def read_list(self, start: int) -> None:
        """Read an attribute list, of an element right in front or of the block."""
        found = PLAIN_LIST.match(self._text, start)
        if not found:
            raise NotCovered
        attributes, end = read_attributes(found[0]), found.end()
        if start == self._closed_at and self._closed:
            if self._text[end : end + 1] in ("{", "}"):
                raise NotCovered
            self._attach(attributes, self._closed)
        elif end == len(self._text) and start:
            self._take(attributes, start)
        else:
            raise NotCovered
        if attributes.opens:
            self._open(_IN_A_LIST)
        self._pos = end

    def _add(self, mark: str, start: int) -> None:
        """Add a mark as the text that it is, or will be until it is closed."""
        self._out.append(mark)
        self._pos = start + len(mark)

    def _open(self, mark: str) -> None:
        if len(self._frames) >= _DEEPEST:
            raise NotCovered
        self._frames.append(Frame(mark, len(self._out), len(self._ids)))

    def _find(self, mark: str) -> bool:
        """Tell whether something is open that this mark could close."""
        return any(frame.mark[0] == mark for frame in self._frames)

    def _close_emphasis(self, run: str, end: int) -> None:
        """Close what was opened last; anything else could be read in several ways."""
        frame = self._frames.pop()
        if frame.mark != run or run not in _EMPHASIS:
            raise NotCovered
        opening, closing = _EMPHASIS[run]
        self._out[frame.place] = opening
        self._out.append(closing)
        self._close(frame, end)

    def _add_link(self, frame: Frame, found: re.Match[str]) -> None:
        href = self._notes.links.mark(read_address(found), self._lines)
        self._out[frame.place] = f'<a href="{escape(href)}"{format_title(found)}>'
        self._out.append("</a>")
        for around in self._frames:
            if around.mark == "[":
                around.mark = _WITH_A_LINK
        self._close(frame, found.end())

    def _close(self, frame: Frame, end: int) -> None:
        self._closed, self._closed_at, self._pos = frame, end, end

    def _attach(self, attributes: AttributeList, frame: Frame) -> None:
        """Set the attributes of an element."""
        head, _, tail = self._out[frame.place].partition(">")
        if any(f' {name}="' in head for name in attributes.names):
            raise NotCovered
        self._out[frame.place] = f"{head}{attributes.html}>{tail}"
        if attributes.id:
            self._ids.insert(frame.id_place, (attributes.id, self._lines))

    def _take(self, attributes: AttributeList, start: int) -> None:
        """Take the attributes of the whole block, and what parts them from its text."""
        if start == self._broken_at:
            self._out.pop()
            self.is_own_line = True
        elif self._out[-1] == "<br>\n":
            raise NotCovered
        else:
            if self._has_open_quote:
                raise NotCovered  # A list behind an open quote is text.
            self._out[-1] = self._out[-1].removesuffix(" ")
        self.attributes = attributes
        if attributes.id:
            self._ids.insert(self._first_id, (attributes.id, self._lines))

    def _add_text(self, text: str) -> None:
        self._out.append(escape_marks(text))
        if text.count('"') % 2:
            self._has_open_quote = True

    def _skip_run(self, start: int) -> int:
        """Find the end of a run of the mark that stands here."""
        mark, end = self._text[start], start + 1
        while self._text.startswith(mark, end):
            end += 1
        return end

    def _skip_indent(self, start: int) -> int:
        found = _INDENT.match(self._text, start)
        return found.end() if found else start


_READERS: dict[str, Callable[[Line, int], None]] = {
    "\\": Line.read_escape,
    "`": Line.read_code,
    "*": Line.read_emphasis,
    "_": Line.read_emphasis,
    "~": Line.read_emphasis,
    "[": Line.read_bracket,
    "]": Line.read_closing_bracket,
    "![": Line.read_picture,
    "<": Line.read_html,
    "&": Line.read_entity,
    "{": Line.read_list,
    "\n": Line.read_break,
}
