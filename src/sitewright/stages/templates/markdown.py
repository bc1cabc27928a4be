"""Pages in Markdown that are templates first, where a site asks for that."""

from __future__ import annotations

from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.kernel.texts import Part
from sitewright.model.document import Document

MARKDOWN = ".md"

_SYNTAX = regex(r"\{\{|\{%|\{#")
_ID_LIST = regex(r"\{#(?=[^\s#{}][^#{}\n]*\})")


def has_syntax(text: str) -> bool:
    """Tell whether a page has anything in it that a template engine would read."""
    return bool(_SYNTAX.search(text))


def protect_ids(document: Document) -> Document:
    """Keep attribute lists such as ``{#team}`` from being read as comments."""
    text = _ID_LIST.sub('{{ "{#" }}', document.text)
    return replace(document, rest=Part(text))
