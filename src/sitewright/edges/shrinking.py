"""Refuse to write a site that has lost most of its pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from sitewright.edges.record import read_record
from sitewright.model.build import Artifact
from sitewright.model.shrinking import BUILD_LOSS, has_shrunk

_PAGE: Final = ".html"


class ShrunkError(Exception):
    """The site has lost so many pages that nothing was written.

    Attributes:
        before: How many the last build wrote.
        now: How many there would be.
        lost: Those that would go, below the output folder, sorted.
    """

    def __init__(self, before: int, now: int, lost: Sequence[str]) -> None:
        super().__init__(f"{now} pages of {before}")
        self.before = before
        self.now = now
        self.lost = lost


def refuse_shrinking(
    record: Path, artifacts: Sequence[Artifact], answered: Collection[str]
) -> None:
    """Refuse a site that has lost too many pages since the last build.

    Args:
        record: The list of files that it wrote.
        artifacts: All files of the site.
        answered: Places that are not lost though there is no file.

    Raises:
        ShrunkError: Too many are gone.
    """
    now = {item.path for item in artifacts if item.path.endswith(_PAGE)}
    known = {path for path in read_record(record) or () if path.endswith(_PAGE)}
    before = known - (set(answered) - now)
    if has_shrunk(len(before), len(now), BUILD_LOSS):
        raise ShrunkError(len(before), len(now), sorted(before - now))
