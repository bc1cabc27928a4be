"""Follow addresses as browsers do, as far as they stay on the site's own host."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from sitewright.kernel.frozen import frozen
from sitewright.kernel.urls import base_path_of

_WEB: Final = ("http", "https")
_NAMES_HOST: Final = ("http:", "https:", "//")


@frozen
class Asked:
    """What an address asks the site's own host for.

    Attributes:
        path: The path, percent-encoding undone.
        url: The same as a URL of the site; empty if it lies outside of its folder.
        fragment: What stands behind ``#``, percent-encoded as it was written.
        names_host: Whether the address names the host.
    """

    path: str
    url: str
    fragment: str = ""
    names_host: bool = False


class OwnHost:
    """Knows which addresses are of the site's own host."""

    def __init__(self, *urls: str) -> None:
        """Take the full addresses of the site; empty ones are none."""
        full = filter(None, urls)
        self._bases = {urlsplit(it).netloc.lower(): base_path_of(it) for it in full}

    def follow(self, address: str, standpoint: str) -> Asked | None:
        """Follow an address; None if it leads to others, or is none.

        Args:
            address: As it was written.
            standpoint: The full address from which it counts.
        """
        address = address.strip()
        try:
            parts = urlsplit(urljoin(standpoint, address))
        except ValueError:
            return None
        base = self._bases.get(parts.netloc.lower())
        if parts.scheme not in _WEB or base is None:
            return None
        path = unquote(parts.path) or "/"
        url = path[len(base) :] if path.startswith(f"{base}/") else ""
        return Asked(path, url, parts.fragment, address.startswith(_NAMES_HOST))


def move_on(standpoint: str, base: str) -> str:
    """Name the full address from which others count, given where ``base`` leads."""
    try:
        return urljoin(standpoint, base)
    except ValueError:
        return standpoint
