"""Look at ids and at who refers to them, such as the labels of forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from typing import Final

from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.markup import Markup, Node
from sitewright.stages.checks.accessibility.names import hides, is_hidden, shape_of

_NO_FIELDS: Final = ("hidden", "submit", "button", "reset", "image")
_NAMES: Final = ("aria-label", "title")
_REFERENCES: Final = ("for", "aria-labelledby", "aria-describedby")


def find_wrong_ids(finished: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find ids that stand twice, references to none, and fields without a label."""
    markup = finished.markup
    ids = Counter(it.attributes["id"] for it in markup.nodes if "id" in it.attributes)
    for name, number in ids.items():
        if name and number > 1:
            yield Complaint(
                "A11Y008",
                f"the id '{name}' is used twice on this page",
                "links lead to the first one only; give each another id",
                (f'id="{name}"', f"#{name}", name),
            )
    yield from _find_dangling(markup, ids)
    yield from _find_unlabelled(markup, ids)


def find_forced_order(
    finished: FinishedPage, _site: FinishedSite
) -> Iterator[Complaint]:
    """Find what pushes itself to the front of the order of the keyboard."""
    if not finished.markup.mentions("tabindex"):
        return
    for node in finished.markup.nodes:
        index = node.value("tabindex").strip() if node.attributes else ""
        if index.isdecimal() and int(index) > 0:
            yield Complaint(
                "A11Y010",
                f'tabindex="{index}" takes <{node.tag}> out of the order of the page',
                'write tabindex="0", or nothing, and put it where it belongs',
                (f'tabindex="{index}"', f"tabindex={index}"),
            )


def _find_dangling(markup: Markup, ids: Container[str | None]) -> Iterator[Complaint]:
    if not markup.mentions("<label", *_REFERENCES[1:]):
        return
    for node in markup.nodes:
        if not node.attributes:
            continue
        for attribute in _REFERENCES:
            if attribute == "for" and node.tag != "label":
                continue
            for name in node.words(attribute):
                if name not in ids:
                    yield Complaint(
                        "A11Y015",
                        f"'{attribute}' names an id '{name}' that the page has not",
                        "correct it, or give what is meant that id",
                        (f'{attribute}="{name}"', name),
                    )


def _find_unlabelled(markup: Markup, ids: Container[str | None]) -> Iterator[Complaint]:
    fields = markup.of("input", "select", "textarea")
    if not fields:
        return
    labelled = {
        it.value("for")
        for it in markup.of("label")
        if _has_words(markup, it) or it.value("aria-label")
    }
    for node in fields:
        if node.tag == "input" and node.value("type").lower() in _NO_FIELDS:
            continue
        if _is_labelled(markup, node, labelled, ids) or is_hidden(markup, node):
            continue
        what = node.value("name") or node.value("id")
        hint = 'write <label for="…"> with the field\'s id, or put a <label> around it'
        if node.value("placeholder"):
            hint += "; a placeholder is gone as soon as somebody types"
        yield Complaint(
            "A11Y007",
            f"the field '{what}' has no label" if what else "a field has no label",
            hint,
            (f'name="{what}"', f'id="{what}"') if what else (),
            shapes=() if what else (shape_of(node.tag),),
        )


def _is_labelled(
    markup: Markup, node: Node, labelled: Container[str], ids: Container[str | None]
) -> bool:
    if any(node.value(name).strip() for name in _NAMES):
        return True
    if any(name in ids for name in node.words("aria-labelledby")):
        return True
    if node.value("id") and node.value("id") in labelled:
        return True
    outer = next((it for it in markup.around(node) if it.tag == "label"), None)
    return outer is not None and _has_words(markup, outer)


def _has_words(markup: Markup, label: Node) -> bool:
    """Tell whether a label says something, by text or by a picture."""
    return bool(markup.text_of(label)) or any(
        it.value("alt").strip() for it in markup.inside(label) if not hides(it)
    )
