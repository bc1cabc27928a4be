"""Take classes apart into words, and words of one meaning into one."""

from __future__ import annotations

from functools import cache
from typing import Final

from sitewright.kernel.regexes import regex

_WORD: Final = regex(
    r"(?:\d*x+|v+)(?:lg|l|sm|s)(?![a-z])|\d+|[A-Z]?[^\W\d_A-Z]+|[A-Z]+"
)

_SIDES: Final = {
    "l": "inline start",
    "r": "inline end",
    "s": "inline start",
    "e": "inline end",
    "t": "block start",
    "b": "block end",
    "x": "inline",
    "y": "block",
}
_MEANT: Final = {
    "left": _SIDES["l"],
    "right": _SIDES["r"],
    "top": _SIDES["t"],
    "bottom": _SIDES["b"],
    "horizontal": "inline",
    "vertical": "block",
    "x": "inline",
    "y": "block",
    "m": "margin",
    "p": "padding",
    **{f"m{key}": f"margin {side}" for key, side in _SIDES.items()},
    **{f"p{key}": f"padding {side}" for key, side in _SIDES.items()},
    "bg": "background",
    "txt": "text",
    "btn": "button",
    "centre": "center",
    "centred": "center",
    "centered": "center",
    "middle": "center",
    "colour": "color",
    "grey": "gray",
    "para": "paragraph",
}

_SCALE: Final = (
    ("none", "zero", "0"),
    ("xxs", "2xs", "xxsm", "vvsm", "smallest", "tiny"),
    ("xs", "xsm", "vsm", "vs", "smaller", "1"),
    ("s", "sm", "small", "2"),
    ("m", "md", "med", "medium", "normal", "base", "regular", "default", "3"),
    ("l", "lg", "large", "4"),
    ("xl", "xlg", "vlg", "vl", "larger", "5"),
    ("xxl", "xxlg", "2xl", "vvlg", "largest", "huge", "6"),
    ("xxxl", "3xl", "xxxlg", "7"),
)
_STEPS: Final = {name: rank for rank, names in enumerate(_SCALE) for name in names}


def step_of(word: str) -> int | None:
    """Tell which step of a scale a word is, from 0 for none; None if it is no step."""
    return _STEPS.get(word)


@cache
def split_words(name: str) -> tuple[str, ...]:
    """Take a class apart, at hyphens and capitals, into words of one spelling.

    ``margin-left-md`` and ``margin-inline-start-md`` come to the same.
    """
    words = [word.lower() for word in _WORD.findall(name)]
    last = len(words) - 1
    made: list[str] = []
    for place, word in enumerate(words):
        is_step = place == last > 0 and word in _STEPS
        made += [word] if is_step else _MEANT.get(word, word).split()
    return tuple(made)
