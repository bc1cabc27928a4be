"""Write what hosts read out of the published folder itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitewright.kernel.diagnostics import Checked, Diagnostic, Findings, Span, error
from sitewright.model.build import Asset
from sitewright.model.config import SiteConfig
from sitewright.model.redirect import Redirect, Surroundings
from sitewright.stages.hosts.files import HOSTS


@dataclass(frozen=True, slots=True)
class HostTexts:
    """The files of the hosts that the settings name.

    Attributes:
        published: Texts by their output path.
        beside: Texts that are for the host's own settings, by their names.
    """

    published: dict[str, str]
    beside: dict[str, str]


def write_host_files(
    redirects: tuple[Redirect, ...], config: SiteConfig, around: Surroundings
) -> Checked[HostTexts]:
    """Write the files of the hosts that the settings name.

    Args:
        redirects: All of them.
        config: The site's settings.
        around: What redirects fit to.
    """
    texts = HostTexts({}, {})
    live = frozenset(around.live)
    findings: list[Diagnostic] = []
    for host in config.hosts:
        for file in HOSTS.get(host, ()):
            text, found = file.write(redirects, config, live)
            findings += found
            place = texts.published if file.is_published else texts.beside
            place[file.path] = text
    return texts, tuple(findings)


def find_files_of_hosts(told: Iterable[str], assets: Iterable[Asset]) -> Findings:
    """Refuse a file of the site's own where Sitewright tells a host of redirects."""
    paths = frozenset(told)
    return tuple(
        error(
            "HOST020",
            f"{asset.path} would take the place of the redirects",
            Span(asset.path),
            "name it in 'redirects_import', out of the static folder, or take the host "
            "out of 'hosts'",
        )
        for asset in assets
        if asset.output_path in paths
    )
