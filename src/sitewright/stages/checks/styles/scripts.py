"""Find the words of a script that may be classes: those that stand in its texts."""

from __future__ import annotations

import re
from typing import Final

from sitewright.kernel.regexes import regex

_TOKEN: Final = regex(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)"
    r"|[(,=:\[!&|?{};]\s*+/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*+\]?)++/?"
    r'|"(?P<double>(?:[^"\\\n]|\\.)*+)"?|\'(?P<single>(?:[^\'\\\n]|\\.)*+)\'?'
    r"|`(?P<template>(?:[^`\\]|\\.)*+)`?",
    re.DOTALL,
)
_BREAK: Final = regex(r"[^\w:/\-\\\[\]%.]+|\\[nrt]")
_SELECTED: Final = regex(r"\.(-?[^\W\d][\w-]*)")


def find_words(script: str) -> frozenset[str]:
    """Find all that a script may add to elements, or look for, by class.

    A word counts if it stands in a text by itself, as in ``"is-open active"``, or behind
    a full stop, as in ``".menu > .entry"``.
    """
    words: set[str] = set()
    for found in _TOKEN.finditer(script):
        if text := found[found.lastgroup] if found.lastgroup else "":
            words.update(_BREAK.split(text))
            words.update(_SELECTED.findall(text))
    words.discard("")
    return frozenset(words)
