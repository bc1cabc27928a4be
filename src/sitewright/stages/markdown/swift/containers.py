"""Blocks that hold others: quotes and lists."""

from __future__ import annotations

import re

from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.swift.attributes import NOTHING, AttributeList
from sitewright.stages.markdown.swift.blocks import BlockReader
from sitewright.stages.markdown.swift.declining import NotCovered
from sitewright.stages.markdown.swift.grammar import BLANK, ITEM, RULE

_DEEPEST = 8
_RAW = frozenset({"comment", "tagged", "fence"})
_ENDS_A_LIST = regex(r"#{1,6} |>")
_ODD = regex(r"[ \t{]|(?:[-+*]|[0-9]{1,9}[.)])[ \t\n]")
_QUOTE_MARK = regex(r"^> ?", re.MULTILINE)


class InnerReader(BlockReader):
    """Reads the blocks within another block.

    Attributes:
        kinds: The kind of each block.
        is_loose: Whether there is a blank line between two of them.
        attributes: Those of the item that the blocks are in.
    """

    def __init__(
        self, outer: BlockReader, text: str, start: int, *, is_item: bool
    ) -> None:
        """Take the reader of the text around, and where the text begins there."""
        super().__init__(text, outer.lines(start, start)[0], outer.notes)
        if outer.depth >= _DEEPEST or "\t" in text:
            raise NotCovered
        self.depth = outer.depth + 1
        self.kinds: list[str] = []
        self.is_loose = False
        self.attributes = NOTHING
        self._is_item = is_item

    def read(self) -> None:
        """Read all blocks."""
        pos, end = 0, len(self.text)
        while pos < end:
            blank = BLANK.match(self.text, pos)
            pos = self.read_block(pos)
            if len(self.kinds) < len(self.out):
                self.is_loose = self.is_loose or (bool(self.kinds) and bool(blank))
                self.kinds.append(self.kind)

    def add_paragraph(
        self, html: str, attributes: AttributeList, *, is_own_line: bool
    ) -> None:
        """Add a paragraph; attributes of the first one in an item are the item's."""
        if is_own_line:
            raise NotCovered
        if self._is_item and attributes is not NOTHING:
            if self.out or attributes.id:
                raise NotCovered
            self.attributes, attributes = attributes, NOTHING
        super().add_paragraph(html, attributes, is_own_line=False)

    def check_heading(self, attributes: AttributeList) -> None:
        """Make sure that the attributes at its end are a heading's own."""
        if self._is_item and attributes is not NOTHING:
            raise NotCovered


def read_quote(reader: BlockReader, found: re.Match[str]) -> int:
    """Read a quote, each line of which has its mark."""
    text = _QUOTE_MARK.sub("", found["quote"])
    inner = InnerReader(reader, text, found.start("quote"), is_item=False)
    inner.read()
    if not inner.out:
        raise NotCovered
    reader.out.append(f"<blockquote>\n{''.join(inner.out)}</blockquote>\n")
    return found.end()


def read_list(reader: BlockReader, found: re.Match[str]) -> int:
    """Read a list; its items begin in the same column, and what they hold further in."""
    text, pos, is_loose = reader.text, found.start("item"), False
    items: list[InnerReader] = []
    marker, end, item = "", pos, ITEM.match(text, pos)
    while item:
        marker = marker or item["marker"]
        content, end, after = _take_item(text, item)
        inner = InnerReader(reader, content, pos, is_item=True)
        inner.read()
        items.append(inner)
        pos, item = after, _find_next(text, end, after, item)
        is_parted = item is not None and after > end
        is_loose = is_loose or inner.is_loose or is_parted
    html = "".join(_format_item(item, is_loose=is_loose) for item in items)
    reader.out.append(_format_list(marker, html))
    return end


def _format_list(marker: str, html: str) -> str:
    if len(marker) == 1:
        return f"<ul>\n{html}</ul>\n"
    number = int(marker[:-1])
    start = "" if number == 1 else f' start="{number}"'
    return f"<ol{start}>\n{html}</ol>\n"


def _take_item(text: str, item: re.Match[str]) -> tuple[str, int, int]:
    """Take the lines of an item, without what they are indented by.

    Returns:
        The lines, where they end, and where the first line follows that is not blank.
    """
    indent = " " * len(item[0])
    end = text.find("\n", item.end()) + 1
    rows = [text[item.end() : end]]
    pos = end
    while pos < len(text):
        after = text.find("\n", pos) + 1
        row = text[pos:after]
        if not row.strip(" \n"):
            rows.append("\n")
        elif row.startswith(indent):
            rows.append(row[len(indent) :])
            end = after
        else:
            break
        pos = after
    return "".join(rows).rstrip("\n") + "\n", end, pos


def _find_next(
    text: str, end: int, pos: int, item: re.Match[str]
) -> re.Match[str] | None:
    """Find the next item of the list; None if the list is at its end.

    Raises:
        NotCovered: The line is neither an item, nor certain to be none, nor blank.
    """
    if pos == len(text) or RULE.match(text, pos):
        return None
    following = ITEM.match(text, pos)
    if following and following["indent"] == item["indent"]:
        is_same = following["marker"][-1] == item["marker"][-1]
        return following if is_same else None
    is_over = end < pos or _ENDS_A_LIST.match(text, pos)
    if not is_over or _ODD.match(text, pos):
        raise NotCovered
    return None


def _format_item(item: InnerReader, *, is_loose: bool) -> str:
    attributes = item.attributes.html
    if is_loose:
        return f"<li{attributes}>\n{''.join(item.out)}</li>\n"
    pieces = [f"<li{attributes}>"]
    before = ""
    for kind, html in zip(item.kinds, item.out, strict=True):
        if kind == "paragraph":
            pieces.append(html[len("<p>") : -len("</p>\n")])
        elif not before or (before == "paragraph" and kind not in _RAW):
            pieces += "\n", html
        else:
            pieces.append(html)
        before = kind
    return f"{''.join(pieces)}</li>\n"
