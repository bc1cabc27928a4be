"""Refuse templates in which git has left both of two texts, as visitors would read both."""

from __future__ import annotations

from jinja2 import TemplateSyntaxError

from sitewright.kernel.regexes import regex

_BEGIN, _END = regex("(?m)^<{7} "), regex("(?m)^>{7} ")


def refuse_conflict(source: str, name: str | None, filename: str | None) -> None:
    """Refuse a template with a conflict that nobody has settled.

    Raises:
        TemplateSyntaxError: It has one.
    """
    found = _BEGIN.search(source)
    if found and _END.search(source, found.end()):
        line = source.count("\n", 0, found.start()) + 1
        message = "a conflict begins here that git has left and nobody has settled"
        fault = TemplateSyntaxError(message, line, name, filename)
        fault.translated = True  # whose text is then the message alone
        raise fault
