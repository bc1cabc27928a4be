"""Translate JavaScript's regular expressions for Python's ``re``.

Only those without the flag ``u``, as Nunjucks has no other. What they see is wide text
(see ``units``); Python's flag ASCII is set.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import Final, NoReturn

from sitewright.kernel.regexes import regex
from sitewright.stages.templates.dialect.javascript.charsets import (
    SETS,
    Range,
    write_set,
    write_unit,
)
from sitewright.stages.templates.dialect.javascript.escapes import read_unit
from sitewright.stages.templates.dialect.javascript.translation import (
    BadRegexError,
    Translation,
)

_COUNT = regex(r"\{([0-9]+)(?:(,)([0-9]*))?\}")
_NUMBER = regex("[1-9][0-9]*")
_NAME = regex(r"<([^\W\d][\w$]*|\$[\w$]*)>")
_GROUPS = regex(r"\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?<([^=!>][^>]*)>|(?!\?))", re.DOTALL)
_LOOKS: Final = ("?:", "?=", "?!", "?<=", "?<!")

_ENDS_LINE = r"[\n\r\u2028\u2029]"
_EDGES: Final = {
    ("^", False): r"\A",
    ("^", True): rf"(?:\A|(?<={_ENDS_LINE}))",
    ("$", False): r"\Z",
    ("$", True): rf"(?={_ENDS_LINE}|\Z)",
    ("b", False): r"\b",
    ("B", False): r"(?:(?<=\w)(?=\w)|(?<!\w)(?!\w))",
}
_MOST = 65_535
"""A larger count of repetitions means the same."""


def translate(body: str, *, ignores_case: bool, has_lines: bool) -> Translation:
    """Translate the wide text of an expression.

    Args:
        body: The expression.
        ignores_case: The flag ``i``.
        has_lines: The flag ``m``.

    Raises:
        BadRegexError: It is none.
    """
    return _Translator(body, ignores_case, has_lines).translate()


class _Translator:
    """A walk through an expression, from left to right.

    Attributes:
        body: The expression.
        at: Where the walk is.
        count: How many groups Python has so far; those that only hold something
            together are among them.
        numbers: The number in Python of each group, and first 0, for the whole.
        owners: As in the translation.
        closed: The numbers of the groups that are closed.
    """

    def __init__(self, body: str, ignores_case: bool, has_lines: bool) -> None:
        self.body = body
        self.at = 0
        self.count = 0
        self.numbers = [0]
        self.owners: list[tuple[int, int]] = []
        self.closed: set[int] = set()
        self._looked_for: set[int] = set()
        self._ignores_case = ignores_case
        self._has_lines = has_lines
        groups = [g[1] or "" for g in _GROUPS.finditer(body) if g[0][0] == "("]
        self._total = len(groups)
        self._names = {name: n for n, name in enumerate(groups, 1) if name}
        if len(self._names) < len([name for name in groups if name]):
            self.refuse("two groups have the same name")

    def refuse(self, why: str) -> NoReturn:
        """Say that the expression is wrong.

        Raises:
            BadRegexError: Always.
        """
        raise BadRegexError(f"this regular expression is wrong: {why}")

    def translate(self) -> Translation:
        """Translate the whole."""
        alternatives = self._alternatives()
        if self.at < len(self.body):
            self.refuse("')' without '('")
        return Translation(
            "|".join(alternatives),
            tuple(self._names.items()),
            tuple(self.numbers),
            tuple(sorted(self.owners, key=itemgetter(1, 0))),
        )

    def take(self, text: str) -> bool:
        """Step over a text if it comes next."""
        if self.body.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def _alternatives(self) -> list[str]:
        """Translate up to the end of the group that the walk is in."""
        found = [self._sequence()]
        while self.take("|"):
            found.append(self._sequence())
        return found

    def _sequence(self) -> str:
        pieces = []
        while self.at < len(self.body) and self.body[self.at] not in "|)":
            pieces.append(self._term())
        return "".join(pieces)

    def _term(self) -> str:
        """Translate one piece with its quantifier."""
        sign = self.body[self.at]
        if sign in "*+?" or (sign == "{" and _COUNT.match(self.body, self.at)):
            self.refuse("nothing to repeat")
        if sign in "^$":
            self.at += 1
            return self._edge(sign)
        if sign == "\\" and self.body[self.at + 1 : self.at + 2] in ("b", "B"):
            self.at += 2
            return self._edge(self.body[self.at - 1])
        if sign == "(":
            return self._group()
        return self._atom() + self._quantifier()

    def _edge(self, sign: str) -> str:
        return _EDGES[sign, self._has_lines and sign in "^$"]

    def _atom(self) -> str:
        sign = self.body[self.at]
        self.at += 1
        if sign == ".":
            return write_set(SETS["."], is_inverse=False, ignores_case=False)
        if sign == "[":
            return self._set()
        if sign == "\\":
            return self._escape()
        return self._unit(ord(sign))

    def _unit(self, unit: int) -> str:
        return write_unit(unit, ignores_case=self._ignores_case)

    def _quantifier(self) -> str:
        if found := _COUNT.match(self.body, self.at):
            self.at = found.end()
            least, most = int(found[1]), int(found[3]) if found[3] else None
            if most is not None and most < least:
                self.refuse("numbers of a repetition are out of order")
            least, upper = min(least, _MOST), min(most or 0, _MOST)
            written = f"{{{least}}}" if not found[2] else f"{{{least},}}"
            written = f"{{{least},{upper}}}" if found[3] else written
        elif self.body[self.at : self.at + 1] in ("*", "+", "?"):
            written = self.body[self.at]
            self.at += 1
        else:
            return ""
        return written + ("?" if self.take("?") else "")

    def _group(self) -> str:
        """Translate a group with its quantifier."""
        self.at += 1
        look = next((look for look in _LOOKS if self.take(look)), "")
        number = len(self.numbers)
        if look in ("", "?:"):
            self.count += 1
        if not look:
            self.numbers.append(self.count)
            if self.take("?"):
                self._name()
        own = self.count
        alternatives = self._alternatives()
        if not self.take(")"):
            self.refuse("'(' without ')'")
        if look in ("", "?:"):
            self.closed.update([] if look else [number])
            quantifier = self._quantifier()
            if quantifier:
                inner = [one for one in self.numbers if one > own]
                inner = [one for one in inner if one not in self._looked_for]
                inner += [own] if quantifier.startswith(("*", "?", "{0")) else []
                self.owners += [(one, own) for one in inner]
            return f"({'|'.join(alternatives)}){quantifier}"
        self._looked_for.update(range(own + 1, self.count + 1))
        return self._look(look, alternatives)

    def _look(self, look: str, alternatives: list[str]) -> str:
        """Write what looks ahead or behind; Python wants one width for the latter."""
        if look == "?<=":
            return f"(?:{'|'.join(f'(?<={one})' for one in alternatives)})"
        if look == "?<!":
            return "".join(f"(?<!{one})" for one in alternatives)
        return f"(?:({look}{'|'.join(alternatives)})){self._quantifier()}"

    def _name(self) -> str:
        found = _NAME.match(self.body, self.at)
        if not found:
            self.refuse("a group's name is wrong")
        self.at = found.end()
        return found[1]

    def _escape(self) -> str:
        sign = self.body[self.at : self.at + 1]
        if sign and sign in "dDwWsS":
            self.at += 1
            return write_set(SETS[sign], is_inverse=False, ignores_case=False)
        if sign == "k" and self._names:
            self.at += 1
            name = self._name()
            if name not in self._names:
                self.refuse(f"there is no group '{name}'")
            return self._back(self._names[name])
        found = _NUMBER.match(self.body, self.at)
        if found and int(found[0]) <= self._total:
            self.at = found.end()
            return self._back(int(found[0]))
        return self._unit(self._escaped_unit(in_set=False))

    def _back(self, number: int) -> str:
        """Match once more what a group matched; nothing if it has not."""
        if number not in self.closed:
            return "(?:)"
        group = self.numbers[number]
        return f"(?:(?({group})(?:\\{group})))"

    def _escaped_unit(self, *, in_set: bool) -> int:
        if self.at >= len(self.body):
            self.refuse("'\\' at its end")
        unit, self.at = read_unit(self.body, self.at, in_set=in_set)
        return unit

    def _set(self) -> str:
        """Translate a class, after its ``[``."""
        is_inverse = self.take("^")
        ranges: list[Range] = []
        while not self.take("]"):
            ranges += self._ranges()
        return write_set(ranges, is_inverse=is_inverse, ignores_case=self._ignores_case)

    def _ranges(self) -> list[Range]:
        """Translate one member of a class, or a range from one to another."""
        low = self._member()
        if self.body[self.at : self.at + 1] != "-" or (
            self.body[self.at + 1 : self.at + 2] in ("]", "")
        ):
            return low
        self.at += 1
        high = self._member()
        if _is_set(low) or _is_set(high):
            return [*low, (45, 45), *high]
        if low[0][0] > high[0][0]:
            self.refuse("a range is out of order")
        return [(low[0][0], high[0][0])]

    def _member(self) -> list[Range]:
        if self.at >= len(self.body):
            self.refuse("'[' without ']'")
        sign = self.body[self.at]
        self.at += 1
        if sign != "\\":
            return [(ord(sign), ord(sign))]
        kind = self.body[self.at : self.at + 1]
        if kind and kind in "dDwWsS":
            self.at += 1
            return list(SETS[kind])
        unit = self._escaped_unit(in_set=True)
        return [(unit, unit)]


def _is_set(ranges: list[Range]) -> bool:
    return len(ranges) > 1 or ranges[0][0] != ranges[0][1]
