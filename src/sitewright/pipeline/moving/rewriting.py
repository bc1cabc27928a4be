"""Lead the links of all sources to where everything is from now on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from posixpath import splitext

from sitewright.kernel.edits import place_of
from sitewright.kernel.urls import url_of
from sitewright.model.build import Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.move import Link, Relocation, Rewritten
from sitewright.pipeline.moving.links import readers
from sitewright.pipeline.moving.survey import Survey, find_shifts
from sitewright.pipeline.moving.texts import Texts
from sitewright.stages.directorydata import stem_of
from sitewright.stages.moving import (
    Home,
    Led,
    Moves,
    Spot,
    make_sieve,
    rewrite_links,
)


class Rewriting:
    """Rewrites the links of a project.

    Attributes:
        texts: All texts; they are changed.
    """

    def __init__(
        self, workspace: Workspace, relocation: Relocation, texts: Texts
    ) -> None:
        self.texts = texts
        self._workspace = workspace
        self._relocation = relocation
        self._counts: dict[str, int] = {}

    def rewrite(
        self,
        config: SiteConfig,
        surveys: tuple[Survey, Survey],
        urls: Mapping[str, str],
    ) -> dict[str, Sequence[Link]]:
        """Rewrite all links to what has moved, and those inside it.

        Args:
            config: The settings.
            surveys: The pages before and after.
            urls: The new address of everything published, by the old one.

        Returns:
            Links that could not be rewritten, by the old path of their file.
        """
        before, after = surveys
        paths = self._relocation.paths
        there = {**after.unpublished, **after.pages}
        hidden = find_shifts(before.unpublished, there, paths)
        every = {shift.before: shift.after for shift in hidden if shift.after}
        every = {old: new for old, new in (every | dict(urls)).items() if old != new}
        home = Home(config.url)
        moves = Moves(
            home,
            config.paths.content,
            {*self._workspace.content_by_path, *self._pictures()},
            paths,
            every,
            [page.url for page in after.pages.values() if page.url],
        )
        spots = self._spots(before, after)
        may_link = make_sieve((*paths, *every))
        missed: dict[str, Sequence[Link]] = {}
        for source, read in readers(self._workspace, config, self._relocation.texts):
            path, spot = source.path, spots.get(source.path, Spot())
            if not (spot.moves or may_link(source.text)):
                continue
            lead = partial(_lead, moves, spot)
            found = rewrite_links(source.text, read, lead, home)
            left: Sequence[Link] = found.missed
            if found.edits and path in self._relocation.fixed:
                left = [link for link in read(source.text) if lead(link)]
            elif found.edits:
                self.texts.change(path, (found.edits,))
                self._counts[path] = len(found.edits)
            missed |= {path: left} if left else {}
        return missed

    def list_rewritten(self) -> tuple[Rewritten, ...]:
        """List the links that were rewritten, at the places where they are by now."""
        return tuple(
            Rewritten(
                self._relocation.paths.get(path, path),
                *place_of(text, region.start),
                region.old,
                text[region.start : region.end],
            )
            for path, number in sorted(self._counts.items())
            for text in (self.texts.now(path),)
            for region in self.texts.regions[path][:number]
        )

    def _pictures(self) -> set[str]:
        """List the pictures that are published only if a page shows them."""
        copied = {asset.path for asset in self._workspace.assets}
        return self._workspace.gallery.pictures.keys() - copied

    def _spots(self, before: Survey, after: Survey) -> Mapping[str, Spot]:
        """Say of each file from where its links count."""
        paths, relocation = self._relocation.paths, self._relocation
        pages = [source.path for source in self._workspace.content]
        spots = {
            path: Spot(path, now, before.only_url(path), after.only_url(now))
            for path in pages
            for now in (paths.get(path, path),)
        }
        by_stem = {splitext(path)[0]: path for path in pages}
        for source in self._workspace.content_data:
            if page := by_stem.get(stem_of(source.path)):
                spots[source.path] = Spot(page, paths.get(page, page))
        for asset in self._workspace.assets:
            now = paths.get(asset.path, asset.path)
            output = relocation.outputs.get(now, (asset.output_path,))
            urls = url_of(asset.output_path), url_of(output[0]) if output else ""
            spots.setdefault(asset.path, Spot("", "", *urls))
        return spots


def _lead(moves: Moves, spot: Spot, link: Link) -> Led | None:
    return moves.lead(link, spot)
