"""Find the classes that a style sheet defines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from sitewright.stages.checks.styles.rules import (
    Naming,
    StyleRule,
    Tokens,
    trim,
)

_NESTED: Final = ("() block", "function", "[] block")
_OPERATORS: Final = {"^=": "starts", "$=": "ends", "*=": "holds", "|=": "dashed"}
_WHOLE: Final = ("=", "~=")


@dataclass(frozen=True, slots=True)
class Part:
    """What an attribute selector such as ``[class*="icon"]`` says of a class.

    Attributes:
        how: Where in the class the text stands: ``starts``, ``ends``, ``holds``, or
            ``dashed`` for the text itself or the text and a hyphen.
        text: The text.
        is_folded: Whether letter case does not count.
    """

    how: str
    text: str
    is_folded: bool = False

    def fits(self, name: str) -> bool:
        """Tell whether a class is one that the selector is about."""
        text = self.text
        if self.is_folded:
            name, text = name.casefold(), text.casefold()
        if self.how == "starts":
            return name.startswith(text)
        if self.how == "ends":
            return name.endswith(text)
        if self.how == "holds":
            return text in name
        return name == text or name.startswith(f"{text}-")


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes that a style sheet speaks of.

    Attributes:
        lines: Each class, and the line where it stands first.
        parts: What attribute selectors say of more.
    """

    lines: Mapping[str, int]
    parts: tuple[Part, ...] = ()


def find_classes(rules: Iterable[StyleRule | Naming]) -> Classes:
    """Find all classes that selectors name, at any depth, be it to rule them out."""
    lines: dict[str, int] = {}
    parts: dict[Part, None] = {}
    for rule in rules:
        if isinstance(rule, StyleRule):
            _read_selector(rule.written, lines, parts)
    return Classes(lines, tuple(parts))


def _read_selector(
    tokens: Sequence[Any],
    lines: dict[str, int],
    parts: dict[Part, None],
) -> None:
    for token, after in zip_longest(tokens, tokens[1:]):
        if token.type == "literal":
            if token.value == "." and after is not None and after.type == "ident":
                lines.setdefault(after.value, token.source_line)
        elif token.type == "[] block":
            _read_attribute(trim(token.content), lines, parts)
        elif token.type in _NESTED:
            inner = token.arguments if token.type == "function" else token.content
            _read_selector(inner, lines, parts)


def _read_attribute(
    tokens: Tokens, lines: dict[str, int], parts: dict[Part, None]
) -> None:
    words = [token for token in tokens if token.type != "whitespace"]
    if len(words) < 3 or words[0].type != "ident" or words[0].lower_value != "class":
        return
    operator = "".join(t.value for t in words[1:] if t.type == "literal")
    values = [t for t in words[1:] if t.type in ("string", "ident")]
    text = values[0].value if values else ""
    if operator in _WHOLE:
        for name in text.split():
            lines.setdefault(name, words[0].source_line)
    elif operator in _OPERATORS and text.strip():
        is_folded = any(t.lower_value == "i" for t in values[1:] if t.type == "ident")
        parts.setdefault(Part(_OPERATORS[operator], text.strip(), is_folded))
