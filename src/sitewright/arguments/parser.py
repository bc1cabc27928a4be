"""The whole command line."""

from __future__ import annotations

import argparse

from sitewright import __version__
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

_EPILOG = """\
exit codes: 0 fine, 1 the site has errors, 2 wrong usage, 70 a bug in Sitewright,
130 interrupted. Run 'sitewright COMMAND --help' for the options of a command.
"""


def make_parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(
        prog="sitewright",
        description="Build a website from Markdown and templates in Jinja2 or Nunjucks, and "
        "refuse to break it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "-V", "--version", action="version", version=f"%(prog)s {__version__}"
    )
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands"
    )
    add_build(commands)
    add_serve(commands)
    add_check(commands)
    add_markdown(commands)
    add_nav(commands)
    add_ledger(commands)
    add_redirects(commands)
    add_move(commands)
    add_hosts(commands)
    add_publish(commands)
    add_verify(commands)
    add_explain(commands)
    add_clean(commands)
    return parser
