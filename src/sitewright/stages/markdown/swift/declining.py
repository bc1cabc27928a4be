"""What is said when text must be left to the parser."""

from __future__ import annotations


class NotCovered(Exception):  # noqa: N818 - nothing is wrong
    """The quick way does not know for certain what the parser would make of this."""
