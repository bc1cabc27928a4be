"""Build a site again whenever a source of it is saved."""

from __future__ import annotations

import gc
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Final
from urllib.parse import unquote

from sitewright.commands.report import say_findings, texts_about
from sitewright.commands.showing import Showroom
from sitewright.commands.steps import Steps, watched
from sitewright.commands.visitors import Asked, EndedError, Onlookers, Visitors
from sitewright.edges.clock import read_clock
from sitewright.edges.crew.machine import Machine
from sitewright.edges.dwelling import own_python
from sitewright.edges.gathering import Gathering
from sitewright.edges.rereading import WorkspaceReader
from sitewright.edges.terminal import flush, say
from sitewright.edges.watch import Watch
from sitewright.edges.watched import find_watched
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Findings, Severity, printable
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.reports import count, format_counts, format_tally
from sitewright.kernel.urls import base_path_of
from sitewright.model.audience import Audience
from sitewright.model.build import Build, Options, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.hooks import NONE, Hooks
from sitewright.model.serving import Showing
from sitewright.pipeline.site import build_site
from sitewright.stages.config import read_config

_AS_BEFORE: Final = "The preview shows the site as it was before."
_NOTHING_YET: Final = "The preview has nothing to show yet."
_POLLING: Final = """\
sitewright: the system watches no more folders for changes, so they are looked through
each second. On Linux, these make room:
  sysctl fs.inotify.max_user_watches=524288
  sysctl fs.inotify.max_user_instances=512"""
_BUG: Final = "this is a bug in Sitewright, not in your site"
_SHOWN: Final = 3
_LOOK_UP: Final = 30.0
"""Seconds after which to see whether anybody still needs us."""


@frozen
class Project:
    """What is built.

    Attributes:
        root: The project's folder.
        config_name: Name of the config file in it.
        options: What the command line asks for.
        is_debugged: Whether bugs are shown in full.
        jobs: How many processes make pages; None for as many as are worth it.
        polls: Whether folders are looked through, instead of asking the system.
    """

    root: Path
    config_name: str
    options: Options
    is_debugged: bool
    jobs: int | None = None
    polls: bool = False


