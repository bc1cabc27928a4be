"""Probe and Answer: what a live host is asked, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.model.build import Artifact
from sitewright.model.header import Header


class Want(StrEnum):
    """What an address is to be; the last is one that the site does not have."""

    LIVE = "live"
    MOVED = "moved"
    GONE = "gone"
    MISSING = "missing"


@frozen
class Probe:
    """One address that is asked for.

    Attributes:
        url: The address, as a URL of this site (see ``kernel.urls``).
        want: What it is to be.
        span: Where it is written.
        status: What the host is to answer.
        location: Where it is to lead, percent-encoded: a path, or a full address; empty
            unless it has moved.
        artifact: The file whose bytes are to come; None if it is not known, or if no
            file answers.
        size: How many bytes that are; 0 if it is not known.
        headers: The headers that are to come with it.
    """

    url: str
    want: Want
    span: Span
    status: int = 200
    location: str = ""
    artifact: Artifact | None = None
    size: int = 0
    headers: tuple[Header, ...] = ()


@frozen
class Answer:
    """What came back.

    Attributes:
        status: Such as 200; 0 if nothing came.
        headers: Values by names in lower case.
        digest: Digest of what came.
        html: What came, if it is HTML; else empty.
        problem: Why nothing came; empty if something did.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    html: str = ""
    problem: str = ""
