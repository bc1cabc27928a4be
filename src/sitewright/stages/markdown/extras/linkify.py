"""Make links of the addresses in the text."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import isLinkClose, isLinkOpen
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.extras.addresses import (
    Address,
    find_addresses,
    has_mail_scheme,
    read_address,
)

_LONGEST_SCHEME = 10
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_SCHEME_CHARACTERS = regex(r"[A-Za-z0-9+.-]*\Z")


def use_linkify(parser: MarkdownIt) -> None:
    """Put rules like those of markdown-it 15 in the place of markdown-it-py's.

    Those want linkify-it-py 2.2, which follows an older linkify-it (to which a bare
    ``example.com`` is a link) and takes quadratic time, as do the rules themselves.
    """
    parser.inline.ruler.at("linkify", _read_inline)
    parser.core.ruler.at("linkify", _link_addresses)


def _read_inline(state: StateInline, silent: bool) -> bool:
    """Read an address at its ``://``, before emphasis can take characters from it."""
    if state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    longest = min(_LONGEST_SCHEME, len(state.pending), state.pos)
    before = state.src[state.pos - longest : state.pos]
    found = _SCHEME_CHARACTERS.search(before)
    if not found or not _SCHEME.match(found[0]):
        return False
    start = state.pos - len(found[0])
    address = read_address(state.src, start)
    if address is None or address.end <= state.pos:
        return False
    text = address.text.rstrip("*")
    target = state.md.normalizeLink(text)
    if not state.md.validateLink(target):
        return False
    if not silent:
        state.pending = state.pending[: len(state.pending) - len(found[0])]
        _push_link(state, target, text)
    state.pos = start + len(text)
    return True


def _push_link(state: StateInline, target: str, text: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs["href"] = target
    state.push("text", "", 0).content = state.md.normalizeLinkText(text)
    closing = state.push("link_close", "a", -1)
    for token in (opening, closing):
        token.markup, token.info = "linkify", "auto"


def _link_addresses(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline" or next(find_addresses(token.content), None) is None:
            continue
        children = token.children or []
        changed = {
            place: _split_text(children, place, state.md)
            for place in _find_free_texts(children)
        }
        token.children = [
            part
            for place, child in enumerate(children)
            for part in changed.get(place, (child,))
        ]


def _find_free_texts(children: list[Token]) -> list[int]:
    """List the places of texts outside links, be they Markdown's or HTML's.

    They are found from the end, as markdown-it does it: a link that is only opened
    holds nothing, one that is only closed holds all before it.
    """
    places = []
    html_depth = 0
    place = len(children)
    while place > 0:
        place -= 1
        child = children[place]
        if child.type == "link_close":
            place -= 1
            while (
                children[place].level != child.level
                and children[place].type != "link_open"
            ):
                place -= 1
            continue
        if child.type == "html_inline":
            html_depth -= bool(isLinkOpen(child.content) and html_depth)
            html_depth += isLinkClose(child.content)
        if child.type == "text" and not html_depth:
            places.append(place)
    return places


def _split_text(children: list[Token], place: int, parser: MarkdownIt) -> list[Token]:
    """Split a text into what is no address, and links."""
    whole = children[place]
    addresses = list(find_addresses(whole.content))
    is_escaped = place > 0 and children[place - 1].type == "text_special"
    if addresses and addresses[0].start == 0 and is_escaped:
        del addresses[0]
    parts: list[Token] = []
    done = 0
    for address in addresses:
        target = parser.normalizeLink(address.url)
        if not parser.validateLink(target):
            continue
        parts += _make_text(whole.content[done : address.start], whole.level)
        parts += _make_link(address, target, whole.level, parser)
        done = address.end
    return parts + _make_text(whole.content[done:], whole.level)


def _make_link(
    address: Address, target: str, level: int, parser: MarkdownIt
) -> list[Token]:
    opening, closing = Token("link_open", "a", 1), Token("link_close", "a", -1)
    opening.attrs["href"] = target
    for token in (opening, closing):
        token.level, token.markup, token.info = level, "linkify", "auto"
    return [opening, *_make_text(_show(address, parser), level + 1), closing]


def _make_text(content: str, level: int) -> list[Token]:
    return [Token("text", "", 0, content=content, level=level)] if content else []


def _show(address: Address, parser: MarkdownIt) -> str:
    """Write an address as readers see it."""
    if address.scheme == "mailto:" and not has_mail_scheme(address.text):
        return parser.normalizeLinkText(address.url).removeprefix("mailto:")
    return parser.normalizeLinkText(address.text)
