"""One walk over parsed text: gather what links, ids and findings are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from markdown_it.token import Token

from sitewright.kernel.frozen import frozen
from sitewright.stages.markdown.finder import Lines

_SILENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<([A-Za-z][\w-]*)(?=\s)[^<>]*")
_NAMED = re.compile(
    r"""\s(id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)


@frozen
class Survey:
    """What was found in a text, each with the lines of the block that it stands in.

    Attributes:
        links: Opening tags of links.
        html: Blocks and pieces of raw HTML.
        ids: Values of all ``id`` attributes, in document order.
        names: Values of ``name`` attributes, to which an address can also lead.
    """

    links: list[tuple[Token, Lines]] = field(default_factory=list)
    html: list[tuple[str, Lines]] = field(default_factory=list)
    ids: list[tuple[str, Lines]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def survey_tokens(tokens: Sequence[Token]) -> Survey:
    """Gather links, raw HTML and ids."""
    survey = Survey()
    lines = (0, 0)
    for token in tokens:
        if token.map:
            lines = token.map[0], token.map[1]
        if token.attrs:
            _add_id(survey, token, lines)
        if token.type == "html_block":
            _add_html(survey, token.content, lines)
        for child in token.children or ():
            if child.attrs:
                _add_id(survey, child, lines)
                if child.type == "link_open":
                    survey.links.append((child, lines))
            elif child.type == "html_inline":
                _add_html(survey, child.content, lines)
    return survey


def without_silent_html(html: str) -> str:
    """Cut comments, scripts and styles out of raw HTML: nobody reads them there."""
    return _SILENT.sub("", html) if "<!--" in html or "<s" in html.lower() else html


def _add_id(survey: Survey, token: Token, lines: Lines) -> None:
    if (value := token.attrs.get("id")) and not token.hidden:
        survey.ids.append((str(value), lines))


def _add_html(survey: Survey, html: str, lines: Lines) -> None:
    survey.html.append((html, lines))
    for kind, value in _read_names(html):
        if kind == "id":
            survey.ids.append((value, lines))
        else:
            survey.names.append(value)


def _read_names(html: str) -> Iterator[tuple[str, str]]:
    """Read the ``id`` attributes of raw HTML, and the ``name`` of its anchors."""
    if "id" not in html.lower() and "name" not in html.lower():
        return
    for tag in _TAG.finditer(without_silent_html(html)):
        for kind, *values in _NAMED.findall(tag[0]):
            value = "".join(values)
            if value and (kind.lower() == "id" or tag[1].lower() == "a"):
                yield kind.lower(), value
