"""Report a site that is there already: the same sources, the same files."""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import Namespace
from collections.abc import Sequence

from sitewright.edges.clock import ClockError, read_seconds
from sitewright.edges.lastbuild.last import LastBuild, read_last_build
from sitewright.edges.lastbuild.store import DamagedError, find_store
from sitewright.edges.terminal import say, wants_colour
from sitewright.kernel.sentences import format_written

_CONFIG = "site.yaml"


def what_is_asked(arguments: Namespace) -> list[object]:
    """Name all of the command line that makes a difference for the site."""
    given = vars(arguments)
    names = ("base_url", "drafts", "future", "strict")
    config = arguments.config
    name = _CONFIG if os.path.isdir(config) else os.path.basename(config)
    return [name, *(given[key] or "" for key in names)]


def is_timed(arguments: Namespace) -> bool:
    """Tell whether to time a build: of what is not done, nothing can be told."""
    return bool(arguments.profile or arguments.trace)


def find_last_build(arguments: Namespace) -> LastBuild | None:
    """Find the last build of what is asked for, if all that it wrote is there."""
    if any((arguments.manifest, arguments.no_cache, is_timed(arguments))):
        return None
    config = arguments.config
    folder = config if os.path.isdir(config) else os.path.dirname(config)
    try:
        root = os.path.realpath(folder or os.curdir)
    except FileNotFoundError:  # the folder that we are in is gone
        return None
    store = find_store(root, arguments.output)
    try:
        last = read_last_build(root, store)
        now = read_seconds()
        if last and last.holds(what_is_asked(arguments), now):
            return None if arguments.strict and last.kept["tally"] else last
    except DamagedError as bad:
        shown = os.path.relpath(store.file, root)
        say(f"sitewright: {shown} is left aside: {bad}", to_errors=True)
    except ClockError:  # which whoever builds will report
        pass
    return None


def report_last_build(
    arguments: Namespace, last: LastBuild, written: Sequence[str] = ()
) -> int:
    """Report a site that is there, but for a few files that were written now.

    Args:
        arguments: How to report.
        last: The site.
        written: The files that were written, sorted.

    Returns:
        0: the site is there.
    """
    kept = last.kept
    output = os.path.normpath(os.path.join(last.root, last.output))
    *_, findings, text = last.sections
    is_plain = arguments.format == "text" and not wants_colour(sys.stderr)
    if not (is_plain and output.isprintable()) or (kept["tally"] and not text):
        from sitewright.commands.repeating import report_again

        report_again(arguments, last, json.loads(findings), written)
        return 0
    if text:
        say(text.decode().removesuffix("\n"), to_errors=True)
    if arguments.quiet:
        return 0
    if arguments.verbose:
        for path in written:
            say(f"written  {path}")
    numbers = len(written), len(kept["outputs"]) - len(written), 0
    seconds = time.perf_counter() - arguments.started
    folder = _shown(output)
    say(format_written(kept["pages"], folder, numbers, seconds, kept["tally"]))
    return 0


def _shown(folder: str) -> str:
    """Write a folder as seen from where the user stands, if it lies below."""
    try:
        below = os.path.relpath(folder)
    except OSError:  # removed under our feet
        below = os.pardir
    return f"{folder if below.startswith(os.pardir) else below}/"
