"""Try only the rules that can match: each of markdown-it's begins with a mark."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, text

Rule = Callable[[StateInline, bool], bool]

_MARKS = {
    "text": "",
    "linkify": ":",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
"""What a rule begins with; one that is not named here may begin with any mark."""


class DispatchingParser(ParserInline):
    """markdown-it's parser of lines; reads the same, and asks fewer rules."""

    _rules: list[Rule] | None = None
    _by_mark: dict[str, tuple[Rule, ...]]
    _always: tuple[Rule, ...]
    _mark: re.Pattern[str]
    """Finds the next place where a rule may match; all before it is text."""

    _reads_text = False

    def is_text(self, src: str) -> bool:
        """Tell whether a line is text, and nothing else."""
        self._sort_rules()
        return self._reads_text and not self._mark.search(src)

    def tokenize(self, state: StateInline) -> None:
        """Read tokens up to the end of the range."""
        self._sort_rules()
        src, end, search = state.src, state.posMax, self._mark.search
        deepest = state.md.options["maxNesting"]
        while state.pos < end:
            place = state.pos
            found = search(src, place, end)
            stop = found.start() if found else end
            if state.level >= deepest:
                stop = place + 1
            elif stop == place:
                # A loop, not a method: pictures in pictures come this way, and each
                # level of them would take one frame more.
                for rule in self._by_mark.get(src[place], self._always):
                    if rule(state, False):
                        break
                if state.pos > place:
                    continue
                stop = place + 1
            state.append_pending(src[place:stop])
            state.pos = stop
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """Find the end of a token without making it."""
        self._sort_rules()
        place, cache = state.pos, state.cache
        if place in cache:
            state.pos = cache[place]
            return
        found = self.terminator_re.search(state.src, place)
        stop = found.start() if found else state.posMax
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax + 1  # as markdown-it does
        elif stop > place:
            state.pos = stop
        else:
            state.level += 1
            for rule in self._by_mark.get(state.src[place], self._always):
                if rule(state, True):
                    break
            state.level -= 1
            state.pos = max(state.pos, place + 1)
        cache[place] = state.pos

    def _sort_rules(self) -> None:
        """Sort the rules by their marks, unless they are the same as last time.

        The rule for text is not among them: it takes all up to the next mark.
        """
        rules = self.ruler.getRules("")
        if rules is self._rules:
            return
        named = list(zip(self.ruler.get_active_rules(), rules, strict=True))
        marks = {mark for name, _ in named for mark in _MARKS.get(name, "")}
        self._by_mark = {
            mark: tuple(rule for name, rule in named if mark in _MARKS.get(name, mark))
            for mark in marks
        }
        self._always = tuple(rule for name, rule in named if name not in _MARKS)
        self._mark = self.terminator_re
        if marks and not self._always:
            # markdown-it stops at a dozen more, for whoever adds rules.
            self._mark = re.compile(f"[{re.escape(''.join(sorted(marks)))}]")
        self._reads_text = rules[0] is text
        self._rules = rules
