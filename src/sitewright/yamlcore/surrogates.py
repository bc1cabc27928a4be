r"""Join the two halves in which JSON writes a character such as an emoji.

In double quotes js-yaml takes the two escapes ``\ud83d\ude00`` for one character; YAML
parsers in C and Python refuse them. Texts are changed before they are parsed, without
moving anything: two characters that are nowhere else fill up what is left over. In
other scalars, where a backslash is itself, the composer undoes the change.
"""

from __future__ import annotations

import re

from sitewright.kernel.regexes import regex

_PAIR = regex(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)
_FIRST, _LAST = 0xE000, 0xF8FF


def has_pairs(text: str) -> bool:
    """Tell whether a text has two halves side by side."""
    return "\\u" in text and _PAIR.search(text) is not None


def join_pairs(text: str) -> tuple[str, str]:
    """Write each pair as one escape, of the same width.

    Returns:
        The text, and the character that fills it up.
    """
    filler = next(chr(n) for n in range(_FIRST, _LAST) if chr(n) not in text)

    def join(found: re.Match[str]) -> str:
        high, low = int(found[2], 16), int(found[3], 16)
        code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
        digits = f"{code:08X}" if found[2].isupper() else f"{code:08x}"
        return f"{found[1]}\\U{digits}{filler * 2}"

    return _PAIR.sub(join, text), filler


def split_pairs(text: str, filler: str) -> str:
    """Undo ``join_pairs`` in a scalar in which a backslash is itself."""

    def split(found: re.Match[str]) -> str:
        code = int(found[1], 16) - 0x10000
        halves = f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
        is_upper = found[1] == found[1].upper() and found[1] != found[1].lower()
        return halves.upper().replace("\\U", "\\u") if is_upper else halves

    return re.sub(rf"\\U([0-9a-fA-F]{{8}}){filler}{{2}}", split, text)
