"""The chapter behind the build: the finished site is looked through for what is wrong."""

from __future__ import annotations

from sitewright.kernel.codes import CHECK_LEVELS
from sitewright.kernel.diagnostics import Span, sort_findings
from sitewright.kernel.frozen import replace
from sitewright.model.build import Build, Workspace
from sitewright.model.checks import FinishedPage, FinishedSite, ReadFile
from sitewright.model.document import KeyPath
from sitewright.model.security import PAGES
from sitewright.model.site import Site
from sitewright.stages.checks.findings import level_findings, place_complaints
from sitewright.stages.checks.places import Sources
from sitewright.stages.checks.scan import read_markup
from sitewright.stages.checks.table import run_checks
from sitewright.stages.frontmatter import split_document


def check_site(workspace: Workspace, build: Build, read: ReadFile) -> Build:
    """Look through a site as it would be published.

    Args:
        workspace: All sources.
        build: What they come to.
        read: Reads a file that is copied.

    Returns:
        The same with more findings; as it is, if it is broken.
    """
    if build.site is None:
        return build
    site = survey_site(build, build.site, read)
    levels = {**CHECK_LEVELS, **build.site.config.checks.levels}
    sources = _gather_sources(workspace, build, build.site)
    given = (run_checks(site), site, sources, levels, build.findings)
    found = place_complaints(*given)
    known = level_findings(build.findings, site.site.config.checks.levels)
    return replace(build, findings=sort_findings((*known, *found)))


def survey_site(build: Build, site: Site, read: ReadFile) -> FinishedSite:
    """Read all pages of a site."""
    pages = {
        page.key: FinishedPage(page, read_markup(_text_of(build, page.output_path)))
        for page in site.pages
        if page.output_path.lower().endswith(PAGES)
    }
    outputs = {output.path: output for output in build.outputs}
    return FinishedSite(site, pages, build.files, outputs, build.addresses, read)


def _text_of(build: Build, path: str) -> str:
    return (build.files[path].content or b"").decode()


def _end_of_head(text: str) -> int:
    """Find the end of front matter; 0 if there is none."""
    return max(text.find("\n---", 3), 0) if text.startswith("---") else 0


def _gather_sources(workspace: Workspace, build: Build, site: Site) -> Sources:
    folder = f"{site.config.paths.templates}/"
    data = (*workspace.data, *workspace.content_data, workspace.config)
    every = (*workspace.content, *workspace.templates, *data)

    def find_field(path: str, keys: KeyPath) -> Span | None:
        document, _ = split_document(workspace.content_by_path[path])
        place = document.head.places.get(keys) if document else None
        return place.key if place else None

    return Sources(
        {source.path: source.text for source in every},
        {it.path.removeprefix(folder): it.path for it in workspace.templates},
        {
            **dict.fromkeys(source.path for source in data),
            **{it.path: _end_of_head(it.text) for it in workspace.content},
        },
        build.layouts,
        find_field,
    )
