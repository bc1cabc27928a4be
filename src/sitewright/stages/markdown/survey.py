"""What there is in a text that ids and findings are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.finder import Lines

_SILENT = regex(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = regex(r"<([A-Za-z][\w-]*)(?=\s)[^<>]*")
_NAMED = regex(
    r"""\s(id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)


@frozen
class Survey:
    """What was found in a text, each with the lines of the block that it stands in.

    Attributes:
        html: Blocks and pieces of raw HTML.
        ids: Values of all ``id`` attributes, in document order.
        names: Values of ``name`` attributes, to which an address can also lead.
    """

    html: list[tuple[str, Lines]] = field(default_factory=list)
    ids: list[tuple[str, Lines]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def list_names(self) -> tuple[str, ...]:
        """List all that an address can lead to, each once."""
        return tuple(dict.fromkeys([name for name, _ in self.ids] + self.names))


def without_silent_html(html: str) -> str:
    """Cut comments, scripts and styles out of raw HTML: nobody reads them there."""
    html = _cut_first_comments(html)
    return _SILENT.sub("", html) if "<!--" in html or "<s" in html.lower() else html


def _cut_first_comments(html: str) -> str:
    """Cut off the comments with which HTML begins, and of which it mostly consists."""
    start = 0
    while html.startswith("<!--", start):
        end = html.find("-->", start + len("<!--"))
        if end < 0:
            break
        start = end + len("-->")
    return html[start:]


def add_html(survey: Survey, html: str, lines: Lines) -> None:
    """Add a block or piece of raw HTML, and the ids and names in it."""
    survey.html.append((html, lines))
    for kind, value in _read_names(html):
        if kind == "id":
            survey.ids.append((value, lines))
        else:
            survey.names.append(value)


def _read_names(html: str) -> Iterator[tuple[str, str]]:
    """Read the ``id`` attributes of raw HTML, and the ``name`` of its anchors."""
    html = _cut_first_comments(html)
    lower = html.lower()
    if "id" not in lower and "name" not in lower:
        return
    for tag in _TAG.finditer(without_silent_html(html)):
        for kind, *values in _NAMED.findall(tag[0]):
            value = "".join(values)
            if value and (kind.lower() == "id" or tag[1].lower() == "a"):
                yield kind.lower(), value
