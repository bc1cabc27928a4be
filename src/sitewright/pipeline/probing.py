"""Plan what to ask a live host: every address that the site has, or ever had."""

from __future__ import annotations

import re
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import encode_path, output_path_of, url_of
from sitewright.model.build import Build, Workspace
from sitewright.model.config import GITHUB, SiteConfig
from sitewright.model.header import Header, matcher_of
from sitewright.model.probe import Probe, Want
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import Entry, State, UrlLedger, key_of
from sitewright.stages.hosts.spelling import encode_target, folder_of
from sitewright.stages.hosts.table import fill_target
from sitewright.stages.urlledger.lines import read_ledger

MISSING: Final = "404.html"

_NOWHERE: Final = "/sitewright-asks-for-what-is-not-there/"
_FOR_HOSTS: Final = regex(r"/(?:404\.html|404/|CNAME|_headers|_redirects)|.*/\..*")
_SEND_NONE: Final = frozenset({GITHUB, "json"})
_WELL_KNOWN: Final = "/.well-known/"


def plan_probes(
    workspace: Workspace, build: Build, config: SiteConfig
) -> tuple[Probe, ...]:
    """Plan what to ask.

    Args:
        workspace: The sources, the ledger of addresses among them.
        build: What they come to; not broken.
        config: The site's settings, with the address that was built for.

    Returns:
        The home page first; each address once.
    """
    return _Planning(workspace, build, config).run()


class _Planning:
    """What is known of the site."""

    def __init__(self, workspace: Workspace, build: Build, config: SiteConfig) -> None:
        self.base = folder_of(config)
        self.config = config
        self.files = {item.path: item for item in build.artifacts}
        self.sizes = {asset.output_path: asset.size for asset in workspace.assets}
        self.named = {name.path: path for path, name in build.names.items()}
        self.drawn = [
            *(it.path for it in build.variants),
            *(it.path for it in build.cards),
        ]
        self.spans = {item.path: item.span for item in build.outputs}
        self.headers = build.headers
        self.addresses = build.addresses
        ledger = workspace.ledger
        self.ledger = read_ledger(ledger)[0] if ledger else UrlLedger()
        redirects = build.addresses.redirects
        self.single = [item for item in redirects if not item.is_pattern]
        ranked = sorted(redirects, key=lambda item: item.rank)
        self.patterns = [(item, item.matcher) for item in ranked if item.is_pattern]

    def run(self) -> tuple[Probe, ...]:
        """Gather all addresses, each by what hosts answer alike."""
        probes = {
            key_of(item.url): self._live(item.url)
            for item in self.addresses.published
            if item.url.startswith(_WELL_KNOWN) or not _FOR_HOSTS.fullmatch(item.url)
        }
        named = map(url_of, (*self.named, *self.drawn))
        probes |= {key_of(url): self._live(url) for url in named}
        for redirect in self.single:
            probes[key_of(redirect.source)] = self._moved(redirect.source, redirect)
        for entry in self.ledger.entries:
            key = key_of(entry.url)
            known = probes.get(key)
            probes[key] = replace(known or self._past(entry), span=entry.span)
        if not self._find_pattern(_NOWHERE):
            here = self.spans.get(MISSING) or Span(self.config.path)
            probe = Probe(_NOWHERE, Want.MISSING, here, 404)
            probes[_NOWHERE] = self._with_file(probe, MISSING)
        home = probes.pop("/", self._live("/"))
        return (home, *(probes[key] for key in sorted(probes)))

    def _live(self, url: str) -> Probe:
        path = output_path_of(url)
        span = self.spans.get(path) or Span(self.config.path)
        probe = Probe(url, Want.LIVE, span, headers=self._headers(url))
        return self._with_file(probe, path)

    def _headers(self, url: str) -> tuple[Header, ...]:
        """Name the headers that are to come with a file; some hosts send none."""
        if not _SEND_NONE.isdisjoint(self.config.hosts) or not self.config.hosts:
            return ()
        found = {
            header.name: header
            for header in self.headers
            if matcher_of(header.pattern).fullmatch(url)
        }
        return tuple(found[name] for name in sorted(found) if found[name].value)

    def _with_file(self, probe: Probe, path: str) -> Probe:
        """Say which bytes are to come."""
        artifact = self.files.get(path)
        size = self.sizes.get(self.named.get(path, path), 0)
        if artifact and artifact.content is not None:
            size = len(artifact.content)
        return replace(probe, artifact=artifact, size=size)

    def _moved(self, url: str, redirect: Redirect, **values: str) -> Probe:
        """Say where an old address is to lead, or that it is gone."""
        if redirect.is_gone:
            return Probe(url, Want.GONE, redirect.span, redirect.status)
        target = encode_target(redirect.target, self.base)
        target = fill_target(target, tuple(values), lambda n: encode_path(values[n]))
        probe = Probe(url, Want.MOVED, redirect.span, redirect.status, target)
        return self._with_file(probe, output_path_of(url))

    def _past(self, entry: Entry) -> Probe:
        """Say what an address is to be that neither page nor single redirect is about."""
        if found := self._find_pattern(entry.url):
            redirect, match = found
            values = match.groupdict(default="")
            return self._moved(entry.url, redirect, **values)
        if entry.state is State.GONE:
            return Probe(entry.url, Want.GONE, entry.span, 410)
        return self._live(entry.url)

    def _find_pattern(self, url: str) -> tuple[Redirect, re.Match[str]] | None:
        for redirect, matcher in self.patterns:
            if match := matcher.fullmatch(url):
                return redirect, match
        return None
