"""What pages show of pictures, and which files of the site that makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, cast

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import replace
from sitewright.model.body import Body
from sitewright.model.build import Artifact, Asset, Output, Workspace
from sitewright.model.card import CardRules, Desk
from sitewright.model.config import SiteConfig
from sitewright.model.picture import Gallery, Shown
from sitewright.pipeline.plan import Plan
from sitewright.stages.cards.naming import CardFinder
from sitewright.stages.pictures.finding import PictureFinder

NOTHING: Final = Shown()

_PICTURE: Final = "picture:"
_CARD: Final = "card:"


def find_pictures(
    run: Run, workspace: Workspace, config: SiteConfig, outputs: tuple[Output, ...]
) -> PictureFinder:
    """Make what knows all pictures of the site."""
    given = (config, workspace.gallery, workspace.assets, outputs)
    return run.one("pictures", _make_finder, *given)


def find_cards(run: Run, workspace: Workspace, config: SiteConfig) -> CardFinder:
    """Make what knows the names of all cards."""
    return run.one("cards", _make_cards, config.cards, workspace.desk)


def add_pictures(
    run: Run, plan: Plan, outputs: tuple[Output, ...]
) -> tuple[Shown, tuple[Output, ...]]:
    """Find the files that are made of pictures, now that all pages are finished.

    Returns:
        These files, and all files of the site.
    """
    config = plan.site.config
    if config.images is None and config.cards is None:
        return NOTHING, outputs
    # Who leaves pictures alone does not wait for this.
    from sitewright.stages.pictures.showing import add_outputs, show_pictures

    shown = NOTHING
    if rules := config.images:
        used = plan.pictures.locations
        if not rules.keeps_files:
            asked = _find_asked(run, plan, _PICTURE)
            used = tuple(sorted(asked.union(_find_named(run, plan))))
        used = run.one("used pictures", _keep, used)
        shown = run.one("shown pictures", show_pictures, plan.pictures, used, rules)
    if config.cards:
        asked = _find_asked(run, plan, _CARD)
        shown = replace(shown, cards=plan.cards.make_all(asked))
    shown = run.one("pictures and cards", _keep_shown, shown)
    return shown, run.one("outputs and pictures", add_outputs, outputs, shown)


def _find_named(run: Run, plan: Plan) -> Iterator[str]:
    """Find the pictures that the texts of pages name."""
    bodies = run.ledger.stage("body")
    for path in plan.prose:
        body = cast("Body | None", bodies.last(path))
        yield from (it.location for it in (body.pictures if body else ()))


def _find_asked(run: Run, plan: Plan, kind: str) -> set[str]:
    """Find what templates have asked for of one kind of facts."""
    renders = run.ledger.stage("render")
    return {
        name.removeprefix(kind)
        for key in plan.pages
        for name in renders.reads_of(key)
        if name.startswith(kind)
    }


def _make_finder(
    config: SiteConfig,
    gallery: Gallery,
    assets: tuple[Asset, ...],
    outputs: tuple[Output, ...],
) -> Checked[PictureFinder]:
    return PictureFinder(config, gallery, assets, outputs), ()


def _keep(used: tuple[str, ...]) -> Checked[tuple[str, ...]]:
    return used, ()


def _keep_shown(shown: Shown) -> Checked[Shown]:
    return shown, ()


def _make_cards(rules: CardRules | None, desk: Desk) -> Checked[CardFinder]:
    return CardFinder(rules, desk), ()


def files_of(shown: Shown) -> Mapping[str, Artifact]:
    """Lay the pictures that are published as they are by their output paths."""
    return {
        place: Artifact(place, None, picture.digest, picture.path)
        for place, picture in shown.copies.items()
    }
