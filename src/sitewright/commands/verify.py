"""``sitewright verify``: ask the live host for every address."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from urllib.parse import urlsplit

from sitewright.commands.project import USAGE, UsageError, find_project, read_project
from sitewright.commands.report import say_findings, texts_of
from sitewright.edges.asking import ask
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.progress import Progress
from sitewright.edges.terminal import say
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import (
    Findings,
    error,
    has_errors,
    merge_repeats,
    sort_findings,
)
from sitewright.kernel.frozen import replace
from sitewright.kernel.reports import count, format_json, format_tally
from sitewright.model.build import Options, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.probe import Answer, Probe, Want
from sitewright.pipeline.probing import plan_probes
from sitewright.pipeline.site import build_site
from sitewright.stages.config import read_config, url_problem
from sitewright.stages.judging import judge

FINE, BROKEN = 0, 1


def run(arguments: Namespace) -> int:
    """Build the site in memory, ask the host, and compare.

    Returns:
        0 if the host answers as planned, 1 if it does not or the site has errors, 2 if
        the arguments make no sense.
    """
    try:
        root, config_name = find_project(arguments.config)
        now = read_clock()
        _refuse_bad(arguments.url)
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    with own_python():
        workspace = read_project(root, config_name)
        config, _ = read_config(workspace.config)
        own, home = _choose(config, arguments.url) if config else ("", "")
        build = build_site(workspace, Options(now=now, base_url=own), Ledger())
    if config is None or build.is_broken:
        _refuse(arguments, build.findings, workspace)
        return BROKEN
    config = replace(config, url=own or config.url)
    verifying = _Verifying(home, config)
    verifying.run(plan_probes(workspace, build, config))
    return verifying.report(arguments, workspace)


def _refuse_bad(url: str | None) -> None:
    if url is not None and (problem := url_problem(url)):
        raise UsageError(f"the address {problem}: '{url}'")


def _choose(config: SiteConfig, asked: str | None) -> tuple[str, str]:
    """Choose the address to build for, if it is not the site's own, and where to ask."""
    home = (asked or config.url).rstrip("/")
    return (home if home in {item.url for item in config.publish} else ""), home


def _refuse(arguments: Namespace, findings: Findings, workspace: Workspace) -> None:
    """Report that nobody knows what to ask for."""
    if arguments.format == "json":
        say(format_json(findings, {"ok": False, "asked": 0}))
        return
    say_findings(findings, texts_of(workspace))
    say(f"{format_tally(findings)}. Nothing was asked.", to_errors=True)


class _Verifying:
    """What has been asked, and what was found."""

    def __init__(self, home: str, config: SiteConfig) -> None:
        self.home = home
        self.own = config.url
        self.asked: Counter[Want] = Counter()
        self.same = 0
        self.findings: Findings = ()

    def run(self, probes: tuple[Probe, ...]) -> None:
        """Ask for all addresses; for the home page first, as without it nothing works."""
        with Progress() as progress:
            progress.begin(f"asking {self.home}", len(probes))
            if self._is_worth_asking(probes[0]):
                for probe, answer in ask(self.home, probes[1:]):
                    self._judge(probe, answer)
                    progress.step()

    def _is_worth_asking(self, probe: Probe) -> bool:
        """Ask for the home page, and tell whether the host can be asked for more."""
        ((_, answer),) = ask(self.home, (probe,))
        if there := _elsewhere(self.home, answer):
            message = f"'{self.home}' leads everybody on to '{there}'"
            hint = f"ask there: sitewright verify {there}"
            self.findings = (error("PUB014", message, probe.span, hint),)
            return False
        self._judge(probe, answer)
        return not answer.problem

    def _judge(self, probe: Probe, answer: Answer) -> None:
        is_same, found = judge(probe, answer, self.home, self.own)
        self.asked[probe.want] += 1
        self.same += is_same and probe.want is Want.LIVE
        self.findings += found

    def report(self, arguments: Namespace, workspace: Workspace) -> int:
        """Report what was found.

        Returns:
            The exit code.
        """
        findings = merge_repeats(sort_findings(self.findings))
        is_fine = not (has_errors(findings) or (arguments.strict and findings))
        if arguments.format == "json":
            summary = {
                "ok": is_fine,
                "url": self.home,
                "asked": self.asked.total(),
                **{want.value: self.asked[want] for want in Want},
                "same": self.same,
            }
            say(format_json(findings, summary))
            return FINE if is_fine else BROKEN
        texts = texts_of(workspace)
        say_findings(findings, texts)
        says = f"{self.home}: {count(self.asked.total(), 'address')} asked, "
        parts = [
            f"{self.asked[want]:,} {want}" for want in Want if want is not Want.MISSING
        ]
        says += f"{', '.join(parts)}; {self.same:,} byte for byte as built."
        say(says)
        if findings:
            say(f"{format_tally(findings)}.", to_errors=True)
        return FINE if is_fine else BROKEN


def _elsewhere(home: str, answer: Answer) -> str:
    """Name the host to which a host leads its home page on; empty if it does not."""
    there, here = urlsplit(answer.headers.get("location", "")), urlsplit(home)
    is_here = not there.netloc or there[:2] == here[:2]
    return "" if is_here else f"{there[0]}://{there[1]}"
