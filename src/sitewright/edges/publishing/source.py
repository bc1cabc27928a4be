"""Name the commit that a site is made from."""

from __future__ import annotations

from pathlib import Path

from sitewright.edges.publishing.clients import Client
from sitewright.edges.publishing.faults import PublishError


def read_commit(root: Path) -> str:
    """Name the commit of a project.

    Returns:
        Its name, with a ``+`` behind it if there are changes besides; empty if the
        project is in no repository.
    """
    git = Client("git", root)
    try:
        commit = git.run("rev-parse", "HEAD").strip()
        changes = git.run("status", "--porcelain", "--", ".")
    except PublishError:
        return ""
    return f"{commit}+" if changes else commit
