"""List the addresses in Markdown, for those who want to change them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Any

from markdown_it.token import Token

from sitewright.kernel.frozen import frozen
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.parser import make_parser

_LEADING = ("href", "src")
_NAMES = ("alt", "class", "id", "title")


@frozen
class Hrefs:
    """The addresses of a text, in an order that their places decide.

    Attributes:
        links: Those of links and pictures, and of all definitions, used or not.
        others: Values of attributes besides, which attribute lists have set.
        html: Blocks and pieces of raw HTML.
    """

    links: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)


def list_hrefs(text: str, options: MarkdownOptions) -> Hrefs:
    """List the addresses in Markdown, as the parser understands it.

    Args:
        text: Markdown.
        options: How to read it.
    """
    env: dict[str, Any] = {}
    hrefs = Hrefs()
    for token in _walk(make_parser(options).parse(text, env)):
        if token.type in ("html_block", "html_inline"):
            hrefs.html.append(token.content)
        for name, value in token.attrs.items():
            if name not in _NAMES:
                kind = hrefs.links if name in _LEADING else hrefs.others
                kind.append(str(value))
    hrefs.links.extend(item["href"] for item in env.get("references", {}).values())
    return hrefs


def _walk(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type == "inline":
            yield from token.children or ()
