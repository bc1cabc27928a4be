"""Relocation and Move: what is to go where, and all that changes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Final

from sitewright.kernel.diagnostics import Findings
from sitewright.kernel.edits import Edit
from sitewright.kernel.frozen import frozen
from sitewright.model.document import Source
from sitewright.model.urlledger import State

REDIRECT_FROM: Final = "redirect_from"
"""The key under which a page says where it once was."""

Steps = tuple[tuple[Edit, ...], ...]
"""Edits of a text, then of what they make of it, and so on."""


class Kind(StrEnum):
    """What a link may be, by the place that it stands in."""

    MARKDOWN = "markdown"  # a source path, or an address
    ATTRIBUTE = "attribute"  # an address, also one that counts from the page's own
    VALUE = "value"  # an address from the top of the site, or a source path
    TARGET = "target"  # where a redirect leads, or what a header is for


@frozen
class Link:
    """One link as it is read.

    Attributes:
        text: The whole of it, with scheme, query and fragment if it has such.
        kind: What it may be.
    """

    text: str
    kind: Kind


@frozen
class Relocation:
    """What is asked for, as far as the disk has to do with it.

    Attributes:
        paths: The new path of every file that goes elsewhere, by its old one.
        outputs: Where each of them is copied to, by its new path; none for pages.
        texts: Copied files that may hold links.
        fixed: Files that are reached through links of the file system, and so are not
            to be written.
    """

    paths: Mapping[str, str]
    outputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: tuple[Source, ...] = ()
    fixed: frozenset[str] = frozenset()


@frozen
class Rewritten:
    """One link that was led to the new place.

    Attributes:
        path: The file that it stands in, by its old path.
        line: Where, counted from 1.
        column: Where on that line, counted from 1.
        before: What was written.
        after: What is written now.
    """

    path: str
    line: int
    column: int
    before: str
    after: str


@frozen
class FileChange:
    """What becomes of one file.

    Attributes:
        before: Its path.
        after: Its path from now on.
        old: Its text; empty if it is not read as text.
        new: Its text from now on.
        steps: How the one becomes the other.
    """

    before: str
    after: str
    old: str = ""
    new: str = ""
    steps: Steps = ()


@frozen
class NewAddress:
    """An address that is another from now on.

    Attributes:
        before: The old one.
        after: The new one.
        path: The source that has it, by its new path.
        told_in: The file that says where the old one leads; empty if none needs to.
    """

    before: str
    after: str
    path: str
    told_in: str = ""


@frozen
class LedgerLine:
    """One address whose line in the ledger changes.

    Attributes:
        url: The address.
        state: Its state from now on.
        before: Its state so far; None if it is new there.
    """

    url: str
    state: State
    before: State | None = None


@frozen
class Move:
    """All that changes.

    Attributes:
        files: Every file that goes elsewhere or has another text, sorted by old path.
        addresses: The addresses that change, sorted by the old one.
        kept: The addresses of what goes elsewhere and is found where it was.
        rewritten: The links that were changed, in order.
        ledger: The lines of the ledger that change.
        findings: What the author should know; no errors.
    """

    files: tuple[FileChange, ...]
    addresses: tuple[NewAddress, ...] = ()
    kept: tuple[str, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()
    ledger: tuple[LedgerLine, ...] = ()
    findings: Findings = ()
