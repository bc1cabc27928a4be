"""Name bytes by what they are; imports next to nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NewType

Digest = NewType("Digest", str)

_LENGTH = 32


def digest_of_bytes(content: bytes) -> Digest:
    """Hash bytes as they are.

    By SHA-256, for which processors have instructions: BLAKE2 takes twice as long.
    """
    return Digest(hashlib.sha256(content).hexdigest()[:_LENGTH])


def sha256_of_bytes(content: bytes) -> str:
    """Hash bytes as other programs do, too: with SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_of_stream(read: Callable[[int], bytes]) -> Digest:
    """Hash what a binary file holds, a piece at a time."""
    state = hashlib.sha256()
    while piece := read(1 << 20):
        state.update(piece)
    return Digest(state.hexdigest()[:_LENGTH])


def integrity_of_bytes(content: bytes) -> str:
    """Name bytes as browsers check them: ``sha384-`` and a SHA-384 in Base64."""
    return _integrity(hashlib.sha384(content).digest())


def integrity_of_stream(read: Callable[[int], bytes]) -> str:
    """Name what a binary file holds as browsers check it."""
    state = hashlib.sha384()
    while piece := read(1 << 20):
        state.update(piece)
    return _integrity(state.digest())


def _integrity(digest: bytes) -> str:
    from binascii import b2a_base64  # which few need

    return f"sha384-{b2a_base64(digest, newline=False).decode()}"
