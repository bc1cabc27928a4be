"""Say of a finished site what a later process needs to change the text of one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Findings
from sitewright.kernel.digests import Digest, digest_of, digest_of_bytes
from sitewright.kernel.texts import encode
from sitewright.model.body import Body
from sitewright.model.build import Build, Kind, Workspace
from sitewright.model.card import CardName
from sitewright.model.data import PAGINATION
from sitewright.model.document import Document
from sitewright.model.known import Known, Shown
from sitewright.stages.redirects.anchors import gather_anchors

OF_PROSE = ("body", "links", "shown", "render")
"""The stages that find out about the text of one page."""

_MOST_SHOWN = 50
"""A page that shows more of others has a list of them, and is rendered with all."""

_MOST_TEMPLATES = 20
_TEXTS = ("body", "raw", "target")
_CARD = "card:"
_OF_OTHERS = ("body:", "page:", "raw:", "target:", "url:")


def describe_site(build: Build, workspace: Workspace, ledger: Ledger) -> Known | None:
    """Describe a site; None if the text of no page of it can be changed alone.

    Args:
        build: The site.
        workspace: Its sources.
        ledger: What the build remembers.
    """
    site = build.site
    if site is None or site.own_collections or workspace.hooks:
        return None
    security = site.config.security
    if security and security.in_pages:
        return None
    keys = tuple(page.key for page in site.pages)
    documents = cast("Mapping[str, Document]", ledger.stage("document").results)
    templates = {page.path for page in site.pages} - {*build.prose}
    if len(templates) > _MOST_TEMPLATES:
        return None
    single = [p.path for p in site.pages if p.data.get(PAGINATION) is None]
    shows, readers = _find_readers(ledger, keys)
    heads = {it.path: it.text for it in workspace.content}
    bodies = ledger.stage("body")
    texts = build.prose if site.config.images else ()
    pictured = {it for it in texts if _has_pictures(bodies.last(it))}
    found, final = findings_by_page(ledger), {*map(id, build.findings)}
    return Known(
        site.navigation,
        site.collections,
        keys,
        build.unpublished,
        tuple(it.path for it in build.outputs if it.kind is Kind.ASSET),
        build.names,
        tuple(sorted(templates)),
        {
            path: Shown(
                head_of(heads[path], documents[path]),
                shows[path],
                digest_of(ledger.stage("needs of a page").last(path))
                if security
                else Digest(""),
            )
            for path in single
            if path in shows
            and path not in pictured
            and final.issuperset(map(id, found[path]))
        },
        readers,
        _find_ids(ledger, build.prose),
        _find_cards(ledger, keys if site.config.cards else ()),
        tuple(sorted(gather_anchors(build.redirects))),
    )


def _has_pictures(body: object | None) -> bool:
    return isinstance(body, Body) and bool(body.pictures)


def head_of(text: str, document: Document) -> Digest:
    """Take the digest of a source above its text."""
    return digest_of_bytes(encode(text[: len(text) - len(document.rest)]))


def findings_by_page(ledger: Ledger) -> defaultdict[str, Findings]:
    """List what was found out about the text of each page, by its source."""
    found: defaultdict[str, Findings] = defaultdict(tuple)
    for memory in map(ledger.stage, OF_PROSE):
        for path, items in memory.found.items():
            found[path] += items
    return found


def find_owners(known: Known, ledger: Ledger) -> dict[int, str]:
    """Find whose text each finding is about, by the finding's identity."""
    found = findings_by_page(ledger)
    return {id(item): path for path in known.pages for item in found[path]}


def _find_readers(
    ledger: Ledger, keys: Iterable[str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Find which pages show something of others.

    Returns:
        Sources of the others for each page that does not show too many, by its key; and
        keys of the pages that show something of a text, by its source.
    """
    shows: dict[str, tuple[str, ...]] = {}
    readers: defaultdict[str, list[str]] = defaultdict(list)
    memory = ledger.stage("render")
    for key in keys:
        others, texts = find_others(key, memory.reads_of(key))
        for path in texts:
            readers[path].append(key)
        if others is not None:
            shows[key] = others
    return shows, {path: tuple(found) for path, found in readers.items()}


def find_others(
    key: str, reads: Iterable[str]
) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Find of which other pages one shows something.

    Args:
        key: The page.
        reads: Names of the facts that it has read.

    Returns:
        The sources of the others, or None for too many; and of those whose text it shows.
    """
    own = key.partition("#")[0]
    others, texts = set(), set()
    for name in reads:
        if name.startswith(_OF_OTHERS):
            kind, _, rest = name.partition(":")
            path = rest.partition("#")[0]
            if path != own:
                others.add(path)
                if kind in _TEXTS:
                    texts.add(path)
    shown = tuple(sorted(others)) if len(others) <= _MOST_SHOWN else None
    return shown, tuple(sorted(texts))


def _find_cards(ledger: Ledger, keys: Iterable[str]) -> dict[str, str]:
    """Find the cards that pages have: none of which anything is to be said."""
    memory = ledger.stage("render")
    cards = {}
    for key in keys:
        for name, fact in memory.reads_of(key).items():
            if name.startswith(_CARD) and fact is not None:
                card = cast("CardName", fact.value)
                if not card.problem:
                    cards[name.removeprefix(_CARD)] = card.path
    return cards


def _find_ids(ledger: Ledger, prose: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Find the ids of all pages that links by source path lead to."""
    memory = ledger.stage("body")
    bodies = {path: cast("Body | None", memory.last(path)) for path in prose}
    linked = {it.target for body in bodies.values() if body for it in body.links}
    return {path: body.ids for path in linked if (body := bodies.get(path))}
