r"""Write sources as regular expressions that PCRE and Go's RE2 read alike.

A pattern is compared with the address as it was sent: what a server has decoded could
not be put into a ``Location`` again, and a decoded line break would end that header.
Nothing is written here that a quoted word of nginx, Apache or Caddy would change:
no quote, no ``$``, no brace but in ``\x7B`` or a repetition, no double backslash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from sitewright.kernel.diagnostics import Findings
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import has_file_ending
from sitewright.stages.hosts.table import SPLAT, HostRule, refuse, split_holes

_PLAIN: Final = regex(r"[A-Za-z0-9/_~-]")
_MOST_GROUPS: Final = 9
_INDEX: Final = "(?:index[.]html)?"
# Neither may start with what a browser takes for a second slash: that leads away.
_PLACEHOLDER: Final = r"([^/?\x5C ]+)"
_REST: Final = r"([^/?\x5C ][^? ]*)?"


def sent_pattern(rule: HostRule) -> str:
    """Write a source as it is compared with a path that is still encoded.

    Every placeholder is a group, the star the last one. The other spellings of a page,
    without its slash or with ``index.html``, are among what it fits.
    """
    *pieces, (end, _) = split_holes(rule.source)
    text = "".join(
        _sent(literal) + (_PLACEHOLDER if name != SPLAT else "")
        for literal, name in pieces
    )
    if pieces and pieces[-1][1] == SPLAT:
        return f"{text[:-1]}(?:/{_REST})?" if len(text) > 1 else f"/{_REST}"
    if not end.endswith("/"):
        slash = "" if has_file_ending(rule.source) else "/?"
        return text + _sent(end) + slash
    return text + _sent(end[:-1]) + f"(?:/{_INDEX})?"


def query_pattern(rule: HostRule) -> str:
    """Write a query; other things may stand before, between and behind its parts."""
    others = "(?:&[^ ]*)?"
    parts = rule.query.replace(".", "[.]").replace("&", f"{others}&")
    return f"(?:[^ ]*&)?{parts}{others}"


def group(rule: HostRule, mark: str) -> Callable[[str], str]:
    """Name the group of each placeholder, such as ``$1``."""
    return lambda name: f"{mark}{rule.names.index(name) + 1}"


def check_groups(rules: Iterable[HostRule]) -> Findings:
    """Refuse what has more groups than servers number."""
    return tuple(
        refuse(
            "HOST008",
            f"'{rule.redirect.source}' has more than {_MOST_GROUPS} placeholders",
            rule,
            "end it in '*' earlier",
        )
        for rule in rules
        if len(rule.names) > _MOST_GROUPS
    )


def decoded_pattern(text: str) -> str:
    """Write a text as it is compared with what a server has decoded."""
    return "".join(_as_it_is(letter) for letter in text)


def _sent(text: str) -> str:
    return "".join(map(_raw_or_encoded, text))


def _raw_or_encoded(letter: str) -> str:
    if _PLAIN.fullmatch(letter) or letter == ".":
        return _as_it_is(letter)
    encoded = "".join(_byte(value) for value in letter.encode())
    return encoded if letter == "%" else f"(?:{_as_it_is(letter)}|{encoded})"


def _byte(value: int) -> str:
    digits = f"{value:02X}"
    return "%" + "".join(
        f"[{digit}{digit.lower()}]" if digit.isalpha() else digit for digit in digits
    )


def _as_it_is(letter: str) -> str:
    if _PLAIN.fullmatch(letter) or not letter.isascii():
        return letter
    if letter == ".":
        return "[.]"
    return f"\\x{ord(letter):02X}"
