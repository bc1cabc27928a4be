"""A side story: one Markdown file, as a page of the site would have it."""

from __future__ import annotations

from typing import cast

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, sort_findings
from sitewright.kernel.frozen import replace
from sitewright.model.body import Body
from sitewright.model.build import Options, Workspace, by_path
from sitewright.model.document import Document, Source
from sitewright.pipeline.ahead import make_body
from sitewright.pipeline.bodies import LATE, markdown_input
from sitewright.pipeline.reading import find_skeleton, read_documents, read_pages
from sitewright.pipeline.sources import read_settings
from sitewright.stages.frontmatter import split_document
from sitewright.stages.markdown.links import resolve_links
from sitewright.stages.markdown.targets import TargetFinder


def build_body(
    workspace: Workspace, options: Options, source: Source
) -> Checked[Body | None]:
    """Render the Markdown of one file as a page of the site would have it.

    Args:
        workspace: All sources, to which links can lead.
        options: What the command line asks for.
        source: The file; it need not be one of them.

    Returns:
        The body, or None if the settings or the file cannot be read; and the findings
        about these two.
    """
    run = Run(Ledger())
    config = read_settings(run, workspace, options)
    if config is None:
        return None, sort_findings(workspace.findings or run.findings)
    if workspace.hooks.is_broken:
        return None, sort_findings(workspace.hooks.findings)
    document = run.once(split_document, source)
    if document is None:
        return None, sort_findings(run.findings)
    shows_toc = document.head.fields.get("showTOC") is True
    body = run.once(make_body, *markdown_input(document, config, shows_toc))
    found = run.findings

    run = Run(Ledger())  # what is wrong with other files is not asked for
    content = by_path((*workspace.content, source))
    whole = replace(workspace, content_by_path=content)
    documents = read_documents(run, whole)
    skeleton = find_skeleton(run, whole, config, documents)
    reading = read_pages(run, skeleton, config, options)
    toc = {page.path: page.shows_toc for page in reading.pages}

    texts = reading.own_texts or documents

    def body_of(path: str) -> Body:
        if path == source.path:
            return body
        if reading.environment.name_of(path):
            return LATE
        other = cast("Document", texts[path])  # it has become a page
        return make_body(*markdown_input(other, config, toc[path]))[0]

    named = {link.target for link in body.links}
    targets = TargetFinder(config, reading.pages, reading.unpublished, workspace.assets)
    linked, more = resolve_links(body, {n: targets.find(n, body_of) for n in named})
    return linked, sort_findings((*found, *more))
