"""The whole command line."""

from __future__ import annotations

import argparse

from sitewright import __version__
from sitewright.arguments.adding import Formatter
from sitewright.arguments.addresses import (
    add_hosts,
    add_ledger,
    add_move,
    add_redirects,
)
from sitewright.arguments.building import add_build, add_check, add_clean
from sitewright.arguments.publishing import add_publish, add_verify
from sitewright.arguments.serving import add_serve
from sitewright.arguments.telling import add_explain, add_markdown, add_nav
from sitewright.arguments.writing import add_new

_EPILOG = """\
exit codes: 0 fine, 1 the site has errors, 2 wrong usage, 70 a bug in Sitewright,
130 interrupted. Run 'sitewright COMMAND --help' for the options of a command.
"""


_COMMANDS = {
    "build": add_build,
    "serve": add_serve,
    "check": add_check,
    "new": add_new,
    "markdown": add_markdown,
    "nav": add_nav,
    "ledger": add_ledger,
    "redirects": add_redirects,
    "move": add_move,
    "hosts": add_hosts,
    "publish": add_publish,
    "verify": add_verify,
    "explain": add_explain,
    "clean": add_clean,
}


def make_parser(first: str = "") -> argparse.ArgumentParser:
    """Describe the command line.

    Args:
        first: Its first word; if that is a command, no other one is described.
    """
    parser = argparse.ArgumentParser(
        prog="sitewright",
        description="Build a website from Markdown and templates in Jinja2 or Nunjucks, and "
        "refuse to break it.",
        epilog=_EPILOG,
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "-V", "--version", action="version", version=f"%(prog)s {__version__}"
    )
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog="sitewright"
    )
    for name in (first,) if first in _COMMANDS else _COMMANDS:
        _COMMANDS[name](commands)
    return parser
