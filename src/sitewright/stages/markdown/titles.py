"""Headings of parsed text: give each an id, and list them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from sitewright.kernel.escaping import escape
from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.headings import Heading, HeadingIds, make_slug

_LINK_OR_COMMENT = regex(r"</?a[\s>]|<!--", re.IGNORECASE)
_RAW_ID = regex(r"""\sid\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>/]+)""", re.IGNORECASE)
_ONCE = frozenset({"link_open", "link_close", "footnote_ref"})

Titles = Sequence[tuple[Token, list[Token]]]
"""The opening tag of each heading with what stands in it."""


def find_titles(tokens: Sequence[Token]) -> Titles:
    """Find all headings of parsed text, in order, at every depth."""
    return [
        (token, tokens[place + 1].children or [])
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def assign_ids(titles: Titles, levels: Collection[int]) -> None:
    """Give every heading of some levels an id, unless an attribute list gave it one.

    Follows markdown-it-anchor 10, except where that stops with an error: an id that
    the author wrote twice stays, and a generated one steps aside for an author's
    further down. A heading without a letter to make an id of gets ``section``, and
    the next ones ``section-1``, ``section-2``.
    """
    ids = HeadingIds({str(heading.attrs.get("id", "")) for heading, _ in titles})
    name_headings(titles, levels, lambda text: ids.take(make_slug(text)))


def name_headings(
    titles: Titles, levels: Collection[int], name: Callable[[str], str]
) -> None:
    """Give every heading of some levels without an id the one made of its text."""
    for heading, inline in titles:
        if not heading.attrs.get("id") and _level_of(heading) in levels:
            heading.attrs["id"] = name(_read_slug_text(inline))


def collect_headings(
    titles: Titles, parser: MarkdownIt, env: EnvType
) -> tuple[Heading, ...]:
    """List the headings that have an id, as others show them."""

    def read(inline: list[Token]) -> tuple[str, str]:
        if len(inline) == 1 and inline[0].type == "text":  # as nearly always
            return inline[0].content.strip(), escape(inline[0].content).strip()
        html = parser.renderer.render(_without_links(inline), parser.options, env)
        return _read_text(inline).strip(), html.strip()

    return tuple(
        Heading(_level_of(heading), str(heading.attrs["id"]), *read(inline))
        for heading, inline in titles
        if heading.attrs.get("id")
    )


def _level_of(heading: Token) -> int:
    return int(heading.tag[1:])


def _read_slug_text(inline: list[Token]) -> str:
    """Read what markdown-it-anchor makes ids of: text and code, no line breaks."""
    return "".join(
        token.content for token in inline if token.type in {"text", "code_inline"}
    )


def _read_text(inline: list[Token]) -> str:
    """Read what a reader sees, with pictures as their alternative text."""
    parts: list[str] = []
    waiting = inline[::-1]
    while waiting:
        token = waiting.pop()
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        waiting.extend(reversed(token.children or []))
    return "".join(parts)


def _without_links(inline: list[Token]) -> list[Token]:
    """Leave out what may not stand a second time, or inside a link: links and ids."""
    return [_copy_once(token) for token in inline if token.type not in _ONCE]


def _copy_once(token: Token) -> Token:
    """Copy a token without an id, and without a link of raw HTML."""
    if token.type == "html_inline":
        html = "" if _LINK_OR_COMMENT.match(token.content) else token.content
        return token.copy(content=_RAW_ID.sub("", html))
    if "id" not in token.attrs:
        return token
    return token.copy(attrs={k: v for k, v in token.attrs.items() if k != "id"})
