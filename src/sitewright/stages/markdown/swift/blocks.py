"""Blocks: paragraphs, headings, HTML and code; what holds others is read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitewright.kernel.escaping import escape, escape_marks, unescape
from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.finder import Lines
from sitewright.stages.markdown.headings import Heading
from sitewright.stages.markdown.swift.attributes import (
    NOTHING,
    AttributeList,
    read_attributes,
)
from sitewright.stages.markdown.swift.declining import NotCovered
from sitewright.stages.markdown.swift.grammar import (
    BLOCK,
    FENCE_END,
    TABLE_BELOW,
)
from sitewright.stages.markdown.swift.lines import MARKS, Line, any_mark
from sitewright.stages.markdown.swift.notes import Notes

_LINK = regex(r"</?a(?: [^>]*)?>")
_KNOWN_TAGS = regex(
    r"(?:[^<]|<(?:/(?:em|strong|s|code|a)"
    r'|(?:em|strong|s|code|a href="[^"]*"(?: title="[^"]*")?)(?: class="[^"=]*")?)>)*+'
)
_ANY_TAG = regex(r"<[^>]*>")


def _read_title(html: str) -> tuple[str, str]:
    """Read the text of a heading out of its HTML, and make HTML without links of it."""
    if "<" not in html:
        return unescape(html), html
    if not _KNOWN_TAGS.fullmatch(html):
        raise NotCovered
    return unescape(_ANY_TAG.sub("", html)), _LINK.sub("", html)


class BlockReader:
    """Reads blocks one after the other.

    Attributes:
        out: HTML, a piece for each block.
        notes: What is gathered besides.
        text: The text.
        depth: How many blocks are around.
        kind: The kind of the block read last, or ``end``.
        row: The row that was counted last.
        row_at: Where that begins.
    """

    def __init__(self, text: str, first_row: int, notes: Notes) -> None:
        """Take the text, which ends with a newline, and the row that it begins on."""
        self.out: list[str] = []
        self.notes = notes
        self.text = text
        self.depth = 0
        self.kind = ""
        self.row = first_row
        self.row_at = 0
        self._has_pipes = "|" in text
        self._marks = [mark for mark in MARKS if mark in text]

    def read(self) -> None:
        """Read all blocks.

        Raises:
            NotCovered: There is something that is not beyond doubt.
        """
        pos, end = 0, len(self.text)
        while pos < end:
            pos = self.read_block(pos)

    def read_block(self, pos: int) -> int:
        """Read the block that begins here; return where the next one may begin."""
        found = BLOCK.match(self.text, pos)
        if not found or not found.lastgroup:
            raise NotCovered
        self.kind = kind = found.lastgroup
        if (
            self._has_pipes
            and kind != "table"
            and TABLE_BELOW.match(self.text, found.end("blank"))
        ):
            raise NotCovered
        return _READERS[kind](self, found)

    def read_end(self, found: re.Match[str]) -> int:
        """Read nothing but blank lines."""
        return found.end()

    def lines(self, start: int, end: int) -> Lines:
        """Give the lines from one place to another; places only ever move on."""
        row = self.row + self.text.count("\n", self.row_at, start)
        self.row, self.row_at = row, start
        return row, row + self.text.count("\n", start, end)

    def prepare(self) -> None:
        """Get ready for text of which something may be noted before it is declined."""

    def read_plain(self, found: re.Match[str]) -> int:
        """Read a paragraph that begins with text."""
        return self.read_paragraph(*found.span("paragraph"))

    def read_paragraph(self, start: int, end: int) -> int:
        """Read a paragraph."""
        content = self.text[start:end].strip(" \t\r\n")
        html, attributes, is_own_line = self.read_text(content, start, end)
        self.add_paragraph(html, attributes, is_own_line=is_own_line)
        return end

    def add_paragraph(
        self, html: str, attributes: AttributeList, *, is_own_line: bool
    ) -> None:
        """Add a paragraph, the attributes of which may stand on its last line."""
        del is_own_line  # It makes a difference within other blocks.
        self.out.append(f"<p{attributes.html}>{html}</p>\n")

    def read_heading(self, found: re.Match[str]) -> int:
        """Read a heading."""
        start, end = found.start("heading"), found.end()
        content = found["title"].strip(" \t")
        if content.endswith("#"):
            bare = content.rstrip("#")
            if not bare:
                raise NotCovered
            content = bare.rstrip(" \t") if bare[-1] in " \t" else content
        html, attributes, _ = self.read_text(content, start, end)
        self.check_heading(attributes)
        level, name, set_here = len(found["heading"]), attributes.id, attributes.html
        if name or level in self.notes.levels:
            text, bare = _read_title(html)
            if not name:
                name = self.notes.name_later(text)
                set_here += f' id="{name}"'
                self.notes.survey.ids.append((name, self.lines(start, end)))
            self.notes.headings.append(Heading(level, name, text.strip(), bare.strip()))
        self.out.append(f"<h{level}{set_here}>{html}</h{level}>\n")
        return end

    def check_heading(self, attributes: AttributeList) -> None:
        """Make sure that the attributes at its end are a heading's own."""

    def read_rule(self, found: re.Match[str]) -> int:
        """Read a rule."""
        self.out.append("<hr>\n")
        return found.end()

    def read_rule_with_list(self, found: re.Match[str]) -> int:
        """Read a rule with attributes."""
        if self.depth:
            raise NotCovered
        attributes = read_attributes(found["list"])
        self._add_id(attributes, *found.span("ruled"))
        self.out.append(f"<hr{attributes.html}>\n")
        return found.end()

    def read_fence(self, found: re.Match[str]) -> int:
        """Read code between fences."""
        marks, language = found["marks"], found["language"]
        start = found.end()
        for closing in FENCE_END[marks[0]].finditer(self.text, start):
            if len(closing[1]) >= len(marks):
                name = f' class="language-{language}"' if language else ""
                code = escape(self.text[start : closing.start()])
                self.out.append(f"<pre><code{name}>{code}</code></pre>\n")
                return closing.end()
        raise NotCovered

    def read_special(self, found: re.Match[str]) -> int:
        """Read HTML, or a block that holds others."""
        from sitewright.stages.markdown.swift.special import read_special

        self.prepare()
        return read_special(self, found)

    def read_text(
        self, content: str, start: int, end: int
    ) -> tuple[str, AttributeList, bool]:
        """Read what stands in a block.

        Args:
            content: The text, without space around it.
            start: Where the block begins.
            end: Where it ends.

        Returns:
            HTML, the attributes of the block, and whether they are on their own line.
        """
        text, opening = content, -1
        if content.endswith("}"):
            opening = content.rfind("{")
            text = content[:opening] if opening > 0 else content
        if any_mark(text, self._marks):
            self.prepare()
            line = Line(content, self.notes, self.lines(start, end))
            return line.read(), line.attributes, line.is_own_line
        if opening < 0:
            return escape_marks(text), NOTHING, False
        attributes = read_attributes(content[opening:])
        if '"' in text and text.count('"') % 2:
            raise NotCovered
        self._add_id(attributes, start, end)
        return escape_marks(text.removesuffix(" ")), attributes, False

    def _add_id(self, attributes: AttributeList, start: int, end: int) -> None:
        if attributes.id:
            lines = self.lines(start, end)
            self.notes.survey.ids.append((attributes.id, lines))


_READERS: dict[str, Callable[[BlockReader, re.Match[str]], int]] = {
    "end": BlockReader.read_end,
    "paragraph": BlockReader.read_plain,
    "title": BlockReader.read_heading,
    "rule": BlockReader.read_rule,
    "ruled": BlockReader.read_rule_with_list,
    "fence": BlockReader.read_fence,
    **dict.fromkeys(
        ("comment", "tagged", "quote", "item", "table"), BlockReader.read_special
    ),
}
