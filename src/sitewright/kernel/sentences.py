"""Sentences that more than one part says."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """Write a number with its noun: ``1 error``, ``2 errors``, ``0 addresses``."""
    many = "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{'' if number == 1 else many}"


def format_written(
    pages: int,
    folder: str,
    numbers: tuple[int, int, int],
    seconds: float,
    tally: str,
) -> str:
    """Say what a build has done.

    Args:
        pages: How many pages the site has.
        folder: Where it is.
        numbers: How many files were written, were there already, and were removed.
        seconds: How long it took.
        tally: What was found; empty for nothing.
    """
    written, unchanged, removed = numbers
    found = f" {tally}." if tally else ""
    return (
        f"{count(pages, 'page')} in {folder}: {count(written, 'file')} written, "
        f"{unchanged:,} unchanged, {removed:,} removed in {seconds:.2f} s.{found}"
    )
