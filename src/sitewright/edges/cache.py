"""The folder in a project where Sitewright keeps what is its own."""

from __future__ import annotations

from pathlib import Path

from sitewright.edges.lastbuild.store import CACHE

__all__ = ["CACHE", "make_cache"]


def make_cache(root: Path) -> Path:
    """Make the folder, if need be, and keep git out of it.

    Raises:
        OSError: It cannot be made.
    """
    cache = root / CACHE
    cache.mkdir(exist_ok=True)
    (cache / ".gitignore").write_text("*\n", "utf-8")
    return cache
