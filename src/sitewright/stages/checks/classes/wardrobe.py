"""Know where the classes of a site come from: style sheets and scripts."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.kernel.regexes import regex
from sitewright.model.checks import FinishedSite
from sitewright.stages.checks.classes.vocabulary import Vocabulary
from sitewright.stages.checks.styles.linked import Library, Styles
from sitewright.stages.checks.styles.scripts import find_words
from sitewright.stages.checks.styles.sheets import Sheet

_TEMPLATE: Final = regex(r"(?is)<template\b.*?</template>")
_SCRIPTS: Final = (".js", ".mjs")


class Wardrobe:
    """What the classes of a site come from.

    Attributes:
        library: Its style sheets.
    """

    def __init__(self, site: FinishedSite, library: Library) -> None:
        """Take the site and its style sheets."""
        self.library = library
        self._site = site
        self._allowed = site.site.config.checks.classes
        self._vocabularies: dict[Styles, Vocabulary] = {}

    def vocabulary_of(self, styles: Styles) -> Vocabulary:
        """Make the vocabulary of some style sheets, once."""
        if styles not in self._vocabularies:
            self._vocabularies[styles] = Vocabulary(styles.sheets, self._allowed)
        return self._vocabularies[styles]

    @cached_property
    def scripted(self) -> frozenset[str]:
        """All words that the site's scripts may add to elements, or look for.

        Among them are those of templates in pages, which scripts make elements of.
        """
        texts: set[str] = set()
        for finished in self._site.pages.values():
            markup = finished.markup
            for node in markup.of("script"):
                texts.add("".join(it.text for it in markup.inside(node)))
            if "<template" in markup.html:
                texts.update(_TEMPLATE.findall(markup.html))
        for path in self._site.files:
            if path.lower().endswith(_SCRIPTS):
                texts.add(self._site.bytes_of(path).decode("utf-8", "replace"))
        return frozenset().union(*map(find_words, texts))

    def find_elsewhere(self, name: str) -> Span | None:
        """Find a style sheet that defines a class, but that its page does not load."""
        for finished in self._site.pages.values():
            for sheet in self.library.styles_of(finished).sheets:
                if line := sheet.classes.lines.get(name):
                    return place_of(sheet, line, self._site)
        return None


def place_of(sheet: Sheet, line: int, site: FinishedSite) -> Span:
    """Tell where a line of a style sheet was written: of one that is made, only the file."""
    if source := site.files[sheet.path].copied_from:
        return Span(source, line)
    output = site.outputs.get(sheet.path)
    return Span(output.origin if output and output.origin else sheet.path)
