"""The parser's rule for pictures: they become marks."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping, Sequence
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from sitewright.stages.markdown.finder import Lines
from sitewright.stages.markdown.pictures import PictureMarker

MARKER = "pictures"
"""Where the parser's environment has the marker."""

_LINES = "lines"


def note_lines(tokens: Iterable[Token], lines: Lines) -> None:
    """Tell pictures the block in which they stand, which is when they are marked."""
    for token in tokens:
        if token.type == "image":
            token.meta[_LINES] = lines


def render_image(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: Any,
    env: MutableMapping[str, Any],
) -> str:
    """Render a picture as its mark; where nothing is marked, as markdown-it does."""
    token = tokens[index]
    if MARKER not in env or _LINES not in token.meta:
        return renderer.image(tokens, index, options, env)
    alt = renderer.renderInlineAsText(token.children or (), options, env)
    attributes = {**token.attrs, "alt": alt}
    named = ((name, str(value)) for name, value in attributes.items())
    marker: PictureMarker = env[MARKER]
    return marker.mark(named, token.meta[_LINES])
