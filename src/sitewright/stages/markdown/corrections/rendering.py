"""Write tags: the same ones, with less work for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sitewright.kernel.escaping import escape

_LONGEST: Final = 200
"""Characters of a value that is remembered: a picture may be written into its address."""


class Renderer(RendererHTML):
    """markdown-it's renderer; most tags have no attributes, and hide nothing."""

    def renderToken(  # noqa: N802 -- markdown-it's name
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Write a tag."""
        token = tokens[idx]
        nesting = token.nesting
        if token.hidden or not nesting or (nesting < 0 and token.attrs):
            return super().renderToken(tokens, idx, options, env)
        if nesting < 0:
            return f"</{token.tag}>\n" if token.block else f"</{token.tag}>"
        html = (
            f"<{token.tag}{self.renderAttrs(token)}>"
            if token.attrs
            else f"<{token.tag}>"
        )
        if not token.block:
            return html
        if idx and tokens[idx - 1].hidden:
            html = f"\n{html}"
        following = tokens[idx + 1] if idx + 1 < len(tokens) else None
        is_short = following and (
            following.type == "inline"
            or following.hidden
            or (following.nesting < 0 and following.tag == token.tag)
        )
        return html if is_short else f"{html}\n"

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 -- as above
        """Write the attributes of a tag, with a space before each."""
        return "".join([_write(name, str(it)) for name, it in token.attrs.items()])


def _write(name: str, value: str) -> str:
    if len(value) > _LONGEST:
        return f' {escape(name)}="{escape(value)}"'
    return _write_short(name, value)


@lru_cache(maxsize=1024)
def _write_short(name: str, value: str) -> str:
    """Write an attribute; the same ones are on all pages."""
    return f' {escape(name)}="{escape(value)}"'
