"""Plan a site: here, or where pages are made for somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.model.audience import NOBODY
from sitewright.model.build import Options, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.crew import Make, Recipe
from sitewright.model.document import Document
from sitewright.pipeline.ahead import Fields
from sitewright.pipeline.bodies import Bodies
from sitewright.pipeline.fingerprints import Naming
from sitewright.pipeline.making import Making
from sitewright.pipeline.plan import Plan
from sitewright.pipeline.planning import plan_site
from sitewright.pipeline.reading import find_skeleton, read_documents, read_pages
from sitewright.pipeline.rendering import renew_facts
from sitewright.pipeline.sources import read_settings

_PLAN: Final = "plan of the site"


class UnlikeError(Exception):
    """A site is not what it is where it was planned first."""


def plan_build(
    run: Run,
    workspace: Workspace,
    config: SiteConfig,
    options: Options,
    start: int = 0,
    fields: Fields | None = None,
) -> tuple[Mapping[str, Document | None], Plan]:
    """Read all sources, and decide what the site will be made of.

    Args:
        run: The build.
        workspace: The sources.
        config: The site's settings.
        options: What the command line asks for.
        start: How much had been found before the build began.
        fields: Front matter that has been read already.
    """
    documents = read_documents(run, workspace, fields)
    skeleton = find_skeleton(run, workspace, config, documents)
    reading = read_pages(run, skeleton, config, options)
    is_broken = run.findings.has_errors(start)
    about = (skeleton, reading, options.spares_lost, is_broken)
    return documents, run.chapter(_PLAN, plan_site, *about)


def recall_plan(ledger: Ledger) -> Plan | None:
    """Take the plan of the last build, be the site broken or not; None if it has none."""
    told = cast("tuple[Plan, bool] | None", ledger.stage(_PLAN).last(""))
    return told[0] if told else None


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
    facts = renew_facts(run, plan, bodies, Naming(run.ledger, plan), None)
    return Making(plan, bodies, facts, NOBODY).make
