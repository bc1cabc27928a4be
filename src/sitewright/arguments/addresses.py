"""The commands about addresses: ``ledger``, ``redirects``, ``move``, ``hosts``."""

from __future__ import annotations

import argparse

from sitewright.arguments.adding import Commands, add_command, add_format, named


def add_ledger(commands: Commands) -> None:
    """Add the command about the list of addresses, and what it does besides telling."""
    ledger = add_command(
        commands, "ledger", "tell which addresses of the site were lost"
    )
    tasks = ledger.add_subparsers(dest="ledger", metavar="TASK", title="tasks")
    does = "bring urls.txt up to date with the site"
    accept = add_command(tasks, "accept", does, inherits=True)
    accept.add_argument(
        "--gone",
        metavar="URL",
        nargs="+",
        action="extend",
        default=[],
        help="these are lost on purpose; '/sale/*' is all that begins so",
    )
    does = "add the addresses of an old site to urls.txt"
    imports = add_command(tasks, "import", does, inherits=True)
    imports.add_argument(
        "source",
        metavar="SOURCE",
        nargs="+",
        help="an output folder, a sitemap.xml, or a text file of addresses",
    )
    imports.add_argument(
        "--host",
        metavar="NAME",
        action="append",
        default=[],
        help="another name that the site had",
    )
    for task in (accept, imports):
        task.add_argument(
            "--dry-run", action="store_true", help="show what would change in urls.txt"
        )
    for command in (ledger, accept, imports):
        default = "text" if command is ledger else argparse.SUPPRESS
        add_format(command, default=default)


def add_redirects(commands: Commands) -> None:
    """Add the command that shows where old addresses lead."""
    does = "print where every old address leads"
    redirects = add_command(commands, "redirects", does)
    redirects.add_argument(
        "--host", metavar="NAME", help="print what tells this host of it"
    )
    add_format(redirects, "print it")


def add_move(commands: Commands) -> None:
    """Add the command that gives a page or file another place."""
    does = (
        "move a page, a folder or a static file, and lead every link and visitor there"
    )
    move = add_command(commands, "move", does)
    move.add_argument(
        "old", metavar="OLD", help="the file or folder, or its address, such as /about/"
    )
    move.add_argument(
        "new", metavar="NEW", help="its new path; it keeps its name in a folder"
    )
    move.add_argument(
        "--dry-run", action="store_true", help="show what would change in each file"
    )
    add_format(move)


def add_hosts(commands: Commands) -> None:
    """Add the command that writes what a server's own settings need."""
    does = "write redirects and headers for a server's own settings"
    hosts = add_command(commands, "hosts", does)
    hosts.add_argument(
        "-o", "--output", type=named, metavar="DIR", required=True, help="write to DIR"
    )
