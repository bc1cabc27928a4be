"""Addresses of links and pictures, as far as markdown-it leaves them as they are."""

from __future__ import annotations

import re
from urllib.parse import quote

from sitewright.kernel.escaping import escape
from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.swift.declining import NotCovered

_HOST = r"(?!xn--)[A-Za-z0-9-]{1,60}(?:\.(?!xn--)[A-Za-z0-9-]{1,60}){0,3}"
_CHARACTER = r"[A-Za-z0-9\-._~:/@!$'()*+,;=&]|%[0-9A-Fa-f]{2}"
_PATH = rf"(?:{_CHARACTER})*+"
_TAIL = rf"(?:\?(?:{_CHARACTER}|\?)*+)?+(?:\#(?:{_CHARACTER}|\?)*+)?+"
_URL = rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:/{_PATH})?{_TAIL}"
_LABEL = r"(?!xn--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,58}[A-Za-z0-9])?"
_MAIL = rf"[A-Za-z0-9._+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{0,3}}"

_PLAIN = regex(
    rf"(?!//)(?![^/?#:]*:){_PATH}{_TAIL}|{_URL}|mailto:{_MAIL}|tel:[0-9+-]{{1,40}}"
)
_LETTER = regex(r"[^\W_\x00-\x7f]")
_ENTITY = regex(r"&[A-Za-z#][A-Za-z0-9]*;")

AUTOLINK = regex(rf"<(?:(?P<url>{_URL})|(?P<mail>{_MAIL}))>")
"""An address between pointed brackets."""

MAY_BE_MAIL = regex(r"<[^\s<>@]++@")
"""The beginning of one, which may be of digits and odd marks."""

_WRITTEN = r"[\w\-.~:/@!$'*+,;=&%?\#]++"
_DESTINATION = (
    rf"\([ ]*+(?:(?P<address>(?:{_WRITTEN}|\((?:{_WRITTEN})?+\))++)"
    r'(?:[ ]++"(?P<title>[^"\\&\n]*+)")?+)?+[ ]*+\)'
)
TARGET = regex(_DESTINATION)
PICTURE = regex(rf"!\[(?P<alt>[^\\`*_\[\]<&{{~!\n]*+)\]{_DESTINATION}")


def read_address(found: re.Match[str]) -> str:
    """Read the address of a target or picture.

    Raises:
        NotCovered: It may be refused or encoded, or have entities.
    """
    address = _encode(found["address"] or "")
    if not _is_plain(address):
        raise NotCovered
    return address


def format_title(found: re.Match[str]) -> str:
    """Give the title of a target or picture as an attribute."""
    title = found["title"]
    return f' title="{escape(title)}"' if title else ""


def _encode(address: str) -> str:
    """Encode letters that are not ASCII, as markdown-it does outside of a host."""
    if address.isascii():
        return address
    return _LETTER.sub(lambda found: quote(found[0]), address)


def _is_plain(address: str) -> bool:
    """Tell whether an address is neither refused nor encoded, nor has entities."""
    found = _PLAIN.fullmatch(address)
    return found is not None and not (";" in address and _ENTITY.search(address))
