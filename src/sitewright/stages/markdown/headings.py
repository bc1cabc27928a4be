"""Headings: give each an id, and list them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from sitewright.model.body import Heading

_FALLBACK = "section"
_LINK_OR_COMMENT = re.compile(r"</?a[\s>]|<!--", re.IGNORECASE)
_RAW_ID = re.compile(r"""\sid\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>/]+)""", re.IGNORECASE)
_ONCE = frozenset({"link_open", "link_close", "footnote_ref"})

# White space as JavaScript's trim() and \s know it; Python's differ by a few.
_SPACE = r"[\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"
_SPACES = re.compile(_SPACE)
_OUTER_SPACE = re.compile(rf"\A{_SPACE}|{_SPACE}\Z")
_UNSAFE = re.compile(r"[^A-Za-z0-9\-_.!~*'()]")


def assign_ids(tokens: Sequence[Token], levels: Collection[int]) -> None:
    """Give every heading of some levels an id, unless an attribute list gave it one.

    Follows markdown-it-anchor 10, except where that stops with an error: an id that
    the author wrote twice stays, and a generated one steps aside for an author's
    further down. A heading without a letter to make an id of gets ``section``, and
    the next ones ``section-1``, ``section-2``.
    """
    ids = _Ids({str(heading.attrs.get("id", "")) for heading, _ in _pairs(tokens)})
    for heading, inline in _pairs(tokens):
        if not heading.attrs.get("id") and _level_of(heading) in levels:
            heading.attrs["id"] = ids.take(make_slug(_read_slug_text(inline)))


def collect_headings(
    tokens: Sequence[Token], parser: MarkdownIt, env: EnvType
) -> tuple[Heading, ...]:
    """List the headings of parsed text, in order, at every depth."""
    return tuple(
        Heading(
            level=_level_of(heading),
            id=str(heading.attrs.get("id", "")),
            text=_read_text(inline).strip(),
            html=parser.renderer.render(
                _without_links(inline), parser.options, env
            ).strip(),
        )
        for heading, inline in _pairs(tokens)
    )


def make_slug(text: str) -> str:
    """Turn the text of a heading into an id, as markdown-it-anchor does.

    Lower case, hyphens for spaces; the rest as JavaScript's ``encodeURIComponent``
    would have it in a URL.
    """
    slug = _SPACES.sub("-", _OUTER_SPACE.sub("", text).lower())
    return _UNSAFE.sub(lambda found: _percent_encode(found[0]), slug)


class _Ids:
    """The ids of one document."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._next_number: dict[str, int] = {}

    def take(self, slug: str) -> str:
        """Take the slug, or the first of slug-1, slug-2, ... that is free."""
        wanted = slug or _FALLBACK
        found, number = wanted, self._next_number.get(wanted, 1)
        while found in self._taken:
            found = f"{wanted}-{number}"
            number += 1
        self._next_number[wanted] = number
        self._taken.add(found)
        return found


def _pairs(tokens: Sequence[Token]) -> list[tuple[Token, list[Token]]]:
    """Pair the opening tag of each heading with what stands in it."""
    return [
        (token, tokens[place + 1].children or [])
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


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


def _percent_encode(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="replace"))
