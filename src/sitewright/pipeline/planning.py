"""The chapter before the last: all that is decided before the first page is rendered."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import (
    Checked,
    Findings,
    Severity,
    Span,
    has_errors,
)
from sitewright.kernel.urls import output_path_of
from sitewright.model.build import (
    Artifact,
    Asset,
    Kind,
    Output,
    Workspace,
    make_artifact,
)
from sitewright.model.config import SiteConfig
from sitewright.model.document import Source
from sitewright.model.navigation import Navigation
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect, Rule, Surroundings
from sitewright.model.site import Site
from sitewright.model.urlledger import Addresses
from sitewright.pipeline.fingerprints import find_fingerprints
from sitewright.pipeline.menu import find_navigation
from sitewright.pipeline.paging import Paged, make_numbered_pages
from sitewright.pipeline.pictures import find_cards, find_pictures
from sitewright.pipeline.plan import Plan, find_own_layouts
from sitewright.pipeline.reading import Reading, Skeleton, leave_out_values
from sitewright.stages.collections import ALL, find_empty, find_uneven
from sitewright.stages.feeds import render_feed
from sitewright.stages.hosts.published import find_files_of_hosts, published_paths
from sitewright.stages.items import make_item
from sitewright.stages.markdown.targets import TargetFinder
from sitewright.stages.plan import plan_outputs
from sitewright.stages.redirects.stubs import render_stub
from sitewright.stages.redirects.table import find_surroundings, read_redirects
from sitewright.stages.robots import render_robots
from sitewright.stages.securitytext import render_security_text
from sitewright.stages.sitemap import Listed, render_sitemap
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.urlledger.lasting import gather_addresses

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
SECURITY_TEXT = ".well-known/security.txt"


def plan_site(
    run: Run,
    skeleton: Skeleton,
    reading: Reading,
    spares_lost: bool,
    is_broken: bool,
) -> Plan:
    """Decide what the site will be made of.

    Args:
        run: The chapter.
        skeleton: All sources without prose.
        reading: What was made of them.
        spares_lost: Whether addresses that were lost are no errors.
        is_broken: Whether pages may be missing, as their sources have errors.
    """
    workspace, config = skeleton.workspace, reading.config
    paged = make_numbered_pages(run, reading, workspace.hooks)
    pages = paged.pages
    is_whole = not (is_broken or run.findings.has_errors())
    if is_whole:
        run.findings += _find_odd_collections(reading, pages)
    outlines, others = _outline(run, reading, paged)
    navigation = find_navigation(run, skeleton, reading, (outlines, others))
    generated = _generated_paths(config)
    around = (config, outlines, workspace.assets, generated)
    surroundings = run.one("surroundings", find_surroundings, *around)
    redirects = _find_redirects(run, skeleton, config, outlines, surroundings)
    told = published_paths(config)
    generated += told
    stubs = redirects if config.redirect_pages else ()
    stubs = tuple(redirect for redirect in stubs if redirect.can_be_page)
    wanted = (outlines, stubs, workspace.assets, generated)
    outputs = run.one("plan", plan_outputs, *wanted)
    run.findings += find_files_of_hosts(told, outputs)
    addresses = (
        gather_addresses(pages, reading.unpublished, outputs, redirects)
        if workspace.ledger
        else None
    )
    is_broken |= has_errors(workspace.findings) or run.findings.has_errors()
    severity = Severity.WARNING if spares_lost else Severity.ERROR
    known = None if is_broken else addresses
    run.findings += _check_ledger(workspace, known, severity)
    there = (outlines, outputs, redirects, navigation)
    _check_types(run, reading, pages, there if is_whole else None)
    values = (reading.site_data, paged.values)
    site = Site(config, pages, paged.collections, navigation, *values)
    texts = _generate(run, site, outlines, stubs)
    layouts = find_own_layouts(run, reading, pages)
    wrapping = dict.fromkeys(name for names in layouts.values() for name in names)
    reading.environment.load_ahead(wrapping)  # while others make Markdown
    places = (config, outlines, others, workspace.assets, _unread(skeleton, is_broken))
    targets = run.one("targets", _find_targets, *places)
    of_pages = (outlines, layouts, targets, reading.environment, reading.own_texts)
    of_many = (paged.collections, paged.pagings, paged.numbers, paged.hrefs)
    of_files = (
        find_fingerprints(run, workspace, config, outlines, outputs),
        find_pictures(run, workspace, config, outputs),
        find_cards(run, workspace, config),
    )
    frame = (config, navigation, *values, *of_pages, *of_many, *of_files)
    by_key = {page.key: page for page in pages}
    return Plan(
        site,
        reading,
        paged,
        by_key,
        run.one("keys", _find_keys, outlines),
        run.follow("item", _make_item, by_key, config),
        layouts,
        targets,
        redirects,
        outputs,
        addresses,
        run.one("written", _write, outputs, texts, workspace.assets, told),
        surroundings,
        run.one("prose", _find_prose, outlines, reading.environment),
        *of_files,
        run.one("frame", _keep, *frame),
    )


def _generated_paths(config: SiteConfig) -> tuple[str, ...]:
    """Name the files that Sitewright fills, unless the site has its own."""
    feed = config.feed.path.lstrip("/") if config.feed else ""
    security_text = SECURITY_TEXT if config.security_txt else ""
    return tuple(path for path in (SITEMAP, ROBOTS, feed, security_text) if path)


def _outline(
    run: Run, reading: Reading, paged: Paged
) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """Leave out of all pages the values that do not matter for where they are."""
    others = reading.outlines_of_others
    if paged.pages is reading.pages:
        return reading.outlines, others
    both = {page.key: page for page in paged.pages}
    found = run.follow("outline of all", leave_out_values, both)
    return tuple(found.values()), others


def _unread(skeleton: Skeleton, is_broken: bool) -> tuple[str, ...]:
    """List sources of which some may have no page, as they have errors."""
    return tuple(skeleton.documents) if is_broken else ()


def _find_targets(
    config: SiteConfig,
    pages: tuple[Page, ...],
    unpublished: tuple[Page, ...],
    assets: tuple[Asset, ...],
    unread: tuple[str, ...],
) -> Checked[TargetFinder]:
    return TargetFinder(config, pages, unpublished, assets, unread), ()


def _keep(*given: object) -> Checked[tuple[object, ...]]:
    return given, ()


def _make_item(
    _key: str, page: Page, config: SiteConfig
) -> Checked[Mapping[str, object]]:
    return make_item(page, config)


def _find_keys(outlines: tuple[Page, ...]) -> Checked[dict[str, str]]:
    return {page.output_path: page.key for page in outlines if page.output_path}, ()


def _find_prose(
    outlines: tuple[Page, ...], environment: SiteEnvironment
) -> Checked[dict[str, bool]]:
    name_of = environment.name_of
    return {it.path: it.shows_toc for it in outlines if not name_of(it.path)}, ()


def _find_odd_collections(reading: Reading, pages: tuple[Page, ...]) -> Findings:
    """Find declared collections without pages, or without an order."""
    config, every = reading.config, (*pages, *reading.unpublished)
    rules, folder = config.collections, config.paths.content

    def find(page: Page, field: str) -> Span:
        return reading.data[page.path].value_span(*field.split("."))

    uneven = find_uneven(pages, rules, folder, find)
    return (*find_empty(every, rules, folder), *uneven)


def _check_types(
    run: Run,
    reading: Reading,
    pages: tuple[Page, ...],
    there: tuple[tuple[Page, ...], tuple[Output, ...], tuple[Redirect, ...], Navigation]
    | None,
) -> None:
    """Check the values of pages by their types, if there are any."""
    if reading.config.types:
        # Who has none does not wait for what checks them.
        from sitewright.pipeline.types import check_types

        check_types(run, reading, pages, there)


def _check_ledger(
    workspace: Workspace, known: Addresses | None, severity: Severity
) -> Findings:
    """Find what was lost, if anybody keeps a ledger."""
    if workspace.ledger is None:
        return ()
    from sitewright.stages.urlledger.checking import check_ledger

    return check_ledger(workspace.ledger, known, severity, workspace.config.path)


def _read_imported_rules(source: Source) -> Checked[tuple[Rule, ...]]:
    from sitewright.stages.redirects.imports import read_imported_rules

    return read_imported_rules(source)


def _find_redirects(
    run: Run,
    skeleton: Skeleton,
    config: SiteConfig,
    pages: tuple[Page, ...],
    surroundings: Surroundings,
) -> tuple[Redirect, ...]:
    """Gather what pages, settings and files say about old addresses."""
    files = {source.path: (source,) for source in skeleton.workspace.redirects}
    imported = run.each("imported redirects", _read_imported_rules, files)
    rules = (*config.redirects, *(rule for path in files for rule in imported[path]))
    return run.one("redirects", read_redirects, pages, rules, surroundings)


def _generate(
    run: Run, site: Site, outlines: tuple[Page, ...], stubs: tuple[Redirect, ...]
) -> dict[str, str]:
    """Write what no author writes: sitemap, robots, feed, and a page a redirect."""
    config = site.config
    by_key = {page.key: page for page in site.pages}
    listed = run.one("listed", _find_listed, outlines, site.collections[ALL])
    texts = {**run.one("stubs", _render_stubs, stubs, config)}
    texts[ROBOTS] = render_robots(config.url)
    texts[SITEMAP] = run.one("sitemap", render_sitemap, listed, config.url)
    if config.feed:
        paths = site.collections.get(config.feed.collection)
        members = None if paths is None else tuple(by_key[key] for key in paths)
        feed = run.one("feed", render_feed, members, config, tuple(site.collections))
        texts[config.feed.path.lstrip("/")] = feed
    if config.security_txt:
        texts[SECURITY_TEXT] = render_security_text(config.security_txt)
    return texts


def _find_listed(
    outlines: tuple[Page, ...], everything: tuple[str, ...]
) -> Checked[tuple[Listed, ...]]:
    known = frozenset(everything)
    listed = (it for it in outlines if it.is_listed and it.path in known)
    return tuple((page.url, page.date) for page in listed), ()


def _render_stubs(
    stubs: tuple[Redirect, ...], config: SiteConfig
) -> Checked[dict[str, str]]:
    return {output_path_of(it.source): render_stub(it, config) for it in stubs}, ()


def _write(
    outputs: tuple[Output, ...],
    texts: Mapping[str, str],
    assets: tuple[Asset, ...],
    told: tuple[str, ...],
) -> Checked[dict[str, Artifact]]:
    """Make the files that are not pages: texts, and what is copied.

    Those of hosts are written when all pages are finished.
    """
    digests = {asset.path: asset.digest for asset in assets}
    written = {
        output.path: Artifact(output.path, None, digests[output.origin], output.origin)
        if output.kind is Kind.ASSET
        else make_artifact(output.path, texts[output.path])
        for output in outputs
        if output.kind is not Kind.PAGE and output.path not in told
    }
    return written, ()
