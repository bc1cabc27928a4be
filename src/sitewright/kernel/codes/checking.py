"""What can be wrong with what ``check`` is told to leave alone."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

CHK: Final = (
    Code(
        "CHK001",
        "line of the baseline without a finding",
        "`check-baseline.txt` lists old findings that `sitewright check` leaves alone, and "
        "this one does not occur any more: it was mended, or its page has another name.",
        "LNK008 content/offer.md: no page has a link to this one",
        "Remove the line, so that it is told if it comes back; or let `sitewright check "
        "--write-baseline` write the file anew.",
    ),
)
