"""What pages show of pictures, and which files of the site that makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, cast

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.model.body import Body
from sitewright.model.build import Artifact, Asset, Output, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.picture import Gallery, Shown
from sitewright.pipeline.plan import Plan
from sitewright.stages.pictures.finding import PictureFinder

NOTHING: Final = Shown()

_FACT: Final = "picture:"


def find_pictures(
    run: Run, workspace: Workspace, config: SiteConfig, outputs: tuple[Output, ...]
) -> PictureFinder:
    """Make what knows all pictures of the site."""
    given = (config, workspace.gallery, workspace.assets, outputs)
    return run.one("pictures", _make_finder, *given)


def add_pictures(
    run: Run, plan: Plan, outputs: tuple[Output, ...]
) -> tuple[Shown, tuple[Output, ...]]:
    """Find the files that are made of pictures, now that all pages are finished.

    Returns:
        These files, and all files of the site.
    """
    rules = plan.site.config.images
    if rules is None:
        return NOTHING, outputs
    # Who leaves pictures alone does not wait for this.
    from sitewright.stages.pictures.showing import add_outputs, show_pictures

    used = plan.pictures.locations if rules.keeps_files else _find_used(run, plan)
    used = run.one("used pictures", _keep, used)
    shown = run.one("shown pictures", show_pictures, plan.pictures, used, rules)
    return shown, run.one("outputs and pictures", add_outputs, outputs, shown)


def _find_used(run: Run, plan: Plan) -> tuple[str, ...]:
    """Find what the texts of pages name, and what templates have asked for."""
    bodies, renders = run.ledger.stage("body"), run.ledger.stage("render")

    def named() -> Iterator[str]:
        for path in plan.prose:
            body = cast("Body | None", bodies.last(path))
            yield from (it.location for it in (body.pictures if body else ()))
        for key in plan.pages:
            for name in renders.reads_of(key):
                if name.startswith(_FACT):
                    yield name.removeprefix(_FACT)

    return tuple(sorted({*named()}))


def _make_finder(
    config: SiteConfig,
    gallery: Gallery,
    assets: tuple[Asset, ...],
    outputs: tuple[Output, ...],
) -> Checked[PictureFinder]:
    return PictureFinder(config, gallery, assets, outputs), ()


def _keep(used: tuple[str, ...]) -> Checked[tuple[str, ...]]:
    return used, ()


def files_of(shown: Shown) -> Mapping[str, Artifact]:
    """Lay the pictures that are published as they are by their output paths."""
    return {
        place: Artifact(place, None, picture.digest, picture.path)
        for place, picture in shown.copies.items()
    }
