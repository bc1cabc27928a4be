"""Look at the page as a whole: its language, and whether visitors can enlarge it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.markup import Markup

_DOCUMENT: Final = regex(r"(?i)<(?:!doctype|html)\b")
_TAG: Final = regex(r"(?i)[a-z]{2,3}(?:-[a-z0-9]{1,8})*|x(?:-[a-z0-9]{1,8})+")
_LEAST_ZOOM: Final = 2.0
_CODES: Final = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co "
    "cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl "
    "gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji "
    "jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv "
    "mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr "
    "ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo "
    "wa wo xh yi yo za zh zu"
)
_LANGUAGES: Final = frozenset(_CODES.split())
"""All of two letters in the IANA registry of language subtags."""


def is_document(markup: Markup) -> bool:
    """Tell whether a page is a whole document that people come to see.

    It is none if it is a part for another one, or only sends visitors on.
    """
    metas = markup.of("meta")
    if any(it.value("http-equiv").lower() == "refresh" for it in metas):
        return False
    return bool(_DOCUMENT.search(markup.html))


def find_wrong_language(
    finished: FinishedPage, site: FinishedSite
) -> Iterator[Complaint]:
    """Find a page that does not say its language, and languages that there are not."""
    markup = finished.markup
    root = markup.first("html")
    if root and not root.value("lang").strip() and is_document(markup):
        yield Complaint(
            "A11Y006",
            "the page does not say in which language it is",
            f'write <html lang="{site.site.config.language}"> in the layout',
            ("<html",),
        )
    for node in markup.nodes:
        if (language := node.value("lang").strip()) and not _is_language(language):
            yield Complaint(
                "A11Y006",
                f"'{language}' is no language",
                "write a tag such as 'en-GB' or 'de'",
                (f'lang="{language}"', language),
            )


def find_forbidden_zoom(
    finished: FinishedPage, _site: FinishedSite
) -> Iterator[Complaint]:
    """Find a page that visitors cannot enlarge to twice its size, as WCAG 1.4.4 asks."""
    for node in finished.markup.of("meta"):
        if node.value("name").lower() != "viewport":
            continue
        for part in node.value("content").lower().replace(";", ",").split(","):
            name, _, value = (text.strip() for text in part.partition("="))
            if _forbids_zoom(name, value):
                yield Complaint(
                    "A11Y014",
                    f"'{part.strip()}' keeps visitors from enlarging the page",
                    "remove it; 'width=device-width, initial-scale=1' is enough",
                    (part.strip(), node.value("content")),
                )


def _forbids_zoom(name: str, value: str) -> bool:
    if name == "user-scalable":
        return value in ("no", "0")
    if name != "maximum-scale":
        return False
    try:
        return 0 <= float(value) < _LEAST_ZOOM
    except ValueError:
        return value == "yes"  # which browsers read as 1


def _is_language(tag: str) -> bool:
    first = tag.partition("-")[0].lower()
    return bool(_TAG.fullmatch(tag)) and (len(first) != 2 or first in _LANGUAGES)
