"""Write numbers to bases other than ten, digit for digit as V8 does."""

from __future__ import annotations

import math

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def format_radix(number: float, base: int) -> str:
    """Write a finite number to a base from 2 to 36."""
    sign, size = "-" if number < 0 else "", abs(number)
    whole = math.floor(size)
    fraction, carries = _fraction(size, size - whole, base)
    written = _whole(whole + carries, base)
    return sign + written + (f".{fraction}" if fraction else "")


def _fraction(size: float, fraction: float, base: int) -> tuple[str, bool]:
    """Write as many digits as tell a number from its neighbours.

    Returns:
        The digits; whether rounding up has made the whole part larger.
    """
    digits: list[int] = []
    delta = max(0.5 * (math.nextafter(size, math.inf) - size), 5e-324)
    while fraction >= delta:
        fraction *= base
        delta *= base
        digit = int(fraction)
        digits.append(digit)
        fraction -= digit
        is_over = fraction > 0.5 or (fraction == 0.5 and digit % 2 == 1)
        if is_over and fraction + delta > 1:
            return _round_up(digits, base)
    return _write(digits), False


def _round_up(digits: list[int], base: int) -> tuple[str, bool]:
    while digits:
        last = digits.pop() + 1
        if last < base:
            return _write([*digits, last]), False
    return "", True


def _write(digits: list[int]) -> str:
    return "".join(_DIGITS[digit] for digit in digits)


def _whole(number: int, base: int) -> str:
    """Write a whole number exactly; V8 rounds the last digits beyond 2**53."""
    written = ""
    while True:
        number, digit = divmod(number, base)
        written = _DIGITS[digit] + written
        if not number:
            return written
