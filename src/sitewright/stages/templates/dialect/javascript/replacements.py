"""Write what a match is replaced by."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.units import widen

_SIGN = regex(r"\$(?:[$&`']|[0-9]{1,2})")
_NAMED_SIGN = regex(r"\$(?:[$&`']|[0-9]{1,2}|<[^>]*>)")


@frozen
class Found:
    """A match in wide text.

    Attributes:
        text: What was searched.
        start: Where it begins.
        groups: The whole, and what each group matched.
        names: The named groups; ``UNDEFINED`` if there are none.
    """

    text: str
    start: int
    groups: tuple[str | None, ...]
    names: object

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.groups[0] or "")


def expand(pattern: str, found: Found) -> str:
    """Fill in what stands behind each ``$`` of a replacement."""
    if "$" not in pattern:
        return pattern
    signs = _SIGN if found.names is UNDEFINED else _NAMED_SIGN
    return signs.sub(lambda sign: _meaning(sign[0], found), pattern)


def _meaning(sign: str, found: Found) -> str:
    kind = sign[1]
    if kind == "$":
        return "$"
    if kind == "&":
        return found.groups[0] or ""
    if kind == "`":
        return found.text[: found.start]
    if kind == "'":
        return found.text[found.end :]
    return _named(sign, found) if kind == "<" else _numbered(sign, found)


def _numbered(sign: str, found: Found) -> str:
    """Take a group by its number: of two digits if there is one, else of one."""
    for size in (2, 1):
        digits, rest = sign[1 : 1 + size], sign[1 + size :]
        if len(digits) == size and 0 < int(digits) < len(found.groups):
            return (found.groups[int(digits)] or "") + rest
    return sign


def _named(sign: str, found: Found) -> str:
    if not isinstance(found.names, Mapping):
        return sign
    value = found.names.get(sign[2:-1], UNDEFINED)
    return "" if value is UNDEFINED else widen(to_text(value))
