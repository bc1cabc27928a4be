"""The whole build, from a snapshot of the sources to the files of the site."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Diagnostic, sort_findings
from sitewright.kernel.frozen import replace
from sitewright.model.audience import NOBODY, Audience
from sitewright.model.build import Build, Options, Workspace
from sitewright.model.crew import ALONE, Crew, Recipe
from sitewright.model.header import order_headers
from sitewright.pipeline.ahead import begun_ahead
from sitewright.pipeline.sources import read_settings


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
    with begun_ahead(crew, workspace, config, ledger) as ahead:
        # Others may be at work by now, while this loads what plans and renders.
        from sitewright.pipeline import finishing, guarding, preparing, rendering

        fields = ahead.take_fields()
        about = (run, workspace, config, options)
        documents, plan = preparing.plan_build(*about, start, fields)
        headers = order_headers((*plan.cache_headers, *config.headers))
        # Only the headers of a policy depend on finished pages.
        told = None if config.security else guarding.tell_hosts(run, plan, headers)
        ready = ahead.take_bodies()
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
    finishing.check_anchors(run, plan, rendered)
    told = told or guarding.tell_hosts(run, plan, headers)
    return finishing.finish_site(run, plan, options, rendered, told, headers)


def _broken(found: Iterable[Diagnostic]) -> Build:
    findings = sort_findings(found)
    return Build(findings=findings, news=findings)
