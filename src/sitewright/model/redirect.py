"""Rule and Redirect: an old address as it was written, and what answers for it now."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex

PERMANENT: Final = (301, 308)
TEMPORARY: Final = (302, 307)
GONE: Final = 410

_PLACEHOLDER: Final = regex(r"(?<=/):[A-Za-z_]\w*|\*")
_LAST: Final = "\U0010ffff"


STATUSES: Final = (*PERMANENT, *TEMPORARY, GONE)
"""What a rule may ask for."""


@frozen
class Rule:
    """What an author wrote about an old address.

    Attributes:
        source: The old address, as written.
        target: Where it leads, as written; empty if it is gone.
        status: What hosts are to answer.
        span: Where the old address was written.
        target_span: Where the target was written.
        page: Source path of the page that asks for it; empty if a rule does.
    """

    source: str
    target: str
    status: int
    span: Span
    target_span: Span
    page: str = ""


@frozen
class Redirect:
    """One old address and where it leads.

    Attributes:
        source: The old path, as a URL of this site (see ``kernel.urls``). A pattern has
            placeholders (``/blog/:year/:slug/``), or ends in ``*``, which stands for
            any rest, the empty one included. A single address may have a query
            (``/?p=12``), which is asked for in this order, perhaps among other things.
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
    def path(self) -> str:
        """The source without its query."""
        return self.source.partition("?")[0]

    @property
    def query(self) -> str:
        """What visitors must ask besides, such as ``p=12``; mostly empty."""
        return self.source.partition("?")[2]

    @property
    def rank(self) -> tuple[bool, int, str]:
        """When it is to be tried: single addresses first, then by what is said most of."""
        is_pattern = self.is_pattern
        fixed = _PLACEHOLDER.sub("", self.source) if is_pattern else self.source
        return is_pattern, -len(fixed), self.source

    @property
    def is_pattern(self) -> bool:
        """Whether it is about many addresses."""
        may_be = ":" in self.source or "*" in self.source
        return may_be and bool(_PLACEHOLDER.search(self.source))

    @property
    def beginning(self) -> str:
        """What every address of a pattern starts with."""
        found = _PLACEHOLDER.search(self.source)
        return self.source[: found.start()] if found else self.source

    @property
    def matcher(self) -> re.Pattern[str]:
        """A regular expression for what a pattern is about; its groups are named."""
        pieces, end = [], 0
        for found in _PLACEHOLDER.finditer(self.source):
            pieces.append(re.escape(self.source[end : found.start()]))
            name = found[0].removeprefix(":")
            pieces.append("(?P<splat>.*)" if name == "*" else f"(?P<{name}>[^/]+)")
            end = found.end()
        pieces.append(re.escape(self.source[end:]))
        return re.compile("".join(pieces))

    def find_among(self, urls: Sequence[str]) -> list[str]:
        """List those of many addresses that a pattern is about.

        Args:
            urls: In order.
        """
        first = bisect_left(urls, self.beginning)
        last = bisect_left(urls, self.beginning + _LAST)
        near = urls[first:last]
        return list(filter(self.matcher.fullmatch, near)) if near else []

    def is_asked_by(self, query: str) -> bool:
        """Tell whether a visitor's query has in it what that of the source has."""
        given = iter(query.split("&"))
        return all(part in given for part in self.query.split("&"))

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing to lead to."""
        return self.status == GONE

    @property
    def can_be_page(self) -> bool:
        """Whether a page in its place can send visitors on."""
        return not (self.is_pattern or self.is_gone or self.query)


@frozen
class Surroundings:
    """What redirects must fit to.

    Attributes:
        url: The site's address, as redirects may name it.
        live: The URL of every page and file, and where each comes from.
        allowed: Names of other hosts that redirects may lead to.
        become_pages: Whether nothing but a page answers for each redirect, which hosts
            must be able to send as HTML.
        own_answer: Whether nothing but pages of the site's own answers for what pages
            say, so that there may be one at each.
    """

    url: str = ""
    live: Mapping[str, str] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    become_pages: bool = True
    own_answer: bool = False
