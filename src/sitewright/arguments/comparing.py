"""The command that compares two finished sites: ``compare``."""

from __future__ import annotations

from sitewright.arguments.adding import Commands, add_command, add_format


def add_compare(commands: Commands) -> None:
    """Add the command that compares two output folders."""
    does = "compare two output folders by what their pages say"
    compare = add_command(commands, "compare", does)
    compare.add_argument(
        "old", metavar="OLD", help="the folder that the old tool has written"
    )
    compare.add_argument(
        "new",
        metavar="NEW",
        nargs="?",
        help="the new one (default: the site as it would be built now)",
    )
    compare.add_argument(
        "--allow", metavar="FILE", help="a list of what may differ, with reasons"
    )
    compare.add_argument(
        "--report", metavar="FILE", help="write a page that shows both sides to FILE"
    )
    add_format(compare)
