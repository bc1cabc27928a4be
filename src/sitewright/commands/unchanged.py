"""Report a site that is there already: the same sources, the same files."""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import Namespace
from contextlib import suppress
from typing import Any

from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.lastbuild.looking import Look
from sitewright.edges.lastbuild.stamps import name_ourselves
from sitewright.edges.lastbuild.store import (
    DamagedError,
    find_store,
    read_store,
    write_store,
)
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


def report_unchanged(arguments: Namespace) -> int | None:
    """Report as a build does that finds nothing to do.

    Returns:
        The exit code; None if there may be something to do.
    """
    if arguments.manifest:
        return None
    config = arguments.config
    folder = config if os.path.isdir(config) else os.path.dirname(config)
    root = os.path.realpath(folder or os.curdir)
    file = find_store(root, arguments.output)
    try:
        return _report(arguments, root, file)
    except DamagedError as bad:
        shown = os.path.relpath(file, root)
        say(f"sitewright: {shown} is left aside: {bad}", to_errors=True)
        return None


def _report(arguments: Namespace, root: str, file: str) -> int | None:
    sections = read_store(file)
    if sections is None:
        return None
    try:
        kept = json.loads(sections[0])
        look = Look(root)
        if not _is_still_good(kept, arguments) or not look.is_plausible(kept):
            return None
        if look.changed or (arguments.strict and kept["tally"]):
            return None
        _say_again(arguments, root, kept, sections)
    except (ValueError, LookupError, TypeError, AttributeError) as bad:
        raise DamagedError("it is not what a build has written") from bad
    if look.is_renewed:
        with suppress(OSError):  # then the next build has to look as closely
            write_store(file, [json.dumps(kept).encode(), *sections[1:]])
    return 0


def _is_still_good(kept: dict[str, Any], arguments: Namespace) -> bool:
    """Tell whether the same sources would make the same site now."""
    try:
        now = read_clock().timestamp()
    except ClockError:
        return False
    made, until = kept["time"]
    is_in_time = made <= now and (until is None or now < until)
    is_asked = kept["asked"] == what_is_asked(arguments)
    return is_asked and is_in_time and bool(kept["by"] == name_ourselves())


def _say_again(
    arguments: Namespace, root: str, kept: dict[str, Any], sections: list[bytes]
) -> None:
    """Report what the last build found, and that there was nothing to write."""
    output = os.path.normpath(os.path.join(root, kept["output"]))
    _, _, findings, text = sections
    is_plain = arguments.format == "text" and not wants_colour(sys.stderr)
    if not (is_plain and output.isprintable()) or (kept["tally"] and not text):
        from sitewright.commands.repeating import report_again

        report_again(arguments, root, output, kept, json.loads(findings))
        return
    if text:
        say(text.decode(), to_errors=True)
    if not arguments.quiet:
        seconds = time.perf_counter() - arguments.started
        numbers = (0, len(kept["outputs"]), 0)
        folder = _shown(output)
        say(format_written(kept["pages"], folder, numbers, seconds, kept["tally"]))


def _shown(folder: str) -> str:
    """Write a folder as seen from where the user stands, if it lies below."""
    try:
        below = os.path.relpath(folder)
    except OSError:  # removed under our feet
        below = os.pardir
    return f"{folder if below.startswith(os.pardir) else below}/"
