"""The last chapter: from pages to finished HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Final

from sitewright.engine.run import Keys, Run
from sitewright.model.audience import Audience
from sitewright.model.build import Artifact
from sitewright.model.crew import ShareOut, alone
from sitewright.model.document import Document
from sitewright.model.facts import Facts
from sitewright.pipeline.ahead import Ready
from sitewright.pipeline.bodies import Bodies
from sitewright.pipeline.fingerprints import Naming
from sitewright.pipeline.making import Making
from sitewright.pipeline.plan import Plan
from sitewright.stages.templates.facts import (
    OF_ITEMS,
    kinds_of_facts,
    kinds_of_paging_facts,
    single_facts,
)

_OF_A_PAGE: Final = 3_000
"""What a page costs besides its text, in characters of Markdown."""


def render_site(
    run: Run,
    plan: Plan,
    documents: Mapping[str, Document | None],
    audience: Audience,
    share_out: ShareOut = alone,
    ready: Ready | None = None,
) -> Mapping[str, Artifact]:
    """Render every page; the result is keyed by the page's key.

    As long as the plan's frame is that of the build before, only those pages are looked
    at that have read something of a document or an item that has changed.

    Args:
        run: The build.
        plan: What the site will be made of.
        documents: All content.
        audience: Who waits for pages.
        share_out: Has pages made by others, too.
        ready: Bodies that have been made already.
    """
    with (
        run.ledger.stage("texts").following(documents, plan.frame) as changed,
        run.ledger.stage("items").following(plan.items) as items,
    ):
        bodies = Bodies(run.ledger, plan, documents, None if items is None else changed)
        bodies.adopt_early(ready or {})
        naming = Naming(run.ledger, plan)
        names = bodies.changed_facts()
        if names is not None:
            names += [f"{kind}:{key}" for key in items or () for kind in OF_ITEMS]
            names += naming.facts_of_pages()
        facts = renew_facts(run, plan, bodies, naming, names)
        for name in naming.facts_of_pages():
            facts.get(name)  # here, and not in each process that makes pages
        making = Making(plan, bodies, facts, audience)

        def in_turn(todo: Iterable[str]) -> Keys:
            costs = {
                key: _OF_A_PAGE + bodies.length_of(plan.pages[key].path) for key in todo
            }
            with closing(share_out(making.make, costs)) as turns:
                yield from making.take_turns(costs, turns)
            if making.is_shared:
                yield from making.again(run.ledger.stage("render"))

        render = making.render
        rendered = run.traced("render", render, plan.pages, facts, names, in_turn)
        bodies.finish(facts)
        run.take("body")
        run.take("links")
        run.take("shown")
    return rendered


def renew_facts(
    run: Run,
    plan: Plan,
    bodies: Bodies,
    naming: Naming,
    changed: Iterable[str] | None,
) -> Facts:
    """Bring all that templates may read up to date.

    Args:
        run: The build.
        plan: What the site will be made of.
        bodies: The rendered Markdown of the pages.
        naming: The names of files.
        changed: The facts that may have changed; None if nobody knows.
    """
    paged, environment = plan.paged, plan.reading.environment
    kinds = {
        **kinds_of_facts(plan.site, environment, plan.layouts, plan.items),
        **kinds_of_paging_facts(paged.pagings, paged.numbers, paged.hrefs),
        **bodies.kinds_of_facts(),
        **naming.kinds_of_facts(),
    }
    if changed is None:
        single = single_facts(plan.site, environment, plan.items)
        run.ledger.facts = Facts(single, kinds, run.ledger.facts)
    else:
        run.ledger.facts.renew(kinds, changed)
    return run.ledger.facts
