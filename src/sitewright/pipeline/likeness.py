"""A story of its own: what two finished sites have in common, address by address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span, has_errors
from sitewright.kernel.urls import url_of
from sitewright.model.document import Source
from sitewright.model.likeness import (
    Aspect,
    Difference,
    Excerpt,
    Forwarding,
    Likeness,
    Sighting,
    SiteFiles,
)
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import key_of
from sitewright.pipeline.comparing import Comparing
from sitewright.stages.hosts.table import fill_target
from sitewright.stages.likeness.allowing import Allowed
from sitewright.stages.likeness.files import PAGE, kind_of_file
from sitewright.stages.likeness.grouping import Seen, group
from sitewright.stages.likeness.pairing import Answers, is_same_target, path_of
from sitewright.stages.redirects.addresses import (
    fill,
    names_in,
    source_url,
    target_url,
)
from sitewright.stages.redirects.imports import read_imported_rules
from sitewright.stages.redirects.lookup import Patterns

RULES: Final = "_redirects"
"""The file in which some hosts find redirects."""

_EXAMPLE: Final = "example"
"""What stands for whatever a pattern is about."""

Leads = Callable[[str], str | None]
"""Says where an address leads: empty for what is gone, None for what is no redirect."""


def leads_of(redirects: Iterable[Redirect]) -> Leads:
    """Make a look-up of a table of redirects."""
    single: dict[str, Redirect] = {}
    many: list[Redirect] = []
    for item in redirects:
        if item.is_pattern:
            many.append(item)
        else:
            single.setdefault(key_of(item.source), item)
    patterns = Patterns(many)

    def lead(url: str) -> str | None:
        if found := single.get(key_of(url)):
            return found.target
        for path in (url, f"{url}/"):
            if matched := patterns.find(path):
                redirect, match = matched
                values = match.groupdict(default="")
                return fill_target(redirect.target, tuple(values), values.__getitem__)
        return None

    return lead


def read_rules(site: SiteFiles) -> tuple[Redirect, ...]:
    """Read the redirects that a folder tells its host; what is none is passed over."""
    if RULES not in site.digests:
        return ()
    text = site.read(RULES).decode("utf-8-sig", "replace")
    rules, _ = read_imported_rules(Source(f"{site.name}{RULES}", text))
    return tuple(
        Redirect(
            source_url(rule.source),
            target_url(rule.target, "") if rule.target else "",
            rule.span,
            "",
            rule.status,
        )
        for rule in rules
    )


def compare_sites(
    old: SiteFiles,
    new: SiteFiles,
    leads: Leads,
    allowed: Allowed,
    step: Callable[[], None] = lambda: None,
) -> Likeness:
    """Compare two sites.

    Args:
        old: The one that was there.
        new: The one that takes its place.
        leads: Where addresses of the new one lead.
        allowed: What may differ.
        step: Is called for each file that is done.
    """
    return _Story(old, new, leads, allowed).run(step)


class _Story:
    """Goes through all addresses, the old ones first."""

    def __init__(
        self, old: SiteFiles, new: SiteFiles, leads: Leads, allowed: Allowed
    ) -> None:
        self._old, self._new = old, new
        self._leads = leads
        self._allowed = allowed
        self._answers = Answers(new.digests)
        self._comparing = Comparing(old, new, allowed)
        self._seen: list[Seen] = []
        self._forwarded: list[Forwarding] = []
        self._taken: set[str] = set()
        self._later: list[tuple[str, str]] = []
        self._counts = {"page": 0, "file": 0, "same": 0}

    def run(self, step: Callable[[], None]) -> Likeness:
        for path in self._old.digests:
            self._take(path)
            step()
        for path, target in self._later:
            self._follow(path, target)
        for path in self._new.digests:
            if path not in self._taken and path != RULES:
                kind = kind_of_file(path)
                is_stub = kind == PAGE and self._comparing.stub(self._new, path)
                shown = Excerpt(url_of(path))
                what = "redirect" if is_stub else kind
                extra = Difference(Aspect.EXTRA, "added", what, "", new=shown)
                self._see(
                    extra, Sighting(url_of(path), None, self._place(self._new, path))
                )
        seen = [*self._seen, *self._comparing.seen]
        groups = group(seen)
        findings: tuple[Diagnostic, ...] = tuple(self._comparing.findings)
        if not has_errors(findings):
            findings += self._allowed.find_unused()
        return Likeness(
            tuple(item for item in groups if not item.reason),
            tuple(item for item in groups if item.reason),
            tuple(self._forwarded),
            self._counts["page"],
            self._counts["file"],
            self._counts["same"],
            findings,
        )

    def _take(self, path: str) -> None:
        """Find what became of an old file."""
        if path == RULES:
            self._ask_for_rules()
            return
        url = url_of(path)
        answer = self._answers.find(path)
        target = self._leads(url)
        if answer.path and not answer.is_elsewhere:
            self._taken.add(answer.path)
            if self._old.digests[path] == self._new.digests[answer.path]:
                self._count(path, is_same=True)
            else:
                self._compare(path, answer.path)
        elif target is not None:
            self._forward(path, target)
        elif answer.path:
            self._taken.add(answer.path)
            shown = Excerpt(url), Excerpt(url_of(answer.path))
            moved = Difference(Aspect.ADDRESS, "changed", PAGE, "", *shown)
            places = self._place(self._old, path), self._place(self._new, answer.path)
            self._see(moved, Sighting(url, *places))
            self._compare(path, answer.path)
        else:
            kind = kind_of_file(path)
            is_stub = kind == PAGE and self._comparing.stub(self._old, path)
            what = "redirect" if is_stub else kind
            lost = Difference(Aspect.LOST, "lost", what, "", Excerpt(url))
            self._see(lost, Sighting(url, self._place(self._old, path)))

    def _ask_for_rules(self) -> None:
        """Ask where each address leads now that a rule of the old host was about."""
        for rule in read_rules(self._old):
            values = dict.fromkeys(names_in(rule.source), _EXAMPLE)
            url = fill(rule.source, values)
            wanted = fill_target(rule.target, tuple(values), values.__getitem__)
            target = self._leads(url)
            if self._answers.find_url(url):
                continue  # a page is there, which is compared if it was there before
            shown = Excerpt(rule.source)
            if target is None:
                lost = Difference(Aspect.LOST, "lost", "redirect", "", shown)
                self._see(lost, Sighting(rule.source, rule.span))
            elif not is_same_target(wanted, target):
                shown = Excerpt(wanted or "gone")
                now = Excerpt(target or "gone")
                changed = Difference(
                    Aspect.REDIRECT, "changed", "redirect", "", shown, now
                )
                self._see(changed, Sighting(rule.source, rule.span))

    def _compare(self, path: str, new: str) -> None:
        """Compare two files; of pages, find out first whether they send visitors on."""
        stubs = "", ""
        if kind_of_file(path) == PAGE:
            stubs = (
                self._comparing.stub(self._old, path),
                self._comparing.stub(self._new, new),
            )
        if stubs[1]:
            self._forward(path, stubs[1], before=stubs[0])
        elif stubs[0]:
            what, shown = "is a page now", Excerpt(stubs[0])
            changed = Difference(Aspect.REDIRECT, what, "redirect", "", shown)
            places = self._place(self._old, path), self._place(self._new, new)
            self._see(changed, Sighting(url_of(path), *places))
        else:
            is_same = self._comparing.compare(path, new)
            self._count(path, is_same=is_same)

    def _forward(self, path: str, target: str, before: str = "") -> None:
        """Note that an old address leads on; an old redirect must lead there, too."""
        url = url_of(path)
        if kind_of_file(path) == PAGE:
            before = before or self._comparing.stub(self._old, path)
        self._forwarded.append(Forwarding(url, target))
        if before and not is_same_target(before, target):
            shown = Excerpt(before), Excerpt(target or "gone")
            changed = Difference(Aspect.REDIRECT, "changed", "redirect", "", *shown)
            self._see(changed, Sighting(url, self._place(self._old, path)))
        elif target and not before:
            self._later.append((path, target))

    def _follow(self, path: str, target: str) -> None:
        """Compare a page that has another address with what is there now."""
        there = self._find_target(target)
        if there is None:
            return
        url = url_of(path)
        if not there:
            shown = Excerpt(url), Excerpt(target)
            dead = Difference(
                Aspect.REDIRECT, "leads to nothing", "redirect", "", *shown
            )
            self._see(dead, Sighting(url, self._place(self._old, path)))
        elif there not in self._taken and kind_of_file(there) == kind_of_file(path):
            self._taken.add(there)
            self._compare(path, there)

    def _find_target(self, target: str) -> str | None:
        """Find the file that a redirect leads to; None if that is somewhere else."""
        if "//" in target.partition("?")[0]:
            return None
        path = path_of(target)
        there = self._answers.find_url(path)
        below = path.lstrip("/").partition("/")[2]
        if not there and below:  # the site may live in a folder of its host
            there = self._answers.find_url(f"/{below}")
        return there or (None if self._leads(path) is not None else "")

    def _count(self, path: str, *, is_same: bool) -> None:
        self._counts["page" if kind_of_file(path) == PAGE else "file"] += 1
        self._counts["same"] += is_same

    def _see(self, difference: Difference, sighting: Sighting) -> None:
        reason = self._allowed.reason_for(sighting.url, difference)
        self._seen.append(Seen(difference, sighting, reason))

    def _place(self, side: SiteFiles, path: str) -> Span:
        return Span(f"{side.name}{path}")
