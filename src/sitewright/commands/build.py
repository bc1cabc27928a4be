"""``sitewright build``: write the site, as far as it is not there already.

What builds is imported late: to see that nothing has changed, none of it is needed.
"""

from __future__ import annotations

from argparse import Namespace

from sitewright.commands.unchanged import find_last_build, report_last_build


def run(arguments: Namespace) -> int:
    """Build the site and report.

    Returns:
        0 if the site was written, 1 if it has errors (or warnings, under ``--strict``)
        or could not be written, 2 if the arguments make no sense.
    """
    last = find_last_build(arguments)
    if last and not last.changed:
        return report_last_build(arguments, last)
    if last:
        from sitewright.commands.patching import patch_build

        code = patch_build(arguments, last)
        if code is not None:
            return code
    from sitewright.commands.building import build_anew

    return build_anew(arguments)
