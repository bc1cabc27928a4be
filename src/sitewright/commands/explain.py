"""``sitewright explain``: tell of an address, a file, a value or a code what it is."""

from __future__ import annotations

from argparse import Namespace

from sitewright.edges.terminal import say
from sitewright.kernel.codes import CODES, format_code

FINE = 0


def run(arguments: Namespace) -> int:
    """Print what there is to tell.

    Returns:
        0 if there is anything, 1 if the site is too broken to tell, 2 if there is nothing
        of that name.
    """
    code = CODES.get(arguments.name.upper())
    if code and not (arguments.value or arguments.words):
        say(format_code(code))
        return FINE
    # Codes need no site, and nothing of what builds one.
    from sitewright.commands.explaining import explain_name

    return explain_name(arguments)
