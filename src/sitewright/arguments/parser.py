"""The whole command line."""

from __future__ import annotations

import argparse
from importlib import import_module

from sitewright import __version__
from sitewright.arguments.adding import Formatter

_EPILOG = """\
exit codes: 0 fine, 1 the site has errors, 2 wrong usage, 70 a bug in Sitewright,
130 interrupted. Run 'sitewright COMMAND --help' for the options of a command.
"""


# Of each of its words, argparse looks for a translation in the files of the system, with
# what Python knows of all languages. There is none, and ours are English, too.
argparse._ = lambda word: word  # type: ignore[attr-defined]

_COMMANDS = {
    "build": "building",
    "serve": "serving",
    "check": "building",
    "new": "writing",
    "markdown": "telling",
    "nav": "telling",
    "schema": "telling",
    "classes": "telling",
    "ledger": "addresses",
    "redirects": "addresses",
    "move": "addresses",
    "hosts": "addresses",
    "publish": "publishing",
    "verify": "publishing",
    "compare": "comparing",
    "explain": "telling",
    "clean": "building",
}
"""The module of each command, which has a function ``add_…`` for it."""


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
        module = import_module(f"sitewright.arguments.{_COMMANDS[name]}")
        getattr(module, f"add_{name}")(commands)
    return parser
