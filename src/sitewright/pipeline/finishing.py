"""The last chapter: what finished pages are looked through for, and all files of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.tables import Table
from sitewright.model.build import Artifact, Build, Options, Output
from sitewright.model.fingerprint import Fingerprinted
from sitewright.model.header import Header
from sitewright.model.page import Page
from sitewright.model.picture import Shown
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import Addresses
from sitewright.pipeline.fingerprints import add_fingerprinted
from sitewright.pipeline.guarding import find_expiry, find_next_change
from sitewright.pipeline.pictures import add_pictures, files_of
from sitewright.pipeline.plan import Plan
from sitewright.stages.redirects.anchors import (
    Anchor,
    find_lost_anchors,
    gather_anchors,
)
from sitewright.stages.urlledger.lasting import gather_addresses


def finish_site(
    run: Run,
    plan: Plan,
    options: Options,
    rendered: Mapping[str, Artifact],
    told: tuple[Mapping[str, Artifact], Mapping[str, str]],
    headers: tuple[Header, ...],
) -> Build:
    """Put together all that has come of a build.

    Args:
        run: The build.
        plan: What was decided before the first page was rendered.
        options: What the command line asks for.
        rendered: The finished pages, by their keys.
        told: What hosts are told: among the files of the site, and beside it.
        headers: The headers of the site.
    """
    written, beside = told
    prints, outputs = add_fingerprinted(run, plan, rendered)
    shown, outputs = add_pictures(run, plan, outputs)
    run.findings += find_expiry(plan, options)
    found = run.arrange()
    if found.has_errors:
        return Build(findings=found.findings, news=found.news)
    return Build(
        _gather_files(run, plan, (outputs, shown), rendered, written, prints),
        found.findings,
        len(plan.pages),
        _find_addresses(run, plan),
        beside,
        headers,
        plan.site,
        plan.layouts,
        plan.redirects,
        outputs,
        find_next_change(run, plan, options),
        plan.prose.keys(),
        run.one("unpublished", _paths_of, plan.reading.unpublished),
        {path: it.name for path, it in prints.items()},
        shown.variants,
        shown.cards,
        found.news,
    )


def _find_addresses(run: Run, plan: Plan) -> Addresses:
    if plan.addresses:
        return plan.addresses
    unpublished = plan.reading.unpublished
    given = (plan.site.pages, unpublished, plan.outputs, plan.redirects)
    return run.one("addresses", _gather_addresses, *given)


def _gather_addresses(
    pages: tuple[Page, ...],
    unpublished: tuple[Page, ...],
    outputs: tuple[Output, ...],
    redirects: tuple[Redirect, ...],
) -> Checked[Addresses]:
    return gather_addresses(pages, unpublished, outputs, redirects), ()


def check_anchors(run: Run, plan: Plan, rendered: Mapping[str, Artifact]) -> None:
    """Look for the places in pages that redirects lead to."""
    anchors = run.one("anchors", _gather_anchors, plan.redirects)
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
    plan: Plan,
    wanted: tuple[tuple[Output, ...], Shown],
    rendered: Mapping[str, Artifact],
    told: Mapping[str, Artifact],
    prints: Mapping[str, Fingerprinted],
) -> Table[Artifact]:
    """Lay all files of the site by their paths, in order."""
    memory = run.ledger.stage("files")
    outputs, shown = wanted
    given = (outputs, plan.written, told, prints, shown)
    with memory.following(rendered, *given) as changed:
        if changed is None:
            pages = {file.path: file for file in rendered.values()}
            named = {it.file.path: it.file for it in prints.values()}
            every = {**pages, **plan.written, **told, **named, **files_of(shown)}
            later = {it.path for it in shown.variants} | {it.path for it in shown.cards}
            paths = [it.path for it in outputs if it.path not in later]
            files = Table({path: every[path] for path in paths})
        else:
            pages = {rendered[key].path: rendered[key] for key in changed}
            files = cast("Table[Artifact]", memory.results)
            files = files.edited({p: file for p, file in pages.items() if p in files})
    memory.conclude(files)
    return files


def _paths_of(pages: tuple[Page, ...]) -> Checked[tuple[str, ...]]:
    return tuple(page.path for page in pages), ()
