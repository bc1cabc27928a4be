"""Know which classes mean something on a page, and which were meant by others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from sitewright.kernel.globs import compile_glob
from sitewright.kernel.regexes import regex
from sitewright.stages.checks.classes.nearest import Nearest
from sitewright.stages.checks.styles.sheets import Sheet

HOOKS: Final = (
    *("js", "no-js", "js-*", "notranslate", "language-*", "lang-*"),
    *("highlight", "hll", "admonition*", "markdown-alert*", "footnote*"),
    *("task-list-item*", "contains-task-list", "pagefind-*"),
)
"""Classes for scripts, and those that Sitewright itself writes into pages."""

_FORMAT: Final = regex(
    r"h-(?:adr|card|cite|entry|event|feed|geo|item|listing|product|recipe|resume"
    r"|review|review-aggregate)"
)
_BLANKS: Final = regex(r"[ \t\n\f\r]+")
_OF_FORMATS: Final = ("p-", "u-", "dt-", "e-")


class Vocabulary:
    """The classes that some style sheets define."""

    def __init__(self, sheets: Sequence[Sheet], allowed: Iterable[str] = ()) -> None:
        """Take the style sheets of a page, and globs of what else is fine."""
        self._sheets = sheets
        globs = "|".join(compile_glob(it).pattern for it in (*HOOKS, *allowed))
        self._allowed = re.compile(globs, re.DOTALL)
        self._parts = {part for sheet in sheets for part in sheet.classes.parts}
        self._unknown: dict[str, tuple[str, ...]] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """All that selectors name."""
        return frozenset(name for sheet in self._sheets for name in sheet.classes.lines)

    @cached_property
    def nearest(self) -> Nearest:
        """What finds the class that was meant."""
        return Nearest(self.names)

    def find_unknown(self, value: str) -> tuple[str, ...]:
        """Find the classes of an attribute that mean nothing."""
        if value not in self._unknown:
            self._unknown[value] = tuple(
                name for name in split_classes(value) if not self._knows(name)
            )
        return self._unknown[value]

    def _knows(self, name: str) -> bool:
        return (
            name in self.names
            or any(part.fits(name) for part in self._parts)
            or self._allowed.match(name) is not None
        )


def split_classes(value: str) -> Iterable[str]:
    """Split an attribute into its classes; other blanks than those of ASCII are letters."""
    return dict.fromkeys(filter(None, _BLANKS.split(value)))


def is_of_format(name: str, others: Iterable[str]) -> bool:
    """Tell whether a class is one of microformats, on a page that has such classes."""
    if _FORMAT.fullmatch(name):
        return True
    return name.startswith(_OF_FORMATS) and any(map(_FORMAT.fullmatch, others))
