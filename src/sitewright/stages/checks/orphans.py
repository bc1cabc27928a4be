"""Find pages that nobody finds: no link leads to them, or none but those of menus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from sitewright.kernel.diagnostics import Note, Span
from sitewright.kernel.sentences import count
from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.leads import find_leads, is_in_menu
from sitewright.model.page import Page
from sitewright.stages.checks.destinations import Destinations
from sitewright.stages.checks.visitors import HOME, is_for_visitors

_MOST_ALONE: Final = 10
"""So many sources of orphans in a folder are told one by one; more, nobody reads."""

_MOST_EXAMPLES: Final = 3


def find_orphans(site: FinishedSite) -> Iterator[tuple[str, Complaint]]:
    """Find pages that visitors should find and cannot.

    Pages that are no site to be walked through have none: there is no home among them,
    or no link from any to another.
    """
    linked, named = _find_linked(site)
    if HOME not in site.outputs or not linked - {HOME}:
        return
    folders: dict[str, list[FinishedPage]] = defaultdict(list)
    for page in filter(is_for_visitors, site.pages.values()):
        folders[_folder_of(page.page, site)].append(page)
    for folder, pages in folders.items():
        orphans = [it for it in pages if it.page.output_path not in linked | {HOME}]
        yield from _tell(folder, orphans, len(pages))
        for page in pages:
            if page.page.output_path in linked - named - {HOME}:
                message = "only menus have a link to this page"
                hint = "mention it where it helps a reader"
                yield page.page.key, Complaint("LNK009", message, hint)


def _folder_of(page: Page, site: FinishedSite) -> str:
    """Name the part of the site that a page belongs to, which is a folder of the content."""
    content = f"{site.site.config.paths.content}/"
    part, below, _ = page.path.removeprefix(content).partition("/")
    return f"{content}{part}/" if below else content


def _tell(
    folder: str, orphans: list[FinishedPage], number: int
) -> Iterator[tuple[str, Complaint]]:
    """Tell of the orphans of a folder, each at its place or all at once."""
    if len({it.page.path for it in orphans}) <= _MOST_ALONE:
        message = "no page has a link to this one"
        hint = (
            "link to it, give it a place in the navigation, or leave it out of the "
            "sitemap"
        )
        for it in orphans:
            complaint = Complaint("LNK008", message, hint, span=Span(it.page.path))
            yield it.page.key, complaint
        return
    message = "many pages of this folder have no link to them"
    hint = "let a page or the menu list them, or leave them out of the sitemap"
    shown = ", ".join(it.page.url for it in orphans[:_MOST_EXAMPLES])
    note = Note(f"{len(orphans):,} of {count(number, 'page')}, such as {shown}")
    yield "", Complaint("LNK008", message, hint, span=Span(folder), notes=(note,))


def _find_linked(site: FinishedSite) -> tuple[set[str], set[str]]:
    """Find the files that any link leads to, and those that one in a text does."""
    destinations = Destinations(site)
    linked: set[str] = set()
    named: set[str] = set()
    for page in site.pages.values():
        standpoint = destinations.standpoint(page)
        for lead in find_leads(page.markup):
            path = destinations.find(lead.address, standpoint).path
            if not path or path == page.page.output_path:
                continue
            linked.add(path)
            if lead.is_link and not is_in_menu(page.markup, lead.node):
                named.add(path)
    return linked, named
