"""Find the files to copy: those of the static folder, and what the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sitewright.edges.gathering import PUBLISHED_HIDDEN, Gathering, name_of
from sitewright.edges.ignores import NODE_MODULES
from sitewright.kernel.diagnostics import error, warning
from sitewright.kernel.globs import compile_glob, fixed_folder, is_glob
from sitewright.model.build import Asset
from sitewright.model.config import Paths
from sitewright.model.document import Source
from sitewright.stages.config import place_of_copy


def read_static(gathering: Gathering, folder: str) -> Iterator[Asset]:
    """Take the files below the static folder, in path order."""
    for path in gathering.walk(folder, gathering.is_hidden_asset):
        yield from gathering.asset(path, path.removeprefix(folder + "/"))


def read_passthrough(
    gathering: Gathering, paths: Paths, config: Source
) -> tuple[Asset, ...]:
    """Take the files that the settings name, each place that they go to once.

    Args:
        gathering: Reads files, and takes findings.
        paths: The settings about folders.
        config: The settings file, for the place of what cannot be found.
    """
    targets: dict[tuple[str, str], None] = {}
    for copy in paths.passthrough:
        source, target = copy
        if is_glob(source):
            found = list(_find_matches(gathering, source, target, paths))
        elif gathering.is_there(source):
            found = list(_find_below(gathering, source, target, paths))
        else:
            message = f"there is no '{source}' to copy"
            place = place_of_copy(config, copy)
            hint = "paths count from the folder of the settings file"
            gathering.findings.append(error("CFG008", message, place, hint))
            continue
        if is_glob(source) and not found:
            message = f"no file matches '{source}'"
            place = place_of_copy(config, copy)
            gathering.findings.append(warning("CFG008", message, place))
        targets |= dict.fromkeys(found)
    return tuple(
        asset for target in sorted(targets) for asset in gathering.asset(*target)
    )


def places_of(path: str, paths: Paths) -> tuple[str, ...]:
    """Tell where a file would be copied to if there were one; nowhere for most.

    Args:
        path: Any path of the project.
        paths: The settings about folders.
    """
    found = []
    if _is_below(path, paths.static):
        found.append(path.removeprefix(f"{paths.static}/"))
    named = []
    for source, target in paths.passthrough:
        place = target.strip("/") if target else _own_place(source, paths)
        if is_glob(source):
            is_match = compile_glob(source).match(path) is not None
            if is_match and _is_below(path, fixed_folder(source), ()):
                own = _own_place(path, paths)
                named.append(_join(place, name_of(path)) if target else own)
        elif _is_below(path, source):
            named.append(_join(place, path.removeprefix(f"{source}/")))
    return (*found, *sorted(named))


def _is_below(
    path: str, folder: str, shown: tuple[str, ...] = PUBLISHED_HIDDEN
) -> bool:
    """Tell whether a path lies in a folder, and no part of it is hidden there."""
    start = f"{folder}/" if folder else ""
    if not path.startswith(start):
        return False
    parts = path[len(start) :].split("/")
    return not any(p.startswith(".") and p not in shown for p in parts) and (
        bool(shown) or NODE_MODULES not in parts
    )


def _find_below(
    gathering: Gathering, source: str, target: str, paths: Paths
) -> Iterator[tuple[str, str]]:
    """Give a file, or all below a folder, each with its output path."""
    if not gathering.is_inside(source):
        return
    place = target.strip("/") if target else _own_place(source, paths)
    if gathering.is_file(source):
        if target.endswith("/"):
            place = _join(place, name_of(source))
        yield source, place
        return
    for path in gathering.walk(source, gathering.is_hidden_asset):
        yield path, _join(place, path.removeprefix(source + "/"))


def _find_matches(
    gathering: Gathering, glob: str, target: str, paths: Paths
) -> Iterator[tuple[str, str]]:
    """Give the files that match a pattern; with a target, all go into that folder."""
    is_match = compile_glob(glob).match

    def is_left_out(path: str, is_folder: bool) -> bool:
        name = name_of(path)
        if name.startswith("."):
            return True
        if is_folder:
            return name == NODE_MODULES or path == paths.output
        return not is_match(path)

    place = partial(_join, target.strip("/"))
    for path in gathering.walk(fixed_folder(glob), is_left_out):
        yield path, place(name_of(path)) if target else _own_place(path, paths)


def _own_place(path: str, paths: Paths) -> str:
    """Give the output path of what keeps its place: the content folder is left off."""
    if path == paths.content:
        return ""
    return path.removeprefix(paths.content + "/")


def _join(folder: str, rest: str) -> str:
    return f"{folder}/{rest}" if folder else rest
