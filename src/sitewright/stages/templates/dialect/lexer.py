"""Split a Nunjucks template into tokens: Jinja's lexer with Nunjucks' rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from jinja2 import Environment, TemplateSyntaxError
from jinja2.lexer import (
    TOKEN_COMMENT_BEGIN,
    TOKEN_DATA,
    TOKEN_FLOAT,
    TOKEN_INTEGER,
    TOKEN_NAME,
    TOKEN_OPERATOR,
    TOKEN_RAW_BEGIN,
    TOKEN_RAW_END,
    TOKEN_STRING,
    TOKEN_WHITESPACE,
    Failure,
    Lexer,
    OptionalLStrip,
    Token,
    ignored_tokens,
    operators,
)

from sitewright.kernel.regexes import regex

TOKEN_REGEX: Final = "regex"  # noqa: S105 -- a kind of token
"""A regular expression literal; its value is the pair of body and flags."""

_VERBATIM_BEGIN: Final = "verbatim_begin"
_ENDS_A_NAME = r"\s\xa0()\[\]{}%*\-+~/#,:|.<>=!"
_DEEPEST_RAW = 4

_ESCAPE = regex(r"\\(.)", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r"}
_REGEX_PARTS = regex(r"r/(.*)/([gimy]*)", re.DOTALL)


class NunjucksLexer(Lexer):
    """Reads ``===``, ``r/…/`` and ``{% verbatim %}``, and names as Nunjucks does."""

    def __init__(self, environment: Environment) -> None:
        """Take Jinja's rules and change what differs."""
        super().__init__(environment)
        tag_rules = _tag_rules()
        for state in ("block_begin", "variable_begin"):
            end = self.rules[state][0]
            self.rules[state] = [end, *tag_rules]
        self.rules["root"][0] = _root_rule()
        self.rules[TOKEN_RAW_BEGIN] = _raw_rules("raw")
        self.rules[_VERBATIM_BEGIN] = _raw_rules("verbatim")

    def wrap(
        self,
        stream: Iterable[tuple[int, str, str]],
        name: str | None = None,
        filename: str | None = None,
    ) -> Iterator[Token]:
        """Give each token its value."""
        for line, kind, text in stream:
            if kind in ignored_tokens or kind in _UNUSED:
                continue
            if kind == TOKEN_DATA:
                yield Token(line, kind, self._normalize_newlines(text))
            elif kind == TOKEN_INTEGER:
                yield Token(line, kind, _whole(text))  # type: ignore[arg-type]
            elif kind == TOKEN_FLOAT:
                yield Token(line, kind, float(text))  # type: ignore[arg-type]
            elif kind == TOKEN_STRING:
                yield Token(line, kind, _unescape(text[1:-1]))
            elif kind == TOKEN_OPERATOR:
                yield Token(line, operators.get(text, text), text)
            elif kind == TOKEN_REGEX:
                found = _REGEX_PARTS.fullmatch(text)
                if found is None:
                    raise TemplateSyntaxError(
                        "this regular expression does not end", line, name, filename
                    )
                yield Token(line, kind, found.groups())  # type: ignore[arg-type]
            else:
                yield Token(line, kind, text)


_UNUSED: Final = frozenset({TOKEN_RAW_BEGIN, TOKEN_RAW_END, _VERBATIM_BEGIN})

_Rules = list[Any]
"""Rules as Jinja's lexer has them: pattern, kind of the token, next state."""


_by_lstrip: Any = OptionalLStrip


def _tag_rules() -> _Rules:
    """Make the rules for what stands inside tags."""
    end = rf"(?=[{_ENDS_A_NAME}\"']|$)"
    return [
        (regex(r"[ \n\t\r\xa0]+"), TOKEN_WHITESPACE, None),
        (regex(r"r/(?:\\.|[^/\\])*/[gimy]*", re.DOTALL), TOKEN_REGEX, None),
        (regex(rf"\d+\.\d*{end}"), TOKEN_FLOAT, None),
        (regex(rf"\d+{end}"), TOKEN_INTEGER, None),
        (regex(rf"[^{_ENDS_A_NAME}\"']+"), TOKEN_NAME, None),
        (
            regex(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.DOTALL),
            TOKEN_STRING,
            None,
        ),
        (
            regex(r"===|!==|==|!=|<=|>=|//|\*\*|[()\[\]{}%*\-+~/,:|.<>=!]"),
            TOKEN_OPERATOR,
            None,
        ),
    ]


def _root_rule() -> Any:
    """Make the rule for text up to the next tag."""
    raw = r"\{%(-|)\s*{tag}\s*(?:-%\}\s*|%\})"
    parts = (
        rf"(?P<{TOKEN_RAW_BEGIN}>{raw.replace('{tag}', 'raw')})",
        rf"(?P<{_VERBATIM_BEGIN}>{raw.replace('{tag}', 'verbatim')})",
        rf"(?P<{TOKEN_COMMENT_BEGIN}>\{{\#(-|))",
        r"(?P<block_begin>\{%(-|))",
        r"(?P<variable_begin>\{\{(-|))",
    )
    pattern = regex(rf"(.*?)(?:{'|'.join(parts)})", re.DOTALL)
    return pattern, _by_lstrip(TOKEN_DATA, "#bygroup"), "#bygroup"


def _raw_rules(tag: str) -> _Rules:
    """Make the rules for text in which nothing means anything, to its own end."""
    begin, end = rf"\{{%\s*{tag}\s*%\}}", rf"\{{%\s*end{tag}\s*%\}}"
    inner = rf"(?:(?!{begin}|{end}).)*"
    for _ in range(_DEEPEST_RAW):
        inner = rf"(?:(?!{begin}|{end}).|{begin}{inner}{end})*"
    until = regex(rf"({inner})(\{{%(-|)\s*end{tag}\s*(?:-%\}}\s*|%\}}))", re.DOTALL)
    missing = Failure(f"there is no 'end{tag}' for this")
    return [
        (until, _by_lstrip(TOKEN_DATA, TOKEN_RAW_END), "#pop"),
        (regex("(.)", re.DOTALL), (missing,), None),
    ]


def _unescape(text: str) -> str:
    """Take the backslashes out of a text literal."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)


def _whole(text: str) -> int | float:
    """Read an integer, as exactly as JavaScript can hold it."""
    value = int(text) if len(text) < 400 else 0
    if len(text) >= 400:
        return float("inf")
    return value if abs(value) <= 2**53 else float(value)
