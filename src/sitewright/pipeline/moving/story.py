"""Move pages and files: what changes with them, and whether the site stays whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import (
    Diagnostic,
    Findings,
    Span,
    error,
    sort_findings,
)
from sitewright.kernel.frozen import frozen
from sitewright.model.build import Build, Options, Workspace
from sitewright.model.document import Source
from sitewright.model.move import LedgerLine, Link, Move, NewAddress, Relocation
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import Addresses, key_of
from sitewright.pipeline.moving.doubts import (
    find_left_collections,
    find_new_warnings,
    find_other_values,
    report_missed,
)
from sitewright.pipeline.moving.finished import (
    Finished,
    find_astray,
    find_leftovers,
)
from sitewright.pipeline.moving.redirects import Telling
from sitewright.pipeline.moving.rewriting import Rewriting
from sitewright.pipeline.moving.survey import (
    Shift,
    Surveyor,
    find_asset_shifts,
    find_shifts,
    relocate,
)
from sitewright.pipeline.moving.texts import texts_of
from sitewright.pipeline.site import build_site
from sitewright.stages.config import read_config
from sitewright.stages.moving import Home, find_mentions
from sitewright.stages.redirects.table import answers_by_pages
from sitewright.stages.urlledger.following import follow_move
from sitewright.stages.urlledger.lasting import is_lasting
from sitewright.stages.urlledger.lines import read_ledger


@frozen
class Planned:
    """What a move would come to.

    Attributes:
        workspace: The project that the findings are about: as it is, or as it would be.
        findings: Why it cannot be, if there is no move; else all that is said of it.
        move: All that changes; None if the site would not be whole.
        is_broken: Whether the site is not whole now.
    """

    workspace: Workspace
    findings: Findings
    move: Move | None = None
    is_broken: bool = False


def plan_move(
    workspace: Workspace, options: Options, relocation: Relocation
) -> Planned:
    """Find out all that is to change if files go elsewhere.

    Nothing is read or written here. The site is built before and after, in memory.

    Args:
        workspace: All sources.
        options: What the command line asks for.
        relocation: What goes where.
    """
    ledger = Ledger()
    build = build_site(workspace, options, ledger)
    config, _ = read_config(workspace.config)
    if build.is_broken or config is None:
        return Planned(workspace, build.findings, is_broken=True)
    surveyor = Surveyor(config, options, Ledger())
    moving = _Moving(workspace, relocation, surveyor, build)
    return moving.run(ledger)


class _Moving:
    """One move, from the site as it is to the site as it will be."""

    def __init__(
        self,
        workspace: Workspace,
        relocation: Relocation,
        surveyor: Surveyor,
        build: Build,
    ) -> None:
        self.workspace = workspace
        self.relocation = relocation
        self.surveyor = surveyor
        self.build = build
        self.texts = texts_of(workspace, relocation)
        self.before = surveyor.survey(workspace)
        self.after = surveyor.survey(relocate(workspace, relocation, {}))
        shifts = find_shifts(self.before.pages, self.after.pages, relocation.paths)
        self.shifts = shifts + find_asset_shifts(workspace.assets, relocation)

    def run(self, memory: Ledger) -> Planned:
        """Change all texts, and see whether the site is whole afterwards.

        Args:
            memory: What the build of the site as it is remembers.
        """
        if lost := [_lost(shift) for shift in self.shifts if not shift.after]:
            why = find_other_values(self.before, self.after, self.relocation.paths)
            return Planned(self.workspace, sort_findings((*lost, *why)))
        changed = [shift for shift in self.shifts if shift.before != shift.after]
        urls = {shift.before: shift.after for shift in changed}
        rewriting = Rewriting(self.workspace, self.relocation, self.texts)
        surveys = (self.before, self.after)
        missed = rewriting.rewrite(self.surveyor.config, surveys, urls)
        telling = Telling(self.workspace, self.relocation, self.surveyor, self.texts)
        answered = [shift for shift in changed if self._is_worth_a_rule(shift)]
        addresses = telling.tell(answered, self.before)
        if untold := [_untold(item) for item in addresses if not item.told_in]:
            return Planned(self.workspace, sort_findings(untold))
        others = (shift for shift in changed if shift not in answered)
        addresses += [NewAddress(s.before, s.after, s.path) for s in others]
        workspace = self._relocated()
        build = build_site(workspace, self.surveyor.options, memory)
        found = build.findings if build.is_broken else self._find_lost(build)
        if found:
            return Planned(workspace, found)
        lines = self._follow(build.addresses, changed)
        doubts = sort_findings(self._doubt(build, changed, missed))
        move = Move(
            self.texts.files(self.relocation.paths),
            tuple(sorted(addresses, key=lambda item: item.before)),
            self._kept(),
            rewriting.list_rewritten(),
            lines,
        )
        return Planned(self._relocated(), doubts, move)

    def _is_worth_a_rule(self, shift: Shift) -> bool:
        """Tell whether somebody should answer at an old address.

        What pages load by themselves, such as pictures, is loaded from the new one; a
        rule helps those outside who name it, but only where the host has rules.
        """
        config, ledger = self.surveyor.config, self.workspace.ledger
        if is_lasting(shift.before) or not answers_by_pages(config):
            return True
        known = read_ledger(ledger)[0].entries if ledger else ()
        return any(key_of(entry.url) == key_of(shift.before) for entry in known)

    def _relocated(self) -> Workspace:
        return relocate(self.workspace, self.relocation, self.texts.changed)

    def _kept(self) -> tuple[str, ...]:
        """List the addresses of what goes elsewhere and keeps them."""
        moved = frozenset(self.relocation.paths.values())
        same = (s for s in self.shifts if s.before == s.after)
        return tuple(sorted(shift.after for shift in same if shift.path in moved))

    def _find_lost(self, build: Build) -> Findings:
        """Find old addresses that were answered, and would not be after the move."""
        known = {key_of(item.source) for item in build.addresses.redirects}
        known |= {key_of(item.url) for item in build.addresses.published}
        return tuple(
            _lost_redirect(item)
            for item in self.build.addresses.redirects
            if key_of(item.source) not in known
        )

    def _follow(
        self, site: Addresses, changed: Sequence[Shift]
    ) -> tuple[LedgerLine, ...]:
        """Take the move over into the ledger."""
        ledger = self.workspace.ledger
        if ledger is None:
            return ()
        urls = [url for shift in changed for url in (shift.before, shift.after)]
        edits, lines = follow_move(ledger, site, urls)
        if edits:
            self.texts.change(ledger.path, (edits,))
        return lines

    def _doubt(
        self,
        build: Build,
        changed: Sequence[Shift],
        missed: Mapping[str, Sequence[Link]],
    ) -> Iterator[Diagnostic]:
        """Tell what the author should know."""
        paths = self.relocation.paths
        yield from find_new_warnings(self.build.findings, build.findings)
        yield from find_other_values(self.before, self.after, paths)
        yield from find_left_collections(self.before, self.after, paths)
        named = list(self._find_mentions(changed))
        for path, links in missed.items():
            named += report_missed(paths.get(path, path), self.texts.now(path), links)
        yield from named
        home = Home(self.surveyor.config.url)
        before = Finished(self.build, self.before.pages, home)
        after = Finished(build, self.after.pages, home)
        yield from find_astray(before, after, changed, paths)
        # What is named outside of a page may be why many pages lead to the old place.
        places = frozenset(item.span.path for item in named if item.span)
        content = f"{self.surveyor.config.paths.content}/"
        if all(path.startswith(content) for path in places):
            yield from find_leftovers(after, changed, places)

    def _find_mentions(self, changed: Sequence[Shift]) -> Iterator[Diagnostic]:
        """Find what names the old place still."""
        names = {shift.before for shift in changed if len(shift.before) > 1}
        names |= {name.rstrip("/") for name in names}
        names |= set(self.relocation.paths)
        ledger = self.workspace.ledger.path if self.workspace.ledger else ""
        for path, text, done in self.texts.list_all():
            if path != ledger:
                now = self.relocation.paths.get(path, path)
                yield from find_mentions(Source(now, text), names, done)
        for source in self.workspace.hooks.sources:
            yield from find_mentions(source, names, ())


def _lost(shift: Shift) -> Diagnostic:
    return error(
        "MOV005",
        f"nothing would be found at '{shift.before}' any more: there, this is not "
        "published",
        Span(shift.path),
        "look at what data of the new folder and the settings say of it",
    )


def _lost_redirect(redirect: Redirect) -> Diagnostic:
    return error(
        "MOV005",
        f"'{redirect.source}' is redirected, and would not be after the move",
        redirect.span,
        "write it into the front matter of the page that it leads to",
    )


def _untold(item: NewAddress) -> Diagnostic:
    return error(
        "MOV006",
        f"nothing can be made to lead from '{item.before}' to '{item.after}'",
        Span(item.path),
        "neither the front matter of the page nor the settings could be changed for "
        "certain; write 'redirect_from' into the page by hand, and move it then",
    )
