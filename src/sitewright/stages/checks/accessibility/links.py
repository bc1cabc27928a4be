"""Look at what can be pressed: links, buttons, and what opens a window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.markup import Markup, Node
from sitewright.stages.checks.accessibility.names import is_hidden, name_of, shape_of
from sitewright.stages.checks.styles.linked import Styles

_SAYS_NOTHING: Final = regex(
    r"(?i)(?:(?:read|learn|find out|see|show|view|discover) )?more(?: info(?:rmation)?)?"
    r"|(?:click |press |tap )?here|(?:click|read|see|view) this|this(?: page| link)?"
    r"|details|link|continue(?: reading)?|go|mehr(?: erfahren| lesen)?|weiter(?:lesen)?"
    r"|hier(?: klicken)?|lire la suite|en savoir plus|plus|ici|leer más|más|aquí"
    r"|lees meer|meer|leggi (?:di più|tutto)|saiba mais|leia mais"
)
_AROUND: Final = " .:…»→>-\u2013\u2014\u203a"
_NOTICE: Final = regex(
    r"(?i)\b(?:new|separate|another|neue[mnrs]?|nouve(?:au|l(?:le)?)|nuev[oa]|nieuwe?|nuov[oa]"
    r"|nov[oa]|ny(?:tt)?)\b.{0,20}\b(?:window|tab|page|fenster|registerkarte|fenêtre|onglet"
    r"|ventana|pestaña|venster|tabblad|finestra|scheda|janela|aba|fönster|flik|vindue|fane)"
    r"|\bopens? (?:in|externally)|\böffnet|\bs’ouvre|\bse abre"
)
_LETTER: Final = regex(r"[^\W\d_]")
_TARGET: Final = r"""(?P<it>target=["']?_blank["']?)"""


def find_nameless(finished: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find links and buttons that say nothing to who hears them."""
    markup = finished.markup
    for node in markup.of("a", "button"):
        is_link = node.tag == "a"
        if is_link and "href" not in node.attributes:
            continue
        if (
            name_of(markup, node)
            or is_hidden(markup, node)
            or _has_drawing(markup, node)
        ):
            continue
        kind = "link" if is_link else "button"
        href = node.value("href")
        yield Complaint(
            "A11Y004",
            f"a {kind} has no text",
            f"write what the {kind} does between its tags, or in 'aria-label'; the text "
            "of a picture is its 'alt'",
            example=f"one to '{href}'" if is_link else "",
            shapes=_shapes_of_empty(href) if is_link else (shape_of("button"),),
        )
    for node in markup.of("input"):
        kind = node.value("type").lower()
        if kind == "button" and not (node.value("value") or name_of(markup, node)):
            yield Complaint(
                "A11Y004",
                "a button has no text",
                "write what it does as its 'value'",
                ('type="button"', "<input"),
            )


def find_same_texts(finished: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find links that say the same and lead to different places."""
    markup = finished.markup
    found: dict[str, dict[str, str]] = {}
    for node in markup.of("a"):
        href = node.value("href").partition("#")[0]
        if not href:
            continue
        name = name_of(markup, node)
        found.setdefault(name.casefold().strip(_AROUND), {}).setdefault(href, name)
    for key, by_href in found.items():
        if len(by_href) == 1 or not _LETTER.search(key):
            continue
        name = next(iter(by_href.values()))
        if _SAYS_NOTHING.fullmatch(key):
            yield Complaint(
                "A11Y005",
                f"{len(by_href)} links to different places all say '{name}'",
                "say where each leads; who hears links alone cannot tell them apart",
                (name,),
            )
        else:
            yield Complaint(
                "A11Y017",
                "links to different places have the same text",
                "if their surroundings do not tell them apart, let their texts do so",
                (name,),
                example=f"'{name}'",
            )


def find_new_windows(finished: FinishedPage, styles: Styles) -> Iterator[Complaint]:
    """Find links that open a window, where neither they nor a style sheet says so."""
    if any(_NOTICE.search(text) for sheet in styles.sheets for text in sheet.notices):
        return
    markup = finished.markup
    for node in markup.of("a", "area"):
        if node.value("target").lower() != "_blank" or "href" not in node.attributes:
            continue
        if _says_so(markup, node) or is_hidden(markup, node):
            continue
        name = name_of(markup, node)
        yield Complaint(
            "A11Y009",
            "a link opens a new window and does not say so",
            'leave out target="_blank", or say so in its text, as in '
            "'Our shop (opens in a new tab)'",
            ('target="_blank"', "_blank", name),
            example=f"'{name}'",
            shapes=tuple((name, shape) for shape in _shapes(re.escape(name))),
        )


def _shapes(name: str) -> tuple[str, ...]:
    """Say how a link of that text opens a window, in Markdown and HTML."""
    return (
        rf"\[{name}\]\([^)\n]*\)\{{[^}}\n]*?{_TARGET}",
        rf"<a\b[^<>]*?{_TARGET}[^<>]*>\s*{name}",
        rf"{name}.{{0,400}}?{_TARGET}",
        rf"{_TARGET}.{{0,400}}?{name}",
    )


def _shapes_of_empty(href: str) -> tuple[tuple[str, str], ...]:
    """Say how a link without text is written; in a template, its address may be left open."""
    address = re.escape(href)
    return (
        (href, rf"\[[^\[\]\n]*\]\((?P<it>{address})"),
        (href, rf"<a\b[^<>]*?(?P<it>{address})"),
        (
            "</a>",
            r"(?s)<(?P<it>a)\b[^<>]*>\s*(?:<(?:svg|i|span)\b(?:(?!</a>).){0,2000})?</a>",
        ),
    )


def _says_so(markup: Markup, node: Node) -> bool:
    told = f"{name_of(markup, node)} {node.value('title')}"
    for name in node.words("aria-describedby"):
        if described := markup.by_id.get(name):
            told += f" {markup.text_of(described)}"
    return bool(_NOTICE.search(told))


def _has_drawing(markup: Markup, node: Node) -> bool:
    """Tell whether a picture is to blame, which ``find_bare_pictures`` reports."""
    return any(
        it.tag == "img" and "alt" not in it.attributes for it in markup.inside(node)
    )
