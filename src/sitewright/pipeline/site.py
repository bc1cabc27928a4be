"""The whole build, from a snapshot of the sources to the files of the site."""

from __future__ import annotations

from functools import partial

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
from sitewright.model.config import SiteConfig
from sitewright.model.crew import ALONE, Crew, Make, Recipe
from sitewright.model.document import Document
from sitewright.pipeline.bodies import Bodies
from sitewright.pipeline.guarding import (
    find_expiry,
    find_next_change,
    guard_site,
    tell_hosts,
)
from sitewright.pipeline.making import Making
from sitewright.pipeline.planning import Plan, plan_site
from sitewright.pipeline.reading import (
    find_skeleton,
    read_documents,
    read_pages,
    read_settings,
)
from sitewright.pipeline.rendering import render_site, renew_facts
from sitewright.stages.redirects.anchors import find_lost_anchors


class UnlikeError(Exception):
    """A site is not what it is where it was planned first."""


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
    config = read_settings(run, workspace, options)
    if config is None:
        # Of a config file that cannot be read, nothing else is worth saying.
        return Build(findings=sort_findings(workspace.findings or run.findings))
    if workspace.hooks.is_broken:
        # Whatever templates miss of them would be reported as theirs.
        found = (*workspace.findings, *workspace.hooks.findings)
        return Build(findings=sort_findings(found))

    documents, plan = plan_build(run, workspace, config, options)
    if has_errors((*workspace.findings, *run.findings)):
        audience = NOBODY
    audience.expect(plan.keys.keys(), plan.written, plan.redirects)
    share_out = partial(crew.share_out, Recipe(workspace, options, prepare_making))
    rendered = render_site(run, plan, documents, audience, share_out)
    run.findings += crew.findings
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


def plan_build(
    run: Run, workspace: Workspace, config: SiteConfig, options: Options
) -> tuple[dict[str, Document | None], Plan]:
    """Read all sources, and decide what the site will be made of."""
    documents = read_documents(run, workspace)
    skeleton = find_skeleton(run, workspace, config, documents)
    reading = read_pages(run, skeleton, config, options)
    is_broken = has_errors(run.findings)
    about = (skeleton, reading, options.spares_lost, is_broken)
    return documents, run.chapter("plan of the site", plan_site, *about)


def prepare_making(recipe: Recipe) -> Make:
    """Plan a site where nothing is known of it, and return what makes shares of it.

    Raises:
        UnlikeError: It cannot be planned here; it could be where the recipe comes from.
    """
    workspace, options = recipe.workspace, recipe.options
    run = Run(Ledger())
    config = read_settings(run, workspace, options)
    if config is None or workspace.hooks.is_broken:
        found = [*run.findings, *workspace.hooks.findings]
        raise UnlikeError("; ".join(item.message for item in found))
    documents, plan = plan_build(run, workspace, config, options)
    bodies = Bodies(run.ledger, plan, documents, None)
    facts = renew_facts(run, plan, bodies, None)
    return Making(plan, bodies, facts, NOBODY).make


def _arrange(found: Findings) -> Checked[Findings]:
    return merge_repeats(sort_findings(found)), ()
