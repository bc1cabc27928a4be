"""Find addresses in plain text: with a scheme, after ``//``, and of mail.

Sees what linkify-it 6.1.0 sees with the options that markdown-it 15 gives it: a bare
``example.com`` is none. Every expression has a bound, so that each place of the text
is looked at a limited number of times.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Address(NamedTuple):
    """An address in a text.

    Attributes:
        start: Where it begins, in characters.
        end: The place after it.
        scheme: Such as ``https:`` or ``//``, in lower case.
        text: As it is written.
    """

    start: int
    end: int
    scheme: str
    text: str

    @property
    def url(self) -> str:
        """What to link to; mail without a scheme is given one."""
        is_bare_mail = self.scheme == "mailto:" and not has_mail_scheme(self.text)
        return f"mailto:{self.text}" if is_bare_mail else self.text


def has_mail_scheme(text: str) -> bool:
    """Tell whether ``mailto:`` is written out."""
    return text[:7].lower() == "mailto:"


_LONGEST = 10_000
_LONGEST_NAME = 65


def _is_sign(code: int) -> bool:
    return unicodedata.category(chr(code))[0] == "P"


def _list_signs() -> str:
    """List all punctuation, as the inside of a character class."""
    # All of it lies in the first two planes.
    signs = "".join(chr(code) for code in range(0x20000) if _is_sign(code))
    return "".join(
        f"{re.escape(chr(start))}-{re.escape(chr(end))}"
        for start, end in zip(
            (code for code in map(ord, signs) if not _is_sign(code - 1)),
            (code for code in map(ord, signs) if not _is_sign(code + 1)),
            strict=True,
        )
    )


_SIGNS = _list_signs()
_BLANK = r"\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_MARKS = "><\uff5c"
_EDGE = rf"[{_MARKS}{_BLANK}{_SIGNS}]"
_LETTER = rf"[^{_MARKS}{_BLANK}{_SIGNS}]"
_LETTER_OR_DASH = rf"(?:{_LETTER}|-)"

_LABEL = rf"(?:xn--[a-z0-9\-]{{1,59}}|{_LETTER}(?:{_LETTER_OR_DASH}{{0,61}}{_LETTER})?)"
_LAST_LABEL = rf"(?:xn--[a-z0-9\-]{{1,59}}|{_LETTER}{{1,63}})"
_PORT = r"(?::(?:6(?:[0-4]\d{3}|5(?:[0-4]\d{2}|5(?:[0-2]\d|3[0-5])))|[1-5]?\d{1,4}))?"
_HOST_END = rf"(?=\Z|{_EDGE})(?!-|_|:\d|\.-|\.(?!\Z|[{_BLANK}{_SIGNS}]))"

_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])"
_GROUP = "[0-9a-f]{1,4}"
_TAIL = rf"(?:{_GROUP}:{_GROUP}|(?:{_BYTE}\.){{3}}{_BYTE})"
_IPV6 = "|".join(
    (
        rf"(?:{_GROUP}:){{6}}{_TAIL}",
        rf"::(?:{_GROUP}:){{5}}{_TAIL}",
        *(
            rf"(?:(?:{_GROUP}:){{0,{before}}}{_GROUP})?::(?:{_GROUP}:){{{4 - before}}}{_TAIL}"
            for before in range(5)
        ),
        rf"(?:(?:{_GROUP}:){{0,5}}{_GROUP})?::{_GROUP}",
        rf"(?:(?:{_GROUP}:){{0,6}}{_GROUP})?::",
    )
)
_IP_HOST = rf"\[(?:{_IPV6})\]"
_IP_MAIL_HOST = rf"\[IPv6:(?:{_IPV6})\]"


def _pair(opening: str, closing: str, depth: int = 4) -> str:
    """Write an expression for what stands in brackets, which may nest."""
    within = rf"[^{_BLANK}{re.escape(opening + closing)}]"
    opening, closing = re.escape(opening), re.escape(closing)
    pair = f"{opening}{within}{{0,1000}}{closing}"
    for _ in range(depth - 1):
        pair = f"{opening}(?:{within}|{pair}){{0,1000}}{closing}"
    return pair


_NOT_LAST = rf"(?![{_BLANK}]|\Z)"
_PATH = "|".join(
    (
        *(_pair(*brackets) for brackets in ("[]", "()", "{}")),
        rf'"[^{_BLANK}"]{{1,100}}"',
        rf"'[^{_BLANK}']{{1,100}}'",
        rf"'(?={_LETTER_OR_DASH})",
        r"\.{2,20}:?[a-z0-9%/&]",
        rf"\.(?![{_BLANK}.]|\Z)",
        r"-{1,20}",
        rf"[,;]{_NOT_LAST}",
        rf"!{{1,20}}(?![{_BLANK}!]|\Z)",
        rf"\?(?![{_BLANK}?]|\Z)",
        r"[\\/:%@#&=_~*]",
        _LETTER,
    )
)
_REST = rf"(?:[/?#](?:{_PATH}){{1,{_LONGEST}}}|/)?"

_MAIL_SIGN = r"[-!#$%&'*+/=?^_`{|}~a-z0-9]"
_MAIL_NAME = rf"{_MAIL_SIGN}(?:{_MAIL_SIGN}|\.(?={_MAIL_SIGN})){{0,63}}"


def _compile(expression: str) -> re.Pattern[str]:
    # ASCII: no letter of another alphabet is a lower-case form of an English one.
    return re.compile(expression, re.ASCII | re.IGNORECASE)


_SCHEMES = "https?:|ftp:|//|mailto:"
_SCHEME = _compile(rf"(?:^|(?!_){_EDGE})({_SCHEMES})")
_SCHEME_HERE = _compile(_SCHEMES)
_WEB = _compile(
    rf"//(?:{_IP_HOST}|(?:{_LABEL}\.){{0,10}}{_LABEL}){_PORT}{_HOST_END}{_REST}"
)
_RELATIVE = _compile(
    rf"(?:localhost|{_IP_HOST}|(?:{_LABEL}\.){{1,10}}{_LAST_LABEL})"
    rf"{_PORT}{_HOST_END}{_REST}"
)
_MAIL = _compile(
    rf"{_MAIL_NAME}@(?:{_IP_MAIL_HOST}|(?:{_LABEL}\.){{0,4}}{_LABEL}){_HOST_END}"
)
_AT_HOST = _compile(
    rf"@(?:{_IP_MAIL_HOST}|(?:{_LABEL}\.){{1,4}}{_LAST_LABEL}){_HOST_END}"
)
_NAME_BEFORE = _compile(rf'(?:^|[{_MARKS}"({_BLANK}])({_MAIL_NAME})\Z')


def read_address(text: str, start: int) -> Address | None:
    """Read the address with a scheme that begins here; None if none does."""
    found = _SCHEME_HERE.match(text, start)
    return _read_rest(text, start, found[0], found.end()) if found else None


def find_addresses(text: str) -> Iterator[Address]:
    """Find all addresses in a text, in order; they do not overlap."""
    if "/" not in text and "@" not in text and ":" not in text:
        return
    finder = _Finder(text)
    while address := finder.find_next():
        yield address


class _Finder:
    """One walk along a text, in which each of two kinds is searched for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._done = 0
        self._mail_from = 0
        self._scheme_from = 0
        self._mail: Address | None = None
        self._prefix: re.Match[str] | None = None

    def find_next(self) -> Address | None:
        """Find the next address of either kind."""
        if self._mail is None or self._mail.start < self._done:
            self._mail = self._find_mail()
        found = self._find_scheme()
        if found is None or (self._mail and _is_before(self._mail, found)):
            found, self._mail = self._mail, None
        if found:
            self._done = found.end
        return found

    def _find_mail(self) -> Address | None:
        text = self._text
        while self._mail_from >= 0:
            self._mail_from = max(self._mail_from, self._done - 1)
            host = _AT_HOST.search(text, self._mail_from)
            self._mail_from = host.end() if host else -1
            if host is None:
                break
            at = host.start()
            name = _NAME_BEFORE.search(text[max(0, at - _LONGEST_NAME) : at])
            start = at - len(name[1]) if name else -1
            if start >= self._done:
                return Address(start, host.end(), "mailto:", text[start : host.end()])
        return None

    def _find_scheme(self) -> Address | None:
        """Find the next address with a scheme, unless one of mail comes first."""
        while prefix := self._find_prefix():
            start = prefix.start(1)
            if self._mail and start > self._mail.start:
                break
            self._prefix = None
            if address := _read_rest(self._text, start, prefix[1], prefix.end()):
                return address
        return None

    def _find_prefix(self) -> re.Match[str] | None:
        """Find the next scheme that is not inside an address; it is kept till used."""
        while self._scheme_from >= 0:
            if self._prefix is None:
                self._scheme_from = max(self._scheme_from, self._done - 1)
                self._prefix = _SCHEME.search(self._text, self._scheme_from)
                self._scheme_from = self._prefix.end() if self._prefix else -1
            elif self._prefix.start(1) < self._done:
                self._prefix = None
            else:
                break
        return self._prefix


def _is_before(mail: Address, other: Address) -> bool:
    return mail.start < other.start or (
        mail.start == other.start and mail.end > other.end
    )


def _read_rest(text: str, start: int, scheme: str, after: int) -> Address | None:
    """Read what must follow a scheme; None if it does not."""
    scheme = scheme.lower()
    is_relative = scheme == "//"
    if is_relative and after > 2 and text[after - 3] in ":/":
        return None
    form = {"//": _RELATIVE, "mailto:": _MAIL}.get(scheme, _WEB)
    found = form.match(text, after, after + _LONGEST)
    if found is None:
        return None
    return Address(start, found.end(), scheme, text[start : found.end()])
