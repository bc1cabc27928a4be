"""Read a part of a project: all but most of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sitewright.edges.content import read_data, read_templates
from sitewright.edges.gathering import Gathering
from sitewright.kernel.diagnostics import has_errors
from sitewright.model.build import Workspace, by_path
from sitewright.stages.config import read_config
from sitewright.stages.directorydata import CONTENT_DATA_ENDINGS


def read_part(
    root: str, config_name: str, paths: Iterable[str], others: Iterable[str]
) -> tuple[Workspace, dict[str, int]] | None:
    """Read the settings, data and templates of a project, and some of its content.

    Args:
        root: The project's folder.
        config_name: Name of the config file in it.
        paths: The content to read.
        others: All files that were read last time; data of pages are among them.

    Returns:
        The workspace, without files to copy, and the state of each file that was read;
        None if anything is wrong with them.
    """
    gathering = Gathering(Path(root))
    source = gathering.source(config_name)
    config, _ = read_config(source) if source else (None, ())
    if source is None or config is None:
        return None
    inside = config.paths.content + "/"
    data = [
        path
        for path in others
        if path.startswith(inside) and path.endswith(CONTENT_DATA_ENDINGS)
    ]
    workspace = Workspace(
        source,
        config.paths,
        content_by_path=by_path(gathering.sources(sorted(paths))),
        templates=read_templates(gathering, config),
        data=read_data(gathering, config.paths.data, frozenset()),
        content_data=tuple(gathering.sources(sorted(data))),
    )
    if has_errors(gathering.findings):
        return None
    return workspace, gathering.files.texts.stamps
