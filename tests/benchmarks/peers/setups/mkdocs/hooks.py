"""Make Markdown of the field that holds the lead, which MkDocs does not by itself."""

from __future__ import annotations

from typing import Any

from markdown import Markdown

_MARKDOWN = Markdown(extensions=["attr_list"])


def on_page_context(context: dict[str, Any], page: Any, **_: object) -> dict[str, Any]:
    """Add the lead as HTML."""
    _MARKDOWN.reset()
    context["lead"] = _MARKDOWN.convert(page.meta["jumbotron"])
    return context
