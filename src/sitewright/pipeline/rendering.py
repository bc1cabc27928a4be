"""The last chapter: from pages to finished HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, has_errors
from sitewright.model.audience import Audience
from sitewright.model.build import Artifact
from sitewright.model.document import Document
from sitewright.model.facts import Facts, Reader
from sitewright.model.page import Page
from sitewright.pipeline.bodies import Bodies
from sitewright.pipeline.own import render_finished
from sitewright.pipeline.planning import Plan, make_artifact
from sitewright.stages.templates.content import Contents
from sitewright.stages.templates.facts import (
    OF_ITEMS,
    kinds_of_facts,
    kinds_of_paging_facts,
    single_facts,
)


def render_site(
    run: Run,
    plan: Plan,
    documents: Mapping[str, Document | None],
    audience: Audience,
) -> Mapping[str, Artifact]:
    """Render every page; the result is keyed by the page's key.

    As long as the plan's frame is that of the build before, only those pages are looked
    at that have read something of a document or an item that has changed.
    """
    contents = Contents(plan.reading.environment)

    def render(reader: Reader, page: Page) -> Checked[Artifact]:
        place = (page.key, page.path, page.output_path)
        html, found = render_finished(reader, *place, contents)
        file = make_artifact(page.output_path, html)
        if file.path and not has_errors(found):
            audience.show(file)
        return file, found

    with (
        run.ledger.stage("texts").following(documents, plan.frame) as changed,
        run.ledger.stage("items").following(plan.items) as items,
    ):
        bodies = Bodies(run.ledger, plan, documents, None if items is None else changed)
        names = bodies.changed_facts()
        if names is not None:
            names += [f"{kind}:{key}" for key in items or () for kind in OF_ITEMS]
        facts = _renew_facts(run, plan, bodies, names)

        def in_turn(todo: Iterable[str]) -> Iterator[str]:
            paths = {key: plan.pages[key].path for key in todo}
            prepare = (facts.get(f"body:{path}") for path in paths.values())
            return take_turns(audience, plan.keys, paths, prepare)

        rendered = run.traced("render", render, plan.pages, facts, names, in_turn)
        bodies.finish(facts)
        run.take("body")
        run.take("links")
    return rendered


def take_turns(
    audience: Audience,
    keys: Mapping[str, str],
    todo: Iterable[str],
    preparing: Iterable[object],
) -> Iterator[str]:
    """Yield pages to be rendered when all is prepared; at once those waited for.

    Markdown is prepared for all pages before any is rendered: to change between it and
    templates for each page takes 5% longer.

    Args:
        audience: Who waits.
        keys: The keys of pages by their output paths.
        todo: The keys of what is to be rendered.
        preparing: Prepares more of it with each step.
    """
    waiting = dict.fromkeys(todo)

    def first() -> Iterator[str]:
        while (wanted := keys.get(audience.wants() or "")) in waiting:
            del waiting[wanted]
            yield wanted

    for _ in preparing:
        yield from first()
    for key in tuple(waiting):
        if key in waiting:
            del waiting[key]
            yield key
            yield from first()


def _renew_facts(
    run: Run, plan: Plan, bodies: Bodies, changed: Iterable[str] | None
) -> Facts:
    """Bring all that templates may read up to date.

    Args:
        run: The build.
        plan: What the site will be made of.
        bodies: The rendered Markdown of the pages.
        changed: The facts that may have changed; None if nobody knows.
    """
    paged, environment = plan.paged, plan.reading.environment
    kinds = {
        **kinds_of_facts(plan.site, environment, plan.layouts, plan.items),
        **kinds_of_paging_facts(paged.pagings, paged.numbers, paged.hrefs),
        **bodies.kinds_of_facts(),
    }
    if changed is None:
        single = single_facts(plan.site, environment, plan.items)
        run.ledger.facts = Facts(single, kinds, run.ledger.facts)
    else:
        run.ledger.facts.renew(kinds, changed)
    return run.ledger.facts
