"""Find the line of a template that a line of its compiled Python is about."""

from __future__ import annotations

import re

from sitewright.kernel.regexes import regex

_TABLE = regex(r"^debug_info = '([0-9=&]*)'", re.MULTILINE)


def line_of_compiled(python: str, line: int | None) -> int:
    """Look a line up in the table that Jinja writes at the end.

    Args:
        python: What Jinja made of the template.
        line: A line of that, counted from 1; None if it is not known.

    Returns:
        The line of the template, counted from 1.
    """
    found = _TABLE.search(python)
    pairs = found[1].split("&") if found and found[1] else []
    known = [(int(made), int(own)) for own, made in (p.split("=") for p in pairs)]
    before = [own for made, own in known if line is None or made <= line]
    return before[-1] if before else 1
