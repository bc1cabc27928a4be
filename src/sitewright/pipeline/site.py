"""The whole build, from a snapshot of the sources to the files of the site."""

from __future__ import annotations

from dataclasses import replace

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import (
    Checked,
    Findings,
    has_errors,
    merge_repeats,
    sort_findings,
)
from sitewright.model.audience import NOBODY, Audience
from sitewright.model.build import Build, Options, Workspace
from sitewright.pipeline.guarding import (
    find_expiry,
    find_next_change,
    guard_site,
    tell_hosts,
)
from sitewright.pipeline.planning import plan_site
from sitewright.pipeline.reading import (
    find_skeleton,
    read_documents,
    read_pages,
    read_settings,
)
from sitewright.pipeline.rendering import render_site
from sitewright.stages.redirects.anchors import find_lost_anchors


def build_site(
    workspace: Workspace,
    options: Options,
    ledger: Ledger,
    audience: Audience = NOBODY,
) -> Build:
    """Turn a snapshot of the project into the files of the site.

    Nothing is read or written here, and nothing is raised for an author's mistake.

    Args:
        workspace: All sources.
        options: What the command line asks for.
        ledger: Memory of earlier builds in this process; what it knows is not redone.
        audience: Who waits for pages while they are being made.

    Returns:
        The files and all findings. If any finding is an error, the files are not fit
        to be published.
    """
    if options.looks_closely:
        # What is printed in vain is noted while it is printed: so nothing is left out.
        ledger = Ledger()
    ledger.begin()
    run = Run(ledger)
    config = read_settings(run, workspace, options)
    if config is None:
        # Of a config file that cannot be read, nothing else is worth saying.
        return Build(findings=sort_findings(workspace.findings or run.findings))
    if workspace.hooks.is_broken:
        # Whatever templates miss of them would be reported as theirs.
        found = (*workspace.findings, *workspace.hooks.findings)
        return Build(findings=sort_findings(found))

    if ledger.stopwatch:
        hooks = workspace.hooks.timed(ledger.stopwatch)
        workspace = replace(workspace, hooks=hooks)
    documents = read_documents(run, workspace)
    skeleton = find_skeleton(run, workspace, config, documents)
    reading = read_pages(run, skeleton, config, options)
    is_broken = has_errors(run.findings)
    about = (skeleton, reading, options.spares_lost, is_broken)
    plan = run.chapter("plan of the site", plan_site, *about)
    if has_errors((*workspace.findings, *run.findings)):
        audience = NOBODY
    audience.expect(plan.keys.keys(), plan.written, plan.redirects)
    rendered = render_site(run, plan, documents, audience)
    if plan.reading.lint:
        run.findings += plan.reading.lint.findings()
    rendered, headers = guard_site(run, plan, workspace, rendered)
    files = {file.path: file for file in rendered.values()}
    run.findings += find_lost_anchors(plan.redirects, files)
    told, beside = tell_hosts(run, plan, headers)
    run.findings += find_expiry(plan, options)

    findings = run.one("findings", _arrange, (*workspace.findings, *run.causes))
    if has_errors(findings):
        return Build(findings=findings)
    files = {**files, **plan.written, **told}
    artifacts = tuple(files[output.path] for output in plan.outputs)
    return Build(
        artifacts,
        findings,
        len(plan.pages),
        plan.addresses,
        beside,
        headers,
        plan.site,
        plan.layouts,
        plan.redirects,
        plan.outputs,
        find_next_change(plan, options),
        plan.prose.keys(),
        tuple(page.path for page in plan.reading.unpublished),
    )


def _arrange(found: Findings) -> Checked[Findings]:
    return merge_repeats(sort_findings(found)), ()
