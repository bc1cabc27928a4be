"""Find the project and its output folder from the command line."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

from sitewright.edges.rereading import WorkspaceReader
from sitewright.model.build import Workspace
from sitewright.model.config import Paths
from sitewright.stages.config import url_problem

USAGE = 2

_OWN_FILES = ("hooks.py", "urls.txt", "check-baseline.txt")
"""What lies beside the settings and is written by hand, or kept for long."""

_RESERVED = {".git", ".hg", ".svn", ".sitewright"}


class UsageError(Exception):
    """The command line asks for what cannot be meant."""


def find_project(config: str) -> tuple[Path, str]:
    """Find the project's folder and the name of its config file.

    Raises:
        UsageError: There is no such file.
    """
    file = Path(config)
    try:
        if file.is_dir():
            file /= "site.yaml"
        if file.is_file():
            return file.parent.resolve(), file.name
    except OSError as bad:
        raise UsageError(f"{file}: {_reason(bad)}") from bad
    advice = "Run it in the folder of your site, or name the file with --config FILE."
    if (other := file.with_suffix(".yml")).is_file():
        advice = f"There is {other}: rename it, or name it with --config {other}."
    raise UsageError(f"there is no {file}\n{advice}")


def read_project(root: Path, config_name: str) -> Workspace:
    """Read all sources of a project, and run its ``hooks.py``.

    Args:
        root: The project's folder.
        config_name: Name of the config file in it.
    """
    return WorkspaceReader(root, config_name).read()


def find_output(root: Path, workspace: Workspace, asked: str | None) -> Path:
    """Find the output folder: the one asked for, or the site's own.

    Raises:
        UsageError: It holds the project, or lies among its sources, or is a file.
    """
    paths = workspace.paths
    try:
        place = root / paths.output if asked is None else asked
        output = Path(os.path.realpath(place))
        if any(it.is_symlink() for it in (output, *output.parents)):
            raise UsageError("the output folder: too many levels of links")
        problem = folder_problem(root, paths, output)
    except OSError as bad:
        raise UsageError(f"the output folder: {_reason(bad)}") from bad
    if not problem and output.is_relative_to(root):
        problem = _source_in(f"{output.relative_to(root).as_posix()}/", workspace)
    if problem:
        raise UsageError(f"the output folder {output} {problem}")
    return output


def _source_in(folder: str, workspace: Workspace) -> str:
    """Say which source lies in a folder that is none of those for sources."""
    of_files = (source.path for source in workspace.redirects)
    paths = chain(of_files, (asset.path for asset in workspace.assets))
    held = next((path for path in paths if path.startswith(folder)), "")
    return f"holds {held}, of which the site is made" if held else ""


def folder_problem(root: Path, paths: Paths, folder: Path) -> str:
    """Say why a site cannot go into a folder; empty if it can.

    Args:
        root: The project's folder.
        paths: Where its sources are.
        folder: Where the site is to go; no links on the way.
    """
    if root.is_relative_to(folder) or _home().is_relative_to(folder):
        return "holds more than a site"
    if not _RESERVED.isdisjoint(folder.parts):
        return "belongs to another tool"
    for part in (paths.content, paths.data, paths.templates, paths.static):
        source = Path(os.path.realpath(root / part))  # it may be a circle of links
        if folder.is_relative_to(source) or source.is_relative_to(folder):
            return f"overlaps {source}"
    if folder.exists() and not folder.is_dir():
        return "is a file"
    return ""


def refuse_output(
    asked: str | None, option: str, root: Path, workspace: Workspace, output: Path
) -> None:
    """Refuse to write what tells of a site over a file of it, or over one of its sources.

    Args:
        asked: The file that is to be written; None if none is.
        option: How it was asked for.
        root: The project's folder.
        workspace: Its sources.
        output: Where the site goes.

    Raises:
        UsageError: It would take the place of such a file.
    """
    if asked is None:
        return
    file = Path(os.path.realpath(asked))
    if file.is_relative_to(output):
        raise UsageError(f"{option} {asked} is among the files of the site itself")
    paths = workspace.paths
    folders = (paths.content, paths.data, paths.templates, paths.static)
    sources = (*folders, workspace.config.path, *_OWN_FILES)
    if any(file.is_relative_to(os.path.realpath(root / it)) for it in sources):
        raise UsageError(f"{option} {asked} is among the sources of the site")


def _home() -> Path:
    """Find the user's home; one that nobody knows counts as the root folder."""
    try:
        return Path.home().resolve()
    except RuntimeError:
        return Path("/")


def _reason(bad: OSError) -> str:
    return (bad.strerror or str(bad)).lower()


def refuse_bad_url(url: str | None) -> None:
    """Refuse an address for the site that is not one; None is no wish.

    Raises:
        UsageError: It is not an address.
    """
    if url is not None and (problem := url_problem(url)):
        raise UsageError(f"--base-url {problem}: '{url}'")
