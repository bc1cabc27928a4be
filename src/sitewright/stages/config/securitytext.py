"""Read ``security_txt``: whom to tell of holes in the site's security; see RFC 9116."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from sitewright.kernel.diagnostics import Span, error
from sitewright.kernel.regexes import regex
from sitewright.kernel.times import parse_time
from sitewright.kernel.urls import absolute_url
from sitewright.model.security import SecurityText
from sitewright.yamlcore.fields import FieldReader

KEY: Final = "security_txt"
SECURITY_TEXT: Final = "/.well-known/security.txt"

_MAIL: Final = regex(r"[^\s@:/<>]+@[^\s@:/<>]+\.[^\s@:/<>]+\Z")
_URI: Final = regex(r"[!#-;=?-\[\]_a-z~]+\Z")  # the letters of RFC 3986, and '%'
_LANGUAGE: Final = regex(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*\Z")

_NAMES: Final = {
    "contact": "Contact",
    "encryption": "Encryption",
    "acknowledgments": "Acknowledgments",
    "preferred_languages": "Preferred-Languages",
    "canonical": "Canonical",
    "policy": "Policy",
    "hiring": "Hiring",
}
_SCHEMES: Final = {
    "contact": ("https:", "mailto:", "tel:"),
    "encryption": ("https:", "dns:", "openpgp4fpr:"),
}
SECURITY_TEXT_KEYS: Final = (*_NAMES, "expires")


def read_security_text(reader: FieldReader, url: str) -> SecurityText | None:
    """Read what the file is to say; None if there is to be none, or it is wrong.

    Args:
        reader: The settings.
        url: The site's address.
    """
    if reader.value(KEY) in (None, False):
        return None
    given = reader.mapping(KEY)
    if not isinstance(reader.value(KEY), Mapping):
        return None
    reader.refuse_unknown(SECURITY_TEXT_KEYS, KEY, code="CFG001")
    fields = []
    for key, name in _NAMES.items():
        fields += [(name, value) for value in _read_values(reader, key, url)]
    expires = _read_expires(reader)
    if "contact" not in given:
        _miss(reader, "contact", "security@example.com")
    if expires is None:
        return None
    span = reader.data.value_span(KEY, "expires")
    return SecurityText(tuple(fields), expires, span)


def _read_values(reader: FieldReader, key: str, url: str) -> list[str]:
    items = reader.texts(KEY, key)
    if key == "preferred_languages":
        for text, span in items:
            if not _LANGUAGE.match(text):
                message = f"'{text}' is no language tag"
                reader.add(error("CFG002", message, span, "write it as in 'en'"))
        return [", ".join(text for text, _ in items)] if items else []
    if key == "canonical" and not items:
        return [absolute_url(url, SECURITY_TEXT)]
    return [_read_address(reader, key, url, *item) for item in items]


def _read_address(
    reader: FieldReader, key: str, url: str, text: str, span: Span
) -> str:
    """Read an address; a path of this site and a mail address are completed."""
    schemes = _SCHEMES.get(key, ("https:",))
    value = text.strip()
    if value.startswith("/") and not value.startswith("//"):
        value = absolute_url(url, value)
    elif "mailto:" in schemes and _MAIL.match(value):
        value = f"mailto:{value}"
    if not value.lower().startswith(schemes) or not _URI.match(value):
        wanted = " or ".join(f"'{scheme}'" for scheme in schemes)
        message = f"'{key}' must be an address that starts with {wanted}, not '{text}'"
        hint = "web addresses start with https:// and are percent-encoded"
        reader.add(error("CFG002", message, span, hint))
    return value


def _read_expires(reader: FieldReader) -> datetime | None:
    value = reader.value(KEY, "expires")
    if isinstance(value, str):
        value = parse_time(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if reader.value(KEY, "expires") is None:
        _miss(reader, "expires", "2027-01-31")
    else:
        reader.misfit(reader.value(KEY, "expires"), "a date", KEY, "expires")
    return None


def _miss(reader: FieldReader, key: str, example: str) -> None:
    message = f"'{KEY}' has no '{key}', without which it is worth nothing"
    hint = f"add a line such as '{key}: {example}'"
    reader.add(error("CFG003", message, reader.data.key_span(KEY), hint))
