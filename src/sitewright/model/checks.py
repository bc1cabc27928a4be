"""FinishedSite, FinishedPage, Complaint: what checks look at, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from sitewright.kernel.diagnostics import Note, Span
from sitewright.kernel.frozen import frozen
from sitewright.model.build import Artifact, Output
from sitewright.model.document import KeyPath
from sitewright.model.markup import Markup
from sitewright.model.page import Page
from sitewright.model.site import Site
from sitewright.model.urlledger import Addresses

FindAlike = Callable[[str], Iterable[tuple[int, int]]]
"""Finds all of a kind in the text of a source: where each begins and ends."""

ReadFile = Callable[[str], bytes]
"""Reads a file of the project; nothing if it cannot be read."""


@frozen
class FinishedPage:
    """A page of HTML as it will be published.

    Attributes:
        page: What is known of it.
        markup: What it is made of.
    """

    page: Page
    markup: Markup


@frozen
class FinishedSite:
    """The whole site as it will be published.

    Attributes:
        site: What it was made from.
        pages: Its pages of HTML, by their keys.
        files: All its files, by their paths.
        outputs: What each of them is made from, by its path.
        addresses: All that it answers, and the pages that it withholds.
        read: Reads a file that is copied, by its path in the project.
    """

    site: Site
    pages: Mapping[str, FinishedPage] = field(default_factory=dict)
    files: Mapping[str, Artifact] = field(default_factory=dict)
    outputs: Mapping[str, Output] = field(default_factory=dict)
    addresses: Addresses = field(default_factory=Addresses)
    read: ReadFile = field(default=lambda _path: b"", compare=False)

    def bytes_of(self, path: str) -> bytes:
        """Take what a file of the site holds, by its path below the output folder."""
        file = self.files[path]
        return self.read(file.copied_from) if file.content is None else file.content


@frozen
class Complaint:
    """What a check says of a page, while nobody knows yet where that was written.

    Attributes:
        code: Its code, which says how much it matters.
        message: As in a finding.
        hint: As in a finding.
        literals: How the culprit may be written in a source, the likeliest first; none
            if something is missing, or the page as a whole is meant.
        field: Before them, the value of front matter that is the culprit; without any
            of them, there is nothing to be said if nobody has written it there.
        span: Instead of both, the place, if the check knows it.
        notes: As in a finding.
        example: What it is on this page, if that differs from page to page for one cause.
        shapes: Regular expressions to look for before the literals, where those could be
            something else, each behind a text that it needs; the group ``it`` is the
            culprit.
        search: Instead of looking for a text, before all of them, finds all culprits of
            a kind in a source.
        nth: How many of that kind stand before it on the page.
    """

    code: str
    message: str
    hint: str = ""
    literals: tuple[str, ...] = ()
    field: KeyPath = ()
    span: Span | None = None
    notes: tuple[Note, ...] = ()
    example: str = ""
    shapes: tuple[tuple[str, str], ...] = ()
    search: FindAlike | None = None
    nth: int = 0


PageCheck = Callable[[FinishedPage, FinishedSite], Iterable[Complaint]]
"""Looks through one page."""

SiteCheck = Callable[[FinishedSite], Iterable[tuple[str, Complaint]]]
"""Looks at all pages together.

Names the key of the page that each complaint is about; empty if it is about the settings,
and so has a place.
"""
