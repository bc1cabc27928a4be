"""What a reader of attribute lists noticed; the author may have meant otherwise."""

from __future__ import annotations

from sitewright.kernel.frozen import frozen

Lines = tuple[int, int]
"""The block's first line and the one after its last, counted from 0."""


@frozen
class LeftText:
    """What looks like an attribute list, but is on the page as text.

    Attributes:
        written: The list; if it never closes, the text from there on, or its start.
        context: The same, and the text in front of it as it stands in the source:
            all up to the nearest markup, or the end of that if it is long.
        lines: Where its block stands; (0, 0) if that is not known.
    """

    written: str
    context: str
    lines: Lines


@frozen
class BareWord:
    """A word that became an attribute, perhaps meant for a value or a class.

    Attributes:
        written: The whole list.
        name: The word.
        after: The name whose value without quotes it may belong to; "" if none.
        lines: Where its block stands; (0, 0) if that is not known.
    """

    written: str
    name: str
    after: str
    lines: Lines


@frozen
class SingleQuote:
    """A value in single quotes, which are no quotes here but part of the value.

    Attributes:
        written: The whole list.
        name: The attribute.
        lines: Where its block stands; (0, 0) if that is not known.
    """

    written: str
    name: str
    lines: Lines


Doubt = BareWord | SingleQuote
Remark = LeftText | Doubt
