"""Write what hosts read out of the published folder, and out of their own settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    Span,
    error,
    warning,
)
from sitewright.kernel.frozen import frozen
from sitewright.model.build import Kind, Output
from sitewright.model.config import GITHUB, SiteConfig
from sitewright.model.header import Header
from sitewright.model.redirect import Redirect, Surroundings
from sitewright.stages.hosts.file import HostFile
from sitewright.stages.hosts.files import HOSTS, files_of


@frozen
class HostTexts:
    """The files of the hosts that the settings name.

    Attributes:
        published: Texts by their output path.
        beside: Texts that are for the host's own settings, by their names.
    """

    published: dict[str, str]
    beside: dict[str, str]


def published_paths(config: SiteConfig) -> tuple[str, ...]:
    """Name the files of hosts that go into the output folder."""
    return tuple(file.path for file in _files(config) if file.is_published)


def write_host_files(
    redirects: tuple[Redirect, ...],
    headers: tuple[Header, ...],
    config: SiteConfig,
    around: Surroundings,
) -> Checked[HostTexts]:
    """Write the files of the hosts that the settings name.

    Args:
        redirects: All of them.
        headers: All of them, as ``order_headers`` returns them.
        config: The site's settings.
        around: What redirects fit to.
    """
    texts = HostTexts({}, {})
    live = frozenset(around.live)
    findings = [*_find_unsent(headers, config)]
    for file in _files(config):
        place = texts.published if file.is_published else texts.beside
        place[file.path], found = file.fill(redirects, headers, config, live)
        findings += found
    return texts, tuple(findings)


def _files(config: SiteConfig) -> Iterator[HostFile]:
    kept = config.fingerprinting.patterns or config.images or config.cards
    asks_for_headers = bool(config.headers or config.security or kept)
    for host in config.hosts:
        for file in files_of(host) if host in HOSTS else ():
            if file.write or asks_for_headers:
                yield file


def _find_unsent(headers: Iterable[Header], config: SiteConfig) -> Findings:
    """Report headers that are asked for in vain."""
    if config.hosts and GITHUB not in config.hosts:
        return ()
    is_in_pages = bool(config.security and config.security.in_pages)
    asked = {header.span for header in config.headers}
    unasked = {span for _, span in config.fingerprinting.patterns}
    unasked.update(config.images.spans.values() if config.images else ())
    unasked.update([config.cards.span] if config.cards else ())
    told = (h.span for h in headers if h.span in asked or not is_in_pages)
    unsent = [span for span in told if span not in unasked]
    if not unsent:
        return ()
    place = min(unsent)
    hint = "name under 'hosts' where the site is published"
    message = "no host is told of these headers"
    if GITHUB in config.hosts:
        message = "GitHub Pages sends no headers of a site's own"
        hint = "leave them out, or publish elsewhere"
    if place not in asked:
        hint += "; 'in_pages: true' puts the policy into the pages"
    return (warning("HOST031", message, place, hint),)


def find_files_of_hosts(told: Iterable[str], outputs: Iterable[Output]) -> Findings:
    """Refuse a file of the site's own where Sitewright tells a host something."""
    paths = frozenset(told)
    return tuple(
        _in_the_way(output)
        for output in outputs
        if output.path in paths and output.kind is not Kind.GENERATED
    )


def _in_the_way(output: Output) -> Diagnostic:
    is_of_headers = output.path in ("_headers", "headers.json")
    kind = "headers" if is_of_headers else "redirects"
    hint = f"write what it says under '{kind}' in the settings"
    if output.kind is Kind.ASSET and not is_of_headers:
        hint = "name it in 'redirects_import', out of the static folder"
    return error(
        "HOST020",
        f"{output.origin} would take the place of the {kind}",
        Span(output.origin),
        f"{hint}, or take the host out of 'hosts'",
    )
