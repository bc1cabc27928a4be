"""Find classes of pages that no style sheet defines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Final

from sitewright.kernel.diagnostics import Note
from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.stages.checks.classes.nearest import Nearest
from sitewright.stages.checks.classes.vocabulary import is_of_format
from sitewright.stages.checks.classes.wardrobe import Wardrobe
from sitewright.stages.checks.styles.linked import Library, Styles
from sitewright.stages.checks.styles.scripts import find_words

_FOR_SCRIPTS: Final = ("data-", "x-", "hx-", "v-", ":", "@", "on")


def find_unknown_classes(
    site: FinishedSite, library: Library
) -> Iterator[tuple[str, Complaint]]:
    """Find classes that neither a style sheet nor a script of the site knows.

    Where a page loads style sheets that nobody can read, there is nothing to go by, which
    is said instead; nor is there where it loads none.
    """
    wardrobe = Wardrobe(site, library)
    complain = cache(partial(_complain, wardrobe))
    complain_of_foreign = cache(_complain_of_foreign)
    for key, finished in site.pages.items():
        styles = wardrobe.library.styles_of(finished)
        if styles.foreign:
            yield key, complain_of_foreign(styles.foreign[0])
        elif styles.sheets and not styles.missing:
            for name in _find_unknown(finished, styles, wardrobe):
                yield key, complain(name, styles)


def _find_unknown(
    finished: FinishedPage, styles: Styles, wardrobe: Wardrobe
) -> Iterator[str]:
    """Find the classes of a page that mean nothing, but for those inside of code."""
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
            yield name


def _words_of_attributes(finished: FinishedPage) -> frozenset[str]:
    """Find what attributes for scripts, such as ``data-target``, say of classes."""
    words: set[str] = set()
    for node in finished.markup.nodes:
        for name, value in node.attributes.items():
            if value and name.startswith(_FOR_SCRIPTS):
                words |= find_words(f'"{value}"') | find_words(value)
    return frozenset(words)


def _complain(wardrobe: Wardrobe, name: str, styles: Styles) -> Complaint:
    elsewhere = wardrobe.find_elsewhere(name)
    hint = "let the page load the style sheet that does"
    return Complaint(
        "CLS001",
        f"no style sheet of the page defines the class '{name}'",
        hint if elsewhere else _advise(name, wardrobe.vocabulary_of(styles).nearest),
        () if name.isalpha() else (name,),  # a word may stand in any sentence
        notes=(Note("this one does", elsewhere),) if elsewhere else (),
        shapes=tuple(_shapes(name)),
    )


def _advise(name: str, nearest: Nearest) -> str:
    """Say which class may have been meant."""
    if near := nearest.find(name):
        steps = ", ".join(nearest.steps_beside(near))
        more = f" The steps there are {steps}" if steps else ""
        return f"did you mean '{near}'?{more}"
    if example := nearest.find_step(name):
        return f"that step stands at the end of other classes, as in '{example}'"
    return "define it, or remove it; 'check.classes.allow' may name what is a script's"


def _shapes(name: str) -> Iterator[tuple[str, str]]:
    """Say how a class is written in attribute lists, in tags, and by a template."""
    word = rf"(?P<it>{re.escape(name)})(?![\w-])"
    yield name, rf"\{{[^{{}}\n]*?(?<!\\)\.{word}"
    value = r"(?:[\"'][^\"'<>]{0,500}?|[^\"'<>\n]{0,500}?)(?<![\w-])"
    tag = rf"(?i:\bclass(?:name)?)\s*[=:]\s*{value}"
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
