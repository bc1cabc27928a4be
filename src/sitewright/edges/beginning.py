"""Begin a new page on the disk: read the archetypes, see that its place is free, write."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from sitewright.edges.gathering import Gathering
from sitewright.edges.naming import find_no_folder
from sitewright.edges.roles import Roles
from sitewright.edges.writer import WriteError, reason_of, undisturbed
from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error, printable
from sitewright.model.config import Paths
from sitewright.model.document import Source
from sitewright.stages.archetypes.choosing import is_archetype


def read_archetypes(root: Path, paths: Paths) -> Checked[tuple[Source, ...]]:
    """Read all archetypes of a project."""
    gathering = Gathering(root)
    files = gathering.walk(paths.templates, lambda path, _: _is_hidden(path))
    names = [path for path in files if is_archetype(path, paths.templates)]
    return tuple(gathering.sources(names)), tuple(gathering.findings)


def find_hindrances(root: Path, paths: Paths, path: str) -> Iterator[Diagnostic]:
    """Find out why a new page cannot be in a place.

    Args:
        root: The project's folder.
        paths: The project's folders.
        path: The page, relative to the project.
    """
    shown = printable(path)
    if folder := find_no_folder(root, path):
        problem = f"'{shown}' cannot be: {folder} is not a folder"
        yield error("NEW001", problem, Span(folder), "choose another place")
    elif os.path.lexists(root / path):
        hint = "change that one, or give the new page another name"
        yield error("NEW002", "there is a file of that name already", Span(path), hint)
    elif why := Roles(root, paths).why_no_page(path):
        problem = f"'{shown}' would be no page: {why}"
        yield error("NEW001", problem, None, "choose another place")


def write_new(root: Path, page: Source) -> Sequence[str]:
    """Write a page that is not there yet, and make the folders that it lies in.

    Returns:
        The folders that were not there, outwards in, relative to the project.

    Raises:
        WriteError: It could not be written; everything is as it was.
    """
    place = root / page.path
    made = [folder for folder in reversed(place.parents) if not folder.exists()]
    try:
        with undisturbed(), ExitStack() as undo:
            for folder in made:
                folder.mkdir()
                undo.callback(folder.rmdir)
            with place.open("x", encoding="utf-8", newline="\n") as file:
                undo.callback(place.unlink)
                file.write(page.text)
            undo.pop_all()
    except OSError as bad:
        raise WriteError(reason_of(bad, root)) from bad
    return [folder.relative_to(root).as_posix() for folder in made]


def _is_hidden(path: str) -> bool:
    return path.rpartition("/")[2].startswith(".")
