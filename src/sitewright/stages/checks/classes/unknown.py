"""Find classes of pages that no style sheet defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.stages.checks.classes.vocabulary import Vocabulary, is_of_format
from sitewright.stages.checks.styles.linked import Library, Styles
from sitewright.stages.checks.styles.scripts import find_words

_SCRIPTS = (".js", ".mjs")
_FOR_SCRIPTS = ("data-", "x-", "hx-", "v-", ":", "@", "on")


def find_unknown_classes(
    site: FinishedSite, library: Library
) -> Iterator[tuple[str, Complaint]]:
    """Find classes that neither a style sheet nor a script of the site knows.

    Where a page loads style sheets that nobody can read, or none, there is nothing to go
    by; that is said once.
    """
    wardrobe = Wardrobe(site, library)
    unread: dict[str, str] = {}
    for key, finished in site.pages.items():
        styles = wardrobe.library.styles_of(finished)
        if styles.foreign:
            unread.setdefault(styles.foreign[0], key)
        elif styles.sheets and not styles.missing:
            yield from ((key, it) for it in _look_through(finished, styles, wardrobe))
    for address, key in unread.items():
        yield key, _complain_of_foreign(address)


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
        self._complaints: dict[tuple[Styles, str], Complaint] = {}

    def vocabulary_of(self, styles: Styles) -> Vocabulary:
        """Make the vocabulary of some style sheets, once."""
        if styles not in self._vocabularies:
            self._vocabularies[styles] = Vocabulary(styles.sheets, self._allowed)
        return self._vocabularies[styles]

    def complain(self, name: str, styles: Styles) -> Complaint:
        """Say that some style sheets do not define a class, and what does."""
        if (styles, name) not in self._complaints:
            made = _complain(name, self.vocabulary_of(styles), self)
            self._complaints[styles, name] = made
        return self._complaints[styles, name]

    @cached_property
    def scripted(self) -> frozenset[str]:
        """All words that the site's scripts may add to elements, or look for."""
        texts = {
            "".join(it.text for it in finished.markup.inside(node))
            for finished in self._site.pages.values()
            for node in finished.markup.of("script")
        }
        for path in self._site.files:
            if path.lower().endswith(_SCRIPTS):
                texts.add(self._site.bytes_of(path).decode("utf-8", "replace"))
        return frozenset().union(*map(find_words, texts))

    def find_elsewhere(self, name: str) -> str:
        """Find a style sheet that defines a class, but that its page does not load."""
        for finished in self._site.pages.values():
            for sheet in self.library.styles_of(finished).sheets:
                if name in sheet.classes.lines:
                    return sheet.path
        return ""


def _look_through(
    finished: FinishedPage, styles: Styles, wardrobe: Wardrobe
) -> Iterator[Complaint]:
    vocabulary = wardrobe.vocabulary_of(styles)
    markup = finished.markup
    found: dict[str, None] = {}
    used: set[str] = set()
    for node in markup.nodes:
        if value := node.attributes.get("class"):
            used.add(value)
            unknown = vocabulary.find_unknown(value)
            if unknown and not (node.tag == "span" and markup.is_within(node, "pre")):
                found.update(dict.fromkeys(unknown))
    if not found:
        return
    scripted = wardrobe.scripted | _words_of_attributes(finished)
    others = {name for value in used for name in value.split()}
    for name in found:
        if name not in scripted and not is_of_format(name, others):
            yield wardrobe.complain(name, styles)


def _words_of_attributes(finished: FinishedPage) -> frozenset[str]:
    """Find what attributes for scripts, such as ``data-target``, say of classes."""
    words: set[str] = set()
    for node in finished.markup.nodes:
        for name, value in node.attributes.items():
            if value and name.startswith(_FOR_SCRIPTS):
                words |= find_words(f'"{value}"') | find_words(value)
    return frozenset(words)


def _complain(name: str, vocabulary: Vocabulary, wardrobe: Wardrobe) -> Complaint:
    near = vocabulary.nearest.find(name)
    elsewhere = "" if near else wardrobe.find_elsewhere(name)
    if elsewhere:
        hint = f"'{elsewhere}' does, but the page does not load it"
    elif near:
        hint = f"did you mean '{near}'?{_steps(near, vocabulary)}"
    else:
        hint = "define it, or remove it; a class for scripts can be named in "
        hint += "'check.classes.allow'"
    return Complaint(
        "CLS001",
        f"no style sheet of the page defines the class '{name}'",
        hint,
        (name,),
        shapes=tuple(_shapes(name)),
    )


def _steps(near: str, vocabulary: Vocabulary) -> str:
    steps = vocabulary.nearest.steps_beside(near)
    return f" The steps there are {', '.join(steps)}" if steps else ""


def _shapes(name: str) -> Iterator[tuple[str, str]]:
    """Say how a class is written in attribute lists, in tags, and by a template."""
    word = rf"(?P<it>{re.escape(name)})(?![\w-])"
    yield name, rf"\{{[^{{}}\n]*?(?<!\\)\.{word}"
    tag = r"(?i:\bclass(?:name)?)\s*[=:]\s*[\"']?[^\"'<>\n]*?(?<![\w-])"
    yield name, tag + word
    for place in range(len(name) - 1, 0, -1):
        if name[place - 1] in "-_":
            start = name[:place]
            yield start, rf"(?<![\w-])(?P<it>{re.escape(start)})(?:\{{[{{%]|[\"'])"


def _complain_of_foreign(address: str) -> Complaint:
    return Complaint(
        "CLS002",
        f"nobody knows the classes of '{address}', so those of its pages are not checked",
        "put the style sheet into the site's own files, where it is also faster",
        (address, address.partition("://")[2]),
    )


def list_used(finished: FinishedPage) -> Iterable[str]:
    """List all classes of a page, each as often as it is used."""
    for node in finished.markup.nodes:
        if value := node.attributes.get("class"):
            yield from dict.fromkeys(value.split())
