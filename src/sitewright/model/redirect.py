"""Redirect: an old path and the page that answers for it now."""

from __future__ import annotations

from dataclasses import dataclass

from sitewright.kernel.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Redirect:
    """One old URL and where it leads.

    Attributes:
        source: The old path, as a URL of this site.
        target: URL of the page that it leads to.
        span: Where it was asked for.
        page: Source path of the page that asked for it.
    """

    source: str
    target: str
    span: Span
    page: str
