"""Write a menu as HTML or Markdown, as eleventy-navigation 1.0.5 does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from jinja2.runtime import Undefined
from markupsafe import Markup, escape

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.stages.templates.eleventy.menus import PLUGIN
from sitewright.stages.templates.eleventy.options import Options, refuse

Entries = Sequence[Mapping[str, object]]
Address = Callable[[str], str]
"""Puts the folder of the site's address in front of a path."""

HTML_OPTIONS: Mapping[str, object] = {
    "listElement": "ul",
    "listItemElement": "li",
    "listClass": "",
    "listItemClass": "",
    "listItemHasChildrenClass": "",
    "activeKey": "",
    "activeListItemClass": "",
    "anchorClass": "",
    "activeAnchorClass": "",
    "useAriaCurrentAttr": False,
    "showExcerpt": False,
    "isChildList": False,
    "useTopLevelDetails": False,
    "anchorElementWithoutHref": "a",
    "escape": True,
}
MARKDOWN_OPTIONS: Mapping[str, object] = {
    "showExcerpt": False,
    "childDepth": 0,
    "escape": True,
}

_MARKS = regex(r"[\\`*_\[\]<>&!|~]")
_UNFIT = regex(r"[\s()<>\\]")


def check_entries(entries: object, name: str) -> Entries:
    """Take the result of ``eleventyNavigation`` or its breadcrumb.

    Raises:
        FilterArgumentError: It is something else.
    """
    if isinstance(entries, Undefined):
        iter(entries)  # which fails, and names it
    given = list(entries) if isinstance(entries, Iterable) else [None]
    found = [item for item in given if isinstance(item, Mapping)]
    if len(found) < len(given) or any(
        item.get("pluginType") != PLUGIN for item in found[:1]
    ):
        refuse(
            f"'{name}' needs the entries of a navigation",
            f"write: collections.all | eleventyNavigation | {name}",
        )
    return found


@frozen
class _List:
    """A list still to be written."""

    entries: Entries
    depth: int


def write_html(entries: Entries, options: Options, address: Address) -> Markup:
    """Write entries as nested lists; empty if there are none.

    No function calls itself here, as a navigation may be deeper than Python likes.
    """
    writer = _HtmlWriter(options, address)
    start = _List(entries, 1 if options["isChildList"] else 0)
    return Markup(_unroll(start, writer.pieces_of))  # noqa: S704 -- escaped there


def _unroll(start: _List, expand: Callable[[_List], list[str | _List]]) -> str:
    """Write a list and all lists in it, in order."""
    pieces: list[str] = []
    waiting: list[str | _List] = [start]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            pieces.append(item)
        elif item.entries:
            waiting += reversed(expand(item))
    return "".join(pieces)


class _HtmlWriter:
    def __init__(self, options: Options, address: Address) -> None:
        self._options = options
        self._address = address

    def pieces_of(self, branch: _List) -> list[str | _List]:
        """Write one list, but for the lists in it."""
        element = self._option("listElement")
        is_top = branch.depth == 0
        style = self._attribute("class", [self._option("listClass")] if is_top else [])
        pieces: list[str | _List] = [f"<{element}{style}>"]
        for number, entry in enumerate(branch.entries):
            pieces += ["\n"] if number else []
            pieces += self._item(entry, branch.depth)
        return [*pieces, f"</{element}>"]

    def _item(self, entry: Mapping[str, object], depth: int) -> list[str | _List]:
        element = self._option("listItemElement")
        children = entry.get("children")
        start, end = self._title(entry), ""
        if self._options["useTopLevelDetails"] and depth == 0 and children is not None:
            link = start if entry.get("url") else ""
            start = f"{link}<details><summary>{self._text(entry['title'])}</summary>"
            end = "</details>"
        excerpt = entry.get("excerpt")
        about = f": {self._text(excerpt)}" if self._shows_excerpt and excerpt else ""
        classes = [self._option("listItemClass")]
        if self._is_active(entry):
            classes.append(self._option("activeListItemClass"))
        if children:
            classes.append(self._option("listItemHasChildrenClass"))
        opening = f"<{element}{self._attribute('class', classes)}>{start}{about}"
        below = _List(children if isinstance(children, list) else [], depth + 1)
        return [opening, below, f"{end}</{element}>"]

    def _title(self, entry: Mapping[str, object]) -> str:
        title = self._text(entry["title"])
        url = entry.get("url")
        bare = self._option("anchorElementWithoutHref")
        if bare and not url:
            return f"<{bare}>{title}</{bare}>"
        classes = [self._option("anchorClass")]
        href = self._text(self._address(str(url))) if url else ""
        attributes = self._attribute("href", [href])
        if self._is_active(entry):
            classes.append(self._option("activeAnchorClass"))
            if self._options["useAriaCurrentAttr"]:
                attributes += ' aria-current="page"'
        return f"<a{attributes}{self._attribute('class', classes)}>{title}</a>"

    @property
    def _shows_excerpt(self) -> bool:
        return bool(self._options["showExcerpt"])

    def _is_active(self, entry: Mapping[str, object]) -> bool:
        return self._options["activeKey"] == entry.get("key")

    def _option(self, name: str) -> str:
        value = self._options[name]
        value = "true" if value is True else value  # as JavaScript prints it
        return self._text(value) if value else ""

    def _attribute(self, name: str, values: Iterable[str]) -> str:
        """Write an attribute, but for one without a value; the values are escaped."""
        joined = " ".join(value for value in values if value)
        return f' {name}="{joined}"' if joined else ""

    def _text(self, value: object) -> str:
        return str(escape(value) if self._options["escape"] else value)


def write_markdown(entries: Entries, options: Options, address: Address) -> str:
    """Write entries as nested bullets, two spaces a level."""

    def text(value: object) -> str:
        return _MARKS.sub(r"\\\g<0>", str(value)) if options["escape"] else str(value)

    def target(url: object) -> str:
        written = address(str(url))
        if options["escape"] and _UNFIT.search(written):
            return _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", written)
        return written

    def pieces_of(branch: _List) -> list[str | _List]:
        pieces: list[str | _List] = []
        for entry in branch.entries:
            line = text(entry["title"])
            if url := entry.get("url"):
                line = f"[{line}]({target(url)})"
            if options["showExcerpt"] and (excerpt := entry.get("excerpt")):
                line += f": {text(excerpt)}"
            children = entry.get("children")
            below = children if isinstance(children, list) else []
            indent = "  " * branch.depth
            pieces += [f"{indent}* {line}\n", _List(below, branch.depth + 1)]
        return pieces

    depth = options["childDepth"]
    return _unroll(_List(entries, depth if isinstance(depth, int) else 0), pieces_of)
