"""A side story: a new page, and whether the site stays whole with it."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    Note,
    Severity,
    Span,
    error,
    has_errors,
    sort_findings,
)
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.urls import default_output_path, url_of
from sitewright.model.build import Options, Workspace, by_path
from sitewright.model.config import SiteConfig
from sitewright.model.document import Document, Source
from sitewright.model.newpage import Wish
from sitewright.model.page import Page
from sitewright.model.pagetype import MISSING
from sitewright.pipeline.reading import (
    Reading,
    find_skeleton,
    read_documents,
    read_pages,
)
from sitewright.pipeline.site import build_site
from sitewright.pipeline.sources import read_settings
from sitewright.stages.archetypes.asking import add_asked
from sitewright.stages.archetypes.choosing import choose_archetype, name_archetypes
from sitewright.stages.archetypes.naming import name_page, title_of
from sitewright.stages.archetypes.quoting import Values, fill_in
from sitewright.stages.frontmatter import split_document
from sitewright.stages.markdown.body import render_part
from sitewright.stages.pages.page import stem_and_slug
from sitewright.stages.templates.archetypes import render_archetype
from sitewright.stages.templates.eleventy.slugs import slugify
from sitewright.stages.templates.facts import site_variable
from sitewright.stages.templates.languages import make_environment


@frozen
class Begun:
    """A page that may be written.

    Attributes:
        source: The page.
        archetype: The path of its archetype; empty for the one that is built in.
        page: What the site makes of it.
        is_published: Whether a build publishes it now.
        is_future: Whether its date is still to come.
        findings: What the author should know; no errors.
    """

    source: Source
    archetype: str
    page: Page
    is_published: bool
    is_future: bool
    findings: Findings


@frozen
class Beginning:
    """What came of a wish.

    Attributes:
        workspace: The project as it would be, as far as it came to that.
        begun: The page; None if there cannot be such.
        findings: Why there cannot.
        is_harmful: Whether that is because the site would be broken.
    """

    workspace: Workspace
    begun: Begun | None
    findings: Findings = ()
    is_harmful: bool = False


def find_folders(workspace: Workspace) -> frozenset[str]:
    """Find the folders that pages lie in, as seen from the content folder."""
    folders = {""}
    for source in workspace.content:
        path = source.path.removeprefix(f"{workspace.paths.content}/")
        while path := dirname(path):
            folders.add(path)
    return frozenset(folders)


def find_wish(workspace: Workspace, written: Wish) -> Checked[Wish | None]:
    """Find out which page is meant.

    Args:
        workspace: All sources.
        written: What is asked; its path is a folder, or a title, if it is not a path.
    """
    content, folders = workspace.paths.content, find_folders(workspace)
    return name_page(written, content, folders, slugify)


def begin_page(
    workspace: Workspace, options: Options, archetypes: tuple[Source, ...], wish: Wish
) -> Beginning:
    """Make the text of a new page out of its archetype, and see that it does no harm.

    Args:
        workspace: All sources.
        options: What the command line asks for.
        archetypes: All archetypes of the project.
        wish: What is asked of the page.
    """
    run = Run(Ledger())
    config = read_settings(run, workspace, options)
    if config is None or workspace.hooks.is_broken:
        found = (*workspace.findings, *run.findings, *workspace.hooks.findings)
        return Beginning(workspace, None, sort_findings(found))
    named = name_archetypes(archetypes, config.paths.templates)
    inside = wish.path.removeprefix(f"{config.paths.content}/")
    archetype, found = choose_archetype(named, inside, wish.archetype)
    if archetype is None:
        return Beginning(workspace, None, found)
    reading = _read(run, workspace, config, options)
    text, found = _fill(workspace, reading, archetype, wish, options)
    own = archetype.path if archetype in archetypes else ""
    source = Source(wish.path, text)
    content = sorted((*workspace.content, source), key=lambda it: it.path)
    whole = replace(workspace, content_by_path=by_path(content))
    if found:
        return Beginning(whole, None, _explain(found, wish, own))
    now = _read(Run(run.ledger), whole, config, options)
    is_hidden = any(page.path == wish.path for page in now.unpublished)
    shown = replace(options, shows_drafts=is_hidden, shows_future=is_hidden)
    found = _find_new(workspace, whole, shown, wish.path, run.ledger)
    found = _explain(_spare_blanks(found, wish), wish, own)
    pages = (*now.pages, *now.unpublished)
    page = next((it for it in pages if it.path == wish.path), None)
    if page is None or has_errors(found):
        refused = found or (_left_out(wish),)
        return Beginning(whole, None, refused, is_harmful=bool(found))
    is_future = page.date is not None and page.date > options.now
    begun = Begun(source, own, page, not is_hidden, is_future, found)
    return Beginning(whole, begun)


def _read(
    run: Run, workspace: Workspace, config: SiteConfig, options: Options
) -> Reading:
    """Read all pages, and nothing else."""
    documents = read_documents(run, workspace)
    skeleton = find_skeleton(run, workspace, config, documents)
    return read_pages(run, skeleton, config, options)


def _fill(
    workspace: Workspace,
    reading: Reading,
    archetype: Source,
    wish: Wish,
    options: Options,
) -> Checked[str]:
    """Make the text of a page."""
    environment, _ = make_environment(
        (*reading.environment.sources, archetype),
        reading.environment.documents,
        reading.config,
        render_part,
        workspace.hooks,
    )

    def split(text: str) -> Document | None:
        return split_document(Source(wish.path, text))[0]

    values = Values()
    variables = _variables(reading, wish, options)
    marked, found = render_archetype(
        environment, archetype, variables, values.mark, wish.path
    )
    if found:
        return "", found
    return add_asked(fill_in(marked, values, split), wish, split)


def _variables(reading: Reading, wish: Wish, options: Options) -> Mapping[str, object]:
    """Gather what an archetype sees: the data of the site, and what the page is to be."""
    config = reading.config
    inside = wish.path.removeprefix(f"{config.paths.content}/")
    _, slug = stem_and_slug(inside)
    title = wish.title or title_of(slug) or config.title
    midnight = options.now.replace(hour=0, minute=0, second=0, microsecond=0)
    parent = _find_parent(reading, inside)
    pages = (*reading.pages, *reading.unpublished)
    entries = (*(page.navigation for page in pages), *config.navigation)
    is_taken = any(entry and entry.key == title for entry in entries)
    return {
        **reading.site_data,
        "site": site_variable(config, reading.site_data.get("site")),
        "title": title,
        "slug": slug,
        "section": inside.partition("/")[0] if "/" in inside else "",
        "date": wish.date or midnight,
        "pending": wish.is_pending,
        "parent": parent,
        "key": f"{parent}: {title}" if parent and is_taken else title,
    }


def _find_parent(reading: Reading, inside: str) -> str:
    """Find the navigation key of the nearest folder's own page; empty at the top."""
    start = f"{reading.config.paths.content}/"
    keys = {
        url_of(default_output_path(page.path.removeprefix(start))): page.navigation.key
        for page in reading.pages
        if page.navigation
    }
    url = url_of(default_output_path(inside))
    while (url := url.rstrip("/").rpartition("/")[0] + "/") != "/":
        if url in keys:
            return keys[url]
    return ""


