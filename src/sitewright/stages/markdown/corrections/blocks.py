"""Ask only the block rules that can match: most begin with a mark of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate
from operator import add

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

Rule = Callable[[StateBlock, int, int, bool], bool]

_MARKS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""What a line begins with that a rule can match; others may match any line."""

_MARKS_BELOW_TABLE = frozenset("|-:")
"""What the second line of a table begins with."""


def use_fewer_rules(parser: MarkdownIt) -> None:
    """Have a parser ask no rule about a line that it cannot match.

    That line may begin a block, or end the paragraph or quote above it: for each,
    the parser of markdown-it asks up to eleven rules, and mostly gets nothing.
    """
    rules = parser.block.ruler.__rules__
    parser.block = _BlockParser()
    parser.block.ruler = _BlockRules()
    parser.block.ruler.__rules__ = rules


class _BlockParser(ParserBlock):
    """markdown-it's parser of blocks, which finds lines sooner."""

    def parse(
        self,
        src: str,
        md: MarkdownIt,
        env: EnvType,
        outTokens: list[Token],  # noqa: N803
    ) -> list[Token] | None:
        """Read all blocks of a text."""
        if not src:
            return None
        state = StateBlock("", md, env, outTokens)
        _find_lines(state, src)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens


def _find_lines(state: StateBlock, src: str) -> None:
    """Note where lines begin and end, and how far they are indented, as its maker does.

    A last line of nothing but space counts only if it ends.
    """
    lines = src.split("\n")
    if not lines[-1].strip(" \t"):
        lines.pop()
    lengths = [len(line) for line in lines]
    shifts = [len(line) - len(line.lstrip(" \t")) for line in lines]
    starts = [0, *accumulate(length + 1 for length in lengths)]
    end = len(src)
    state.src, state.lineMax = src, len(lines)
    state.bMarks = [*starts[:-1], end]
    state.eMarks = [*map(add, starts, lengths), end]
    state.tShift = [*shifts, 0]
    state.sCount = [*shifts, 0]
    state.bsCount = [0] * (len(lines) + 1)
    if "\t" in src:
        for row, (line, shift) in enumerate(zip(lines, shifts, strict=True)):
            state.sCount[row] = len(line[:shift].expandtabs(4))


class _BlockRules(Ruler[Rule]):
    """Rules, each list of which looks like a single one from outside."""

    def __compile__(self) -> None:
        rules = [rule for rule in self.__rules__ if rule.enabled]
        self.__cache__ = {
            name: [_join((r.name, r.fn) for r in rules if not name or name in r.alt)]
            for name in {"", *(name for rule in rules for name in rule.alt)}
        }


def _join(rules: Iterable[tuple[str, Rule]]) -> Rule:
    """Make one rule that asks those which can match, in their order."""
    named = tuple(rules)
    with_table, with_table_else = _sort_rules(named)
    no_table, no_table_else = _sort_rules([r for r in named if r[0] != "table"])

    def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        src, starts, shifts = state.src, state.bMarks, state.tShift
        place, below = starts[line] + shifts[line], starts[line + 1] + shifts[line + 1]
        mark = src[place : place + 1]
        if src[below : below + 1] in _MARKS_BELOW_TABLE:
            asked = with_table.get(mark, with_table_else)
        else:
            asked = no_table.get(mark, no_table_else)
        for rule in asked:  # noqa: SIM110 - any() takes longer, and there are many lines
            if rule(state, line, end, silent):
                return True
        return False

    return ask


def _sort_rules(
    named: Iterable[tuple[str, Rule]],
) -> tuple[dict[str, tuple[Rule, ...]], tuple[Rule, ...]]:
    """Sort rules by their marks; those without come with each mark, and last alone."""
    by_mark = {
        mark: tuple(rule for name, rule in named if mark in _MARKS.get(name, mark))
        for mark in "".join(_MARKS.values())
    }
    return by_mark, tuple(rule for name, rule in named if name not in _MARKS)
