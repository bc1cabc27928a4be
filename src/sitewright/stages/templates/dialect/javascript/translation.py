"""Translation: a regular expression as Python has it."""

from __future__ import annotations

from jinja2 import TemplateRuntimeError

from sitewright.kernel.frozen import frozen


class BadRegexError(TemplateRuntimeError):
    """A regular expression is wrong, or has no translation."""


@frozen
class Translation:
    """A regular expression as Python has it.

    Attributes:
        pattern: Its text for ``re``.
        names: The named groups and their numbers.
        numbers: The number in Python of each group, and first 0, for the whole.
        owners: Which groups are forgotten when another one, around them and repeated,
            matches once more; by their numbers in Python, outer ones first. A group
            with itself: it is forgotten if it matches nothing, as it need not.
    """

    pattern: str
    names: tuple[tuple[str, int], ...]
    numbers: tuple[int, ...]
    owners: tuple[tuple[int, int], ...]
