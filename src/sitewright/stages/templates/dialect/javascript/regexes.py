"""Regex: a regular expression as JavaScript has it."""

from __future__ import annotations

import re
from functools import lru_cache

from sitewright.kernel.patience import HINT, PatientRegex, TooLongError
from sitewright.kernel.regexes import regex
from sitewright.stages.templates.budget import BudgetError
from sitewright.stages.templates.dialect.javascript.arrays import Match
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.translation import (
    BadRegexError,
    Translation,
)
from sitewright.stages.templates.dialect.javascript.units import narrow, widen

_FLAGS = frozenset("gimy")

_UNWRITTEN = regex(r"\\.|\[(?:\\.|[^\]\\])*\]|/|[\n\r\u2028\u2029]", re.DOTALL)
_ENDS = {"/": r"\/", "\n": r"\n", "\r": r"\r", "\u2028": r"\u2028", "\u2029": r"\u2029"}


class Regex:
    """A regular expression literal; it remembers where a search goes on.

    Attributes:
        source: Its body, as JavaScript writes it.
        flags: Its flags, sorted.
        last_index: Where ``g`` and ``y`` go on, in UTF-16 units.
        is_global: The flag ``g``.
        is_sticky: The flag ``y``.
        names: The named groups and their numbers.
    """

    __slots__ = (
        *("_compiled", "_translation", "flags", "is_global", "is_sticky"),
        *("last_index", "names", "source"),
    )

    def __init__(self, body: str, flags: str = "") -> None:
        """Take body and flags of a literal.

        Raises:
            BadRegexError: They are wrong, or there is no translation for Python.
        """
        if not _FLAGS.issuperset(flags) or len(set(flags)) < len(flags):
            raise BadRegexError(f"a regular expression has no flags '{flags}'")
        self.flags = "".join(sorted(flags))
        self.source = _UNWRITTEN.sub(lambda f: _ENDS.get(f[0], f[0]), body) or "(?:)"
        self.is_global = "g" in flags
        self.is_sticky = "y" in flags
        self.last_index: int | float = 0
        self._compiled, self._translation = _compile(body, "i" in flags, "m" in flags)
        self.names = self._translation.names

    def __str__(self) -> str:
        return f"/{self.source}/{self.flags}"

    def find(self, text: str, start: int) -> re.Match[str] | None:
        """Find the first match in wide text from a place on; at it alone with ``y``."""
        return self._find(text, start, is_sticky=self.is_sticky)

    def find_anywhere(self, text: str, start: int) -> re.Match[str] | None:
        """Find the first match from a place on, whatever the flags."""
        return self._find(text, start, is_sticky=False)

    def _find(self, text: str, start: int, *, is_sticky: bool) -> re.Match[str] | None:
        """Find a match.

        Raises:
            BudgetError: There are too many ways to try.
        """
        find = self._compiled.match if is_sticky else self._compiled.search
        try:
            return find(text, start)
        except TooLongError as spent:
            message = f"this regular expression {spent}"
            raise BudgetError(message, HINT, self.source) from None

    def advance(self, text: str) -> re.Match[str] | None:
        """Find the next match in wide text, as ``exec`` does."""
        remembers = self.is_global or self.is_sticky
        start = max(self.last_index, 0) if remembers else 0
        found = self.find(text, int(start)) if start <= len(text) else None
        if remembers:
            self.last_index = found.end() if found else 0
        return found

    def groups(self, found: re.Match[str]) -> tuple[str | None, ...]:
        """List what the whole and each group matched.

        A group in a repeated one has only what it matched the last time around.
        """
        lost: set[int] = set()
        for inner, owner in self._translation.owners:
            if inner == owner:
                is_lost = found.start(inner) == found.end(inner)
            else:
                is_within = found.start(owner) <= found.start(inner)
                is_within = is_within and found.end(inner) <= found.end(owner)
                is_lost = owner in lost or not is_within
            if is_lost:
                lost.add(inner)
        numbers = self._translation.numbers
        return tuple(None if one in lost else found[one] for one in numbers)

    def again(self) -> Regex:
        """Copy the expression, so that a search of its own may go on."""
        other = Regex.__new__(Regex)
        for name in Regex.__slots__:
            setattr(other, name, getattr(self, name))
        return other


def make_match(regex: Regex, found: re.Match[str]) -> Match:
    """Make the array that ``exec`` gives for what was found."""
    text = narrow(found.string)
    items = [show(group) for group in regex.groups(found)]
    return Match(items, found.start(), text, name_groups(regex, found))


def name_groups(regex: Regex, found: re.Match[str]) -> object:
    """Make the mapping of the named groups; ``UNDEFINED`` if there are none."""
    if not regex.names:
        return UNDEFINED
    groups = regex.groups(found)
    return {name: show(groups[number]) for name, number in regex.names}


def show(group: str | None) -> object:
    """Make a template's value of what a group matched."""
    return UNDEFINED if group is None else narrow(group)


@lru_cache(maxsize=500)
def _compile(
    body: str, ignores_case: bool, has_lines: bool
) -> tuple[PatientRegex, Translation]:
    from sitewright.stages.templates.dialect.javascript.patterns import translate

    wide = widen(body)
    flags = "(?ai)" if ignores_case else "(?a)"
    try:
        found = translate(wide, ignores_case=ignores_case, has_lines=has_lines)
        return PatientRegex(flags + found.pattern), found
    except (re.error, OverflowError, RecursionError) as fault:
        reason = getattr(fault, "msg", "it is too deep")
        raise BadRegexError(
            f"this regular expression has no form in Python: {reason}"
        ) from None
