"""Whether a run of marks can open or close emphasis: what stands beside it decides."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

_SPACES = frozenset("\t\n\v\f\r \xa0\u1680\u202f\u205f\u3000") | {
    chr(code) for code in range(0x2000, 0x200B)
}


@lru_cache(maxsize=1024)
def find_flanks(before: str, after: str, mark: str) -> tuple[bool, bool]:
    """Tell whether marks between these characters can open, and can close.

    Follows CommonMark's rules of flanking, as markdown-it has them.
    """
    space_before, space_after = before in _SPACES, after in _SPACES
    other_before = space_before or category(before)[0] in "PS"
    other_after = space_after or category(after)[0] in "PS"
    is_left = not space_after and (other_before or not _is_punctuation(after))
    is_right = not space_before and (other_after or not _is_punctuation(before))
    if mark != "_":
        return is_left, is_right
    return (
        is_left and (not is_right or _is_punctuation(before)),
        is_right and (not is_left or _is_punctuation(after)),
    )


def _is_punctuation(character: str) -> bool:
    return category(character)[0] in "PS"
