"""Read the disk into a workspace: every source as a value, every odd file reported."""

from __future__ import annotations

from pathlib import Path

from sitewright.edges.content import read_content, read_data, read_templates
from sitewright.edges.gathering import PUBLISHED_HIDDEN, Gathering
from sitewright.edges.ignores import Ignores, read_ignores
from sitewright.edges.ownfiles import read_own_file
from sitewright.edges.passthrough import read_passthrough, read_static
from sitewright.kernel.diagnostics import Note, Span, error, has_errors, warning
from sitewright.model.build import Asset, Workspace, by_path
from sitewright.model.card import Desk
from sitewright.model.config import Paths, SiteConfig
from sitewright.model.document import Source
from sitewright.model.picture import Gallery
from sitewright.model.security import PAGES, STYLE_SHEETS
from sitewright.model.urlledger import URLS
from sitewright.stages.config import place_of_folder, read_config

__all__ = ["PUBLISHED_HIDDEN", "gather_workspace", "read_workspace"]


def read_workspace(root: Path, config_name: str) -> Workspace:
    """Read all sources of a project but its ``hooks.py``.

    Args:
        root: The project's folder.
        config_name: Name of the config file in it.

    Returns:
        The workspace; with the config alone if that cannot be understood.
    """
    return gather_workspace(Gathering(root), config_name)


def gather_workspace(gathering: Gathering, config_name: str) -> Workspace:
    """Read a workspace, as ``read_workspace`` does, by way of a gathering."""
    config_source = gathering.source(config_name)
    if config_source is None:
        findings = tuple(gathering.findings)
        return Workspace(Source(config_name, ""), findings=findings)
    config, _ = read_config(config_source)
    if config is None:
        return Workspace(config_source)
    paths = config.paths
    gathering.wants_pictures = config.images is not None
    gathering.wants_integrity = config.fingerprinting.matcher()
    _require_folders(gathering, paths, config_source)
    named = read_passthrough(gathering, paths, config_source)
    copied = frozenset(asset.path for asset in named)
    ignores = read_ignores(gathering, paths.content)
    content = read_content(gathering, paths, ignores, copied)
    data = read_data(gathering, paths.data, copied)
    templates = read_templates(gathering, config)
    assets = (*read_static(gathering, paths.static), *named)
    if not content.pages:
        _require_pages(gathering, config, ignores)
    _doubt_other_data(gathering, config)
    assets = tuple(sorted(assets, key=lambda a: a.path)) if named else assets
    gallery = _read_gallery(gathering, paths, assets)
    desk = _read_desk(gathering, config)
    return Workspace(
        config_source,
        paths,
        content_by_path=by_path(content.pages),
        templates=templates,
        assets=assets,
        data=data,
        content_data=content.data,
        redirects=_read_redirects(gathering, config),
        ledger=read_own_file(gathering, URLS),
        copied=_read_copied(gathering, assets, config),
        scripts=tuple(sorted(gathering.scripts)),
        findings=tuple(gathering.findings),
        gallery=gallery,
        desk=desk,
    )


def _read_gallery(
    gathering: Gathering, paths: Paths, assets: tuple[Asset, ...]
) -> Gallery:
    if not gathering.wants_pictures:
        return Gallery()
    # Who leaves pictures alone does not wait for this.
    from sitewright.edges.pictures.reading import read_gallery

    return read_gallery(gathering, paths, assets, gathering.pictures)


def _read_desk(gathering: Gathering, config: SiteConfig) -> Desk:
    if config.cards is None:
        return Desk()
    # Who has no cards does not wait for this.
    from sitewright.edges.pictures.desk import read_desk

    return read_desk(gathering, config.cards)


def _read_redirects(gathering: Gathering, config: SiteConfig) -> tuple[Source, ...]:
    """Read the files of rules about old addresses that the settings name."""
    for path in config.redirects_import:
        if not gathering.is_there(path):
            message = f"'redirects_import' names '{path}', which is not there"
            hint = "paths count from the folder of the settings file"
            place = config.imports_span or Span(config.path)
            gathering.findings.append(error("CFG008", message, place, hint))
    names = [path for path in config.redirects_import if gathering.is_there(path)]
    return tuple(gathering.sources(names))


def _read_copied(
    gathering: Gathering, assets: tuple[Asset, ...], config: SiteConfig
) -> tuple[Source, ...]:
    """Read what must be known of the files to copy.

    A policy needs pages and style sheets; in style sheets that are fingerprinted,
    addresses are led to other files that are.
    """
    if not config.security and not config.fingerprinting.patterns:
        return ()
    endings = (*PAGES, *STYLE_SHEETS) if config.security else ()
    return tuple(
        gathering.loose_source(asset.path)
        for asset in assets
        if (name := asset.output_path.lower()).endswith(endings)
        or (asset.integrity and name.endswith(STYLE_SHEETS))
    )


def _require_folders(gathering: Gathering, paths: Paths, config: Source) -> None:
    """Report folders of the settings that are not there; all that was in them would go."""
    usual = Paths()
    for key in ("data", "templates", "static"):
        path = getattr(paths, key)
        if path != getattr(usual, key) and not gathering.is_folder(path):
            message = f"there is no folder '{path}'"
            hint = "correct it; paths count from the folder of the settings file"
            place = place_of_folder(config, key)
            gathering.findings.append(error("CFG005", message, place, hint))


def _require_pages(gathering: Gathering, config: SiteConfig, ignores: Ignores) -> None:
    """Report a project without a single page: nobody means to publish nothing."""
    if has_errors(gathering.findings):
        return
    folder = config.paths.content
    left_out = Note("an ignore file leaves this out", Span(ignores.first))
    gathering.findings.append(
        error(
            "SRC008",
            f"there is no page in {folder}/",
            Span(config.path),
            f"write one, such as {folder}/index.md, or set 'paths.content'",
            (left_out,) if ignores.first else (),
        )
    )


def _doubt_other_data(gathering: Gathering, config: SiteConfig) -> None:
    """Report Eleventy's folder for data where the settings name another one."""
    folder = f"{config.paths.content}/_data"
    if folder != config.paths.data and gathering.is_folder(folder):
        gathering.findings.append(
            warning(
                "DAT006",
                "this folder is not read as data",
                Span(folder),
                f"set 'paths.data' to '{folder}'",
            )
        )
