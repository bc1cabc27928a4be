"""Where everything is published: before a move, and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.urls import url_of
from sitewright.model.build import Asset, Options, Workspace, by_path
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Source
from sitewright.model.move import Relocation
from sitewright.model.page import Page
from sitewright.model.picture import Gallery
from sitewright.pipeline.paging import make_numbered_pages
from sitewright.pipeline.reading import find_skeleton, read_documents, read_pages


@frozen
class Survey:
    """The pages of a site.

    Attributes:
        pages: Those that are published, by their keys.
        unpublished: The others, by their keys.
        data: All that is said about each, by source path.
        collections: Keys of the members of each collection, by its name.
    """

    pages: Mapping[str, Page]
    unpublished: Mapping[str, Page]
    data: Mapping[str, Data]
    collections: Mapping[str, tuple[str, ...]]

    def only_url(self, path: str) -> str:
        """Give the address of a source that has a single one; else empty."""
        page = self.pages.get(path) or self.unpublished.get(path)
        return page.url if page and f"{path}#1" not in self.pages else ""


@frozen
class Surveyor:
    """Looks at sites of the same settings.

    Attributes:
        config: The settings.
        options: What the command line asks for.
        ledger: Memory of the last survey, and of nothing else.
    """

    config: SiteConfig
    options: Options
    ledger: Ledger

    def survey(self, workspace: Workspace) -> Survey:
        """Find the pages of a site, and nothing else."""
        run = Run(self.ledger)
        documents = read_documents(run, workspace)
        skeleton = find_skeleton(run, workspace, self.config, documents)
        reading = read_pages(run, skeleton, self.config, self.options)
        paged = make_numbered_pages(run, reading, workspace.hooks)
        return Survey(
            {page.key: page for page in paged.pages},
            {page.key: page for page in reading.unpublished},
            reading.data,
            paged.collections,
        )


def relocate(
    workspace: Workspace, relocation: Relocation, texts: Mapping[str, str]
) -> Workspace:
    """Take a snapshot of the project as it will be.

    Args:
        workspace: The project as it is.
        relocation: What goes where.
        texts: The new text of every source that has one, by its old path.
    """
    paths = relocation.paths

    def now(sources: tuple[Source, ...]) -> tuple[Source, ...]:
        moved = (
            Source(paths.get(s.path, s.path), texts.get(s.path, s.text))
            for s in sources
        )
        return tuple(sorted(moved, key=lambda source: source.path))

    (config,) = now((workspace.config,))
    ledger = now((workspace.ledger,)) if workspace.ledger else (None,)
    return replace(
        workspace,
        config=config,
        content_by_path=by_path(now(workspace.content)),
        templates=now(workspace.templates),
        assets=tuple(_relocate_assets(workspace.assets, relocation)),
        data=now(workspace.data),
        content_data=now(workspace.content_data),
        redirects=tuple(
            replace(s, text=texts.get(s.path, s.text)) for s in workspace.redirects
        ),
        ledger=ledger[0],
        copied=now(workspace.copied),
        gallery=_relocate_pictures(workspace.gallery, paths),
    )


def _relocate_pictures(gallery: Gallery, paths: Mapping[str, str]) -> Gallery:
    """Give every picture its new path, in path order."""
    moved = {
        paths.get(path, path): replace(it, path=paths.get(path, path))
        for path, it in gallery.pictures.items()
    }
    return Gallery(dict(sorted(moved.items())), gallery.forms)


def _relocate_assets(
    assets: tuple[Asset, ...], relocation: Relocation
) -> Iterator[Asset]:
    """Give every file to copy its new path, in path order."""
    moved = {asset.path: asset for asset in assets if asset.path in relocation.paths}
    every = [asset for asset in assets if asset.path not in moved]
    for path, asset in moved.items():
        now = relocation.paths[path]
        outputs = relocation.outputs.get(now, ())
        every += [replace(asset, path=now, output_path=output) for output in outputs]
    return iter(sorted(every, key=lambda asset: asset.path))


@frozen
class Shift:
    """What one page or file was found at, and is found at from now on.

    Attributes:
        key: The key of the page, or the path of the file, by the new path.
        before: The old address.
        after: The new one; empty if there is none.
        is_page: Whether it is a page that can say where it was.
    """

    key: str
    before: str
    after: str
    is_page: bool

    @property
    def path(self) -> str:
        """The source, by its new path."""
        return self.key.partition("#")[0]


def find_shifts(
    before: Mapping[str, Page], after: Mapping[str, Page], paths: Mapping[str, str]
) -> list[Shift]:
    """Find where pages are published before and after, also if that is the same.

    Of pages that come in numbers, one may be found where another was: then its address
    is there still.
    """
    there: dict[str, set[str]] = {}
    for page in after.values():
        there.setdefault(page.path, set()).add(page.url)
    shifts = []
    for key, page in before.items():
        path = paths.get(page.path, page.path)
        now = path + key[len(page.path) :]
        url = after[now].url if now in after else ""
        if page.url in there.get(path, ()):
            url = page.url
        if page.url:
            shifts.append(Shift(now, page.url, url, key == page.path))
    return shifts


def find_asset_shifts(assets: tuple[Asset, ...], relocation: Relocation) -> list[Shift]:
    """Find where the files that go elsewhere are copied to before and after."""
    shifts = []
    seen: dict[str, int] = {}
    for asset in assets:
        path = relocation.paths.get(asset.path)
        if path is None:
            continue
        number = seen[path] = seen.get(path, -1) + 1
        outputs = relocation.outputs.get(path, ())
        url = url_of(outputs[number]) if number < len(outputs) else ""
        shifts.append(Shift(path, url_of(asset.output_path), url, is_page=False))
    return shifts
