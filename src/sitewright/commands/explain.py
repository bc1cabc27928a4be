"""``sitewright explain``: tell what a diagnostic code means."""

from __future__ import annotations

from argparse import Namespace

from sitewright.edges.terminal import say
from sitewright.kernel.codes import CODES, format_code
from sitewright.kernel.diagnostics import suggest


def run(arguments: Namespace) -> int:
    """Print cause, example and cure of one code.

    Returns:
        0 if there is such a code, 2 if not.
    """
    code = CODES.get(arguments.code.upper())
    if code is None:
        near = suggest(arguments.code, CODES)
        hint = f"; did you mean '{near}'?" if near else ""
        say(f"sitewright: there is no code '{arguments.code}'{hint}", to_errors=True)
        return 2
    say(format_code(code))
    return 0
