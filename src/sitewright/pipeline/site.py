"""The whole build, from a snapshot of the sources to the files of the site."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import (
    Findings,
    Severity,
    has_errors,
    merge_repeats,
    sort_findings,
)
from sitewright.kernel.digests import digest_of_bytes
from sitewright.kernel.texts import encode
from sitewright.kernel.urls import output_path_of
from sitewright.model.build import (
    Artifact,
    Asset,
    Build,
    Kind,
    Options,
    Output,
    Workspace,
)
from sitewright.model.config import SiteConfig
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect, Surroundings
from sitewright.model.site import Site
from sitewright.model.urlledger import Addresses
from sitewright.pipeline.menu import find_navigation
from sitewright.pipeline.paging import make_numbered_pages
from sitewright.pipeline.reading import Reading, read_pages, read_settings
from sitewright.pipeline.rendering import render_site
from sitewright.stages.collections import ALL, find_empty
from sitewright.stages.feeds import render_feed
from sitewright.stages.hosts.published import find_files_of_hosts, write_host_files
from sitewright.stages.plan import plan_outputs
from sitewright.stages.redirects import (
    find_lost_anchors,
    find_surroundings,
    read_imported_rules,
    read_redirects,
    render_stub,
)
from sitewright.stages.robots import render_robots
from sitewright.stages.sitemap import render_sitemap
from sitewright.stages.urlledger import check_ledger, gather_addresses

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def build_site(workspace: Workspace, options: Options, ledger: Ledger) -> Build:
    """Turn a snapshot of the project into the files of the site.

    Nothing is read or written here, and nothing is raised for an author's mistake.

    Args:
        workspace: All sources.
        options: What the command line asks for.
        ledger: Memory of earlier builds in this process; what it knows is not redone.

    Returns:
        The files and all findings. If any finding is an error, the files are not fit
        to be published.
    """
    run = Run(ledger)
    config = read_settings(run, workspace, options)
    if config is None:
        # Of a config file that cannot be read, nothing else is worth saying.
        return Build(findings=sort_findings(workspace.findings or run.findings))
    if workspace.hooks.is_broken:
        # Whatever templates miss of them would be reported as theirs.
        found = (*workspace.findings, *workspace.hooks.findings)
        return Build(findings=sort_findings(found))

    reading = read_pages(run, workspace, config, options)
    given = (config, reading.environment, reading.site_data)
    paged = make_numbered_pages(
        run, reading.pages, reading.data, given, workspace.hooks
    )
    pages = paged.pages
    run.findings += _find_empty_collections(run, reading, pages)
    navigation = find_navigation(run, workspace, reading, pages)
    feed = config.feed.path.lstrip("/") if config.feed else ""
    generated = tuple(path for path in (SITEMAP, ROBOTS, feed) if path)
    around = (config, pages, workspace.assets, generated)
    surroundings = run.one("surroundings", find_surroundings, *around)
    redirects = _find_redirects(run, workspace, config, pages, surroundings)
    told = run.one("host files", write_host_files, redirects, config, surroundings)
    generated += tuple(told.published)
    run.findings += find_files_of_hosts(told.published, workspace.assets)
    stubs = redirects if config.redirect_pages else ()
    stubs = tuple(r for r in stubs if not (r.is_pattern or r.is_gone))
    outputs = run.one("plan", plan_outputs, pages, stubs, workspace.assets, generated)
    addresses = gather_addresses(pages, reading.unpublished, outputs, redirects)
    run.findings += _find_lost_urls(run, workspace, options, addresses)

    site = Site(
        config, pages, paged.collections, navigation, reading.site_data, paged.values
    )
    rendered = render_site(run, site, reading, paged, workspace)
    if reading.lint:
        run.findings += reading.lint.findings()
    texts = _generate(run, site, stubs) | told.published | rendered
    run.findings += find_lost_anchors(redirects, rendered)
    run.end()

    findings = merge_repeats(sort_findings((*workspace.findings, *run.causes)))
    if has_errors(findings):
        return Build(findings=findings)
    artifacts = _make_artifacts(outputs, texts, workspace.assets)
    return Build(artifacts, findings, len(pages), addresses, told.beside)


def _find_empty_collections(
    run: Run, reading: Reading, pages: tuple[Page, ...]
) -> Findings:
    """Find declared collections without pages, unless pages could not be read."""
    if has_errors(run.findings):
        return ()
    config, every = reading.config, (*pages, *reading.unpublished)
    return find_empty(every, config.collections, config.paths.content)


def _find_lost_urls(
    run: Run, workspace: Workspace, options: Options, addresses: Addresses
) -> Findings:
    """Find addresses that the site once had, unless pages could not be read."""
    is_whole = not has_errors((*workspace.findings, *run.findings))
    severity = Severity.ERROR if options.looks_closely else Severity.WARNING
    known = addresses if is_whole else None
    return check_ledger(workspace.ledger, known, severity, workspace.config.path)


def _find_redirects(
    run: Run,
    workspace: Workspace,
    config: SiteConfig,
    pages: tuple[Page, ...],
    surroundings: Surroundings,
) -> tuple[Redirect, ...]:
    """Gather what pages, settings and files say about old addresses."""
    files = {source.path: (source,) for source in workspace.redirects}
    imported = run.each("imported redirects", read_imported_rules, files)
    rules = (*config.redirects, *(rule for path in files for rule in imported[path]))
    return run.one("redirects", read_redirects, pages, rules, surroundings)


def _generate(run: Run, site: Site, stubs: tuple[Redirect, ...]) -> dict[str, str]:
    """Write what no author writes: sitemap, robots, feed, and a page a redirect."""
    config = site.config
    by_key = {page.key: page for page in site.pages}
    known = frozenset(site.collections[ALL])
    listed = tuple(p for p in site.pages if p.is_listed and p.path in known)
    texts = {
        output_path_of(redirect.source): render_stub(redirect, config)
        for redirect in stubs
    }
    texts[ROBOTS] = render_robots(config.url)
    texts[SITEMAP] = run.one("sitemap", render_sitemap, listed, config.url)
    if config.feed:
        paths = site.collections.get(config.feed.collection)
        members = None if paths is None else tuple(by_key[key] for key in paths)
        feed = run.one("feed", render_feed, members, config, tuple(site.collections))
        texts[config.feed.path.lstrip("/")] = feed
    return texts


def _make_artifacts(
    outputs: tuple[Output, ...],
    texts: Mapping[str, str],
    assets: tuple[Asset, ...],
) -> tuple[Artifact, ...]:
    """Give each planned output its bytes, or the file that they are copied from."""
    digests = {asset.path: asset.digest for asset in assets}
    artifacts = []
    for output in outputs:
        if output.kind is Kind.ASSET:
            digest = digests[output.origin]
            artifacts.append(Artifact(output.path, None, digest, output.origin))
        else:
            content = encode(texts[output.path])
            artifacts.append(Artifact(output.path, content, digest_of_bytes(content)))
    return tuple(artifacts)
