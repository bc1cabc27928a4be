"""Turn what a file loads into the source that a policy names."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from sitewright.kernel.regexes import regex

SELF: Final = "'self'"

_ENDS: Final = "".join(map(chr, range(0x21)))
_SCHEME: Final = regex(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_OF_HOSTS: Final = ("http", "https", "ws", "wss", "ftp")
_NOWHERE: Final = ("about", "javascript")
_HOST: Final = regex(r"[a-z0-9._-]+\Z")


def source_of(address: str, base: str, home: str) -> str:
    """Name the source of an address.

    Args:
        address: As it was written.
        base: The full address that it counts from.
        home: The site's address.

    Returns:
        ``'self'``, a host with its scheme, or a scheme such as ``data:``; empty if
        nothing is loaded, or nothing that a policy could name.
    """
    full = full_address(address, base)
    scheme = scheme_of(full)
    if scheme in _NOWHERE:
        return ""
    if scheme not in _OF_HOSTS:
        return f"{scheme}:" if scheme else ""
    found = _origin(full)
    return SELF if found == _origin(home) else found


def full_address(address: str, base: str) -> str:
    """Complete an address as browsers do."""
    text = re.sub(r"[\t\n\r]", "", address.strip(_ENDS))
    if scheme_of(text) in ("", *_OF_HOSTS):
        path, mark, rest = text.partition("?")
        text = path.replace("\\", "/") + mark + rest
    try:
        return urljoin(base, text)
    except ValueError:
        return ""


def scheme_of(address: str) -> str:
    """Name the scheme of an address in lower case; empty if it has none."""
    found = _SCHEME.match(address.lstrip(_ENDS))
    return found[1].lower() if found else ""


def _origin(full: str) -> str:
    try:
        parts = urlsplit(full)
        host, port = (parts.hostname or "").lower(), parts.port
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        return ""
    if not _HOST.match(host):
        return ""
    is_usual = port in (None, {"http": 80, "https": 443}.get(parts.scheme))
    return f"{parts.scheme}://{host}{'' if is_usual else f':{port}'}"
