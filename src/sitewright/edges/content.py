"""Read the folders of sources: content, data, templates."""

from __future__ import annotations

from typing import Final

from sitewright.edges.gathering import Gathering, LeftOut, name_of
from sitewright.edges.ignores import NODE_MODULES, Ignores, report_surprises
from sitewright.kernel.diagnostics import Diagnostic, Span, warning
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.model.config import Paths, SiteConfig
from sitewright.model.document import Source
from sitewright.model.picture import PICTURES
from sitewright.stages.archetypes.choosing import is_archetype
from sitewright.stages.datafiles import DATA_ENDINGS
from sitewright.stages.directorydata import (
    CONTENT_DATA_ENDINGS,
    find_attached_stems,
    stem_of,
)

PAGE_ENDINGS: Final = (".md", ".njk", ".html", ".jinja")
"""Endings of files that can be pages."""

MARKDOWN: Final = ".md"

_ELEVENTYS_OWN: Final = ("_data", "_includes")
"""Names of folders for data and templates, right below the content folder."""

_PUBLISHED: Final = ".well-known"
"""Name of the hidden folder whose pages are pages, right below the content folder."""

_LITTER: Final = ("._", ".#", ".~", ".git")
"""Starts of hidden names that are never an author's: of systems, editors, and git."""

_SCRIPT_DATA: Final = regex(r"\.[cm]?[jt]s\Z")
_SCRIPT_BESIDE: Final = regex(r"\.11ty(?:data\.[cm]?[jt]s|\.[cm]?[jt]sx?)\Z")


@frozen
class Content:
    """What the content folder holds.

    Attributes:
        pages: Pages to be.
        data: Data files of folders and pages.
    """

    pages: tuple[Source, ...]
    data: tuple[Source, ...]


def read_content(
    gathering: Gathering, paths: Paths, ignores: Ignores, copied: frozenset[str]
) -> Content:
    """Read the content folder; report what is neither page nor data.

    Args:
        gathering: Reads files, and takes findings.
        paths: The project's folders; those inside the content are not content.
        ignores: What to leave out.
        copied: Paths of files that are copied as they are.
    """
    pages: list[str] = []
    data: list[str] = []
    is_left_out = rule_out(gathering, paths, ignores)
    for path in gathering.walk(paths.content, is_left_out):
        is_copied = path in copied  # a template that is copied is none
        if path.endswith(PAGE_ENDINGS if not is_copied else MARKDOWN):
            pages.append(path)
        elif path.endswith(CONTENT_DATA_ENDINGS):
            data.append(path)
        elif _SCRIPT_BESIDE.search(path):
            gathering.scripts.append(path)
        elif gathering.wants_pictures and path.lower().endswith(PICTURES):
            gathering.pictures.append(path)
        elif not is_copied:
            gathering.findings.append(_no_page(path))
    report_surprises(gathering, ignores, paths.content, PAGE_ENDINGS)
    if not copied.isdisjoint(data):
        stems = find_attached_stems(pages, paths.content)
        data = [name for name in data if name not in copied or stem_of(name) in stems]
    return Content(tuple(gathering.sources(pages)), tuple(gathering.sources(data)))


def rule_out(gathering: Gathering, paths: Paths, ignores: Ignores) -> LeftOut:
    """Say what of the content folder to pass over; report hidden pages."""
    apart = {paths.data, paths.templates, paths.static, paths.output}
    apart |= {f"{paths.content}/{name}" for name in _ELEVENTYS_OWN}
    # Its own data file, if the folder itself has such a name.
    own = f"{paths.content}/{name_of(paths.content)}."
    published = f"{paths.content}/{_PUBLISHED}"

    def is_left_out(path: str, is_folder: bool) -> bool:
        name = name_of(path)
        if is_folder and (name == NODE_MODULES or path in apart):
            return True
        is_hidden = name.startswith(".") and not path.startswith(own)
        if not is_hidden or (is_folder and path == published):
            return ignores.covers(path, is_folder=is_folder)
        may_be_meant = _may_be_page(gathering, path, is_folder)
        if may_be_meant and not ignores.covers(path, is_folder=is_folder):
            gathering.report_hidden(path)
        return True

    return is_left_out


def _may_be_page(gathering: Gathering, path: str, is_folder: bool) -> bool:
    """Tell whether a hidden file could be a page, or a hidden folder holds such."""
    if name_of(path).startswith(_LITTER):
        return False
    if is_folder:
        return bool(gathering.find_below(path, PAGE_ENDINGS))
    return path.endswith(PAGE_ENDINGS)


def read_data(
    gathering: Gathering, folder: str, copied: frozenset[str]
) -> tuple[Source, ...]:
    """Read the data files of the whole site; report what is no data.

    Args:
        gathering: Reads files, and takes findings.
        folder: The data folder; it need not be there.
        copied: Paths of files that are copied as they are.
    """
    names = []
    for path in gathering.walk(folder, _is_hidden):
        if path.endswith(DATA_ENDINGS):
            names.append(path)
        elif _SCRIPT_DATA.search(path):
            gathering.scripts.append(path)
        elif path not in copied:
            gathering.findings.append(_no_data(path))
    return tuple(gathering.sources(names))


def read_templates(gathering: Gathering, config: SiteConfig) -> tuple[Source, ...]:
    """Read layouts, includes and macros, whatever their ending.

    Archetypes are none, nor what cards are made of.
    """
    folder = config.paths.templates
    of_cards = frozenset(config.cards.files if config.cards else ())

    def is_left_out(path: str, _is_folder: bool) -> bool:
        if path in of_cards:
            return True
        return _is_hidden(path, _is_folder) or is_archetype(path, folder)

    names = []
    for path in gathering.walk(folder, is_left_out):
        if _SCRIPT_BESIDE.search(path):
            gathering.scripts.append(path)
        else:
            names.append(path)
    return tuple(gathering.sources(names))


def _is_hidden(path: str, _is_folder: bool) -> bool:
    return name_of(path).startswith(".")


def _no_page(path: str) -> Diagnostic:
    return warning(
        "SRC006",
        "this file is not a page and is not published",
        Span(path),
        "put files that are to be copied into the static folder, or name them in "
        "'paths.passthrough'",
    )


def _no_data(path: str) -> Diagnostic:
    return warning(
        "DAT006",
        "this file is not read as data",
        Span(path),
        f"data files end in {', '.join(DATA_ENDINGS)}; move others away",
    )
