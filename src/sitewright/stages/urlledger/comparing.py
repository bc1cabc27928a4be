"""Compare the ledger with the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitewright.kernel.frozen import frozen
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import Addresses, Entry, State, UrlLedger, key_of
from sitewright.stages.urlledger.lasting import is_lasting


@frozen
class Standing:
    """How each address of the ledger stands, and each that is not in it yet.

    Attributes:
        entries: What each entry is to become, as far as that is known; in the order of
            the ledger.
        new: Addresses that are not in the ledger yet, sorted.
        lost: Entries that nothing answers for, and nobody called gone.
    """

    entries: tuple[Entry, ...]
    new: tuple[Entry, ...]
    lost: tuple[Entry, ...]

    def count(self, state: State) -> int:
        """Count the addresses of the ledger that are in a state now, not lost."""
        lost = {entry.url for entry in self.lost}
        found = (item for item in self.entries if item.url not in lost)
        return sum(item.state is state for item in found)


def compare(ledger: UrlLedger, site: Addresses) -> Standing:
    """Compare the ledger with the addresses of the site.

    A trailing slash, ``index.html`` and percent-encoding make no difference, letter
    case does, as it does for hosts.
    """
    live = {key_of(address.url): address.url for address in site.published}
    answers = _Answers(site.redirects)
    entries, lost = [], []
    for entry in ledger.entries:
        key = key_of(entry.url)
        now = State.LIVE if key in live else answers.find(key)
        entries.append(entry.become(live.get(key, entry.url), now) if now else entry)
        if now is None and entry.state is not State.GONE:
            lost.append(entry)
    new = {key: Entry(url, State.LIVE) for key, url in live.items() if is_lasting(url)}
    new |= {
        key: Entry(url, state)
        for key, url, state in answers.single()
        if key not in live
    }
    for entry in ledger.entries:
        new.pop(key_of(entry.url), None)
    added = sorted(new.values(), key=lambda entry: entry.url)
    return Standing(tuple(entries), tuple(added), tuple(lost))


class _Answers:
    """What the table of redirects answers for."""

    def __init__(self, redirects: Iterable[Redirect]) -> None:
        self._single: dict[str, Redirect] = {}
        patterns = []
        for redirect in redirects:
            if redirect.is_pattern:
                patterns.append(redirect)
            else:
                self._single[key_of(redirect.source)] = redirect
        self._patterns = [(item, item.matcher) for item in patterns]

    def single(self) -> Iterator[tuple[str, str, State]]:
        """List the single addresses by their key, with the state of each."""
        for key, redirect in self._single.items():
            yield key, redirect.source, _state_of(redirect)

    def find(self, key: str) -> State | None:
        """Tell what becomes of an address; None if the table says nothing of it."""
        if redirect := self._single.get(key):
            return _state_of(redirect)
        path, mark, _ = key.partition("?")
        if mark:
            return self.find(path)
        for redirect, matcher in self._patterns:
            if matcher.fullmatch(key) or matcher.fullmatch(f"{key}/"):
                return _state_of(redirect)
        return None


def _state_of(redirect: Redirect) -> State:
    return State.GONE if redirect.is_gone else State.MOVED