def _find_new(
    workspace: Workspace, whole: Workspace, options: Options, path: str, ledger: Ledger
) -> Findings:
    """Find what is wrong with a site that was not before, and all about the new page."""
    found = build_site(whole, options, ledger).findings
    if not has_errors(found):
        return tuple(it for it in found if it.span and it.span.path == path)
    known = build_site(workspace, options, ledger).findings
    told = {(it.code, it.span, it.message) for it in known}
    return tuple(it for it in found if (it.code, it.span, it.message) not in told)


def _spare_blanks(found: Findings, wish: Wish) -> Findings:
    """Let what a type needs be missing: the page is there to be filled in."""
    return tuple(
        replace(item, severity=Severity.WARNING)
        if item.code == MISSING and item.span and item.span.path == wish.path
        else item
        for item in found
    )


def _explain(found: Findings, wish: Wish, archetype: str) -> Findings:
    """Name the archetype that the new page is made from where it is at fault."""
    note = Note("made from this archetype", Span(archetype))
    return tuple(
        replace(item, notes=(*item.notes, note))
        if archetype and item.span and item.span.path == wish.path
        else item
        for item in found
    )


def _left_out(wish: Wish) -> Diagnostic:
    """Say that there is no page in spite of all."""
    problem = f"'{wish.path}' would be no page: hooks.py leaves it out"
    return error("NEW001", problem, Span(wish.path), "choose another place")
