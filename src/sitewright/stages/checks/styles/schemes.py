"""Tell what holds for the outermost element of a page, in each colour scheme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sitewright.kernel.regexes import regex
from sitewright.stages.checks.styles.rules import (
    Naming,
    StyleRule,
    Tokens,
    split_selectors,
)

LIGHT: Final = "light"
DARK: Final = "dark"
_ROOTS: Final = ("root", "host")
_ROOT_TAGS: Final = ("html", "body")
_THEME: Final = regex(r"(?i)(?:^|[-_])(?:light|dark|theme|scheme|mode)(?:$|[-_])")
_MEDIA: Final = ("screen", "all", "only", "and")
_TAKEN_FOR_TRUE: Final = ("supports", "layer")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a site sets on the outermost element for a theme: an attribute or a class.

    Attributes:
        name: Name of the attribute; ``class`` for a class.
        value: Its value; empty for whatever value.
    """

    name: str
    value: str

    def __str__(self) -> str:
        if self.name == "class":
            return f".{self.value}"
        return f'[{self.name}="{self.value}"]' if self.value else f"[{self.name}]"


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a page may be shown.

    Attributes:
        system: What the visitor's system asks for, ``light`` or ``dark``.
        mark: What the site sets itself; None for nothing.
    """

    system: str
    mark: Mark | None = None

    def __str__(self) -> str:
        return f"with {self.mark}" if self.mark else f"in the {self.system} scheme"


@dataclass(frozen=True, slots=True)
class Condition:
    """When a selector is about the outermost element.

    Attributes:
        wanted: Marks that it must have.
        banned: Marks that it must not have.
        specificity: How much the selector weighs: classes and the like, then tags.
    """

    wanted: tuple[Mark, ...]
    banned: tuple[Mark, ...]
    specificity: tuple[int, int]

    def holds(self, scheme: Scheme) -> bool:
        """Tell whether it is so in a scheme."""
        mark = scheme.mark
        return all(_fits(mark, it) for it in self.wanted) and not any(
            _fits(mark, it) for it in self.banned
        )


def find_schemes(rules: Iterable[StyleRule | Naming]) -> tuple[Scheme, ...]:
    """Find all schemes that style sheets make a difference between."""
    marks: dict[Mark, None] = {}
    for rule in rules:
        if isinstance(rule, StyleRule) and rule.sets_colours:
            for condition in conditions_of(rule):
                marks.update(dict.fromkeys((*condition.wanted, *condition.banned)))
    plain = (Scheme(LIGHT), Scheme(DARK))
    return (*plain, *(Scheme(it.system, mark) for mark in marks for it in plain))


def conditions_of(rule: StyleRule) -> Iterator[Condition]:
    """Tell when a rule is about the outermost element; nothing if it never is."""
    for selector in rule.where.selectors:
        if condition := _read_compound(selector):
            yield condition


def holds_around(rule: StyleRule, scheme: Scheme) -> bool:
    """Tell whether the rules of ``@media`` around a rule hold in a scheme.

    What depends on more than the scheme, such as the width of the window, is taken for
    false; so is what a style sheet says for paper. ``@supports`` is taken for true.
    """
    return all(
        name in _TAKEN_FOR_TRUE or (name == "media" and suits(prelude, scheme))
        for name, prelude in rule.where.conditions
    )


def _fits(mark: Mark | None, wanted: Mark) -> bool:
    if mark is None or mark.name != wanted.name:
        return False
    return not wanted.value or mark.value == wanted.value


def suits(media: Tokens, scheme: Scheme) -> bool:
    """Tell whether something is for a screen in a scheme."""
    return not media or any(
        _matches_one(query, scheme) for query in split_selectors(media)
    )


def _matches_one(query: Tokens, scheme: Scheme) -> bool:
    for token in query:
        if token.type == "() block":
            words = [it for it in token.content if it.type != "whitespace"]
            names = [getattr(it, "lower_value", it.serialize()) for it in words]
            if names != ["prefers-color-scheme", ":", scheme.system]:
                return False
        elif token.type == "ident" and token.lower_value not in _MEDIA:
            return False
    return True


def _read_compound(selector: Tokens) -> Condition | None:
    """Read a selector of a single element; None if it is about another than the root."""
    compound = _Compound()
    if not compound.read(selector):
        return None
    is_theme = any(_THEME.search(f"{it.name}-{it.value}") for it in compound.wanted)
    return compound.condition() if compound.is_root or is_theme else None


class _Compound:
    """Gathers what a selector says of its only element."""

    def __init__(self) -> None:
        self.wanted: list[Mark] = []
        self.is_root = False
        self._banned: list[Mark] = []
        self._weight = [0, 0]

    def condition(self) -> Condition:
        weight = self._weight[0], self._weight[1]
        return Condition(tuple(self.wanted), tuple(self._banned), weight)

    def read(self, selector: Tokens) -> bool:
        """Read all of a selector; False if it cannot be about the root."""
        tokens = iter(selector)
        return all(self._take(token, tokens) for token in tokens)

    def _take(self, token: Any, others: Iterator[Any]) -> bool:
        if token.type == "ident" and token.lower_value in _ROOT_TAGS:
            self.is_root = True
            self._weight[1] += 1
        elif token.type == "[] block":
            return self._take_mark(_read_mark(token.content))
        elif _is_mark(token, "."):
            named = next(others, None)
            if named is None or named.type != "ident":
                return False
            return self._take_mark(Mark("class", named.value))
        elif _is_mark(token, ":"):
            return self._take_state(next(others, None))
        else:
            return False
        return True

    def _take_mark(self, mark: Mark | None) -> bool:
        if mark:
            self.wanted.append(mark)
            self._weight[0] += 1
        return mark is not None

    def _take_state(self, state: Any) -> bool:
        """Read what stands behind a colon."""
        if state is None or state.type not in ("ident", "function"):
            return False
        if state.type == "ident":
            self.is_root |= state.lower_value in _ROOTS
            self._weight[0] += 1
            return state.lower_value in _ROOTS
        inner = _Compound()
        parts = [*split_selectors(state.arguments)]
        if state.lower_name not in ("not", "is", "where") or len(parts) != 1:
            return False
        if not inner.read(parts[0]):
            return False
        if state.lower_name == "not":
            self._banned += inner.wanted
        else:
            self.wanted += inner.wanted
            self._banned += inner._banned
            self.is_root |= inner.is_root
        if state.lower_name != "where":
            for kind in (0, 1):
                self._weight[kind] += inner._weight[kind]
        return True


def _is_mark(token: Any, mark: str) -> bool:
    return bool(token.type == "literal" and token.value == mark)


def _read_mark(tokens: Sequence[Any]) -> Mark | None:
    """Read ``[data-theme="dark"]``; None if it says less than that."""
    words = [it for it in tokens if it.type not in ("whitespace", "comment")]
    if not words or words[0].type != "ident":
        return None
    if len(words) == 1:
        return Mark(words[0].lower_value, "")
    if (
        len(words) != 3
        or not _is_mark(words[1], "=")
        or words[2].type not in ("ident", "string")
    ):
        return None
    return Mark(words[0].lower_value, words[2].value)
