"""Tell what of a build took how long."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from sitewright import __version__
from sitewright.edges.manifest import write_whole
from sitewright.edges.stopwatch import SystemStopwatch
from sitewright.edges.terminal import say, wants_colour, width_of
from sitewright.kernel.reports import coloured, plain
from sitewright.stages.accounts.reckoning import reckon
from sitewright.stages.accounts.table import format_account
from sitewright.stages.accounts.trace import format_trace

FINE, BROKEN = 0, 1

_WIDTH: Final = 100


def tell_profile(arguments: Namespace, stopwatch: SystemStopwatch) -> int:
    """Show what took how long, and write it, as far as that is asked for.

    Returns:
        0, or 1 if it could not be written.
    """
    lanes = {os.getpid(): stopwatch.laps, **stopwatch.others}
    account = reckon(lanes, stopwatch.asked)
    if arguments.profile:
        # The output of a command may be read by a program.
        is_aside = arguments.format == "json"
        stream = sys.stderr if is_aside else sys.stdout
        paint = coloured if wants_colour(stream) else plain
        width = width_of(stream) or _WIDTH
        say("\n" + format_account(account, width, paint), to_errors=is_aside)
    if arguments.trace:
        text = format_trace(lanes, account, __version__)
        try:
            write_whole(Path(arguments.trace), text)
        except OSError as bad:
            reason = (bad.strerror or str(bad)).lower()
            file = arguments.trace
            say(
                f"sitewright: the trace cannot be written: {file}: {reason}",
                to_errors=True,
            )
            return BROKEN
    return FINE
