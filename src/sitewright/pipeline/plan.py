"""What is decided before the first page is rendered."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import frozen
from sitewright.model.build import Artifact, Output
from sitewright.model.data import Data
from sitewright.model.document import Head
from sitewright.model.fingerprint import Fingerprints
from sitewright.model.header import Header
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect, Surroundings
from sitewright.model.site import Site
from sitewright.model.urlledger import Addresses
from sitewright.pipeline.paging import Paged
from sitewright.pipeline.reading import Reading
from sitewright.stages.cards.naming import CardFinder
from sitewright.stages.layouts import KEY as LAYOUT
from sitewright.stages.layouts import follow_layouts, span_of_layout
from sitewright.stages.markdown.targets import TargetFinder
from sitewright.stages.pictures.finding import PictureFinder


@frozen
class Plan:
    """All that does not depend on the prose of any page.

    Attributes:
        site: The site as a whole.
        reading: What was read.
        paged: The pages that come in numbers.
        pages: All published pages by their keys.
        keys: Their keys by their output paths; one without an address has none.
        items: What templates see of each, by its key.
        layouts: The templates that wrap each, the innermost first, by its key.
        targets: Finds what links by source path lead to.
        redirects: The table of redirects.
        outputs: All files of the site, sorted by path.
        addresses: All that the site answers, if that was needed to plan it.
        written: The files that are neither pages nor those of hosts, by their paths.
        surroundings: What redirects fit to.
        prose: Whether a page shows a table of contents, by its source path; without
            pages that are templates themselves.
        fingerprints: What of it is fingerprinted.
        pictures: Finds what pictures come to.
        cards: Finds what cards are called.
        frame: All that templates may read but the items and the text of pages; the same
            object as long as it is the same.
    """

    site: Site
    reading: Reading
    paged: Paged
    pages: Mapping[str, Page]
    keys: Mapping[str, str]
    items: Mapping[str, Mapping[str, object]]
    layouts: Mapping[str, tuple[str, ...]]
    targets: TargetFinder
    redirects: tuple[Redirect, ...]
    outputs: tuple[Output, ...]
    addresses: Addresses | None
    written: Mapping[str, Artifact]
    surroundings: Surroundings
    prose: Mapping[str, bool]
    fingerprints: Fingerprints
    pictures: PictureFinder
    cards: CardFinder
    frame: object

    @property
    def cache_headers(self) -> tuple[Header, ...]:
        """The headers by which browsers keep files whose names never change."""
        more = (*self.pictures.headers, *self.cards.headers)
        return (*self.fingerprints.headers, *more)

    __eq__ = object.__eq__  # each is its own: to compare them takes long
    __hash__ = object.__hash__


def find_own_layouts(
    run: Run, reading: Reading, pages: tuple[Page, ...]
) -> Mapping[str, tuple[str, ...]]:
    """Find the layouts of each page, now that none is still to be computed.

    Returns:
        Names of templates, the innermost first, by the page's key.
    """
    by_key = {page.key: page for page in pages}
    data = {page.key: reading.data[page.path] for page in pages}
    return run.follow("own layout", _follow_own, by_key, reading.heads, beside=data)


def _follow_own(
    _key: str, page: Page, data: Data, heads: Mapping[str, Head]
) -> Checked[tuple[str, ...]]:
    return follow_layouts(page.data.get(LAYOUT), span_of_layout(data), heads)
