"""Make one table of all redirects, and find what cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import splitext
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    Note,
    error,
    suggest,
    warning,
)
from sitewright.kernel.urls import url_of
from sitewright.model.build import Asset
from sitewright.model.config import GITHUB, SiteConfig
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect, Rule, Surroundings
from sitewright.stages.redirects.addresses import (
    has_holes,
    is_full,
    names_in,
    source_problem,
    source_url,
    split_target,
    target_problem,
    target_url,
    without_home,
)
from sitewright.stages.redirects.chains import join_chains
from sitewright.stages.redirects.patterns import lead_patterns

_HTML: Final = ("/", ".html", ".htm", ".xhtml")
_SHOWN: Final = 3


def find_surroundings(
    config: SiteConfig,
    pages: tuple[Page, ...],
    assets: tuple[Asset, ...],
    generated: tuple[str, ...],
) -> Checked[Surroundings]:
    """Gather what redirects must fit to.

    Args:
        config: The site's settings.
        pages: All published pages.
        assets: All files to copy.
        generated: Output paths that Sitewright fills.
    """
    live = {url_of(path): "a file of Sitewright's own" for path in generated}
    live |= {url_of(asset.output_path): asset.path for asset in assets}
    live |= {page.url: page.path for page in pages if page.url}
    allowed = frozenset(config.redirects_allow)
    by_pages = answers_by_pages(config)
    by_own = not (config.redirect_pages or config.hosts)
    url = config.own_url or config.url
    return Surroundings(url, live, allowed, by_pages, by_own), ()


def answers_by_pages(config: SiteConfig) -> bool:
    """Tell whether nothing but pages answers for old addresses."""
    return config.redirect_pages and set(config.hosts) <= {GITHUB}


def read_redirects(
    pages: tuple[Page, ...], rules: tuple[Rule, ...], site: Surroundings
) -> Checked[tuple[Redirect, ...]]:
    """Make the table of all redirects.

    Args:
        pages: All published pages, for their ``redirect_from``.
        rules: What settings and files say besides.
        site: What redirects must fit to.

    Returns:
        The redirects sorted by their source, each leading to its end in one hop, and
        those that are added for that.
    """
    table = _Table(site)
    for page in pages:
        for old in page.old_addresses:
            rule = Rule(old.path, page.url, 301, old.span, old.span, page.path)
            table.take_page(page, rule)
    for rule in rules:
        table.take(rule)
    redirects = sorted(table.claimed.values(), key=lambda item: item.source)
    led, circles = lead_patterns(redirects, site.live)
    joined, more_circles = join_chains(led, site.live)
    given = [item for item in joined if item.source in table.claimed]
    found = (*circles, *more_circles, *table.find_lost(given))
    found += (*table.find_no_pages(given), *_covered(given, site.live))
    return joined, (*table.findings, *found)


class _Table:
    """Redirects by their source.

    Attributes:
        claimed: What was taken so far.
        findings: What was wrong.
    """

    def __init__(self, site: Surroundings) -> None:
        self.claimed: dict[str, Redirect] = {}
        self.findings: list[Diagnostic] = []
        self._site = site
        self._rules: dict[str, Rule] = {}

    def take_page(self, page: Page, rule: Rule) -> None:
        """Take what a page says of an old address of its own."""
        if not page.url:
            self.findings.append(
                error(
                    "RED002",
                    "a page without an address cannot be redirected to",
                    rule.span,
                    "remove 'redirect_from', or 'permalink: false'",
                )
            )
            return
        redirect = self._checked_source(rule, page.url)
        if redirect and redirect.path == page.url:
            self.findings.append(
                error(
                    "RED003",
                    f"'{rule.source}' is this page's own address",
                    rule.span,
                    "remove it from 'redirect_from'",
                )
            )
        elif redirect and (self._site.own_answer or self._is_free(redirect, rule)):
            self._claim(redirect, rule)

    def take(self, rule: Rule) -> None:
        """Take a rule."""
        target = target_url(rule.target, self._site.url) if rule.target else ""
        redirect = self._checked_source(rule, target)
        if not redirect:
            return
        if target and (problem := self._target_finding(rule, target)):
            self.findings.append(problem)
        elif self._is_free(redirect, rule):
            self._claim(redirect, rule)

    def _checked_source(self, rule: Rule, target: str) -> Redirect | None:
        written = without_home(rule.source, self._site.url)
        if problem := source_problem(written):
            self.findings.append(
                error(
                    "RED001",
                    f"'{rule.source}' cannot be an old address: {problem}",
                    rule.span,
                    "write a path of this site, such as '/old/page/'",
                )
            )
            return None
        source = source_url(written)
        return Redirect(source, target, rule.span, rule.page, rule.status)

    def _target_finding(self, rule: Rule, target: str) -> Diagnostic | None:
        if problem := target_problem(target, self._site.allowed):
            hint = "write a path of this site, such as '/new/page/'"
            if "redirects_allow" in problem:
                hint = "add the host to 'redirects_allow' in site.yaml"
            message = f"nothing may lead to '{rule.target}': {problem}"
            return error("RED010", message, rule.target_span, hint)
        unknown = names_in(target.replace(":splat", "")) - names_in(rule.source)
        if ":splat" in target and not rule.source.endswith("*"):
            unknown.add("splat")
        if unknown:
            named = ", ".join(f":{name}" for name in sorted(unknown))
            message = f"'{rule.target}' uses {named}, which '{rule.source}' has not"
            return error("RED010", message, rule.target_span)
        return None

    def find_lost(self, joined: Iterable[Redirect]) -> Findings:
        """Report what leads, in the end, to no page or file of the site."""
        findings = []
        for redirect in joined:
            if redirect.page:
                continue
            path, _ = split_target(redirect.target)
            if not path or is_full(path) or has_holes(path):
                continue
            if path not in self._site.live:
                near = self._near(path)
                findings.append(
                    error(
                        "RED009",
                        f"there is no page or file at '{path}'",
                        self._rules[redirect.source].target_span,
                        f"did you mean '{near}'?" if near else "",
                    )
                )
        return tuple(findings)

    def find_no_pages(self, joined: Iterable[Redirect]) -> Findings:
        """Warn of what no page can do, if nothing but a page answers for redirects."""
        made = ((item, self._rules[item.source]) for item in joined)
        found = (_no_page(*pair) for pair in made if self._site.become_pages)
        return tuple(item for item in found if item)

    def _near(self, path: str) -> str:
        """Find the address that is meant: the same without its ending, or a like one."""
        plain = f"{path.removesuffix('.html')}/"
        return plain if plain in self._site.live else suggest(path, self._site.live)

    def _is_free(self, redirect: Redirect, rule: Rule) -> bool:
        """Refuse a rule for an address that the site still uses."""
        origin = self._site.live.get(redirect.path)
        leads_back = split_target(redirect.target)[0] == redirect.path
        if origin is None or (redirect.query and not leads_back):
            return True
        own = "leads to itself" if leads_back else f"is still {origin}"
        what = "it from 'redirect_from'" if rule.page else "the rule"
        self.findings.append(
            error(
                "RED003" if leads_back else "RED006",
                f"'{rule.source}' {own}",
                rule.span,
                f"remove {what}, or move the page or file",
            )
        )
        return False

    def _claim(self, redirect: Redirect, rule: Rule) -> None:
        earlier = self.claimed.get(redirect.source)
        if earlier:
            self.findings.append(_claimed_twice(redirect, rule, earlier))
            return
        self.claimed[redirect.source] = redirect
        self._rules[redirect.source] = rule


def _no_page(redirect: Redirect, rule: Rule) -> Diagnostic | None:
    """Warn of what a page cannot do in the place of the host's own rule."""
    ending = "" if redirect.query else splitext(redirect.source)[1]
    problem = ""
    if redirect.is_pattern:
        problem = f"no page can stand for all addresses like '{rule.source}'"
    elif redirect.query:
        problem = f"no page can tell '{rule.source}' from '{redirect.path}'"
    elif redirect.is_gone:
        problem = f"no page can tell that '{rule.source}' is gone for good"
    elif not redirect.source.endswith(_HTML):
        problem = f"hosts would not send the page at '{redirect.source}' as HTML"
    if not problem:
        return None
    what = f"an address that ends in '{ending}'" if ending else "it"
    hint = f"{what} needs a redirect rule of the host"
    return warning("RED007", problem, rule.span, hint)


