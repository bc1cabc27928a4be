"""Check the ledger as a step of a build."""

from __future__ import annotations

from sitewright.kernel.diagnostics import Findings, Severity
from sitewright.model.document import Source
from sitewright.model.urlledger import Addresses
from sitewright.stages.urlledger.comparing import compare
from sitewright.stages.urlledger.lines import read_ledger
from sitewright.stages.urlledger.reporting import find_lost


def check_ledger(
    source: Source | None, site: Addresses | None, severity: Severity, config: str
) -> Findings:
    """Find what is wrong in the ledger, and every address that was lost.

    Args:
        source: The ledger; a site without one has nothing to lose.
        site: The addresses of the site; None if not all of its pages could be read, so
            that nothing can be said of what is lost.
        severity: How much a lost address matters to the command.
        config: The settings file, for the lines to add there.
    """
    if source is None:
        return ()
    ledger, findings = read_ledger(source)
    if site is None:
        return findings
    return (*findings, *find_lost(compare(ledger, site), site, severity, config))
