"""Write numbers as JavaScript does, and know what it strips around them."""

from __future__ import annotations

from typing import Final

SPACES: Final = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What JavaScript takes for white space."""

SAFE: Final = 2**53
"""Whole numbers up to here are exact in JavaScript; beyond it they are floats."""


def settle(number: int) -> int | float:
    """Take a whole number as JavaScript knows it: beyond ``SAFE`` it loses digits."""
    if -SAFE <= number <= SAFE:
        return number
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def format_number(number: int | float) -> str:
    """Write a number as ``Number.prototype.toString`` does: ``1.0`` is ``1``."""
    if isinstance(number, int):
        number = settle(int(number))
        if isinstance(number, int):
            return str(number)
    if number != number:  # noqa: PLR0124 -- NaN alone is so
        return "NaN"
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    digits, point = shortest_digits(abs(number))
    return sign + _place(digits, point)


def shortest_digits(number: float) -> tuple[str, int]:
    """Find the fewest digits that tell a positive number from all others.

    Returns:
        The digits, and how many of them stand before the point.
    """
    mantissa, _, exponent = repr(float(number)).partition("e")
    whole, _, part = mantissa.partition(".")
    digits = (whole + part).lstrip("0")
    point = len(whole) + int(exponent or 0)
    point -= len(whole + part) - len(digits)
    return digits.rstrip("0"), point


def _place(digits: str, point: int) -> str:
    """Put the point between digits, or write them with an exponent."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    return with_exponent(digits, point - 1)


def with_exponent(digits: str, exponent: int) -> str:
    """Write digits as ``1.23e+5``."""
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    sign = "+" if exponent >= 0 else "-"
    return f"{digits[0]}{fraction}e{sign}{abs(exponent)}"
