"""Find what a style sheet loads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.css import Use, find_addresses

_DIRECTIVES: Final = {
    Use.IMPORT: "style-src",
    Use.FONT: "font-src",
    Use.OTHER: "img-src",
}


def find_loaded(css: str) -> Iterator[tuple[str, str]]:
    """Find what a style sheet loads, or the value of an attribute ``style``.

    Yields:
        The directive of a policy that is about it, and its address as it was written.
    """
    for found in find_addresses(css):
        if found.address and not found.address.startswith("#"):
            yield _DIRECTIVES[found.use], found.address
