"""Attribute lists of blocks, and the core rule that finds all attribute lists."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitewright.stages.markdown.attributes.inline import (
    attach_inline_lists,
    find_last_text,
)
from sitewright.stages.markdown.attributes.lists import ListSyntax, add_attributes
from sitewright.stages.markdown.attributes.options import AttributeOptions
from sitewright.stages.markdown.attributes.tables import SpanPass


def use_attributes(parser: MarkdownIt, options: AttributeOptions | None = None) -> None:
    """Teach a parser attribute lists.

    The rule stands where markdown-it-attrs puts it: after the inline rules and
    before ``linkify``, while escaped characters are still apart from the text
    around them. Attributes of a fence go on its ``<code>``, as they do for a
    site whose ``eleventy.config.js`` is an ES module.
    """
    lists = ListSyntax(options or AttributeOptions())

    def attach_lists(state: StateCore) -> None:
        if lists.left in state.src:
            state.tokens = _BlockPass(state.tokens, lists).run()

    parser.core.ruler.before("linkify", "attribute_lists", attach_lists)


class _BlockPass:
    """One walk over the blocks of a document, in order.

    Each handler looks at the token at one place and says how many of the tokens
    after it are used up.
    """

    def __init__(self, tokens: list[Token], lists: ListSyntax) -> None:
        self._tokens = tokens
        self._lists = lists
        self._opened: list[Token] = []
        self._last_list: Token | None = None
        self._table_body = 0
        self._spans = SpanPass(tokens)

    def run(self) -> list[Token]:
        """Bind every list to its element; return the tokens that remain."""
        tokens, opened = self._tokens, self._opened
        kept: list[Token] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            handler = _HANDLERS.get(token.type)
            if handler:
                place += handler(self, place, token)
            place += 1
            kept.append(token)
            if token.nesting == 1:
                opened.append(token)
            elif token.nesting == -1:
                opened.pop()
        return kept

    def handle_fence(self, _place: int, token: Token) -> int:
        """Read a list at the end of the info: three backquotes, ``js {.a}``."""
        start = self._lists.find_last(token.info)
        if start >= 0:
            add_attributes(self._lists.read(token.info[start:]), token.attrs)
            token.info = self._lists.without_last(token.info)
        return 0

    def handle_inline(self, place: int, token: Token) -> int:
        """Read the lists in a line, and the block's own at its end."""
        children = token.children
        if not children or self._lists.left not in token.content:
            return 0
        if len(children) > 1:
            children = attach_inline_lists(children, self._lists)
        item = self._tokens[place - 2] if place > 1 else token
        if item.type == "list_item_open":
            if self._last_list and self._has_own_line(children):
                self._take_own_line(children, self._last_list)
            self._take_end(children[-1] if children else None, item)
        if self._opened:
            if self._has_own_line(children):
                self._take_own_line(children, self._find_outermost(place))
            self._take_end(find_last_text(children), self._opened[-1])
        token.children = children
        return 0

    def handle_list_open(self, _place: int, token: Token) -> int:
        """Remember the list that a line of its own would belong to.

        It is the one opened last, even if that is closed by now: so says the plugin.
        """
        self._last_list = token
        return 0

    def handle_list_close(self, place: int, _token: Token) -> int:
        """Give the list a paragraph after it that is nothing but attributes."""
        following = self._find_paragraph(place + 1)
        if following is None or len(following.children or ()) != 1:
            return 0
        return self._take_paragraph(following)

    def handle_table_close(self, place: int, _token: Token) -> int:
        """Give the table a paragraph after it that is nothing but attributes."""
        following = self._find_paragraph(place + 1)
        return self._take_paragraph(following) if following else 0

    def handle_table_body_open(self, place: int, _token: Token) -> int:
        """Remember where the body of a table begins."""
        self._table_body = place
        return 0

    def handle_table_body_close(self, place: int, _token: Token) -> int:
        """Hide the cells that spanning cells cover, now that all lists are read."""
        self._spans.settle(self._table_body, place)
        return 0

    def handle_paragraph(self, place: int, token: Token) -> int:
        """Turn ``--- {.a}`` into the horizontal rule that Markdown did not see."""
        inline = self._tokens[place + 1]
        content = inline.content
        if not self._lists.rule.match(content) or len(inline.children or ()) != 1:
            return 0
        token.type, token.tag, token.nesting = "hr", "hr", 0
        token.markup = content
        start = content.rfind(self._lists.left)
        add_attributes(self._lists.read(content[start:]), token.attrs)
        return 2

    def _find_paragraph(self, place: int) -> Token | None:
        """Find the inline token of the paragraph that opens at this place."""
        tokens = self._tokens
        if place < len(tokens) and tokens[place].type == "paragraph_open":
            return tokens[place + 1]
        return None

    def _find_outermost(self, place: int) -> Token:
        """Find the outermost of the blocks that close right after this place."""
        tokens, closing = self._tokens, 1
        while place + closing + 1 < len(tokens):
            if tokens[place + closing + 1].nesting != -1:
                break
            closing += 1
        return self._opened[-closing]

    def _take_paragraph(self, inline: Token) -> int:
        if not self._lists.is_list(inline.content):
            return 0
        add_attributes(self._lists.read(inline.content), self._opened[-1].attrs)
        return 3

    def _has_own_line(self, children: list[Token]) -> bool:
        """Tell whether a list stands alone on the last of several lines."""
        return (
            len(children) > 1
            and children[-2].type == "softbreak"
            and children[-1].type == "text"
            and self._lists.is_list(children[-1].content)
        )

    def _take_own_line(self, children: list[Token], target: Token) -> None:
        """Bind the list on the last line, and remove that line."""
        add_attributes(self._lists.read(children[-1].content), target.attrs)
        del children[-2:]

    def _take_end(self, text: Token | None, target: Token) -> None:
        """Bind the list that ends this text."""
        if text is None or text.type != "text":
            return
        taken = self._lists.take_last(text.content)
        if taken:
            pairs, text.content = taken
            add_attributes(pairs, target.attrs)


_HANDLERS: dict[str, Callable[[_BlockPass, int, Token], int]] = {
    "fence": _BlockPass.handle_fence,
    "inline": _BlockPass.handle_inline,
    "bullet_list_open": _BlockPass.handle_list_open,
    "ordered_list_open": _BlockPass.handle_list_open,
    "bullet_list_close": _BlockPass.handle_list_close,
    "ordered_list_close": _BlockPass.handle_list_close,
    "table_close": _BlockPass.handle_table_close,
    "tbody_open": _BlockPass.handle_table_body_open,
    "tbody_close": _BlockPass.handle_table_body_close,
    "paragraph_open": _BlockPass.handle_paragraph,
}
