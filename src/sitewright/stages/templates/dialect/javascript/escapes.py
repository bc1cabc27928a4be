"""Read the escapes of JavaScript's regular expressions that stand for one unit."""

from __future__ import annotations

import re
from typing import Final

from sitewright.kernel.regexes import regex

_OCTAL = regex("[0-3][0-7]{0,2}|[4-7][0-7]?")
_CODE = regex("x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})")
_CONTROLS: Final = {"f": 12, "n": 10, "r": 13, "t": 9, "v": 11}


def read_unit(body: str, at: int, *, in_set: bool) -> tuple[int, int]:
    """Read what follows a backslash.

    Args:
        body: The expression.
        at: The place after the backslash; something stands there.
        in_set: Whether this is in a class.

    Returns:
        The unit, and the place after the escape.
    """
    sign = body[at]
    if sign in _CONTROLS:
        return _CONTROLS[sign], at + 1
    if sign == "b" and in_set:
        return 8, at + 1
    if sign == "c":
        return _read_control(body, at, in_set=in_set)
    if found := _CODE.match(body, at):
        return int(found[1] or found[2], 16), found.end()
    if found := _OCTAL.match(body, at):
        return int(found[0], 8), found.end()
    return ord(sign), at + 1


def _read_control(body: str, at: int, *, in_set: bool) -> tuple[int, int]:
    """Read ``cJ``; the backslash stands for itself if no letter follows."""
    letter = body[at + 1 : at + 2]
    if re.fullmatch("[A-Za-z0-9_]" if in_set else "[A-Za-z]", letter):
        return ord(letter) % 32, at + 2
    return ord("\\"), at
