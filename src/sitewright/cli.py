"""The command line: arguments in, exit code out.

Imports are late on purpose: ``--help`` must not wait for Markdown and templates.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from importlib import import_module

from sitewright import __version__
from sitewright.edges.terminal import PrintError, flush, say

BROKEN, USAGE, BUG, INTERRUPTED = 1, 2, 70, 130

_EPILOG = """\
exit codes: 0 fine, 1 the site has errors, 2 wrong usage, 70 a bug in Sitewright,
130 interrupted. Run 'sitewright COMMAND --help' for the options of a command.
"""
_BUG = """\
sitewright: this is a bug in Sitewright, not in your site: {kind}: {bug}
Run again with --debug for the details to report."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words after ``sitewright``; those of the process if None.

    Returns:
        The exit code.
    """
    started = time.perf_counter()
    parser = make_parser()
    try:
        try:
            options = parser.parse_args(arguments)
            options.started = started
            code = _run(options, parser)
        finally:  # --help leaves by an exception
            flush()
    except KeyboardInterrupt:
        say("interrupted", to_errors=True)
        return INTERRUPTED
    except PrintError as bad:
        say(f"sitewright: the report cannot be written: {bad}", to_errors=True)
        return BROKEN
    return code


def _run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Run the command that was asked for; without one, say which there are."""
    if not options.command:
        parser.print_help()
        return USAGE
    try:
        command = import_module(f"sitewright.commands.{options.command}")
        code: int = command.run(options)
    except PrintError:
        raise
    except Exception as bug:
        if options.debug:
            raise
        say(_BUG.format(kind=type(bug).__name__, bug=bug), to_errors=True)
        return BUG
    return code


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
        "--version", action="version", version=f"%(prog)s {__version__}"
    )
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands"
    )

    build = _add(commands, "build", "write the site")
    build.add_argument(
        "-o", "--output", metavar="DIR", help="write to DIR instead of the site's own"
    )
    build.add_argument(
        "--base-url",
        metavar="URL",
        help="use URL instead of the site's own",
    )
    build.add_argument(
        "--drafts", action="store_true", help="publish pending pages, too"
    )
    build.add_argument(
        "--future", action="store_true", help="publish pages dated in the future, too"
    )
    build.add_argument(
        "--strict", action="store_true", help="let warnings fail the build"
    )
    _add_format(build)
    how_much = build.add_mutually_exclusive_group()
    how_much.add_argument(
        "-q", "--quiet", action="store_true", help="report findings only"
    )
    how_much.add_argument(
        "-v", "--verbose", action="store_true", help="name every file that changes"
    )

    check = _add(commands, "check", "look for problems, and write nothing")
    check.add_argument("--drafts", action="store_true", help="check pending pages, too")
    check.add_argument(
        "--future", action="store_true", help="check pages dated in the future, too"
    )
    check.add_argument(
        "--strict", action="store_true", help="let warnings fail the check"
    )
    _add_format(check)

    markdown = _add(
        commands, "markdown", "print the HTML of one Markdown file, without a layout"
    )
    markdown.add_argument(
        "file", metavar="FILE", help="the file; '-' reads standard input"
    )

    nav = _add(commands, "nav", "print the navigation tree")
    nav.add_argument("--drafts", action="store_true", help="with pending pages, too")
    nav.add_argument(
        "--future", action="store_true", help="with pages dated in the future, too"
    )
    nav.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="how to print it (default: text)",
    )

    _add_ledger(commands)

    hosts = _add(commands, "hosts", "write the redirects for a server's own settings")
    hosts.add_argument(
        "-o", "--output", metavar="DIR", required=True, help="write to DIR"
    )

    explain = _add(commands, "explain", "tell what a diagnostic code means")
    explain.add_argument("code", metavar="CODE", help="a code such as NAV003")

    clean = _add(commands, "clean", "remove what earlier builds wrote, and the cache")
    clean.add_argument(
        "-o", "--output", metavar="DIR", help="clean DIR instead of the site's own"
    )
    return parser


def _add_ledger(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    """Add the command about the list of addresses, and what it does besides telling."""
    ledger = _add(commands, "ledger", "tell which addresses of the site were lost")
    tasks = ledger.add_subparsers(dest="ledger", metavar="TASK", title="tasks")
    does = "bring urls.txt up to date with the site"
    accept = _add(tasks, "accept", does, inherits=True)
    accept.add_argument(
        "--gone",
        metavar="URL",
        nargs="+",
        action="extend",
        default=[],
        help="these are lost on purpose; '/sale/*' is all that begins so",
    )
    does = "add the addresses of an old site to urls.txt"
    imports = _add(tasks, "import", does, inherits=True)
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
        command.add_argument(
            "--format",
            choices=("text", "json"),
            default="text" if command is ledger else argparse.SUPPRESS,
            help="how to report (default: text)",
        )


def _add_format(command: argparse.ArgumentParser) -> None:
    """Add the option that says how findings are reported."""
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how to report findings (default: text)",
    )


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    does: str,
    *,
    inherits: bool = False,
) -> argparse.ArgumentParser:
    """Add a command with the options that every command has.

    Args:
        commands: Where to add it.
        name: What it is called.
        does: What it does.
        inherits: Whether it is a part of another, in front of which options may stand.
    """
    command = commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        allow_abbrev=False,
    )
    command.add_argument(
        "--config",
        metavar="FILE",
        default=argparse.SUPPRESS if inherits else "site.yaml",
        help="the site's settings (default: site.yaml); its folder is the project",
    )
    command.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS if inherits else False,
        help=argparse.SUPPRESS,
    )
    return command
