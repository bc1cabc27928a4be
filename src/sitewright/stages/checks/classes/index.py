"""Tell of each class who defines it, and which pages use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.model.checks import FinishedPage, FinishedSite
from sitewright.stages.checks.classes.vocabulary import split_classes
from sitewright.stages.checks.classes.wardrobe import Wardrobe, place_of
from sitewright.stages.checks.styles.linked import Library
from sitewright.stages.checks.styles.sheets import Sheet


@frozen
class ClassUse:
    """One class of a site.

    Attributes:
        name: The class.
        pages: How often each page uses it, by its key.
        defined: The sources that define it; with a line, if they are copied as they are.
        is_scripted: Whether a script of the site may add it, or look for it.
    """

    name: str
    pages: Mapping[str, int]
    defined: tuple[Span, ...]
    is_scripted: bool

    @property
    def is_used(self) -> bool:
        """Whether a page has it, or may come to have it."""
        return bool(self.pages) or self.is_scripted


def index_classes(site: FinishedSite) -> tuple[ClassUse, ...]:
    """List all classes that are used or defined, by name."""
    library = Library(site)
    scripted = Wardrobe(site, library).scripted
    pages: dict[str, Counter[str]] = {}
    defined: dict[str, dict[Span, None]] = {}
    for key, finished in site.pages.items():
        for name in _list_used(finished):
            pages.setdefault(name, Counter())[key] += 1
        for sheet in library.styles_of(finished).sheets:
            if sheet.path not in defined:
                _note(sheet, site, defined)
    return tuple(
        ClassUse(
            name, pages.get(name, {}), tuple(defined.get(name, ())), name in scripted
        )
        for name in sorted(pages.keys() | defined.keys())
    )


def _note(
    sheet: Sheet, site: FinishedSite, defined: dict[str, dict[Span, None]]
) -> None:
    for name, line in sheet.classes.lines.items():
        defined.setdefault(name, {}).setdefault(place_of(sheet, line, site))


def _list_used(finished: FinishedPage) -> Iterator[str]:
    """List all classes of a page, each as often as it is used."""
    for node in finished.markup.nodes:
        if value := node.attributes.get("class"):
            yield from split_classes(value)
