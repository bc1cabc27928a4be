"""Blocks of HTML, and paragraphs that begin with a tag."""

from __future__ import annotations

import re

from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.survey import add_html
from sitewright.stages.markdown.swift.blocks import BlockReader
from sitewright.stages.markdown.swift.declining import NotCovered
from sitewright.stages.markdown.swift.grammar import AFTER_TEXT, MORE_TEXT
from sitewright.stages.markdown.swift.tags import TAG_ON_A_LINE

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "base",
        "basefont",
        "blockquote",
        "body",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "menuitem",
        "nav",
        "noframes",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "track",
        "ul",
    ]
)
_RAW = ("script", "pre", "style", "textarea")
_RAW_END = regex(rf"</(?:{'|'.join(_RAW)})>", re.IGNORECASE | re.ASCII)
_TO_A_BLANK_LINE = regex(r"[^\n]*+\n(?:[ \t]*+[^ \t\n][^\n]*+\n)*+")
_TAG = regex(TAG_ON_A_LINE + r"[ ]*+(?:(?P<end>\n)|(?=[!-~\u00a1-\u167f]))")


def read_comment(reader: BlockReader, found: re.Match[str]) -> int:
    """Read a comment, to the end of the line on which it ends."""
    # Its own hyphens may be those that end it: `<!-->`.
    closing = reader.text.find("-->", found.end() - len("--"))
    return _add_to_line_end(reader, found.start("comment"), closing)


def read_tagged(reader: BlockReader, found: re.Match[str]) -> int:
    """Read what begins with a tag: a script, a block of HTML, or a paragraph."""
    start, name = found.start("tagged"), found["tag"].lower()
    if name in _RAW:
        closing = _RAW_END.search(reader.text, found.end())
        if found["slash"] or not closing:
            raise NotCovered
        return _add_to_line_end(reader, start, closing.start())
    tag = _TAG.match(reader.text, found.end("indent"))
    if name in _BLOCKS or (tag and tag["end"]):
        block = _TO_A_BLANK_LINE.match(reader.text, start)
        return _add(reader, start, block.end() if block else start)
    more = MORE_TEXT.match(reader.text, start)
    if not tag or not more or not AFTER_TEXT.match(reader.text, more.end()):
        raise NotCovered
    reader.kind = "paragraph"
    return reader.read_paragraph(start, more.end())


def _add_to_line_end(reader: BlockReader, start: int, closing: int) -> int:
    """Add HTML up to the end of the line on which it is closed."""
    if closing < 0:
        raise NotCovered
    return _add(reader, start, reader.text.find("\n", closing) + 1)


def _add(reader: BlockReader, start: int, end: int) -> int:
    """Add HTML as it stands there."""
    if end == len(reader.text) and not reader.notes.ends_with_newline:
        raise NotCovered
    html = reader.text[start:end]
    add_html(reader.notes.survey, html, reader.lines(start, end))
    reader.out.append(html)
    return end
