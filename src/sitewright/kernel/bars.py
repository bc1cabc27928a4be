"""Draw how far long work is, on one line."""

from __future__ import annotations

from typing import Final, TypeAlias

from sitewright.kernel.diagnostics import printable
from sitewright.kernel.frozen import frozen
from sitewright.kernel.reports import Paint, plain

_WIDEST: Final = 30
_NARROWEST: Final = 8
_LEAST: Final = 0.05
_SOONEST: Final = 0.5
_MINUTE: Final = 60

Signs: TypeAlias = tuple[str, str, str, str]
"""What a line is made of: a part that is done, half of one, one that is not, an end."""

LINES: Final[Signs] = ("━", "╸", "─", "…")
ASCII: Final[Signs] = ("=", ">", "-", "...")


@frozen
class Progressed:
    """How far work is.

    Attributes:
        what: What is done, such as ``sending``.
        done: How many steps are done.
        whole: How many there are; 0 if that is not known.
        seconds: How long it has taken so far.
    """

    what: str
    done: int = 0
    whole: int = 0
    seconds: float = 0.0

    @property
    def part(self) -> float:
        """How much of the whole is done, from 0 to 1."""
        return min(self.done / self.whole, 1.0) if self.whole else 0.0


def draw_bar(
    progressed: Progressed, width: int, paint: Paint = plain, signs: Signs = LINES
) -> str:
    """Draw one line; what there is no room for is left out.

    Args:
        progressed: How far work is.
        width: How many columns the line may have.
        paint: How names become colours.
        signs: What it is made of.
    """
    what = printable(progressed.what)
    if not progressed.whole:
        spent = f" {progressed.seconds:.0f} s" if progressed.seconds >= 1 else ""
        return f"{what} {signs[3]}{spent}"[:width]
    whole = f"{progressed.whole:,}"
    numbers = f"{progressed.done:>{len(whole)},} of {whole}"
    left = _tell_rest(progressed)
    for rest in (f"{numbers}  {left}".rstrip(), numbers):
        room = min(width - len(what) - len(rest) - 2, _WIDEST)
        if room >= _NARROWEST:
            return f"{what} {_fill(progressed.part, room, paint, signs)} {rest}"
    return f"{what} {numbers}"[:width]


def _fill(part: float, cells: int, paint: Paint, signs: Signs) -> str:
    done, half, rest, _ = signs
    full, odd = divmod(int(part * cells * 2), 2)
    filled = done * full + half * odd
    return (paint("help", filled) if filled else "") + rest * (cells - len(filled))


def _tell_rest(progressed: Progressed) -> str:
    """Say how long the rest may take; empty if it is too early to tell."""
    if progressed.part < _LEAST or progressed.seconds < _SOONEST:
        return ""
    left = progressed.seconds / progressed.part - progressed.seconds
    if left < 1:
        return "nearly done"
    if left < _MINUTE:
        return f"about {left:.0f} s left"
    return f"about {left / _MINUTE:.0f} min left"
