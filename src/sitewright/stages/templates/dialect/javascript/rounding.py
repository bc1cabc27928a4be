"""Round numbers as they exactly are, and group their digits.

Decimal numbers take a while to import, and few templates need them.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal

from sitewright.stages.templates.dialect.javascript.digits import format_number

Number = int | float

# A float has up to 767 digits; those before the point are up to 309 more.
_EXACT = Context(prec=1200, rounding=ROUND_HALF_UP)


def round_exactly(number: Number, exponent: int) -> Decimal:
    """Round a positive number, as it exactly is, to a power of ten; halves go up."""
    return Decimal(number).quantize(Decimal(1).scaleb(exponent), context=_EXACT)


def round_digits(number: Number, count: int) -> tuple[str, int]:
    """Round a positive number to so many digits; tell its power of ten, too."""
    if not number:
        return "0" * count, 0
    exact = Decimal(number)
    exponent = exact.adjusted()
    rounded = round_exactly(number, exponent - count + 1)
    if rounded.adjusted() > exponent:
        exponent += 1
    digits = "".join(map(str, rounded.as_tuple().digits))
    return digits.ljust(count, "0")[:count], exponent


def group_digits(number: Number, least: int, most: int, *, groups: bool) -> str:
    """Write a number for readers of English, with so many digits after the point."""
    if not math.isfinite(number):
        return format_number(number).replace("Infinity", "∞")
    # Unlike toFixed, which takes the number as it exactly is.
    shown = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    rounded = shown.quantize(Decimal(1).scaleb(-most), context=_EXACT)
    whole, _, part = f"{rounded:{',' if groups else ''}.{most}f}".partition(".")
    part = part[:least] + part[least:].rstrip("0")
    return f"{whole}.{part}" if part else whole
