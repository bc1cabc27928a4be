"""Translate the character classes of JavaScript's regular expressions for Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from sitewright.stages.templates.dialect.javascript.digits import SPACES

Range = tuple[int, int]

_LAST = 0xFFFF
"""Expressions see UTF-16 units."""


def invert(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Name all units that are in none of some ranges."""
    found, start = [], 0
    for low, high in sorted(ranges):
        if low > start:
            found.append((start, low - 1))
        start = max(start, high + 1)
    return (*found, (start, _LAST)) if start <= _LAST else tuple(found)


_DIGITS: Final = ((ord("0"), ord("9")),)
_WORDS: Final = (*_DIGITS, (ord("A"), ord("Z")), (ord("_"), ord("_")), (97, 122))
_SPACES: Final = tuple((ord(space), ord(space)) for space in SPACES)

SETS: Final[dict[str, tuple[Range, ...]]] = {
    "d": _DIGITS,
    "D": invert(_DIGITS),
    "w": _WORDS,
    "W": invert(_WORDS),
    "s": _SPACES,
    "S": invert(_SPACES),
    ".": invert([(10, 10), (13, 13), (0x2028, 0x2029)]),
}
"""What ``\\d``, ``\\s`` and their kin stand for."""


def write_set(ranges: Sequence[Range], *, is_inverse: bool, ignores_case: bool) -> str:
    """Write a class for Python's ``re``, whose flags are ASCII and IGNORECASE.

    Args:
        ranges: The units in it, or not in it.
        is_inverse: Whether they are those not in it.
        ignores_case: Whether letters beyond ASCII match in either case.
    """
    if ignores_case:
        ranges = [*ranges, *_other_cases(ranges)]
    if not ranges:
        return r"[\x00-\U0010ffff]" if is_inverse else "(?!)"
    inner = "".join(f"{_write(low)}-{_write(high)}" for low, high in ranges)
    return f"[{'^' if is_inverse else ''}{inner}]"


def write_unit(unit: int, *, ignores_case: bool) -> str:
    """Write one unit that stands for itself."""
    if ignores_case and unit > 127 and len(cases := _cases_of(chr(unit))) > 1:
        return f"[{''.join(_write(ord(case)) for case in cases)}]"
    return _write(unit)


def _write(unit: int) -> str:
    return f"\\u{unit:04x}"


def _other_cases(ranges: Iterable[Range]) -> list[Range]:
    """Name all other cases of the letters beyond ASCII in some ranges."""
    found = []
    for low, high in ranges:
        for unit in range(max(low, 128), high + 1):
            cases = _cases_of(chr(unit))
            found += [(ord(case), ord(case)) for case in cases if ord(case) != unit]
    return list(dict.fromkeys(found))


def _cases_of(letter: str) -> Sequence[str]:
    return _all_cases().get(_canonical(letter), ())


@cache
def _all_cases() -> dict[str, list[str]]:
    """Gather the letters beyond ASCII that differ in case alone, by their large form."""
    found: dict[str, list[str]] = defaultdict(list)
    for unit in range(128, _LAST + 1):
        letter = chr(unit)
        if letter.upper() != letter or letter.lower() != letter:
            found[_canonical(letter)].append(letter)
    return {large: letters for large, letters in found.items() if len(letters) > 1}


def _canonical(letter: str) -> str:
    """Make a letter large as JavaScript does to compare: never one of ASCII's."""
    large = letter.upper()
    return large if len(large) == 1 and large > "\x7f" else letter
