"""Say which parts of a page became which parts of another, by what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Final

from sitewright.stages.likeness.pages import identity_of
from sitewright.stages.likeness.spaces import text_of
from sitewright.stages.likeness.tree import Element

Pair = tuple[int, int]

_LIKE: Final = 0.4
_MOST: Final = 10_000
_MOST_EQUAL: Final = 2_000_000


def align(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> list[tuple[int, int, int, int]]:
    """Find the stretches in which two sequences differ: start and end in each."""
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    inner = old[start : len(old) - end], new[start : len(new) - end]
    if not inner[0] or not inner[1] or _is_too_much(*inner):
        found = [(0, len(inner[0]), 0, len(inner[1]))] if any(inner) else []
    else:
        codes = SequenceMatcher(None, *inner, autojunk=False).get_opcodes()
        found = [code[1:] for code in codes if code[0] != "equal"]
    return [(a + start, b + start, c + start, d + start) for a, b, c, d in found]


def _is_too_much(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    """Tell whether it would take too long to look for what is equal in two sequences."""
    one, other = Counter(old), Counter(new)
    return sum(one[name] * other[name] for name in one) > _MOST_EQUAL


class Aligner:
    """Finds which elements became which, and remembers what was counted for that."""

    def __init__(self) -> None:
        self._features: dict[int, Counter[str]] = {}

    def pair(self, old: Sequence[Element], new: Sequence[Element]) -> list[Pair]:
        """Pair elements of two stretches that have no equal ones; in order, by place."""
        pairs: list[Pair] = []
        steps = (identity_of, text_of, _first_address)
        self._pair(old, new, (0, 0), steps, pairs)
        return pairs

    def _pair(
        self,
        old: Sequence[Element],
        new: Sequence[Element],
        start: Pair,
        steps: Sequence[Callable[[Element], str]],
        pairs: list[Pair],
    ) -> None:
        """Pair by what is surest first, and what lies between by what is next."""
        if not old or not new:
            return
        if not steps:
            pairs += [
                (a + start[0], b + start[1]) for a, b in self._by_likeness(old, new)
            ]
            return
        names = [names_by(steps[0], items) for items in (old, new)]
        a = b = 0
        for gap in [*align(*names), (len(old), len(old), len(new), len(new))]:
            equal = gap[0] - a
            pairs += [(start[0] + a + n, start[1] + b + n) for n in range(equal)]
            inner = old[gap[0] : gap[1]], new[gap[2] : gap[3]]
            place = start[0] + gap[0], start[1] + gap[2]
            self._pair(*inner, place, steps[1:], pairs)
            a, b = gap[1], gap[3]

    def _by_likeness(
        self, old: Sequence[Element], new: Sequence[Element]
    ) -> list[Pair]:
        """Choose the pairs, in order, that are most alike in sum."""
        tags = [item.tag for item in old], [item.tag for item in new]
        if len(old) * len(new) > _MOST:
            same = SequenceMatcher(None, *tags, autojunk=False)
            blocks = same.get_matching_blocks()
            return [(a + n, b + n) for a, b, size in blocks for n in range(size)]
        pairs = _best_pairs([[self.likeness(a, b) for b in new] for a in old])
        made: list[Pair] = []
        a = b = 0
        for pair in [*pairs, (len(old), len(new))]:
            if tags[0][a : pair[0]] == tags[1][b : pair[1]]:  # nothing but their place
                made += [(a + n, b + n) for n in range(pair[0] - a)]
            made.append(pair)
            a, b = pair[0] + 1, pair[1] + 1
        return made[:-1]

    def likeness(self, old: Element, new: Element) -> float:
        """Tell how much two elements have in common, from 0 to 1."""
        one, other = self._features_of(old), self._features_of(new)
        common = sum((one & other).values())
        whole = one.total() + other.total()
        return 2 * common / whole if whole else 0.0

    def _features_of(self, element: Element) -> Counter[str]:
        """Count words, tags and values of an element and of all in it."""
        if element.key not in self._features:
            found: Counter[str] = Counter([f"<{element.tag}"])
            found.update(f"{k}={v}" for k, v in element.attributes.items())
            for child in element.children:
                if isinstance(child, str):
                    found.update(child.split())
                else:
                    found.update(self._features_of(child))
            self._features[element.key] = found
        return self._features[element.key]


def names_by(
    name_of: Callable[[Element], str], items: Sequence[Element]
) -> list[Hashable]:
    """Name elements; those without a name are like no other."""
    return [name_of(item) or object() for item in items]


def _first_address(element: Element) -> str:
    """Take the first address in an element, by which entries of lists are known."""
    for name in ("href", "src"):
        if value := element.attributes.get(name):
            return f"{element.tag} {value}"
    inner = (child for child in element.children if isinstance(child, Element))
    return next(filter(None, map(_first_address, inner)), "")


def _best_pairs(likeness: Sequence[Sequence[float]]) -> list[Pair]:
    """Find the pairs in order with the largest sum, leaving out what is too little."""
    rows, columns = len(likeness), len(likeness[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for a in range(rows - 1, -1, -1):
        for b in range(columns - 1, -1, -1):
            value = likeness[a][b]
            taken = best[a + 1][b + 1] + value if value >= _LIKE else 0.0
            best[a][b] = max(taken, best[a + 1][b], best[a][b + 1])
    pairs, a, b = [], 0, 0
    while a < rows and b < columns:
        value = likeness[a][b]
        if value >= _LIKE and best[a][b] == best[a + 1][b + 1] + value:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs
