"""Render one page through its layouts."""

from __future__ import annotations

from functools import partial
from typing import cast

from sitewright.kernel.diagnostics import Checked
from sitewright.model.facts import Reader
from sitewright.stages.templates.content import (
    Contents,
    describe_fault_of,
    page_variables,
)


def render_page(
    reader: Reader, key: str, path: str, contents: Contents
) -> Checked[str]:
    """Render one page.

    Args:
        reader: Window on the facts of the site; all that the page shows is read there.
        key: The page's name.
        path: Its source path.
        contents: The content of all pages.

    Returns:
        The finished HTML, or the content alone for a page without layout; empty, with a
        finding, if a template fails.
    """
    content = contents.take(reader, key, path)
    layouts = cast("tuple[str, ...]", reader.read(f"layout:{key}"))
    if not layouts or content.fault:
        return content.html, content.findings
    html, environment = content.html, contents.environment
    variables = page_variables(reader, key, content.toc)
    show = partial(contents.show, reader)
    with environment.recording(reader, path, show) as rendering:
        try:
            for layout in layouts:
                language = environment.language_of(layout)
                variables["content"] = language.as_content(html)
                html = language.get_template(layout).render(variables)
        except Exception as fault:  # noqa: BLE001 -- templates may raise anything
            found = describe_fault_of(fault, environment, reader, variables, path)
            return "", (*content.findings, found)
    return html, tuple(dict.fromkeys((*content.findings, *rendering.findings)))
