"""Filters that make or take HTML and addresses."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from jinja2.exceptions import FilterArgumentError
from markupsafe import Markup

from sitewright.kernel.regexes import regex
from sitewright.stages.templates.dialect.builtins.given import (
    clamp,
    copy_safeness,
    entries_of,
    field_of,
    is_text,
    plain_text,
    text_or_empty,
)
from sitewright.stages.templates.dialect.javascript.arrays import is_array
from sitewright.stages.templates.dialect.javascript.kinds import truthy
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED, is_nullish
from sitewright.stages.templates.dialect.javascript.numbers import SPACES
from sitewright.stages.templates.dialect.javascript.texts import print_text, to_text
from sitewright.stages.templates.dialect.javascript.units import narrow, widen

_TAG = regex(r"</?[a-zA-Z][a-zA-Z0-9]*\b[^>]*>|<!--.*?-->", re.ASCII | re.DOTALL)
_BLANKS = regex(f"[{SPACES}]+")
_LINE = "\n\r\u2028\u2029"
_OUTER = regex(f"(?<![^{_LINE}]) +| +(?![^{_LINE}])")
_INNER = regex(" +")
_MANY_LINES = regex("\n\n\n+")

_FRAME = regex(rf"(?:\(|<|&lt;)?([^{_LINE}]*?)(?:\.|,|\)|\n|&gt;)?")
_ABSOLUTE = regex(rf"https?://[^{_LINE}]*")
_MAIL = regex(r"[0-9A-Za-z_.!#$%&'*+\-/=?^`{|}~]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+")
_DOMAIN = regex(r"\.(?:org|net|com)(?::|/|\Z)")

UNRESERVED: Final = "-_.!~*'()"
"""What ``encodeURIComponent`` leaves as it is, beside letters and digits."""

escape = print_text
"""Escape for HTML what is not safe yet."""


def forceescape(value: object) -> Markup:
    """Escape for HTML also what is safe already."""
    return print_text("" if is_nullish(value) else to_text(value))


def safe(value: object) -> Markup:
    """Mark as safe: it is HTML."""
    if isinstance(value, Markup):
        return value
    return Markup("" if is_nullish(value) else to_text(value))  # noqa: S704 -- its purpose


def striptags(value: object, preserve_linebreaks: object = UNDEFINED) -> str:
    """Remove tags and comments, and make one space of several.

    Args:
        value: The text.
        preserve_linebreaks: Whether single and double line breaks stay.
    """
    text = _TAG.sub("", text_or_empty(value, "striptags")).strip(SPACES)
    if not truthy(preserve_linebreaks):
        return copy_safeness(value, _BLANKS.sub(" ", text))
    text = _INNER.sub(" ", _OUTER.sub("", text)).replace("\r\n", "\n")
    return copy_safeness(value, _MANY_LINES.sub("\n\n", text))


def urlencode(value: object) -> str:
    """Encode a text for use in an address; of an object or pairs, make a query."""
    if is_text(value):
        return _encode(value)
    pairs: list[tuple[object, object]]
    if is_array(value):
        pairs = [
            (field_of(pair, 0, "urlencode"), field_of(pair, 1, "urlencode"))
            for pair in value  # type: ignore[attr-defined] # as was just seen
        ]
    else:
        pairs = [*entries_of(value)]
    return "&".join(f"{_encode(key)}={_encode(item)}" for key, item in pairs)


def _encode(value: object) -> str:
    try:
        return quote(narrow(to_text(value)), safe=UNRESERVED)
    except UnicodeEncodeError as bad:
        message = "the 'urlencode' filter got text with half a character in it"
        raise FilterArgumentError(message) from bad


def urlize(
    value: object, length: object = UNDEFINED, nofollow: object = UNDEFINED
) -> str:
    """Make links of the addresses in a text.

    Args:
        value: The text.
        length: How much of an address to show; all of it if not told.
        nofollow: Whether the links have ``rel="nofollow"``.
    """
    text = plain_text(value, "urlize")
    rel = ' rel="nofollow"' if nofollow is True else ""
    words = re.split(f"([{SPACES}]+)", text)
    return "".join(_link(word, length, rel) for word in words)


def _link(word: str, length: object, rel: str) -> str:
    """Make a link of a word, if it is an address."""
    found = _FRAME.fullmatch(word)
    address = found[1] if found else word
    if not (href := _href(address)):
        return word
    if href.startswith("mailto:"):
        return f'<a href="{href}">{address}</a>'
    return f'<a href="{href}"{rel}>{_shorten(address, length)}</a>'


def _href(address: str) -> str:
    """Tell where a word leads; empty if it is no address."""
    if _ABSOLUTE.fullmatch(address):
        return address
    if address.startswith("www."):
        return f"http://{address}"
    if _MAIL.fullmatch(address):
        return f"mailto:{address}"
    return f"http://{address}" if _DOMAIN.search(address) else ""


def _shorten(address: str, length: object) -> str:
    if length is UNDEFINED or length != length:  # noqa: PLR0124 -- NaN
        return address
    units = widen(address)
    return narrow(units[: clamp(length, len(units))])
