"""Texts as bytes."""

from __future__ import annotations


def encode(text: str) -> bytes:
    """Encode as UTF-8.

    Halves of a character, which Nunjucks makes by taking texts apart, become the
    character if they stand side by side, and else U+FFFD, as JavaScript writes them.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        units = text.encode("utf-16-le", "surrogatepass")
        return units.decode("utf-16-le", "replace").encode()
