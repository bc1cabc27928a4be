"""The command that shows the site: ``serve``."""

from __future__ import annotations

import argparse

from sitewright.arguments.adding import Commands, add_command, add_jobs, add_selection

_HIGHEST_PORT = 65535
_VSCODE = "vscode://file{path}:{line}:{column}"


def add_serve(commands: Commands) -> None:
    """Add the command that shows the site while it is being written."""
    does = "show the site in the browser while it is being written"
    serve = add_command(commands, "serve", does)
    serve.add_argument(
        "-p",
        "--port",
        metavar="PORT",
        type=_port,
        default=8080,
        help="listen at PORT, or at the next that is free (default: 8080)",
    )
    serve.add_argument(
        "--strict-port", action="store_true", help="listen at that port or not at all"
    )
    serve.add_argument(
        "--bind",
        metavar="ADDRESS",
        default="localhost",
        help="listen at ADDRESS instead of this machine's own alone",
    )
    serve.add_argument(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help="answer to NAME, too, besides localhost",
    )
    serve.add_argument(
        "--open", action="store_true", help="open the site in the browser"
    )
    serve.add_argument(
        "--poll",
        action="store_true",
        help="look through the folders each second, where the system tells of no changes",
    )
    serve.add_argument(
        "--editor",
        metavar="LINK",
        default=_VSCODE,
        help=f"how links open your editor (default: {_VSCODE}; '' for no links)",
    )
    add_jobs(serve)
    add_selection(serve, "show {}, too")


def _port(text: str) -> int:
    """Read the number of a port."""
    number = int(text)
    if not 0 <= number <= _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"there is no port {number}")
    return number


_port.__name__ = "port number"  # as argparse names it if it is none
