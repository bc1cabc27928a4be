"""Add to a build the files that are made of pictures, and cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sitewright.edges.writer import WriteError, reason_of
from sitewright.kernel.frozen import replace
from sitewright.model.build import Build


def with_pictures(
    root: Path, build: Build, tell: Callable[[int, int], object] = max
) -> Build:
    """Make the files of a build that are made of pictures, as far as they are not there.

    Args:
        root: The project's folder.
        build: The build.
        tell: Hears how many are made, and of how many.

    Returns:
        The build with these files, and a finding for each that could not be made.

    Raises:
        WriteError: What was made cannot be kept.
    """
    if not build.variants and not build.cards:
        return build
    # Who leaves pictures alone does not wait for this.
    from sitewright.edges.pictures.drawing import draw_pictures

    try:
        made, found = draw_pictures(root, build.variants, build.cards, tell)
    except OSError as bad:
        raise WriteError(reason_of(bad, root)) from bad
    files = {**build.files, **{it.path: it for it in made}}
    findings = (*build.findings, *found)
    return replace(build, files=dict(sorted(files.items())), findings=findings)
