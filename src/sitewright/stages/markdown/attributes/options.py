"""How attribute lists are written, and what they may set."""

from __future__ import annotations

import re

from sitewright.kernel.frozen import frozen

Allowed = tuple[str | re.Pattern[str], ...]
"""Exact texts, and expressions that need only match somewhere in a text."""


@frozen
class AttributeOptions:
    """The options of markdown-it-attrs, with its defaults.

    Attributes:
        left_delimiter: Opens a list.
        right_delimiter: Closes a list; should differ from the left one.
        allowed_attributes: Names that lists may set; all, if empty.
        allowed_attribute_values: Values that lists may set; all, if empty.
    """

    left_delimiter: str = "{"
    right_delimiter: str = "}"
    allowed_attributes: Allowed = ()
    allowed_attribute_values: Allowed = ()

    def __post_init__(self) -> None:
        """Refuse delimiters that could not be told from a quoted value."""
        for delimiter in (self.left_delimiter, self.right_delimiter):
            if not delimiter or '"' in delimiter or "\\" in delimiter:
                raise ValueError(f"cannot delimit attribute lists: {delimiter!r}")

    def allows(self, name: str, value: str) -> bool:
        """Tell whether a list may set this attribute to this value."""
        return _is_allowed(name, self.allowed_attributes) and _is_allowed(
            value, self.allowed_attribute_values
        )


def _is_allowed(text: str, allowed: Allowed) -> bool:
    return not allowed or any(
        text == rule if isinstance(rule, str) else rule.search(text) for rule in allowed
    )
