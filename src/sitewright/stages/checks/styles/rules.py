"""Read a style sheet into its rules, wherever they are nested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from tinycss2 import parse_blocks_contents, parse_stylesheet
from tinycss2.ast import WhitespaceToken

from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex

Tokens: TypeAlias = tuple[Any, ...]
"""Component values, as tinycss2 names them."""

_GROUPS: Final = ("media", "supports", "layer", "container", "scope", "starting-style")
_DEEPEST: Final = 100
_LONGEST: Final = 1000
_BRACKET: Final = regex(r"[][(){}]")
_BLANK: Final = ("whitespace", "comment")
_SPACE: Final = (WhitespaceToken(0, 0, " "),)


@dataclass(frozen=True, slots=True)
class Where:
    """What a rule stands in.

    Attributes:
        selectors: What ``&`` means there; empty at the top.
        conditions: The rules of ``@media`` and the like around it, each with its name.
        layer: The names of its cascade layers, the outermost first.
    """

    selectors: tuple[Tokens, ...] = ()
    conditions: tuple[tuple[str, Tokens], ...] = ()
    layer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleRule:
    """Declarations, and what they hold for.

    Attributes:
        written: The selectors as they were written.
        where: What the rule stands in; its selectors are the rule's own, in full.
        declarations: Name, value and whether it is important, in their order.
        line: Where it begins, counted from 1.
    """

    written: Tokens
    where: Where
    declarations: tuple[tuple[str, Tokens, bool], ...]
    line: int

    @property
    def sets_colours(self) -> bool:
        """Whether it sets custom properties, or which of two colours hold."""
        return any(
            name.startswith("--") or name.lower() == "color-scheme"
            for name, *_ in self.declarations
        )


@dataclass(frozen=True, slots=True)
class Naming:
    """A rule without declarations of its own: ``@import`` and ``@layer a, b;``."""

    name: str
    prelude: Tokens
    where: Where


def read_rules(css: str) -> Iterator[StyleRule | Naming]:
    """Read all rules of a style sheet that are about elements, in their order."""
    nodes = parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    yield from _read(nodes, Where())


def is_too_deep(css: str) -> bool:
    """Tell whether brackets are nested so deeply that nobody can have written them."""
    depth = 0
    for bracket in _BRACKET.findall(css):
        depth = depth + 1 if bracket in "([{" else max(0, depth - 1)
        if depth > _DEEPEST:
            return True
    return False


def split_selectors(tokens: Sequence[Any]) -> Iterator[Tokens]:
    """Split a list at its commas."""
    part: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield trim(part)
            part = []
        elif token.type != "comment":
            part.append(token)
    yield trim(part)


def trim(tokens: Sequence[Any]) -> Tokens:
    """Take white space off both ends."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].type in _BLANK:
        start += 1
    while start < end and tokens[end - 1].type in _BLANK:
        end -= 1
    return tuple(tokens[start:end])


def _read(nodes: Sequence[Any], where: Where) -> Iterator[StyleRule | Naming]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _read_style(node, where)
        elif node.type == "at-rule":
            yield from _read_at(node, where)


def _read_style(node: Any, where: Where) -> Iterator[StyleRule | Naming]:
    written = tuple(node.prelude)
    selectors = tuple(_nest(part, where) for part in split_selectors(written))
    yield from _read_block(node, written, replace(where, selectors=selectors))


def _read_at(node: Any, where: Where) -> Iterator[StyleRule | Naming]:
    name, prelude = node.lower_at_keyword, tuple(node.prelude)
    if node.content is None:
        yield Naming(name, prelude, where)
    elif name in _GROUPS:
        inside = replace(where, conditions=(*where.conditions, (name, prelude)))
        if name == "layer":
            layer = ".".join(t.value for t in prelude if t.type == "ident")
            inside = replace(where, layer=(*where.layer, *layer.split(".")))
            yield Naming(name, prelude, where)
        yield from _read_block(node, prelude if name == "scope" else (), inside)


def _read_block(
    node: Any, written: Tokens, where: Where
) -> Iterator[StyleRule | Naming]:
    """Read declarations and nested rules; the latter come after, as they win."""
    inner = parse_blocks_contents(
        node.content, skip_comments=True, skip_whitespace=True
    )
    declarations = tuple(
        (item.name, trim(item.value), item.important)
        for item in inner
        if item.type == "declaration"
    )
    if declarations or written:
        yield StyleRule(written, where, declarations, node.source_line)
    yield from _read(inner, where)


def _nest(selector: Tokens, where: Where) -> Tokens:
    """Put what a rule stands in for ``&``, or in front."""
    if not where.selectors:
        return selector
    outer = where.selectors[0]
    made: list[Any] = []
    is_nested = False
    for token in selector:
        is_parent = token.type == "literal" and token.value == "&"
        is_nested |= is_parent
        made += outer if is_parent else (token,)
    if len(made) + len(outer) > _LONGEST:
        return ()  # it doubles with each level
    return tuple(made) if is_nested else (*outer, *_SPACE, *selector)
