"""``sitewright build``: write the site, unless it is there already.

What builds is imported late: to see that nothing has changed, none of it is needed.
"""

from __future__ import annotations

from argparse import Namespace

from sitewright.commands.unchanged import report_unchanged


def run(arguments: Namespace) -> int:
    """Build the site and report.

    Returns:
        0 if the site was written, 1 if it has errors (or warnings, under ``--strict``)
        or could not be written, 2 if the arguments make no sense.
    """
    code = report_unchanged(arguments)
    if code is not None:
        return code
    from sitewright.commands.building import build_anew

    return build_anew(arguments)
