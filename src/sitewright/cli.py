"""The command line: arguments in, exit code out.

Imports are late on purpose: ``--help`` must not wait for Markdown and templates.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from importlib import import_module

from sitewright.arguments import make_parser
from sitewright.edges.terminal import PrintError, flush, say
from sitewright.kernel.compiled import COMPILED

BROKEN, USAGE, BUG, INTERRUPTED = 1, 2, 70, 130

_BUG = """\
sitewright: this is a bug in Sitewright, not in your site: {kind}: {bug}
Run again with --debug for the details to report."""


_NO_MEMORY = """\
sitewright: there is not enough memory. The site is as it was.
Close other programs, or make pages in fewer processes: --jobs 1."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words after ``sitewright``; those of the process if None.

    Returns:
        The exit code.
    """
    started = time.perf_counter()
    words = sys.argv[1:] if arguments is None else arguments
    parser = make_parser(words[0] if words else "")
    try:
        try:
            options = parser.parse_args(words)
            options.started = started
            COMPILED.note()
            code = _run(options, parser)
        finally:  # --help leaves by an exception
            flush()
    except KeyboardInterrupt as stop:
        from sitewright.edges.dwelling import find_interrupted

        place = find_interrupted(stop)
        say(f"interrupted in {place}" if place else "interrupted", to_errors=True)
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
    except MemoryError:
        if options.debug:
            raise
        say(_NO_MEMORY, to_errors=True)
        return BROKEN
    except Exception as bug:
        if options.debug:
            raise
        say(_BUG.format(kind=type(bug).__name__, bug=bug), to_errors=True)
        return BUG
    return code
