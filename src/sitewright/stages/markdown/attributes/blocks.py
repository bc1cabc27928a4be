"""Attribute lists of blocks, and the core rule that finds all attribute lists."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitewright.kernel.frozen import replace
from sitewright.stages.markdown.attributes.inline import (
    attach_inline_lists,
    find_last_text,
)
from sitewright.stages.markdown.attributes.lists import (
    ListSyntax,
    Reading,
    add_attributes,
)
from sitewright.stages.markdown.attributes.options import AttributeOptions
from sitewright.stages.markdown.attributes.remarks import Lines, Remark
from sitewright.stages.markdown.attributes.tables import SpanPass


def use_attributes(parser: MarkdownIt, options: AttributeOptions | None = None) -> None:
    """Teach a parser attribute lists.

    The rule stands where markdown-it-attrs puts it: after the inline rules and
    before ``linkify``, while escaped characters are still apart from the text
    around them. Attributes of a fence go on its ``<code>``, as they do for a
    site whose ``eleventy.config.js`` is an ES module.

    What an author may not have meant is listed in the parse's environment, as
    ``attribute_remarks``; the key is missing when there is nothing to remark.
    """
    lists = ListSyntax(options or AttributeOptions())

    def attach_lists(state: StateCore) -> None:
        if lists.left not in state.src:
            return
        blocks = _BlockPass(state.tokens, lists)
        state.tokens = blocks.run()
        if blocks.remarks:
            state.env.setdefault("attribute_remarks", []).extend(blocks.remarks)

    parser.core.ruler.before("linkify", "attribute_lists", attach_lists)


_RULE_STARTS = (" ", "-", "*", "_")


class _BlockPass:
    """One walk over the blocks of a document, in order.

    Each handler looks at the token at one place and says how many of the tokens
    after it are used up.
    """

    def __init__(self, tokens: list[Token], lists: ListSyntax) -> None:
        self.remarks: list[Remark] = []
        self._tokens = tokens
        self._lists = lists
        self._opened: list[Token] = []
        self._last_list: Token | None = None
        self._hides_rules = False
        self._table_body = 0
        self._spans = SpanPass(tokens)

    def run(self) -> list[Token]:
        """Bind every list to its element; return the tokens that remain."""
        opened = self._opened
        kept: list[Token] = []
        used_up = 0
        for place, token in enumerate(self._tokens):
            if used_up:
                used_up -= 1
                continue
            handler = _HANDLERS.get(token.type)
            if handler:
                used_up = handler(self, place, token)
            elif token.info:
                self._read_info(token)
            kept.append(token)
            if token.nesting == 1:
                opened.append(token)
            elif token.nesting == -1:
                opened.pop()
        return self._drop_hidden_rules(kept) if self._hides_rules else kept

    def handle_inline(self, place: int, token: Token) -> int:
        """Read the lists in a line, and the block's own at its end."""
        children, left = token.children, self._lists.left
        if left not in token.content or not children:
            return 0
        item = self._tokens[place - 2] if place > 1 else token
        if len(children) > 1 or item.type == "list_item_open":
            children = token.children = self._attach_inside(children, token)
            self._read_item_end(children, item, token)
            self._read_end(children, place, token)
        elif self._opened:
            # Nearly always: one stretch of text, which a list may end.
            self._take_end(children[0], self._opened[-1], token)
        for child in children:
            if left in child.content:
                self._find_left_text(child, token)
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
        if not content.startswith(_RULE_STARTS):
            return 0
        if not self._lists.rule.match(content) or len(inline.children or ()) != 1:
            return 0
        token.type, token.tag, token.nesting = "hr", "hr", 0
        token.markup = content
        self._hides_rules = self._hides_rules or token.hidden
        start = content.rfind(self._lists.left)
        self._bind(self._lists.read(content[start:]), token, token)
        return 2

    def _drop_hidden_rules(self, tokens: list[Token]) -> list[Token]:
        """Drop the rules that were paragraphs of a tight list, and so are hidden.

        markdown-it skips such a token when it sets newlines; markdown-it-py does not.
        """
        return [t for t in tokens if not (t.hidden and t.type == "hr")]

    def _read_info(self, token: Token) -> None:
        """Read a list at the end of what opens a fence (``js {.a}``) or a container."""
        found = self._lists.find_last(token.info)
        if found:
            self._bind(found[1], token, token)
            token.info = self._lists.without_last(token.info)

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
        self._bind(self._lists.read(inline.content), self._opened[-1], inline)
        return 3

    def _attach_inside(self, children: list[Token], block: Token) -> list[Token]:
        """Bind the lists that touch an element in the line; return what remains."""
        kept, readings = attach_inline_lists(children, self._lists)
        for reading in readings:
            self._remark(reading, block)
        return kept

    def _read_item_end(self, children: list[Token], item: Token, block: Token) -> None:
        """Bind the lists at the end of an item's first block."""
        if item.type != "list_item_open":
            return
        if self._last_list and self._has_own_line(children):
            self._take_own_line(children, self._last_list, block)
        if children:
            self._take_end(children[-1], item, block)

    def _read_end(self, children: list[Token], place: int, block: Token) -> None:
        """Bind the lists at the end of any block."""
        if not self._opened:
            return
        if self._has_own_line(children):
            self._take_own_line(children, self._find_outermost(place), block)
        last = find_last_text(children)
        if last:
            self._take_end(last, self._opened[-1], block)

    def _has_own_line(self, children: list[Token]) -> bool:
        """Tell whether a list stands alone on the last of several lines."""
        return (
            len(children) > 1
            and children[-2].type == "softbreak"
            and children[-1].type == "text"
            and self._lists.is_list(children[-1].content)
        )

    def _take_own_line(
        self, children: list[Token], target: Token, block: Token
    ) -> None:
        """Bind the list on the last line, and remove that line."""
        self._bind(self._lists.read(children[-1].content), target, block)
        del children[-2:]

    def _take_end(self, text: Token, target: Token, block: Token) -> None:
        """Bind the list that ends this text."""
        if text.type != "text":
            return
        found = self._lists.find_last(text.content)
        if found:
            start, reading = found
            text.content = text.content[:start].removesuffix(" ")
            self._bind(reading, target, block)

    def _bind(self, reading: Reading, target: Token, block: Token) -> None:
        """Set the attributes that a list in this block says."""
        if target.attrs:
            add_attributes(reading.attrs.items(), target.attrs)
        else:
            target.attrs.update(reading.attrs)
        if reading.doubts:
            self._remark(reading, block)

    def _remark(self, reading: Reading, block: Token) -> None:
        for doubt in reading.doubts:
            if block.type == "fence" and doubt.name[:1].isdigit():
                continue  # numbers of lines to highlight
            self.remarks.append(replace(doubt, lines=_lines_of(block)))

    def _find_left_text(self, child: Token, block: Token) -> None:
        if child.type == "text":
            found = self._lists.left_text.find(child.content, _lines_of(block))
            self.remarks.extend(found)


def _lines_of(block: Token) -> Lines:
    first, last = block.map or (0, 0)
    return first, last


_HANDLERS: dict[str, Callable[[_BlockPass, int, Token], int]] = {
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
