"""Filters of text."""

from __future__ import annotations

import math

from markupsafe import Markup

from sitewright.kernel.regexes import regex
from sitewright.stages.templates.dialect.builtins.given import (
    clamp,
    copy_items,
    copy_safeness,
    is_text,
    length_of,
    plain_text,
    refuse,
    text_or_empty,
)
from sitewright.stages.templates.dialect.javascript.kinds import truthy
from sitewright.stages.templates.dialect.javascript.limits import check_repetition
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED, is_nullish
from sitewright.stages.templates.dialect.javascript.numbers import SPACES, to_number
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.units import narrow, widen
from sitewright.stages.templates.dialect.javascript.values import (
    at_least,
    at_most,
    divide,
    modulo,
    subtract,
)

_WORD = regex(r"[0-9A-Za-z_]+")


def capitalize(value: object) -> str:
    """Make the first letter a capital, and all others small."""
    return copy_safeness(value, _capital(text_or_empty(value, "capitalize")))


def _capital(text: str) -> str:
    text = text.lower()
    # JavaScript takes one unit, and half a rare letter has no capital.
    return text[:1].upper() + text[1:] if text[:1] <= "\uffff" else text


def title(value: object) -> str:
    """Capitalise every word, as spaces part them."""
    words = text_or_empty(value, "title").split(" ")
    return copy_safeness(value, " ".join(map(_capital, words)))


def lower(value: object) -> str:
    """Make all letters small; what was safe no longer is."""
    return text_or_empty(value, "lower").lower()


def upper(value: object) -> str:
    """Make all letters capitals; what was safe no longer is."""
    return text_or_empty(value, "upper").upper()


def trim(value: object) -> str:
    """Remove spaces and line breaks from both ends."""
    return copy_safeness(value, plain_text(value, "trim").strip(SPACES))


def string(value: object) -> str:
    """Write a value as text."""
    if is_nullish(value):
        refuse("string", "a value", value)
    return copy_safeness(value, to_text(value))


def nl2br(value: object) -> str:
    """Put a ``<br />`` before every line break."""
    if is_nullish(value):
        return ""
    text = plain_text(value, "nl2br").replace("\r\n", "\n")
    return copy_safeness(value, text.replace("\n", "<br />\n"))


def wordcount(value: object) -> int | None:
    """Count words of ASCII letters, digits and ``_``; null if there are none."""
    if not truthy(value):
        return None
    return len(_WORD.findall(plain_text(value, "wordcount"))) or None


def center(value: object, width: object = UNDEFINED) -> object:
    """Pad a text with spaces on both sides; 80 wide if not told."""
    value = "" if value is False or is_nullish(value) else value
    width = width if truthy(width) else 80
    length = length_of(value, "center")
    if at_least(length, width):
        return value
    spaces = subtract(width, length)
    half = divide(spaces, 2)
    before, after = _blank(subtract(half, modulo(spaces, 2))), _blank(half)
    return copy_safeness(value, before + to_text(value) + after)


def indent(value: object, width: object = UNDEFINED, first: object = UNDEFINED) -> str:
    """Begin all lines but the first with spaces; 4 if not told.

    Args:
        value: The text.
        width: How many.
        first: Whether the first line has them too.
    """
    text = text_or_empty(value, "indent")
    if not text and not isinstance(value, Markup):
        return ""
    space = _blank(width if truthy(width) else 4)
    check_repetition(text.count("\n") * len(space))
    text = (space if truthy(first) else "") + text.replace("\n", "\n" + space)
    return copy_safeness(value, text)


def _blank(width: object) -> str:
    """Make as many spaces as fit, the last of which may stick out."""
    number = to_number(width)
    if not number > 0:  # nor is NaN
        return ""
    check_repetition(number)
    return " " * math.ceil(number)


def truncate(
    value: object,
    length: object = UNDEFINED,
    killwords: object = UNDEFINED,
    end: object = UNDEFINED,
) -> object:
    """Cut a text that is too long, at a space if there is one.

    Args:
        value: The text.
        length: How many characters are not too long; 255 if not told.
        killwords: Whether to cut amid a word.
        end: What comes after the cut; ``...`` if not told.
    """
    given = "" if value is False or is_nullish(value) else value
    length = length if truthy(length) else 255
    if at_most(length_of(given, "truncate"), length):
        return given
    units = widen(plain_text(given, "truncate"))
    if not truthy(killwords):
        cut = _last_space(units, length)
        length = cut if cut >= 0 else length
    text = units[: clamp(length, len(units))]
    end = "..." if is_nullish(end) else to_text(end)
    return copy_safeness(value, narrow(text + end))


def _last_space(units: str, position: object) -> int:
    """Find the last space up to a position; -1 if there is none."""
    number = to_number(position)
    top = len(units) if number != number else clamp(number, len(units))  # noqa: PLR0124 -- NaN
    return units.rfind(" ", 0, top + 1)


def reverse(value: object) -> object:
    """Turn a text or array round."""
    if is_text(value):
        return narrow(widen(str(value))[::-1])
    items = copy_items(value)
    items.reverse()
    return items
