"""Sheet: a style sheet of the site, read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tinycss2 import parse_component_value_list

from sitewright.stages.checks.styles.classes import Classes, find_classes
from sitewright.stages.checks.styles.rules import (
    Naming,
    StyleRule,
    Tokens,
    is_too_deep,
    read_rules,
)


@dataclass(frozen=True, eq=False)
class Sheet:
    """A style sheet; two are the same only if they are one.

    Attributes:
        path: Its place below the output folder; that of the page which holds it.
        rules: What it says.
        media: What it is for, as in ``@media``; empty for everything.
        is_read: Whether it could be read.
    """

    path: str
    rules: tuple[StyleRule | Naming, ...] = ()
    media: Tokens = ()
    is_read: bool = True

    @cached_property
    def classes(self) -> Classes:
        """The classes that it defines."""
        return find_classes(self.rules)

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """The addresses of others that it imports, as they are written."""
        return tuple(self._find_imports())

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """The texts that it puts beside links which open a new window."""
        return tuple(self._find_notices())

    def _find_notices(self) -> Iterator[str]:
        for rule in self.rules:
            if not isinstance(rule, StyleRule) or not _is_about_windows(rule):
                continue
            for name, value, _ in rule.declarations:
                if name.lower() == "content":
                    yield " ".join(it.value for it in value if it.type == "string")

    def _find_imports(self) -> Iterator[str]:
        for rule in self.rules:
            if isinstance(rule, Naming) and rule.name == "import":
                yield from filter(None, (_address_in(rule.prelude),))


def read_sheet(css: str, path: str, media: str = "") -> Sheet:
    """Read a style sheet.

    Args:
        css: What it says.
        path: Its place below the output folder.
        media: What it is for.
    """
    if is_too_deep(css + media):
        return Sheet(path, is_read=False)
    return Sheet(path, tuple(read_rules(css)), tuple(parse_component_value_list(media)))


def _is_about_windows(rule: StyleRule) -> bool:
    """Tell whether a selector names ``[target="_blank"]``."""
    blocks = [
        it for part in rule.where.selectors for it in part if it.type == "[] block"
    ]
    texts = ("".join(it.serialize() for it in block.content) for block in blocks)
    return any("target" in text and "_blank" in text for text in texts)


def _address_in(prelude: Tokens) -> str:
    """Find what ``@import`` names first; empty if that is no address."""
    for token in prelude:
        if token.type in ("url", "string"):
            return str(token.value)
        if token.type == "function" and token.lower_name == "url":
            return next((it.value for it in token.arguments if it.type == "string"), "")
    return ""
