"""Difference, Group and Likeness: what two finished sites have in common, and what not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum

from sitewright.kernel.diagnostics import Findings, Span
from sitewright.kernel.digests import Digest
from sitewright.kernel.frozen import frozen


class Aspect(StrEnum):
    """What a difference is about, in the order in which they matter."""

    LOST = "lost"
    EXTRA = "extra"
    ADDRESS = "address"
    REDIRECT = "redirect"
    HEAD = "head"
    DATA = "data"
    TEXT = "text"
    LINK = "link"
    ELEMENT = "element"
    CLASS = "class"
    ID = "id"
    ATTRIBUTE = "attribute"
    COMMENT = "comment"
    FILE = "file"


@frozen
class SiteFiles:
    """The files of a finished site, wherever they are.

    Attributes:
        name: What stands before their paths in places, such as ``_site/``; may be empty.
        digests: The digest of each file by its path, sorted by path.
        read: Reads one of them.
    """

    name: str
    digests: Mapping[str, Digest]
    read: Callable[[str], bytes]


@frozen
class Excerpt:
    """A little of a file, of which one part matters.

    Attributes:
        part: What differs; empty if there is nothing on this side.
        before: What stands before it.
        after: What stands behind it.
    """

    part: str = ""
    before: str = ""
    after: str = ""


@frozen
class Difference:
    """One difference, without its place.

    Attributes:
        aspect: What it is about.
        what: What has happened, such as ``class lost``.
        subject: The element, or the kind of file, that it has happened to.
        name: The attribute, or the name of the value, if it is about one.
        old: How it was.
        new: How it is.
    """

    aspect: Aspect
    what: str
    subject: str = ""
    name: str = ""
    old: Excerpt = Excerpt()
    new: Excerpt = Excerpt()

    @property
    def mark(self) -> tuple[str, ...]:
        """What is equal for differences that are the same one on several pages."""
        parts = self.old.part, self.new.part
        return self.aspect, self.what, self.subject, self.name, *parts


@frozen
class Sighting:
    """Where a difference was seen.

    Attributes:
        url: The address, as the old site has it.
        old: The place in the old site; None if there is none.
        new: The place in the new site; None if there is none.
        way: The elements around it, such as ``main > p.lead``.
    """

    url: str
    old: Span | None = None
    new: Span | None = None
    way: str = ""


@frozen
class Group:
    """The same difference, wherever it was seen.

    Attributes:
        difference: What it is, as it was seen first.
        sightings: Where it was seen, at least once.
        reason: Why it may be; empty if nobody allowed it.
    """

    difference: Difference
    sightings: tuple[Sighting, ...]
    reason: str = ""

    @property
    def urls(self) -> Collection[str]:
        """The addresses that have it, each once."""
        return dict.fromkeys(sighting.url for sighting in self.sightings).keys()


@frozen
class Forwarding:
    """An old address that leads on in the new site.

    Attributes:
        url: The old address.
        target: Where it leads; empty if visitors are told that it is gone.
    """

    url: str
    target: str


@frozen
class Likeness:
    """What a comparison came to.

    Attributes:
        groups: What differs, the most important first.
        allowed: What differs, and may.
        forwarded: Old addresses that lead on.
        pages: How many pages were compared.
        files: How many other files were.
        same: How many of both are the same.
        findings: What was wrong with the files, or with the list of what is allowed.
    """

    groups: tuple[Group, ...]
    allowed: tuple[Group, ...]
    forwarded: tuple[Forwarding, ...]
    pages: int
    files: int
    same: int
    findings: Findings = ()
