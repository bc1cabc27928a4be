"""Patterns of paths, as shells and JavaScript's tools write them."""

from __future__ import annotations

import re
from typing import Final

from sitewright.kernel.regexes import regex

_MAGIC: Final = regex(r"[*?\[\]{}]")
_PIECE: Final = regex(
    r"""(?P<folders>\*\*/) | (?P<any>\*\*) | (?P<star>\*) | (?P<one>\?)
      | \[(?P<not>[!^]?)(?P<set>[^\]/]+)\] | (?P<open>\{) | (?P<close>\}) | (?P<or>,)""",
    re.VERBOSE,
)


class GlobError(ValueError):
    """A pattern that cannot be one; the text says why."""


def is_glob(path: str) -> bool:
    """Tell whether a path is a pattern for many."""
    return _MAGIC.search(path) is not None


def fixed_folder(glob: str) -> str:
    """Take the folder that all paths of a pattern lie below; empty for the whole."""
    parts = glob.split("/")[:-1]
    fixed = next((n for n, part in enumerate(parts) if is_glob(part)), len(parts))
    return "/".join(parts[:fixed])


def compile_glob(glob: str) -> re.Pattern[str]:
    """Make a pattern that matches whole paths.

    ``*`` and ``?`` stay inside one part of a path, ``**/`` stands for any folders or
    none, ``[a-z]`` for one character, and ``{png,jpg}`` for one of several.

    Raises:
        GlobError: A bracket has no partner, or a range runs backwards.
    """
    made: list[str] = []
    depth = end = star = 0
    for found in _PIECE.finditer(glob):
        text = glob[end : found.start()]
        made.append(re.escape(text))
        end = found.end()
        depth += bool(found["open"]) - bool(found["close"])
        if depth < 0:
            break
        if "/" in text or not (found["star"] or found["one"]):
            star = 0
        if found["star"] and not depth:
            if star:  # what is behind the other one need be found but once
                made[star] = "(?>[^/]*?"
                made.append(")")
            star = len(made)
        made.append(_translate(found, is_inside=depth > 0))
    made.append(re.escape(glob[end:]))
    if depth:
        raise GlobError("'{' and '}' do not match")
    try:
        return re.compile("".join(made) + r"\Z", re.DOTALL)
    except re.error as fault:
        raise GlobError(str(fault)) from fault


def _translate(found: re.Match[str], *, is_inside: bool) -> str:
    if characters := found["set"]:
        shown = re.sub(r"([\\\[&~|^])", r"\\\1", characters)
        return f"[^/{shown}]" if found["not"] else f"[{shown}]"
    if found["or"]:
        return "|" if is_inside else ","
    by_name = {
        "folders": "(?:[^/]+/)*",
        "any": ".*",
        "star": "[^/]*",
        "one": "[^/]",
        "open": "(?:",
        "close": ")",
    }
    return by_name[str(found.lastgroup)]
