"""Redirect: an old address and what answers for it now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sitewright.kernel.diagnostics import Span

PERMANENT: Final = (301, 308)
TEMPORARY: Final = (302, 307)
GONE: Final = 410

_PLACEHOLDER: Final = re.compile(r"(?<=/):[A-Za-z_]\w*|\*")


@dataclass(frozen=True, slots=True)
class Redirect:
    """One old address and where it leads.

    Attributes:
        source: The old path, as a URL of this site (see ``kernel.urls``). A pattern has
            placeholders (``/blog/:year/:slug/``), or ends in ``*``, which stands for
            any rest, the empty one included.
        target: Where it leads: a URL of this site, not percent-encoded, perhaps with a
            query or a fragment; or a full address; empty if it is gone. The target of
            a pattern may name its placeholders, and its rest as ``:splat``.
        span: Where it was asked for.
        page: Source path of the page that asked for it; empty if a rule did.
        status: What hosts are to answer: 301, 302, 307, 308 or 410.
    """

    source: str
    target: str
    span: Span
    page: str
    status: int = 301

    @property
    def is_pattern(self) -> bool:
        """Whether it is about many addresses."""
        return bool(_PLACEHOLDER.search(self.source))

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing to lead to."""
        return self.status == GONE
