"""Find the project and its output folder from the command line."""

from __future__ import annotations

from pathlib import Path

from sitewright.model.build import Workspace
from sitewright.model.config import Paths
from sitewright.stages.config import read_config, url_problem

USAGE = 2


class UsageError(Exception):
    """The command line asks for what cannot be meant."""


def find_project(config: str) -> tuple[Path, str]:
    """Find the project's folder and the name of its config file.

    Raises:
        UsageError: There is no such file.
    """
    file = Path(config)
    if file.is_dir():
        file /= "site.yaml"
    if not file.is_file():
        raise UsageError(
            f"there is no {file}\n"
            "Run it in the folder of your site, or name the file with --config FILE."
        )
    return file.parent.resolve(), file.name


def find_output(root: Path, workspace: Workspace, asked: str | None) -> Path:
    """Find the output folder: the one asked for, or the site's own.

    Raises:
        UsageError: It holds the project, or lies among its sources, or is a file.
    """
    config, _ = read_config(workspace.config)
    paths = config.paths if config else Paths()
    output = root / paths.output if asked is None else Path(asked).resolve()
    if root.is_relative_to(output) or output == Path.home():
        raise UsageError(f"the output folder {output} holds more than a site")
    for folder in (paths.content, paths.data, paths.templates, paths.static):
        source = root / folder
        if output.is_relative_to(source) or source.is_relative_to(output):
            raise UsageError(f"the output folder {output} overlaps {source}")
    if output.exists() and not output.is_dir():
        raise UsageError(f"the output folder {output} is a file")
    return output


def refuse_bad_url(url: str) -> None:
    """Refuse an address for the site that is not one; an empty one is no address.

    Raises:
        UsageError: It is not an address.
    """
    if url and (problem := url_problem(url)):
        raise UsageError(f"--base-url {problem}: '{url}'")
