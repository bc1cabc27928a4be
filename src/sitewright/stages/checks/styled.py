"""The checks that need the style sheets of pages, each of which is read once."""

from __future__ import annotations

from collections.abc import Iterator

from sitewright.model.checks import Complaint, FinishedSite
from sitewright.stages.checks.accessibility.links import find_new_windows
from sitewright.stages.checks.classes.unknown import find_unknown_classes
from sitewright.stages.checks.contrast import find_faint
from sitewright.stages.checks.styles.linked import Library


def find_by_styles(site: FinishedSite) -> Iterator[tuple[str, Complaint]]:
    """Look at classes, at colours, and at links of which a style sheet says something."""
    library = Library(site)
    yield from find_unknown_classes(site, library)
    yield from find_faint(site, library)
    for key, finished in site.pages.items():
        styles = library.styles_of(finished)
        yield from ((key, it) for it in find_new_windows(finished, styles))
