"""``sitewright clean``: remove what earlier builds wrote, and the cache."""

from __future__ import annotations

from argparse import Namespace

from sitewright.commands.project import (
    USAGE,
    UsageError,
    find_output,
    find_project,
)
from sitewright.edges.terminal import say
from sitewright.edges.workspace import read_workspace
from sitewright.edges.writer import WriteError, clean_site
from sitewright.kernel.reports import count


def run(arguments: Namespace) -> int:
    """Remove the files that Sitewright wrote; those of others stay.

    Returns:
        0 if they are gone, 1 if one could not be removed, 2 without a project.
    """
    try:
        root, config_name = find_project(arguments.config)
        output = find_output(root, read_workspace(root, config_name), arguments.output)
    except UsageError as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    try:
        removed = clean_site(root, output)
    except WriteError as bad:
        say(f"sitewright: {bad}", to_errors=True)
        return 1
    say(f"{count(removed, 'file')} removed.")
    return 0
