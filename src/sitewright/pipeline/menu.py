"""The navigation of a site: a part of the story, and a side story of its own."""

from __future__ import annotations

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, Severity, has_errors, sort_findings
from sitewright.model.build import Options, Workspace
from sitewright.model.navigation import Navigation
from sitewright.model.page import Page
from sitewright.pipeline.paging import make_numbered_pages
from sitewright.pipeline.reading import (
    Reading,
    Skeleton,
    find_skeleton,
    read_documents,
    read_pages,
)
from sitewright.pipeline.sources import read_settings
from sitewright.stages.navigation import build_navigation


def find_navigation(
    run: Run,
    skeleton: Skeleton,
    reading: Reading,
    pages: tuple[tuple[Page, ...], tuple[Page, ...]],
) -> Navigation:
    """Build the navigation from all that was read.

    Args:
        run: The build.
        skeleton: All sources without prose.
        reading: What was made of them.
        pages: All published pages, those of paginated sources among them; and all other
            pages. Their values do not matter.
    """
    is_complete = len(reading.documents) + reading.left_out == len(
        skeleton.documents
    ) and not has_errors(skeleton.workspace.findings)
    return run.one(
        "navigation",
        build_navigation,
        *pages,
        is_complete,
        reading.config.navigation,
    )


def build_menu(workspace: Workspace, options: Options) -> Checked[Navigation | None]:
    """Build the navigation of a site, and nothing else.

    Args:
        workspace: All sources.
        options: What the command line asks for.

    Returns:
        The navigation, or None if the settings cannot be read; and the findings about
        it, with all errors that may have kept a page out of it.
    """
    run = Run(Ledger())
    config = read_settings(run, workspace, options)
    if config is None:
        return None, sort_findings(workspace.findings or run.findings)
    if workspace.hooks.is_broken:
        return None, sort_findings(workspace.hooks.findings)
    documents = read_documents(run, workspace)
    skeleton = find_skeleton(run, workspace, config, documents)
    reading = read_pages(run, skeleton, config, options)
    pages = make_numbered_pages(run, reading, workspace.hooks).pages
    navigation = find_navigation(run, skeleton, reading, (pages, reading.unpublished))
    return navigation, sort_findings(
        found
        for found in (*workspace.findings, *run.causes)
        if found.severity is Severity.ERROR or found.code.startswith("NAV")
    )
