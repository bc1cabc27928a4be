"""Alerts as on GitHub: a quote whose first line is ``[!NOTE]``."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitewright.kernel.regexes import regex

_MARK = regex(
    r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|\Z)", re.IGNORECASE
)
_NAME = "markdown-alert"


def use_alerts(parser: MarkdownIt) -> None:
    """Teach a parser alerts.

    They are found among the finished quotes, as GitHub does it. The option of
    markdown-it-py 4.3 reads them line by line: that is quadratic where quotes nest,
    and loses a text that goes on without its ``>``.
    """
    parser.core.ruler.after("block", "alerts", _turn_quotes)


def _turn_quotes(state: StateCore) -> None:
    tokens, kept = state.tokens, []
    alerts: list[bool] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        kept.append(token)
        if token.type == "blockquote_open":
            mark = _find_mark(tokens, place)
            alerts.append(mark is not None)
            if mark:
                kept += _open_alert(token, mark[1].lower())
                place += _cut_mark(tokens, place, mark)
        elif token.type == "blockquote_close" and alerts.pop():
            token.type, token.tag = "alert_close", "div"
    state.tokens = kept


def _find_mark(tokens: list[Token], place: int) -> re.Match[str] | None:
    """Find the mark at the start of a quote; None if that says nothing besides."""
    if tokens[place].type != "paragraph_open":
        return None
    mark = _MARK.match(tokens[place + 1].content)
    is_all = mark and mark.end() == len(tokens[place + 1].content)
    if is_all and tokens[place + 3].type == "blockquote_close":
        return None
    return mark


def _open_alert(quote: Token, kind: str) -> list[Token]:
    """Turn the start of a quote into that of an alert; make the title."""
    quote.type, quote.tag = "alert_open", "div"
    quote.attrs["class"] = f"{_NAME} {_NAME}-{kind}"
    level = quote.level + 1
    title = Token("alert_title_open", "p", 1, level=level, block=True)
    title.attrs["class"] = f"{_NAME}-title"
    return [
        title,
        Token("inline", "", 0, content=kind.title(), level=level + 1, children=[]),
        Token("alert_title_close", "p", -1, level=level, block=True),
    ]


def _cut_mark(tokens: list[Token], place: int, mark: re.Match[str]) -> int:
    """Take the mark off the paragraph; return how many tokens are used up by it."""
    paragraph, inline = tokens[place], tokens[place + 1]
    inline.content = inline.content[mark.end() :]
    if not inline.content:
        return 3
    if inline.map:
        paragraph.map = inline.map = [inline.map[0] + 1, inline.map[1]]
    return 0
