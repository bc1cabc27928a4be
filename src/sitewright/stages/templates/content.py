"""Render the content of pages: what their layouts are wrapped round.

Other pages may show it, too, so it is made when it is first asked for, once a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from sitewright import __version__
from sitewright.kernel.diagnostics import Diagnostic, Findings
from sitewright.kernel.frozen import frozen
from sitewright.model.body import Body, TocEntry
from sitewright.model.facts import Reader, Reads
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.extending import find_unshown
from sitewright.stages.templates.markdown import MARKDOWN
from sitewright.stages.templates.paging import read_item
from sitewright.stages.templates.views import CollectionsView, NavigationView

GENERATOR = f"Sitewright {__version__}"


@frozen
class Content:
    """The content of one page.

    Attributes:
        html: HTML, or whatever else the page is to be.
        toc: Its table of contents.
        findings: What was found wrong on the way.
        fault: What stopped it; None if nothing did.
    """

    html: str
    toc: tuple[TocEntry, ...] = ()
    findings: Findings = ()
    fault: Diagnostic | None = None


class ContentError(Exception):
    """A page shows the content of another one, which cannot be rendered.

    Attributes:
        finding: What was found wrong with that.
    """

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Contents:
    """The content of all pages of one build.

    Attributes:
        environment: Where the templates are.
        spent: What was said of the pages of a layout that took more work than they may.
    """

    def __init__(self, environment: SiteEnvironment) -> None:
        self.environment = environment
        self.spent: dict[str, list[Diagnostic]] = {}
        self._known: dict[str, tuple[Content, Reads]] = {}
        self._under_way: dict[str, str] = {}

    def take(self, reader: Reader, key: str, path: str) -> Content:
        """Render the content of a page, unless that is done; note what it has read.

        Args:
            reader: Window on the facts of the site.
            key: The page's name.
            path: Its source path.

        Raises:
            ContentCircleError: It is just being rendered, and needs itself.
        """
        name = self.environment.name_of(path)
        if not name:
            body: Body = reader.read(f"body:{path}")
            return Content(body.html, body.toc)
        if key in self._under_way:
            paths = list(self._under_way.values())
            start = list(self._under_way).index(key)
            from sitewright.stages.templates.faults import ContentCircleError

            raise ContentCircleError([*paths[start:], path])
        if key not in self._known:
            own = reader.another()
            self._under_way[key] = path
            try:
                self._known[key] = self._render(own, key, path, name), own.reads
            finally:
                self._under_way.pop(key)
        content, reads = self._known[key]
        reader.note(reads)
        return content

    def show(self, reader: Reader, key: str) -> str:
        """Take the content of a page for another one.

        Raises:
            ContentError: It cannot be rendered.
            ContentCircleError: It is just being rendered, and needs itself.
        """
        item: Mapping[str, object] = reader.read(f"page:{key}")
        path = str(item["inputPath"]).removeprefix("./")
        content = self.take(reader, key, path)
        if content.fault:
            raise ContentError(content.fault)
        return content.html

    def _render(self, reader: Reader, key: str, path: str, name: str) -> Content:
        """Render a page that is a template."""
        environment = self.environment
        variables = page_variables(reader, key, ())
        with environment.recording(
            reader, path, partial(self.show, reader)
        ) as rendering:
            try:
                html = environment.get_template(name).render(variables)
                body = Body(html)
                if path.endswith(MARKDOWN):
                    shows_toc = variables.get("showTOC") is True
                    body = environment.render_body(html, shows_toc)
            except Exception as fault:  # noqa: BLE001 -- templates may raise anything
                found = describe_fault_of(fault, environment, reader, variables, path)
                return Content("", findings=(found,), fault=found)
        findings = (*rendering.findings, *find_unshown(rendering.chains, path))
        return Content(body.html, body.toc, tuple(dict.fromkeys(findings)))


def describe_fault_of(
    fault: Exception,
    environment: SiteEnvironment,
    reader: Reader,
    variables: Mapping[str, object],
    path: str,
) -> Diagnostic:
    """Describe what came out of the templates of a page."""
    if isinstance(fault, ContentError):
        return fault.finding
    from sitewright.stages.templates.faults import read_fault

    data = dict.fromkeys(reader.read("data"))
    return read_fault(fault, environment, {**data, **variables}, path)


def page_variables(
    reader: Reader, key: str, toc: tuple[TocEntry, ...]
) -> dict[str, object]:
    """Gather what the templates of one page see at the top level."""
    item = read_item(reader, key)
    data: Any = item["data"]
    return {
        **data,
        "page": item["page"],
        "collections": CollectionsView(reader),
        "site": reader.read("site"),
        "navigation": NavigationView(reader, key),
        "toc": _contents(toc) if data.get("showTOC") is True else [],
        "eleventy": {"generator": GENERATOR},
    }


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
