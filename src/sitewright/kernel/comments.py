"""Say what is in a comment of HTML that visitors can read in the page's source."""

from __future__ import annotations

import re
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.kernel.sentences import count

FOUND_IN_SOURCE: Final = "visitors can read it in the page's source; remove it"

_MOST_WORDS: Final = 10
_SHOWN: Final = 6
_HEADING: Final = regex(r"\n {0,3}#{1,6}[ \t]+(\S.*)|<h[1-6][^<>\n]*>([^<\n]+)")
_MARKED: Final = regex(r"\n {0,3}#{1,6}[ \t]+(\S.*)")  # which is found sooner


def describe_comment(comment: str) -> tuple[str, str] | None:
    """Say what prose a comment has, and which sections it takes out of the page.

    Args:
        comment: The comment, with or without its marks.

    Returns:
        A piece of a line of it, to look for, and what is to be said of that; None if it
        is only a few words.
    """
    text = comment.removeprefix("<!--").removesuffix("-->").strip()
    if len(text.split(None, _MOST_WORDS)) <= _MOST_WORDS:
        return None
    shape = _HEADING if "<h" in text else _MARKED
    headings = [*shape.finditer(f"\n{text}")]
    if not headings:
        words = count(len(text.split()), "word")
        said = f"a comment of {words} is published with the page"
        return comment.strip().partition("\n")[0], said
    names = [_name(found) for found in headings]
    if len(names) > _SHOWN:
        names[_SHOWN - 1 :] = [f"{len(names) - _SHOWN + 1} more"]
    *others, last = names
    if not others:
        what = f"the section {last} is"
    else:
        what = f"the sections {', '.join(others)} and {last} are"
    said = f"{what} commented out, but published with the page"
    return headings[0][0].strip(), said


def _name(found: re.Match[str]) -> str:
    title = found[found.lastindex or 0].partition("{")[0].strip("# \t") or "…"
    return f"'{title}'"
