"""Read the links of HTML, of style sheets, and of templates around HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.model.move import Kind, Link

_LEADING: Final = frozenset(
    ("href", "src", "action", "formaction", "poster", "cite", "data", "xlink:href")
)
"""Attributes whose value is an address, which may count from the page's own."""

_SETS: Final = frozenset(("srcset", "imagesrcset"))
"""Attributes that list addresses, each with a width behind it."""

_NAMES: Final = frozenset(("alt", "class", "id", "title"))
"""Attributes that are read by people, or name something."""

_COMPUTED: Final = "\0"
"""What stands for a piece of a template that is run."""

_SILENT: Final = regex(
    r"<!--.*?(?:-->|\Z)|(<(script|style)\b[^>]*>).*?(?=</\2|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG: Final = regex(r"""<[A-Za-z][\w:-]*((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE: Final = regex(
    r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))"""
)
_CONSTRUCT: Final = regex(
    r"""\{\#.*?\#\}
      | \{%[-+]?\s*(?P<raw>raw|verbatim)\s*[-+]?%\}
        (?P<text>.*?)\{%[-+]?\s*end(?P=raw)\s*[-+]?%\}
      | (?P<code>\{\{.*?\}\}|\{%.*?%\})""",
    re.VERBOSE | re.DOTALL,
)
_STRING: Final = regex(r""""((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'""")
_JOINS_BEFORE: Final = regex(r"[~+]\s*\Z")
_JOINS_AFTER: Final = regex(r"\s*[~+]")
_URL: Final = regex(
    r"""/\*.*?(?:\*/|\Z)
      | url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"')]+))\s*\)
      | @import\s+(?:"([^"\n]*)"|'([^'\n]*)')""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def read_html(html: str) -> Iterator[Link]:
    """List the links of HTML: values of attributes, of whatever tag.

    Comments, scripts and styles are passed over.
    """
    loud = _SILENT.sub(lambda found: found[1] or "", html)
    for tag in _TAG.finditer(loud):
        for name, *values in _ATTRIBUTE.findall(tag[1]):
            value = unescape("".join(values))
            if _COMPUTED not in value:
                yield from _read_attribute(name.lower(), value)


def _read_attribute(name: str, value: str) -> Iterator[Link]:
    if name in _SETS:
        for candidate in value.split(","):
            if words := candidate.split():
                yield Link(words[0], Kind.ATTRIBUTE)
    elif name in _LEADING:
        yield Link(value, Kind.ATTRIBUTE)
    elif name not in _NAMES and value.startswith(("/", "http://", "https://")):
        yield Link(value, Kind.VALUE)


def read_template(text: str) -> Iterator[Link]:
    """List the links of a template: in its HTML, and whole strings in its code.

    A string that is joined to something else is no link, only the start of one.
    """

    def mask(found: re.Match[str]) -> str:
        return _COMPUTED if found["code"] else found["text"] or ""

    yield from read_html(_CONSTRUCT.sub(mask, text))
    yield from read_strings(text)


def read_strings(text: str) -> Iterator[Link]:
    """List the whole strings in the code of a template."""
    for found in _CONSTRUCT.finditer(text):
        code = found["code"] or ""
        for string in _STRING.finditer(code):
            before, after = code[: string.start()], code[string.end() :]
            if not (_JOINS_BEFORE.search(before) or _JOINS_AFTER.match(after)):
                yield Link(string[1] or string[2] or "", Kind.VALUE)


def read_styles(text: str) -> Iterator[Link]:
    """List the links of a style sheet, which count from the sheet's own address."""
    for found in _URL.finditer(text):
        if value := "".join(filter(None, found.groups())):
            yield Link(value, Kind.ATTRIBUTE)
