"""The whole build, from a snapshot of the sources to the files of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import cast

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, Diagnostic, sort_findings
from sitewright.kernel.tables import Table
from sitewright.model.audience import NOBODY, Audience
from sitewright.model.build import Artifact, Build, Options, Output, Workspace
from sitewright.model.crew import ALONE, Crew, Recipe
from sitewright.model.header import order_headers
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect
from sitewright.pipeline.ahead import bodies_ahead
from sitewright.pipeline.sources import read_settings
from sitewright.stages.redirects.anchors import (
    Anchor,
    find_lost_anchors,
    gather_anchors,
)


def build_site(
    workspace: Workspace,
    options: Options,
    ledger: Ledger,
    audience: Audience = NOBODY,
    crew: Crew = ALONE,
) -> Build:
    """Turn a snapshot of the project into the files of the site.

    Nothing is read or written here, and nothing is raised for an author's mistake.

    Args:
        workspace: All sources.
        options: What the command line asks for.
        ledger: Memory of earlier builds in this process; what it knows is not redone.
        audience: Who waits for pages while they are being made.
        crew: Who else makes pages; the site is the same whoever does.

    Returns:
        The files and all findings. If any finding is an error, the files are not fit
        to be published.
    """
    if options.looks_closely:
        # What is printed in vain is noted while it is printed: so nothing is left out.
        ledger = Ledger()
    ledger.begin()
    run = Run(ledger)
    run.findings += workspace.findings
    start = len(run.findings)
    config = read_settings(run, workspace, options)
    if config is None:
        # Of a config file that cannot be read, nothing else is worth saying.
        return _broken(workspace.findings or run.findings)
    if workspace.hooks.is_broken:
        # Whatever templates miss of them would be reported as theirs.
        return _broken((*workspace.findings, *workspace.hooks.findings))

    if ledger.stopwatch:
        hooks = workspace.hooks.timed(ledger.stopwatch)
        workspace = replace(workspace, hooks=hooks)
    with bodies_ahead(crew, workspace, config, ledger) as take_bodies:
        # Others may be at work by now, while this loads what plans and renders.
        from sitewright.pipeline import guarding, preparing, rendering

        documents, plan = preparing.plan_build(run, workspace, config, options, start)
        headers = order_headers(config.headers)
        # Only the headers of a policy depend on finished pages.
        told = None if config.security else guarding.tell_hosts(run, plan, headers)
        ready = take_bodies()
    if run.findings.has_errors():
        audience = NOBODY
    audience.expect(plan.keys.keys(), plan.written, plan.redirects)
    share_out = partial(
        crew.share_out, Recipe(workspace, options, preparing.prepare_making)
    )
    rendered = rendering.render_site(run, plan, documents, audience, share_out, ready)
    run.findings += crew.findings
    if plan.reading.lint:
        run.findings += plan.reading.lint.findings()
    if config.security:
        given = (workspace, rendered, config.security)
        rendered, headers = guarding.guard_site(run, plan, *given)
    _check_anchors(run, plan.redirects, rendered)
    written, beside = told or guarding.tell_hosts(run, plan, headers)
    run.findings += guarding.find_expiry(plan, options)

    found = run.arrange()
    if found.has_errors:
        return Build(findings=found.findings, news=found.news)
    return Build(
        _gather_files(run, plan.outputs, rendered, plan.written, written),
        found.findings,
        len(plan.pages),
        plan.addresses,
        beside,
        headers,
        plan.site,
        plan.layouts,
        plan.redirects,
        plan.outputs,
        guarding.find_next_change(run, plan, options),
        plan.prose.keys(),
        run.one("unpublished", _paths_of, plan.reading.unpublished),
        found.news,
    )


def _broken(found: Iterable[Diagnostic]) -> Build:
    findings = sort_findings(found)
    return Build(findings=findings, news=findings)


def _check_anchors(
    run: Run, redirects: tuple[Redirect, ...], rendered: Mapping[str, Artifact]
) -> None:
    """Look for the places in pages that redirects lead to."""
    anchors = run.one("anchors", _gather_anchors, redirects)
    if anchors:
        run.follow("lost anchors", _find_lost_anchors, rendered, anchors)


def _gather_anchors(
    redirects: tuple[Redirect, ...],
) -> Checked[dict[str, tuple[Anchor, ...]]]:
    return gather_anchors(redirects), ()


def _find_lost_anchors(
    _key: str, page: Artifact, anchors: Mapping[str, tuple[Anchor, ...]]
) -> Checked[None]:
    return None, find_lost_anchors(page, anchors.get(page.path, ()))


def _gather_files(
    run: Run,
    outputs: tuple[Output, ...],
    rendered: Mapping[str, Artifact],
    *others: Mapping[str, Artifact],
) -> Table[Artifact]:
    """Lay all files of the site, pages and others, by their paths, in order."""
    memory = run.ledger.stage("files")
    with memory.following(rendered, outputs, *others) as changed:
        if changed is None:
            every = {file.path: file for file in rendered.values()}
            for some in others:
                every |= some
            files = Table({it.path: every[it.path] for it in outputs})
        else:
            pages = {rendered[key].path: rendered[key] for key in changed}
            files = cast("Table[Artifact]", memory.results)
            files = files.edited({p: file for p, file in pages.items() if p in files})
    memory.conclude(files)
    return files


def _paths_of(pages: tuple[Page, ...]) -> Checked[tuple[str, ...]]:
    return tuple(page.path for page in pages), ()