def _claimed_twice(redirect: Redirect, rule: Rule, earlier: Redirect) -> Diagnostic:
    note = (Note("it is also written here", earlier.span),)
    same = (earlier.target, earlier.status) == (redirect.target, redirect.status)
    if same:
        message = f"'{rule.source}' is redirected twice"
        return warning("RED005", message, rule.span, "remove one", note)
    by_pages = earlier.page and redirect.page
    who = "two pages claim" if by_pages else "two rules are about"
    return error(
        "RED004",
        f"{who} the old address '{earlier.source}'",
        rule.span,
        "leave it with the page that visitors should see"
        if by_pages
        else "leave one of them",
        note,
    )


def _covered(redirects: Iterable[Redirect], live: Mapping[str, str]) -> Findings:
    """Warn of patterns that are about pages of the site, too: hosts differ there."""
    findings = []
    urls = sorted(live)
    for redirect in redirects:
        if redirect.is_pattern and (hit := redirect.find_among(urls)):
            shown = ", ".join(hit[:_SHOWN])
            more = f" and {len(hit) - _SHOWN:,} more" if len(hit) > _SHOWN else ""
            findings.append(
                warning(
                    "RED012",
                    f"'{redirect.source}' is about live pages, too: {shown}{more}",
                    redirect.span,
                    "some hosts send the page, others the redirect; narrow the pattern",
                )
            )
    return tuple(findings)
