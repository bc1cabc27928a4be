"""White space as browsers show it: its amount does not count, and at edges none does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.stages.likeness.tree import COMMENT, Element

SPACE: Final = regex(r"[ \t\n\f\r]+")

_BLOCKS: Final = frozenset(
    (
        "address",
        "article",
        "aside",
        "base",
        "blockquote",
        "body",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "xmp",
    )
)
"""What stands in lines of its own, by the style sheet of browsers."""

_ATOMS: Final = frozenset(
    (
        "audio",
        "button",
        "canvas",
        "embed",
        "iframe",
        "img",
        "input",
        "math",
        "meter",
        "object",
        "progress",
        "select",
        "svg",
        "textarea",
        "video",
    )
)
"""What stands in a line as one letter does."""

_SILENT: Final = frozenset(
    (
        "area",
        "datalist",
        "link",
        "meta",
        "noembed",
        "noframes",
        "param",
        "script",
        "source",
        "style",
        "template",
        "track",
    )
)
"""What is not shown, and takes no part in the line."""

_KINDS: Final = {
    **dict.fromkeys((*_BLOCKS, "br"), "block"),
    **dict.fromkeys(_ATOMS, "atom"),
    **dict.fromkeys(_SILENT, "silent"),
}
_EXACT: Final = frozenset(("pre", "textarea", "listing", "xmp", "plaintext"))
_RAW: Final = frozenset(("script", "style"))
_DRAWN: Final = frozenset(("svg", "math"))
_IN_DRAWN_TEXT: Final = frozenset(("tspan", "textPath", "a"))


class Line:
    """The line that is being written, and whether a space at its end would be seen."""

    __slots__ = ("_is_fresh", "_last", "_saved")

    def __init__(self) -> None:
        self._is_fresh = True
        self._last: Element | None = None
        self._saved: list[bool] = []

    def add(self, owner: Element, text: str) -> None:
        """Put text into an element, with single spaces, and none at the line's start.

        A space at the edge of an element of the line stands outside of it: whether it is
        bold is nothing that anybody sees.
        """
        if "\n" in text or "  " in text or "\t" in text or "\f" in text or "\r" in text:
            text = SPACE.sub(" ", text)
        if text.startswith(" "):
            if not self._is_fresh and not owner.children:
                self._put_before(owner)
            if self._is_fresh or not owner.children:
                text = text[1:]
        if text:
            put(owner, text)
            self._is_fresh = text[-1] == " "
            self._last = owner if self._is_fresh else None

    def end(self) -> None:
        """End the line: a space at its end does not count."""
        if self._last is not None:
            _take_last_space(self._last)
            self._last = None
        self._is_fresh = True

    def open(self, kind: str) -> None:
        """Begin an element of a kind."""
        if kind == "block":
            self.end()
        elif kind == "atom":
            self._saved.append(False)
            self._is_fresh, self._last = True, None

    def close(self, kind: str, element: Element) -> None:
        """End an element of a kind."""
        if kind == "block":
            self.end()
        elif kind == "atom":
            self.end()
            self._is_fresh = self._saved.pop()
        elif self._last is element and element.parent is not None:
            _take_last_space(element)
            put(element.parent, " ")
            self._last = element.parent

    def _put_before(self, owner: Element) -> None:
        """Put a space before an element that holds nothing yet."""
        parent = owner.parent
        while parent is not None and len(parent.children) == 1 and _is_inline(parent):
            owner, parent = parent, parent.parent
        if parent is None:
            return
        before = parent.children[-2] if len(parent.children) > 1 else None
        if isinstance(before, str):
            parent.children[-2] = f"{before} "
        else:
            parent.children.insert(-1, " ")


def _is_inline(element: Element) -> bool:
    return kind_of(element.tag, is_drawn=False) == "inline"


def put(owner: Element, text: str) -> None:
    """Put text behind what an element holds."""
    children = owner.children
    if children and isinstance(children[-1], str):
        children[-1] += text
    elif text:
        children.append(text)


def kind_of(tag: str, *, is_drawn: bool) -> str:
    """Say what part an element takes in a line.

    Args:
        tag: Its name.
        is_drawn: Whether it lies in a drawing.
    """
    if is_drawn:
        return "inline" if tag in _IN_DRAWN_TEXT else "block"
    return _KINDS.get(tag, "inline")


def is_exact(tag: str) -> bool:
    """Tell whether all white space in an element counts."""
    return tag in _EXACT


def is_raw(tag: str) -> bool:
    """Tell whether what an element holds is no text for readers."""
    return tag in _RAW


def is_drawing(tag: str) -> bool:
    """Tell whether an element begins a drawing or a formula."""
    return tag in _DRAWN


def is_seen(element: Element) -> bool:
    """Tell whether an element takes any room in its line."""
    return kind_of(element.tag, is_drawn=False) == "atom" or bool(text_of(element))


def text_of(element: Element) -> str:
    """Take all text that an element holds, in one line."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag != COMMENT:
            is_block = kind_of(child.tag, is_drawn=False) == "block"
            yield " " if is_block else ""
            yield from _pieces(child)
            yield " " if is_block else ""


def _take_last_space(owner: Element) -> None:
    """Take the space away that an element's last text ends with."""
    children = owner.children
    for place in range(len(children) - 1, -1, -1):
        text = children[place]
        if isinstance(text, str):
            if text == " ":
                del children[place]
            else:
                children[place] = text.removesuffix(" ")
            return