class Rebuilding:
    """Builds a site, and builds it again; all in one thread of its own."""

    def __init__(
        self,
        project: Project,
        showroom: Showroom,
        show: Callable[[Showing], None],
        asked: Asked,
        ended: Event,
    ) -> None:
        """Take what to build, and whom to show it.

        Args:
            project: What to build.
            showroom: Makes what is shown.
            show: Shows it.
            asked: Names the addresses that somebody waits for or looks at.
            ended: Set when there is to be no more building; between two pages at the
                latest, the thread ends.
        """
        self._project = project
        self._showroom = showroom
        self._show = show
        self._asked = asked
        self._ended = ended
        self._crew = Machine(project.root, project.jobs)
        self._watch = Watch(project.root, polls=project.polls)
        self._config: SiteConfig | None = None
        self._forget()
        self._hooks: Hooks = NONE
        self._showing = Showing(is_whole=False)
        self._reported = self._last_whole = Build()

    def run(self) -> None:
        """Build whenever something is saved, until the preview ends."""
        changed: frozenset[str] | None = None
        try:
            while not self._ended.is_set():
                started = time.perf_counter()
                self._follow(changed)
                self._build_once(changed, started)
                changed = self._wait()
        except EndedError:
            pass
        finally:
            self._watch.stop()

    def _wait(self) -> frozenset[str]:
        """Wait until something is saved, or the preview ends."""
        while not (changed := self._watch.wait(_LOOK_UP)) and not self._ended.is_set():
            pass
        return changed

    def _follow(self, changed: frozenset[str] | None) -> None:
        """Watch what are sources now."""
        root, name = self._project.root, self._project.config_name
        if changed is None or name in changed:
            self._config = _find_config(root, name) or self._config
        modules = [source.path for source in self._hooks.sources]
        was_polling = self._watch.is_polling
        self._watch.follow(find_watched(root, self._config, name, modules))
        if self._watch.is_polling and not was_polling:
            say(_POLLING, to_errors=True)

    def _build_once(self, changed: frozenset[str] | None, started: float) -> None:
        """Build, show and report; whatever goes wrong, the preview goes on."""
        options = replace(self._project.options, now=read_clock())
        gc.disable()  # somebody waits
        try:
            is_quiet = changed is not None
            audience = self._find_audience()
            with watched(started, None, audience, is_quiet=is_quiet) as steps:
                workspace, build = self._make(changed, options, steps)
        except EndedError:
            raise
        except Exception as bug:  # noqa: BLE001 -- a bug does not end the preview
            if self._project.is_debugged:
                traceback.print_exc()
            self._forget()
            self._report_message(f"{_BUG}: {type(bug).__name__}: {bug}")
        else:
            self._put(self._showroom.show(build, workspace, self._showing))
            seconds = time.perf_counter() - started
            self._report(build, workspace, changed, seconds)
            if changed is None:
                self._get_ready(options)
        if changed is None:
            # What there is now stays; only what comes later is worth looking through.
            # To look through it once would hold up the first edit, for half a second at
            # 4,000 pages, and free little.
            gc.freeze()
        gc.enable()

    def _get_ready(self, options: Options) -> None:
        """Do all that the first edit would have to do besides, while nobody waits."""
        with own_python(), suppress(Exception):  # the next build will tell of it
            workspace = self._reader.reread(())
            build_site(workspace, options, self._ledger)

    def _make(
        self, changed: frozenset[str] | None, options: Options, steps: Steps
    ) -> tuple[Workspace, Build]:
        with own_python():
            with steps.step("reading"):
                workspace = self._read(changed)
            with steps.step("building"):
                audience = steps.audience
                build = build_site(
                    workspace, options, self._ledger, audience, self._crew
                )
        return workspace, build

    def _read(self, changed: frozenset[str] | None) -> Workspace:
        read = self._reader.read
        workspace = read() if changed is None else self._reader.reread(changed)
        if workspace.hooks is not self._hooks:
            # They may import other modules now; what is saved meanwhile must not be lost.
            self._hooks = workspace.hooks
            self._follow(frozenset())
            workspace = read()
            self._hooks = workspace.hooks
        return workspace

    def _forget(self) -> None:
        """Start anew, with all to be read and made again."""
        self._reader = WorkspaceReader(self._project.root, self._project.config_name)
        self._ledger = Ledger()

    def _find_audience(self) -> Audience:
        """Choose for whom pages are made first, and shown before all are there."""
        asked, before, has_ended = self._asked, self._showing, self._ended.is_set
        if before.is_whole:
            # Finished pages may get a policy; and a page that is mended is one of many.
            is_early = not before.faults and not (
                self._config and self._config.security
            )
            shown = asked.shown if is_early else tuple
            return Onlookers(shown, self._show, has_ended, before)
        base = unquote(base_path_of(self._config.url)) if self._config else ""
        return Visitors(asked.wanted, self._show, has_ended, base)

    def _put(self, showing: Showing) -> None:
        self._showing = showing
        self._show(showing)

    def _report_message(self, text: str) -> None:
        self._put(self._showroom.show_message(text, self._showing))
        say(f"sitewright: {text}", to_errors=True)
        flush()

    def _report(
        self,
        build: Build,
        workspace: Workspace,
        changed: frozenset[str] | None,
        seconds: float,
    ) -> None:
        """Say what came of a build, and what was found that was not said before."""
        if news := self._find_news(build):
            say_findings(news, texts_about(workspace, news))
        if build.is_broken:
            rest = _AS_BEFORE if self._showing.files else _NOTHING_YET
            say(f"{format_tally(build.findings)}. {rest}", to_errors=True)
            flush()
            return
        tally = f"{format_counts(0, len(build.findings))}. " if build.findings else ""
        if changed is None:
            say(
                f"{count(build.page_count, 'page')} in {seconds:.2f} s. {tally}".strip()
            )
        else:
            names = _some(self._project.root, changed)
            say(f"{names}: built in {seconds:.2f} s. {tally}".strip())
        flush()

    def _find_news(self, build: Build) -> Findings:
        """Choose what was not said before; and all errors, as long as there are any."""
        before, self._reported = self._reported, build
        if build.is_broken:
            if build.findings == before.findings:
                return ()
            fresh = {*build.news}
            return tuple(
                item
                for item in build.findings
                if item.severity is Severity.ERROR or item in fresh
            )
        last, self._last_whole = self._last_whole, build
        if not before.is_broken:
            return build.news
        # Errors may have hidden some of what was said of the site before.
        known = {*last.findings}
        return tuple(item for item in build.news if item not in known)


def _find_config(root: Path, name: str) -> SiteConfig | None:
    """Read the settings, for what they say about folders; None if that is not clear."""
    source = Gathering(root).source(name)
    return read_config(source)[0] if source else None


def _some(root: Path, changed: frozenset[str]) -> str:
    """Name the first few of the files; what was there for a moment only comes last."""
    paths = sorted(changed, key=lambda path: (not (root / path).exists(), path))
    names = ", ".join(map(printable, paths[:_SHOWN]))
    more = len(paths) - _SHOWN
    return f"{names} and {more} more" if more > 0 else names
