"""Say what is in a comment of HTML that visitors can read in the page's source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.kernel.sentences import count

FOUND_IN_SOURCE: Final = "visitors can read it in the page's source; remove it"

_MOST_WORDS: Final = 10
_HEADING: Final = regex(
    r"^ {0,3}#{1,6}[ \t]+(\S.*)|<h[1-6][^<>\n]*>([^<\n]+)", re.MULTILINE
)


def describe_comment(comment: str) -> Iterator[tuple[str, str]]:
    """Say what prose a comment has; of sections that are commented out, each.

    Args:
        comment: The comment, with or without its marks.

    Returns:
        A piece of a line of it, to look for, and what is to be said of that.
    """
    text = comment.removeprefix("<!--").removesuffix("-->").strip()
    words = len(text.split())
    if words <= _MOST_WORDS:
        return
    sections = [*_HEADING.finditer(text)]
    for found in sections:
        title = (found[1] or found[2]).partition("{")[0].strip("# \t") or "…"
        said = f"the section '{title}' is commented out, but published with the page"
        yield found[0].strip(), said
    if not sections:
        said = f"a comment of {count(words, 'word')} is published with the page"
        yield comment.strip().partition("\n")[0], said
