"""All that is known of a site once it was built, to be asked about single things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import cast

from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Span
from sitewright.kernel.frozen import frozen
from sitewright.kernel.urls import url_of
from sitewright.model.body import Body
from sitewright.model.build import Artifact, Build, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data, DataFile
from sitewright.model.document import Document
from sitewright.model.facts import Reads
from sitewright.model.hooks import Hook
from sitewright.model.page import Page
from sitewright.model.past import Past
from sitewright.pipeline.levels import LEVELS, Levels
from sitewright.pipeline.plan import Plan
from sitewright.stages.layouts import KEY as LAYOUT
from sitewright.stages.layouts import follow_layouts
from sitewright.stages.moving import Home


@frozen
class Sheet:
    """A style sheet.

    Attributes:
        url: Its address.
        text: Its text.
        origin: The source that it is made from.
        is_source: Whether it is that source as it was written.
    """

    url: str
    text: str
    origin: str
    is_source: bool


class Whole:
    """A site, and all that a build of it has left in memory.

    A site with errors is one, too, as far as it could be planned.

    Attributes:
        workspace: Its sources.
        plan: What it is made of.
        config: Its settings.
        home: Tells which addresses are its own.
        findings: All that was found wrong.
        outputs: All its files, and what each is made from.
        files: The finished ones; none if the site has errors.
        addresses: All that it answers; none if the site has errors.
        past: The builds that have written the site; None if none is known.
    """

    def __init__(
        self,
        workspace: Workspace,
        plan: Plan,
        ledger: Ledger,
        build: Build,
        past: Past | None = None,
    ) -> None:
        """Take what a build was given, and what it has left.

        Args:
            workspace: The sources.
            plan: What the site is made of.
            ledger: What the build remembers.
            build: What it came to.
            past: What is known of the builds before.
        """
        self.workspace = workspace
        self.plan = plan
        self.config: SiteConfig = plan.site.config
        self.home = Home(self.config.url)
        self.findings = build.findings
        self.outputs = build.outputs or plan.outputs
        self.files = build.files
        self.addresses = build.addresses
        self.past = past
        self._ledger = ledger

    @cached_property
    def every(self) -> Mapping[str, Page]:
        """All pages by their keys, published or not."""
        others = {page.key: page for page in self.plan.reading.unpublished}
        return {**others, **self.plan.pages}

    def pages_of(self, path: str) -> list[Page]:
        """List the pages that a source makes, published or not."""
        return self._by_path.get(path, [])

    @cached_property
    def _by_path(self) -> Mapping[str, list[Page]]:
        found: defaultdict[str, list[Page]] = defaultdict(list)
        for page in self.every.values():
            found[page.path].append(page)
        return found

    def layouts_of(self, page: Page) -> tuple[str, ...]:
        """Name the templates that wrap a page, or would, the innermost first."""
        if self.is_published(page):
            return self.plan.layouts.get(page.key, ())
        wanted, nowhere = page.data.get(LAYOUT), Span(page.path)
        return follow_layouts(wanted, nowhere, self.levels.heads)[0]

    def is_published(self, page: Page) -> bool:
        """Tell whether a page is a part of the site."""
        return page.key in self.plan.pages

    @cached_property
    def levels(self) -> Levels:
        """All levels of data that say something about pages."""
        return cast("Levels", self._ledger.stage(LEVELS).last(""))

    def document(self, path: str) -> Document | None:
        """Take a source, split in two; None if it cannot be split, or there is none."""
        return cast("Document | None", self._ledger.stage("document").last(path))

    def merged(self, path: str) -> Data:
        """Take the data of a page as they were merged, before any was computed."""
        found = cast("Data | None", self._ledger.stage("data").last(path))
        return found or Data(path, {}, {})

    def data_files(self) -> list[DataFile]:
        """List the data files of the whole site."""
        results = self._ledger.stage("data file").results.values()
        return [cast("DataFile", file) for file in results if file]

    def hook_at(self, span: Span | None) -> Hook | None:
        """Find the hook that stands at a place."""
        hooks = self.workspace.hooks.hooks
        return next((hook for hook in hooks if hook.span == span), None)

    def reads_of(self, key: str) -> Reads:
        """Tell which facts a page has read; none if it was not rendered."""
        if key not in self._rendered:
            return {}
        return self._ledger.stage("render").reads_of(key)

    def readers_of(self, *names: str) -> list[Page]:
        """List the pages that have read any of some facts, in the order of the site."""
        wanted = set(names)
        return [
            page
            for key, page in self.plan.pages.items()
            if not wanted.isdisjoint(self.reads_of(key))
        ]

    def html_of(self, key: str) -> str:
        """Take a finished page; empty if it could not be made, or is no HTML."""
        file = self._rendered.get(key)
        if file is None or not file.path.endswith((".html", ".htm")):
            return ""
        return (file.content or b"").decode("utf-8", "replace")

    def sheets(self) -> Iterator[Sheet]:
        """Give the style sheets that are pages, and those to copy whose text was read."""
        for key, page in self.plan.pages.items():
            file = self._rendered.get(key)
            if file and file.path.endswith(".css"):
                text = (file.content or b"").decode("utf-8", "replace")
                yield Sheet(page.url, text, page.path, is_source=False)
        texts = {it.path: it.text for it in self.workspace.copied}
        for asset in self.workspace.assets:
            if asset.path in texts and asset.path.endswith(".css"):
                url = url_of(asset.output_path)
                yield Sheet(url, texts[asset.path], asset.path, is_source=True)

    def body_of(self, path: str) -> Body | None:
        """Take the Markdown of a page, its links led; None if it has none."""
        stages = ("links", "body")
        found = (self._ledger.stage(stage).last(path) for stage in stages)
        return cast("Body | None", next(filter(None, found), None))

    def plain_body_of(self, path: str) -> Body | None:
        """Take the Markdown of a page with its links by source path."""
        return cast("Body | None", self._ledger.stage("body").last(path))

    def text_of(self, path: str) -> str:
        """Take the text of a page's source as it was read."""
        source = self.workspace.content_by_path.get(path)
        return source.text if source else ""

    def sources(self) -> Iterator[str]:
        """Name all files that the site is made from."""
        yield from (path for path, _ in self.texts())
        yield from (asset.path for asset in self.workspace.assets)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Give the text of every source that is one, with its path."""
        work = self.workspace
        groups = (
            (work.config,),
            work.content,
            work.templates,
            work.data,
            work.content_data,
            work.redirects,
            (work.ledger,) if work.ledger else (),
            work.hooks.sources,
        )
        yield from ((it.path, it.text) for group in groups for it in group)

    def template_name(self, path: str) -> str:
        """Name a template by its path; empty if it is none."""
        return self.plan.reading.environment.name_of(path)

    def template_path(self, name: str) -> str:
        """Give the path of a template, or of a page that is one."""
        return self.plan.reading.environment.path_of(name)

    @cached_property
    def _rendered(self) -> Mapping[str, Artifact]:
        return cast("Mapping[str, Artifact]", self._ledger.stage("render").results)


def call_page(page: Page) -> str:
    """Name a page as a reader may ask for it: by its address, else by its source."""
    return page.url or page.path
