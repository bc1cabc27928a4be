"""A step of the second chapter: check pages by their types, if there are any."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, Findings, Span, has_errors
from sitewright.kernel.urls import url_of
from sitewright.model.build import Kind, Output
from sitewright.model.navigation import Navigation
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect
from sitewright.pipeline.reading import Reading
from sitewright.stages.types.checking import check_page
from sitewright.stages.types.references import Site, find_destinations, find_lost
from sitewright.stages.types.values import fill_enums

Known = tuple[tuple[Page, ...], tuple[Output, ...], tuple[Redirect, ...], Navigation]
"""All published pages, all files, all redirects, and the navigation."""


def check_types(
    run: Run, reading: Reading, pages: tuple[Page, ...], known: Known | None
) -> None:
    """Check the values of all pages.

    Args:
        run: The chapter.
        reading: What was read.
        pages: All published pages, those of paginated sources among them.
        known: What values may refer to, as far as it does not depend on values; None if
            some of it may be missing.
    """
    every = {page.key: page for page in chain(pages, reading.unpublished)}
    data = {key: reading.data[page.path] for key, page in every.items()}
    types = reading.config.types
    if known:
        types = run.one("types", fill_enums, types, reading.site_data)
    said = run.one("places of errors", _find_errors, run.ledger.stage("page").found)
    references = run.follow("type", check_page, every, types, said, beside=data)
    if known is None:
        return
    given = (reading.config.paths.content, reading.outlines_of_others, *known)
    site = run.one("known to types", _gather, *given)
    destinations = run.one("destinations", find_destinations, site)
    # Pages that wait may name one another.
    asked = {page.key: references[page.key] for page in pages}
    run.follow("reference", find_lost, asked, destinations, beside=data, needs=bool)


def _find_errors(
    found: Mapping[str, Findings],
) -> Checked[Mapping[str, frozenset[Span]]]:
    """Find where values were refused, so that nothing is said of one twice."""
    return {
        path: frozenset(it.span for it in some if it.span)
        for path, some in found.items()
        if has_errors(some)
    }, ()


def _gather(
    folder: str,
    unpublished: tuple[Page, ...],
    pages: tuple[Page, ...],
    outputs: tuple[Output, ...],
    redirects: tuple[Redirect, ...],
    navigation: Navigation,
) -> Checked[Site]:
    others = (Kind.PAGE, Kind.REDIRECT)
    urls = frozenset(page.url for page in pages if page.url)
    files = {url_of(it.path) for it in outputs if it.kind not in others}
    files.update(url for url in urls if not url.endswith(("/", ".html")))
    return Site(
        folder,
        {page.path: page.url for page in reversed(pages)},  # of several, the first
        {page.path: page.url for page in unpublished},
        urls,
        frozenset(files),
        redirects,
        frozenset(navigation.nodes),
    ), ()
