"""Prepare the table of headers for the files of hosts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span, error, warning
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import output_path_of
from sitewright.model.config import SiteConfig
from sitewright.model.header import EVERYTHING, Header, pattern_regex
from sitewright.stages.hosts.patterns import decoded_pattern
from sitewright.stages.hosts.spelling import folder_of, spellings
from sitewright.stages.hosts.table import NEAR

_LAST_HOLE: Final = regex(r"/:[A-Za-z_]\w*/\Z")


@frozen
class Block:
    """The headers of one pattern.

    Attributes:
        source: The pattern with the site's folder in front, not percent-encoded.
        headers: What answers to such addresses have, and what they have not.
        is_whole_site: Whether it is about the whole site.
    """

    source: str
    headers: tuple[Header, ...]
    is_whole_site: bool

    @property
    def span(self) -> Span:
        """Where the first of them was asked for."""
        return self.headers[0].span

    @property
    def is_whole_host(self) -> bool:
        """Whether it is about all that the host has."""
        return self.source == EVERYTHING

    @property
    def regex(self) -> str:
        """What fits to a path that a server has decoded, from its start."""
        return pattern_regex(self.source, decoded_pattern)

    def paths(self, *, with_index: bool) -> list[str]:
        """Write it as hosts compare it with what was sent, in every spelling.

        Args:
            with_index: Whether the host sends a page by the name of its file, too.
        """
        sources = [self.source]
        if with_index and self.source.endswith("/"):
            sources.append("/" + output_path_of(self.source))
        elif _LAST_HOLE.search(self.source):  # which may be a file
            sources.append(self.source[:-1])
        return [text for source in sources for text in spellings(source)]


def make_blocks(table: Iterable[Header], config: SiteConfig) -> list[Block]:
    """Put headers for one pattern together, the wider patterns first."""
    base = folder_of(config)
    return [
        Block(base + pattern, tuple(headers), pattern == EVERYTHING)
        for pattern, headers in groupby(table, key=lambda header: header.pattern)
    ]


def has_wider(blocks: Sequence[Block], number: int, name: str) -> bool:
    """Tell whether a block before that of a number sets a header."""
    return any(h.name == name for block in blocks[:number] for h in block.headers)


def check_length(
    what: str, length: int, limit: int, header: Header
) -> Diagnostic | None:
    """Warn near the longest line that a host reads, and refuse what is longer.

    Args:
        what: The line, and the host.
        length: Its length in characters.
        limit: How many the host reads.
        header: The header that it sets.
    """
    message = f"{what} has {length:,} characters, of which {limit:,} are read"
    hint = header.advice or "shorten the value"
    if length > limit:
        return error("HOST003", message, header.span, hint)
    if length > limit * NEAR:
        return warning("HOST001", message, header.span, hint)
    return None


def refuse_value(header: Header, host: str, part: str) -> Diagnostic:
    """Report a value that a host would change."""
    message = f"{host} would not send '{part}' in '{header.name}' as it is"
    hint = "write the value without it"
    return error("HOST033", message, header.span, hint)
