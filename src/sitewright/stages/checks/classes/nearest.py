"""Find the class that an author meant, by its family and its step of the scale."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from math import inf
from typing import Final

from sitewright.kernel.diagnostics import suggest
from sitewright.kernel.regexes import regex
from sitewright.stages.checks.classes.words import split_words, step_of

_FAR: Final = 1.2
_TOO_FAR: Final = 0.38
_ONE_WORD: Final = 1.0
_LIKE: Final = 0.7
_A_STEP: Final = 0.2
_OTHER_SCALE: Final = 0.05
_LITTLE: Final = ("inline", "block")
_LEAST_FAMILY: Final = 3
_LONGEST_NUMBER: Final = 4
_CLOSE: Final = 0.75
_LAST: Final = regex(r"[^\W_]+\Z")


class Nearest:
    """Knows the classes that there are, and what is like them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._by_word: dict[str, list[str]] = {}
        self._scales: dict[str, dict[str, int]] = {}
        for name in self._names:
            for word in set(split_words(name)):
                self._by_word.setdefault(word, []).append(name)
            stem, last = _split_step(name)
            if (step := _rank(last)) is not None:
                self._scales.setdefault(stem, {})[last] = step

    def find(self, name: str) -> str:
        """Find the class that was meant; empty if none is near."""
        words = split_words(name)
        ranked = (
            (_distance(words, split_words(other)), -_likeness(name, other), other)
            for other in self._candidates(words)
        )
        distance, _, best = min(ranked, default=(inf, 0, ""))
        if distance <= max(_ONE_WORD, _TOO_FAR * len(words)):
            return best
        return suggest(name, self._names, _CLOSE)

    def steps_beside(self, name: str) -> tuple[str, ...]:
        """List the steps of the scale that a class belongs to, the least first.

        Empty if it is none of at least three.
        """
        stem, last = _split_step(name)
        scale = self._scales.get(stem, {})
        beside = [step for step in scale if step.isdigit() == last.isdigit()]
        if last not in scale or len(beside) < _LEAST_FAMILY:
            return ()
        return tuple(sorted(beside, key=lambda step: (scale[step], step)))

    def find_step(self, name: str) -> str:
        """Find a class that ends in the step which another one is by itself."""
        step = step_of(name)
        found = (
            f"{stem}{last}"
            for stem, scale in sorted(self._scales.items())
            for last, rank in scale.items()
            if rank == step and len(scale) >= _LEAST_FAMILY
        )
        return next(found, "") if step is not None else ""

    def _candidates(self, words: tuple[str, ...]) -> list[str]:
        """Find what shares a word; steps are alike, if they stand alone."""
        found: dict[str, None] = {}
        for word in words:
            if step_of(word) is not None:
                found.update(dict.fromkeys(self._scales.get("", ())))
            if step_of(word) is None or len(words) == 1:
                found.update(dict.fromkeys(self._by_word.get(word, ())))
        return list(found)


def _rank(word: str) -> int | None:
    """Rank a word in a scale; numbers that are no steps by themselves come in their order."""
    step = step_of(word)
    is_number = word.isascii() and word.isdecimal() and len(word) <= _LONGEST_NUMBER
    return int(word) if step is None and is_number else step


def _split_step(name: str) -> tuple[str, str]:
    """Split a class into its family and its last word."""
    last = _LAST.search(name)
    return (name[: last.start()], last[0]) if last else (name, "")


def _distance(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Measure how much must be changed to make one list of words the other."""
    row = [0.0]
    for word in other:
        row.append(row[-1] + _weight(word))
    for word in one:
        above = row
        row = [above[0] + _weight(word)]
        for place, known in enumerate(other):
            row.append(
                min(
                    above[place] + _change(word, known),
                    above[place + 1] + _weight(word),
                    row[-1] + _weight(known),
                )
            )
    return row[-1]


def _weight(word: str) -> float:
    """Say how much a word counts that the other class has not."""
    return 0.35 if word in _LITTLE else 0.9


@cache
def _change(word: str, known: str) -> float:
    if word == known:
        return 0
    one, other = step_of(word), step_of(known)
    if one is not None and other is not None:
        return _OTHER_SCALE + _A_STEP * abs(one - other)
    likeness = _likeness(word, known)
    return 1 - likeness if likeness >= _LIKE else _FAR


@cache
def _likeness(word: str, known: str) -> float:
    return SequenceMatcher(None, word, known).ratio()
