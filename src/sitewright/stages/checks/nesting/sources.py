"""Look for the same faults in a source, in which other things stand between the tags."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitewright.stages.checks.nesting.faults import Fault, find_faults

_NO_HTML: Final = re.compile(
    r"\{#.*?#\}|\{\{.*?\}\}"
    r"|\{%-?\s*el(?:se|if|seif)\b.*?(?=\{%-?\s*end(?:if|for)\b)|\{%.*?%\}"
    r"|^ {0,3}(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*\s*$|\Z)"
    r"|(?<!`)(?P<span>`+)(?!`)(?:(?!\n\s*\n).)*?(?<!`)(?P=span)(?!`)|\\<",
    re.DOTALL | re.MULTILINE,
)
"""Syntax of templates, of two branches the second, and code in Markdown."""


@lru_cache(maxsize=10_000)
def find_faults_of_source(text: str) -> tuple[Fault, ...]:
    """Find all faults of a page or template that is not rendered yet."""
    return tuple(find_faults(_NO_HTML.sub(_blanked, text)))


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
