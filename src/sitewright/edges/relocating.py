"""Find every file that goes elsewhere with a page, a folder of pages, or a file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from posixpath import basename, dirname, splitext

from sitewright.edges.decoding import decode
from sitewright.edges.forbidding import find_reasons
from sitewright.edges.naming import Named, is_same
from sitewright.edges.passthrough import places_of
from sitewright.edges.roles import Roles
from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error, printable
from sitewright.model.build import Workspace
from sitewright.model.document import Source
from sitewright.model.move import Relocation
from sitewright.stages.directorydata import stem_of

_TEXTS = (
    *(".css", ".htm", ".html", ".xhtml", ".js", ".mjs", ".json", ".svg"),
    *(".txt", ".webmanifest", ".xml"),
)
"""Endings of files to copy that may hold links, or name an address."""

_LARGEST = 1 << 20
"""Size of the files to copy that are looked into, at most."""


def find_relocation(
    root: Path, workspace: Workspace, named: Named
) -> Checked[Relocation | None]:
    """Find all that goes elsewhere.

    Args:
        root: The project's folder.
        workspace: All sources.
        named: What is to be moved, and where.

    Returns:
        What goes where; None, and the reasons, if it cannot.
    """
    if found := find_reasons(root, workspace, named):
        return None, found
    listed, found = _pair_folder(root, named)
    paths = listed or ({} if named.is_folder else _pair_page(workspace, named))
    if not paths and not found:
        found = (error("MOV001", f"there is no file in {named.old}/"),)
    found = (*found, *_check_free(root, paths), *_check_roles(root, workspace, paths))
    if found:
        return None, found
    places = {new: places_of(new, workspace.paths) for new in paths.values()}
    return Relocation(
        paths,
        {new: outputs for new, outputs in places.items() if outputs},
        tuple(_read_texts(root, workspace)),
        frozenset(_find_links(root, workspace)),
    ), ()


def _pair_page(workspace: Workspace, named: Named) -> dict[str, str]:
    """Pair a page, and the data files that are for it alone; or a file to copy."""
    paths = {named.old: named.new}
    old, new = (splitext(path)[0] for path in (named.old, named.new))
    stems = [splitext(source.path)[0] for source in workspace.content]
    is_for_folder = basename(old) == basename(dirname(old))
    if stems.count(old) == 1 and not is_for_folder:
        for source in workspace.content_data:
            if stem_of(source.path) == old:
                paths[source.path] = new + source.path[len(old) :]
    return paths


def _pair_folder(root: Path, named: Named) -> Checked[dict[str, str]]:
    """Pair all files of a folder; those that are called like it follow its name.

    A link of the file system is refused: from its new place it may lead elsewhere.
    """
    paths: dict[str, str] = {}
    found: list[Diagnostic] = []
    for place in sorted((root / named.old).rglob("*")) if named.is_folder else ():
        path = place.relative_to(root).as_posix()
        if place.is_symlink():
            hint = "from its new place it may lead elsewhere; take it away first"
            problem = "this is a link of the file system"
            found.append(error("MOV002", problem, Span(path), hint))
        elif not place.is_dir():
            inside = path[len(named.old) + 1 :]
            name, dot, rest = inside.partition(".")
            if dot and name == basename(named.old):
                inside = f"{basename(named.new)}.{rest}"
            paths[path] = f"{named.new}/{inside}"
    return paths, tuple(found)


def _check_free(root: Path, paths: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Refuse to write over what is there."""
    for old, new in paths.items():
        place = root / new
        if os.path.lexists(place) and not is_same(root / old, place):
            hint = "choose another name, or move that away first"
            message = f"there is a '{printable(new)}' already"
            yield error("MOV003", message, None, hint)


def _check_roles(
    root: Path, workspace: Workspace, paths: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Refuse to make something else of pages and data, or pages of something else."""
    roles = Roles(root, workspace.paths)
    pages = {source.path for source in workspace.content}
    data = {source.path for source in workspace.content_data}
    for old, new in paths.items():
        why, shown = roles.why_no_page(new), printable(new)
        problem = ""
        if old in pages and why:
            problem = f"'{shown}' would be no page: {why}"
        elif old in data and not roles.is_data(new):
            problem = f"'{shown}' would not be read as data"
        elif old not in pages and not why:
            problem = f"'{shown}' would be a page, which it is not now"
        if problem:
            yield error("MOV004", problem, Span(old))


def _read_texts(root: Path, workspace: Workspace) -> Iterator[Source]:
    """Read the files to copy that may hold links; what is no text is passed over."""
    known = {source.path for source in workspace.content}
    for asset in {asset.path: asset for asset in workspace.assets}.values():
        path = asset.path
        if path.endswith(_TEXTS) and path not in known and asset.size <= _LARGEST:
            with suppress(OSError):  # it has gone since it was listed
                text, _ = decode((root / path).read_bytes(), path)
                if text is not None:
                    yield Source(path, text)


def _find_links(root: Path, workspace: Workspace) -> Iterator[str]:
    """Find the sources that are links of the file system: two paths, one text."""
    sources = (
        *workspace.content,
        *workspace.content_data,
        *workspace.templates,
        *workspace.data,
        *workspace.redirects,
    )
    every = [source.path for source in sources]
    every += [asset.path for asset in workspace.assets]
    return (path for path in every if (root / path).is_symlink())
