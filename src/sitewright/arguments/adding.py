"""Add a command, or an option that several have."""

from __future__ import annotations

import argparse

from sitewright.edges.terminal import find_width

TYPE_CHECKING = False
if TYPE_CHECKING:  # the module of types is larger than all that a quick command needs
    from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- it has no public name
"""Where commands, or the tasks of one, are added."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Lays help out as wide as the terminal is."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=find_width() - 2)


def named(text: str) -> str:
    """Take the name of a file or folder, which cannot be empty."""
    if not text:
        raise argparse.ArgumentTypeError("a name is needed")
    return text


def add_format(
    command: argparse.ArgumentParser,
    does: str = "report",
    *others: str,
    default: str = "text",
) -> None:
    """Add the option that says how a command tells what it has to tell.

    Args:
        command: Where to add it.
        does: What it does so, such as ``print it``.
        others: Formats besides text and JSON.
        default: The format if none is asked for.
    """
    command.add_argument(
        "--format",
        choices=("text", "json", *others),
        default=default,
        help=f"how to {does} (default: text)",
    )


def add_command(
    commands: Commands,
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
        formatter_class=Formatter,
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


def add_selection(command: argparse.ArgumentParser, what: str) -> None:
    """Add the options that choose between published pages and all pages.

    Args:
        command: Where to add them.
        what: What is done with such pages, with ``{}`` for them.
    """
    pages = {"drafts": "pending pages", "future": "pages dated in the future"}
    for name, which in pages.items():
        help_text = what.format(which)
        command.add_argument(f"--{name}", action="store_true", help=help_text)


def add_jobs(command: argparse._ActionsContainer) -> None:
    """Add the option that says how many processes make pages."""
    command.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=_number,
        help="make pages in N processes (default: one a processor, if it is worth it)",
    )


def _number(text: str) -> int:
    """Read how many there are to be."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("there must be one at least")
    return number


_number.__name__ = "number"  # as argparse names it if it is none
