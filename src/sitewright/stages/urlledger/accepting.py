"""Bring the ledger up to date: what the site has now, what is gone, what once was."""

from __future__ import annotations

from collections.abc import Iterable

from sitewright.kernel.frozen import frozen, replace
from sitewright.model.urlledger import Entry, State, UrlLedger, key_of
from sitewright.stages.urlledger.comparing import Standing


@frozen
class Change:
    """One address that changes in the ledger.

    Attributes:
        url: The address.
        state: What it is from now on.
        before: What it was; None if it is new.
    """

    url: str
    state: State
    before: State | None = None


@frozen
class Accepted:
    """The ledger brought up to date.

    Attributes:
        ledger: The new ledger.
        changes: What is other than before, sorted by address.
        lost: What is lost still; as long as there is any, nothing is to be written.
        unmet: Wishes to call something gone that is not lost.
    """

    ledger: UrlLedger
    changes: tuple[Change, ...]
    lost: tuple[Entry, ...]
    unmet: tuple[str, ...] = ()


def accept(ledger: UrlLedger, standing: Standing, gone: Iterable[str] = ()) -> Accepted:
    """Take over how the site stands now.

    Args:
        ledger: The ledger so far.
        standing: What ``compare`` makes of it.
        gone: Addresses that are lost on purpose, as URLs of this site; one that ends in
            ``*`` means all that begin so.
    """
    named, unmet = _match(standing.lost, gone)
    entries = [
        replace(item, state=State.GONE) if item.url in named else item
        for item in standing.entries
    ]
    before = {key_of(entry.url): entry.state for entry in ledger.entries}
    every = (*entries, *standing.new)
    changes = [
        Change(entry.url, entry.state, before.get(key_of(entry.url)))
        for entry in every
        if before.get(key_of(entry.url)) is not entry.state
    ]
    return Accepted(
        replace(ledger, entries=every),
        tuple(sorted(changes, key=lambda change: change.url)),
        tuple(entry for entry in standing.lost if entry.url not in named),
        unmet,
    )


def _match(
    lost: Iterable[Entry], wishes: Iterable[str]
) -> tuple[set[str], tuple[str, ...]]:
    """Find what wishes are about, and the wishes that are about nothing."""
    by_key = {key_of(entry.url): entry.url for entry in lost}
    named: set[str] = set()
    unmet = []
    for wish in wishes:
        if wish.endswith("*"):
            begin = wish.removesuffix("*")
            found = {url for url in by_key.values() if url.startswith(begin)}
        else:
            key = key_of(wish)
            found = {by_key[key]} if key in by_key else set()
        named |= found
        unmet += [] if found else [wish]
    return named, tuple(unmet)


def add_urls(ledger: UrlLedger, urls: Iterable[str]) -> Accepted:
    """Add addresses that the site once had; those that are in the ledger stay.

    They count as live, so that each must be found, redirected, or called gone.
    """
    known = {key_of(entry.url) for entry in ledger.entries}
    new: dict[str, str] = {}
    for url in urls:
        if key_of(url) not in known:
            # '/a/' says more than '/a'.
            new[key_of(url)] = max(url, new.get(key_of(url), ""), key=len)
    entries = tuple(Entry(url, State.LIVE) for url in sorted(new.values()))
    changes = tuple(Change(entry.url, entry.state) for entry in entries)
    return Accepted(replace(ledger, entries=ledger.entries + entries), changes, ())
