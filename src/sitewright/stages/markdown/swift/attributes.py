"""Attribute lists that can only mean one thing."""

from __future__ import annotations

from functools import lru_cache

from sitewright.kernel.escaping import escape
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.attributes.lists import ListSyntax
from sitewright.stages.markdown.attributes.options import AttributeOptions
from sitewright.stages.markdown.swift.declining import NotCovered

_SYNTAX = ListSyntax(AttributeOptions())

# No mark of emphasis, code, links or HTML is in it, but underscores within a word, and
# one that begins a value: `target="_blank"`.
_TEXT = r'[^{}"\\&<>\[\]`*~!\n_]++|(?<=[A-Za-z0-9])_++(?=[A-Za-z0-9])'
PLAIN_LIST = regex(rf'\{{(?:{_TEXT}|"(?:_(?=[A-Za-z0-9]))?+(?:{_TEXT})*+")*+\}}')


@frozen
class AttributeList:
    """What a list sets.

    Attributes:
        html: The attributes, with a space before each.
        id: The id among them; empty if there is none.
        names: Names of the attributes.
        opens: Whether it has an underscore that could begin emphasis.
    """

    html: str
    id: str
    names: tuple[str, ...]
    opens: bool


NOTHING = AttributeList("", "", (), opens=False)


def read_attributes(written: str) -> AttributeList:
    """Read a list, with its braces.

    Raises:
        NotCovered: It is odd, or says what its author may not have meant.
    """
    found = _read(written)
    if found is None:
        raise NotCovered
    return found


@lru_cache(maxsize=512)
def _read(written: str) -> AttributeList | None:
    if not PLAIN_LIST.fullmatch(written):
        return None
    reading = _SYNTAX.read(written)
    attrs = reading.attrs
    if not reading.is_closed or not reading.is_all or reading.doubts:
        return None
    if attrs.get("id") == "":
        return None
    html = "".join(f' {escape(name)}="{escape(attrs[name])}"' for name in attrs)
    return AttributeList(html, attrs.get("id", ""), tuple(attrs), '"_' in written)
