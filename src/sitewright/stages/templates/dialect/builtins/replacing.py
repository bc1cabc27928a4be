"""The filter ``replace``."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import cast

from markupsafe import Markup

from sitewright.kernel.regexes import regex
from sitewright.stages.templates.dialect.builtins.given import (
    copy_safeness,
    is_text,
    plain_text,
)
from sitewright.stages.templates.dialect.javascript.kinds import type_of
from sitewright.stages.templates.dialect.javascript.limits import LONGEST_TEXT
from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import to_number
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.units import narrow, widen
from sitewright.stages.templates.dialect.javascript.values import strict_equal

_HALF = regex("[\ud800-\udfff]")


def replace(
    value: object,
    old: object = UNDEFINED,
    new: object = UNDEFINED,
    count: object = UNDEFINED,
) -> object:
    """Replace a text, or what a regular expression finds, within another.

    Args:
        value: The text to search; what is neither text nor a number is left as it is.
        old: What to search for; found between all characters if it is empty.
        new: What to put there.
        count: How often; always if not told.
    """
    if type(value) is type(old) is type(new) is str and old and count is UNDEFINED:
        return _replace(value, old, new, -1)
    if isinstance(old, Regex):
        text = plain_text(value, "replace")
        return cast("Callable[..., str]", member(text, "replace"))(old, new)
    old = to_text(old) if type_of(old) == "number" else old
    if not isinstance(old, str) or not is_text(old):
        return value
    value = to_text(value) if type_of(value) == "number" else value
    if not (isinstance(value, Markup) or is_text(value)):
        return value
    if old:
        return _replace(cast("str", value), str(old), new, _limit(count))
    return copy_safeness(value, _intersperse(str(value), new))


def _limit(count: object) -> int:
    """Tell how often to replace; -1 if always."""
    if count is UNDEFINED or strict_equal(count, -1):
        return -1
    number = min(to_number(count), LONGEST_TEXT)
    return math.ceil(number) if number > 0 else 0  # nor is NaN


def _replace(value: str, old: str, new: object, limit: int) -> str:
    text = str(value)
    if not old.isascii() and _HALF.search(
        old
    ):  # which can be found within a whole character
        text, old = widen(text), widen(old)
    if not limit or old not in text:
        return value
    put = to_text(new)
    _check_growth(text, put, text.count(old))
    return copy_safeness(value, narrow(text.replace(old, put, limit)))


def _intersperse(text: str, new: object) -> str:
    put = to_text(new)
    _check_growth(text, put, len(text))
    between = "," if new is UNDEFINED else put
    return put + narrow(between.join(widen(text))) + put


def _check_growth(text: str, put: str, times: int) -> None:
    """Stop a replacement whose result would be out of all proportion.

    Raises:
        OverflowError: It would be.
    """
    if len(text) + times * len(put) > LONGEST_TEXT:
        raise OverflowError(f"this text would be longer than {LONGEST_TEXT:,}")
