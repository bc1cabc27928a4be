"""Find out who makes the pages, from the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sitewright.commands.project import UsageError
from sitewright.edges.crew.machine import Machine
from sitewright.model.crew import Crew


def find_crew(arguments: Namespace, root: Path) -> Crew:
    """Find who makes the pages: processes of this machine, or a cluster.

    Args:
        arguments: The command line.
        root: The project's folder.

    Raises:
        UsageError: There is no such cluster.
    """
    address = getattr(arguments, "executor", None)
    if address is None:
        return Machine(root, arguments.jobs)
    # Few have one, and what talks to it takes a second to load.
    from sitewright.edges.crew.cluster import Cluster, ClusterError

    try:
        return Cluster(address, root)
    except ClusterError as bad:
        raise UsageError(f"--executor {address}: {bad}") from bad
