"""Names that have a digest in them: of files that are copied, and of pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, Severity
from sitewright.kernel.urls import base_path_of
from sitewright.model.assetnames import (
    AssetName,
    AssetNames,
    Fingerprinting,
    Unnamed,
)
from sitewright.model.build import Artifact, Asset, Output, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.document import Source
from sitewright.model.facts import Kind, Reader
from sitewright.model.fingerprint import Fingerprinted, Fingerprints, Places
from sitewright.model.page import Page
from sitewright.pipeline.making import make_page
from sitewright.pipeline.plan import Plan
from sitewright.stages.templates.content import Contents

NONE: Final[Mapping[str, Fingerprinted]] = MappingProxyType({})

_PAGE: Final = "fingerprint of a page"


def find_fingerprints(
    run: Run,
    workspace: Workspace,
    config: SiteConfig,
    outlines: tuple[Page, ...],
    outputs: tuple[Output, ...],
) -> Fingerprints:
    """Find what is fingerprinted, and name what is known before pages are made.

    Args:
        run: The chapter.
        workspace: All sources.
        config: The site's settings.
        outlines: All published pages.
        outputs: All files of the site, under their plain names.
    """
    plain = run.one("plain names", _find_plain, workspace.assets)
    fingerprinting = config.fingerprinting
    if not fingerprinting.patterns:
        return run.one("fingerprints", _found, AssetNames(plain))
    # Who asks for nothing does not wait for what reads style sheets.
    from sitewright.stages.fingerprints.naming import name_assets
    from sitewright.stages.fingerprints.telling import (
        find_idle_patterns,
        write_cache_headers,
    )

    pages = run.one("fingerprinted pages", _find_pages, outlines, fingerprinting)
    if fingerprinting.keeps_names:
        named = run.one("kept names", _keep_names, plain, pages, fingerprinting)
        run.findings += find_idle_patterns(tuple(named), fingerprinting)
        return run.one("fingerprints", _found, AssetNames(plain, named))
    base = base_path_of(config.url)
    places = run.one("places", _find_places, outputs, base)
    sheets = run.one("sheets", _find_sheets, workspace.copied)
    given = (workspace.assets, sheets, fingerprinting, places)
    files = run.one("fingerprinted files", name_assets, *given)
    run.findings += find_idle_patterns((*files, *pages), fingerprinting)
    named = {path: file.name for path, file in files.items()}
    paths = (*files, *pages)
    headers = run.one("cache headers", write_cache_headers, paths, fingerprinting)
    found = (AssetNames(plain, named), tuple(files.values()), pages, places, headers)
    return run.one("fingerprints", _found, *found)


def add_fingerprinted(
    run: Run, plan: Plan, rendered: Mapping[str, Artifact]
) -> tuple[Mapping[str, Fingerprinted], tuple[Output, ...]]:
    """Name the pages that are fingerprinted, now that all are finished.

    Returns:
        All files that are, by their plain output paths; and all files of the site.
    """
    prints = plan.fingerprints
    if not prints.files and not prints.pages:
        return NONE, plan.outputs
    # Who asks for nothing does not wait for what reads style sheets.
    from sitewright.stages.fingerprints.naming import name_page
    from sitewright.stages.fingerprints.telling import add_outputs

    inputs = {
        key: (rendered[key], plan.pages[key].path, prints.places, prints.names)
        for key in prints.pages.values()
    }
    made = run.each(_PAGE, name_page, inputs)
    files = run.one("all fingerprints", _lay_out, prints, made)
    named = tuple(files.values())
    return files, run.one("all outputs", add_outputs, plan.outputs, named)


class Naming:
    """Tells templates the names of files.

    A page that is fingerprinted is made when its name is asked for.
    """

    def __init__(self, ledger: Ledger, plan: Plan) -> None:
        """Take what is remembered, and what the site will be made of."""
        self._ledger, self._plan = ledger, plan
        self._prints = plan.fingerprints
        self._contents = Contents(plan.reading.environment)
        self._under_way: list[str] = []

    def kinds_of_facts(self) -> dict[str, Kind]:
        """Say where is found what files are called."""
        return {"asset": self._name_of, "assets": self._list_all}

    def facts_of_pages(self) -> tuple[str, ...]:
        """Name the facts that are about pages."""
        return tuple(f"asset:{path}" for path in self._prints.pages)

    def _name_of(self, path: str) -> AssetName | Unnamed | None:
        names = self._prints.names
        if name := names.named.get(path):
            return name
        if key := self._prints.pages.get(path):
            return self._name_page(self._plan.pages[key])
        return AssetName(path) if path in names.plain else None

    def _list_all(self, _name: str) -> tuple[str, ...]:
        return tuple(sorted(self._prints.names.plain.union(self._prints.pages)))

    def _name_page(self, page: Page) -> AssetName | Unnamed:
        from sitewright.stages.fingerprints.naming import name_page

        if page.key in self._under_way:
            way = self._under_way[self._under_way.index(page.key) :]
            return Unnamed(
                tuple(self._plan.pages[key].path for key in (*way, page.key))
            )
        memory = self._ledger.stage("render")
        self._under_way.append(page.key)
        file = memory.traced(page.key, self._make, page, self._ledger.facts)
        self._under_way.pop()
        found = memory.findings((page.key,))
        if wrong := next((it for it in found if it.severity is Severity.ERROR), None):
            return Unnamed(finding=wrong)
        given = (file, page.path, self._prints.places, self._prints.names)
        return self._ledger.stage(_PAGE).memo(page.key, name_page, *given).name

    def _make(self, reader: Reader, page: Page) -> Checked[Artifact]:
        return make_page(reader, page, self._contents)


def _found(*given: object) -> Checked[Fingerprints]:
    return Fingerprints(*given), ()  # type: ignore[arg-type]


def _find_plain(assets: tuple[Asset, ...]) -> Checked[frozenset[str]]:
    return frozenset(asset.output_path for asset in assets), ()


def _find_pages(
    outlines: tuple[Page, ...], fingerprinting: Fingerprinting
) -> Checked[Mapping[str, str]]:
    wants = fingerprinting.matcher()
    return {it.output_path: it.key for it in outlines if wants(it.output_path)}, ()


def _keep_names(
    plain: frozenset[str], pages: Mapping[str, str], fingerprinting: Fingerprinting
) -> Checked[Mapping[str, AssetName]]:
    """Let all files keep their names; a check of what has changed would fail."""
    wants = fingerprinting.matcher()
    paths = (*filter(wants, sorted(plain)), *pages)
    return {path: AssetName(path, "") for path in paths}, ()


def _find_places(outputs: tuple[Output, ...], base: str) -> Checked[Places]:
    return Places(frozenset(output.path for output in outputs), base), ()


def _find_sheets(copied: tuple[Source, ...]) -> Checked[Mapping[str, str]]:
    return {source.path: source.text for source in copied}, ()


def _lay_out(
    prints: Fingerprints, pages: Mapping[str, Fingerprinted]
) -> Checked[Mapping[str, Fingerprinted]]:
    files = dict(zip(prints.names.named, prints.files, strict=True))
    return {**files, **{path: pages[key] for path, key in prints.pages.items()}}, ()
