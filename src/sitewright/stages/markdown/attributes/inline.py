"""Attribute lists inside a line, bound to the element just before them."""

from __future__ import annotations

from markdown_it.token import Token

from sitewright.stages.markdown.attributes.lists import (
    ListSyntax,
    Reading,
    add_attributes,
)

_VOID = frozenset({"image", "code_inline"})

# What JavaScript's trim() takes for white space; Python's strip() differs by a few.
_WHITE_SPACE = (
    "\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)


def attach_inline_lists(
    children: list[Token], lists: ListSyntax
) -> tuple[list[Token], list[Reading]]:
    """Give lists to the images, code and closing tags that they touch.

    Returns:
        The children that remain: text after an image or code goes when it was
        nothing but lists. Then what was read, in order.
    """
    kept: list[Token] = []
    opened: list[Token] = []
    readings: list[Reading] = []
    target: Token | None = None
    for child in children:
        if target and child.type == "text" and child.content.startswith(lists.left):
            taken, rest = lists.take_leading(child.content)
            readings += taken
            _set_all(taken, target)
            is_used_up = not rest and child.content
            child.content = rest
            if is_used_up and target.type in _VOID:
                continue
        kept.append(child)
        if child.nesting == 1:
            opened.append(child)
            target = None
        elif child.nesting == -1:
            target = opened.pop() if opened else None
        else:
            target = child if child.type in _VOID else None
    return kept, readings


def _set_all(readings: list[Reading], target: Token) -> None:
    pairs = (pair for reading in readings for pair in reading.attrs.items())
    add_attributes(pairs, target.attrs)


def find_last_text(children: list[Token]) -> Token | None:
    """Find the text in which the list of the whole block would stand.

    Elements, line breaks and white space behind it do not count; code does.
    """
    depth = 0
    for child in reversed(children):
        if child.type == "code_inline":
            return None
        depth -= child.nesting
        if depth < 0:
            return None
        if depth or child.nesting or child.type != "text":
            continue
        if child.content.strip(_WHITE_SPACE):
            return child
    return None
