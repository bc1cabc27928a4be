"""White space as browsers show it: its amount does not count, and at edges none does."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.stages.likeness.tree import Element

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
        """Put text into an element, with single spaces, and none at the line's start."""
        text = SPACE.sub(" ", text)
        if self._is_fresh:
            text = text.removeprefix(" ")
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

    def close(self, kind: str) -> None:
        """End an element of a kind."""
        if kind == "block":
            self.end()
        elif kind == "atom":
            self.end()
            self._is_fresh = self._saved.pop()


def put(owner: Element, text: str) -> None:
    """Put text behind what an element holds."""
    children = owner.children
    if children and isinstance(children[-1], str):
        children[-1] += text
    else:
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
