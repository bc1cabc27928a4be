"""One walk over parsed text: gather what links, ids and findings are about."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from sitewright.stages.markdown.finder import Lines
from sitewright.stages.markdown.imagerule import note_lines
from sitewright.stages.markdown.links import LinkMarker
from sitewright.stages.markdown.survey import Survey, add_html


def survey_tokens(
    tokens: Sequence[Token],
    links: LinkMarker,
    survey: Survey | None = None,
    *,
    has_pictures: bool = False,
) -> Survey:
    """Gather raw HTML and ids, and mark links by source path.

    Args:
        tokens: The parsed text; addresses in it are changed.
        links: Marks the addresses.
        survey: What has been gathered already.
        has_pictures: Whether pictures are to be marked when they are rendered.
    """
    survey = survey or Survey()
    lines = (0, 0)
    for token in tokens:
        if token.map:
            lines = token.map[0], token.map[1]
        if token.attrs:
            _add_id(survey, token, lines)
        if token.type == "html_block":
            add_html(survey, token.content, lines)
        if has_pictures:
            note_lines(token.children or (), lines)
        for child in token.children or ():
            if child.attrs:
                _add_id(survey, child, lines)
                if child.type == "link_open":
                    href = str(child.attrs.get("href", ""))
                    child.attrs["href"] = links.mark(href, lines)
            elif child.type == "html_inline":
                add_html(survey, child.content, lines)
    return survey


def _add_id(survey: Survey, token: Token, lines: Lines) -> None:
    if (value := token.attrs.get("id")) and not token.hidden:
        survey.ids.append((str(value), lines))
