"""Render one page through its layouts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from markupsafe import Markup

from sitewright import __version__
from sitewright.kernel.diagnostics import Checked
from sitewright.model.body import Body, TocEntry
from sitewright.model.facts import Reader
from sitewright.model.paging import Paging
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.faults import read_fault
from sitewright.stages.templates.markdown import MARKDOWN
from sitewright.stages.templates.paging import paging_variables
from sitewright.stages.templates.views import CollectionsView, NavigationView

GENERATOR = f"Sitewright {__version__}"


def render_page(
    reader: Reader, key: str, path: str, environment: SiteEnvironment
) -> Checked[str]:
    """Render one page.

    Args:
        reader: Window on the facts of the site; all that the page shows is read there.
        key: The page's name.
        path: Its source path.
        environment: Where the templates are.

    Returns:
        The finished HTML, or the body alone for a page without layout; empty, with a
        finding, if a template fails.
    """
    body = cast("Body", reader.read(f"body:{path}"))
    layouts = cast("tuple[str, ...]", reader.read(f"layout:{path}"))
    own = environment.name_of(path)
    if not layouts and not own:
        return body.html, ()
    variables, html = page_variables(reader, key, path, body), body.html
    with environment.recording(reader, path) as rendering:
        try:
            if own:
                html = environment.get_template(own).render(variables)
            if own and path.endswith(MARKDOWN):
                shows_toc = variables.get("showTOC") is True
                body = environment.render_body(html, shows_toc)
                html = body.html
                variables["toc"] = _contents(body.toc) if shows_toc else []
            for layout in layouts:
                variables["content"] = Markup(html)  # noqa: S704 -- made right here
                html = environment.get_template(layout).render(variables)
        except Exception as fault:  # noqa: BLE001 -- templates may raise anything
            data = dict.fromkeys(cast("tuple[str, ...]", reader.read("data")))
            found = read_fault(fault, environment, {**data, **variables}, path)
            return "", (found,)
    return html, tuple(dict.fromkeys(rendering.findings))


def page_variables(
    reader: Reader, key: str, path: str, body: Body
) -> dict[str, object]:
    """Gather what the templates of one page see at the top level."""
    item = cast("Mapping[str, object]", reader.read(f"page:{key}"))
    data = cast("Mapping[str, object]", item["data"])
    number = cast("int | None", reader.read(f"number:{key}"))
    if number is not None:
        data = _with_paging(reader, path, number, data)
    return {
        **data,
        "page": item["page"],
        "collections": CollectionsView(reader),
        "site": reader.read("site"),
        "navigation": NavigationView(reader, key),
        "toc": _contents(body.toc) if data.get("showTOC") is True else [],
        "eleventy": {"generator": GENERATOR},
    }


def _with_paging(
    reader: Reader, path: str, number: int, data: Mapping[str, object]
) -> dict[str, object]:
    """Add what a page of several sees: its part of the data, and the other pages."""
    paging = cast("Paging", reader.read(f"paging:{path}"))
    hrefs = cast("tuple[str, ...]", reader.read(f"hrefs:{path}"))

    def show(item: object) -> object:
        return reader.read(f"page:{item}") if paging.holds_pages else item

    return paging_variables(data, paging, number, hrefs, show)


def _contents(entries: Iterable[TocEntry]) -> list[dict[str, object]]:
    """Make the table of contents as templates see it."""
    return [
        {
            "level": entry.level,
            "id": entry.id,
            "text": entry.text,
            "html": Markup(entry.html),  # noqa: S704 -- the page's own Markdown
            "children": _contents(entry.children),
        }
        for entry in entries
    ]
