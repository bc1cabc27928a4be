"""Gather the data of the whole site: the path of a file says where its value goes.

Follows Eleventy 3: ``org/units.json`` becomes ``org.units``, and files that differ only
in their format are merged, the higher format last. Beyond that, a file ``org.json``
beside a folder ``org/`` is merged with it (Eleventy lets one replace the other by the
order of the disk), and values that cannot be merged are an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import splitext
from typing import cast

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Note,
    Span,
    error,
    printable,
    warning,
)
from sitewright.kernel.later import LaterMapping
from sitewright.model.data import (
    HIDDEN,
    OVERRIDE,
    RESERVED,
    Data,
    DataFile,
    has_overrides,
)
from sitewright.model.document import Head, KeyPath, Place
from sitewright.yamlcore.fields import kind_of

_SITE = "site"
"""The name under which templates see the settings, and data of that name."""

_LOWEST_FIRST = (".yaml", ".yml", ".csv", ".toml", ".json")


def gather_data(
    files: tuple[DataFile, ...], folder: str, is_nunjucks: bool = False
) -> Checked[Data]:
    """Merge all data files of the site.

    Args:
        files: All of them, in any order.
        folder: The folder that their paths count from.
        is_nunjucks: Whether all templates are, which see data before what Sitewright
            has under the same name.

    Returns:
        The data and the findings. A value that clashes with another one, or that has a
        reserved name, is left out.
    """
    gathering = _gather(files, folder, is_nunjucks, keeps_places=False)
    if gathering.findings:  # which are to say where
        gathering = _gather(files, folder, is_nunjucks)
    values = gathering.values
    if has_overrides(values):
        values = _without_overrides(values)
    places = LaterMapping(_find_places, files, folder, is_nunjucks)
    return Data(folder, values, places), tuple(gathering.findings)


def levels_of(files: Iterable[DataFile], folder: str) -> list[Head]:
    """Lay each data file out as a level of the site's data, the lowest first."""
    return [_level_of(file, folder) for file in sorted(files, key=_rank)]


def _level_of(file: DataFile, folder: str) -> Head:
    keys, span = keys_of(file.path, folder), Span(file.path)
    value = file.value
    for key in reversed(keys):
        value = {key: value}
    places = {keys + path: place for path, place in file.places.items()}
    places.setdefault(keys, Place(span, span))
    return Head(file.path, cast("dict[str, object]", value), places)


def keys_of(path: str, folder: str) -> tuple[str, ...]:
    """Tell under which name templates see a data file: ``org/units.json`` in two parts."""
    return tuple(splitext(path.removeprefix(f"{folder}/"))[0].split("/"))


def _gather(
    files: tuple[DataFile, ...],
    folder: str,
    is_nunjucks: bool,
    *,
    keeps_places: bool = True,
) -> _Gathering:
    hidden = () if is_nunjucks else HIDDEN
    gathering = _Gathering(folder, hidden, keeps_places)
    for file in sorted(files, key=_rank):
        gathering.add(file)
    return gathering


def _find_places(
    files: tuple[DataFile, ...], folder: str, is_nunjucks: bool
) -> dict[KeyPath, Place]:
    gathering = _gather(files, folder, is_nunjucks)
    if has_overrides(gathering.values):
        return _places_without(gathering.places)
    return gathering.places


def _without_overrides(values: Mapping[str, object]) -> dict[str, object]:
    """Take ``override:`` off keys, now that all files are there; the last one counts."""
    made: dict[str, object] = {}
    for key, value in values.items():
        inner = _without_overrides(value) if isinstance(value, Mapping) else value
        made[key.removeprefix(OVERRIDE)] = inner
    return made


def _places_without(places: Mapping[KeyPath, Place]) -> dict[KeyPath, Place]:
    return {
        tuple(
            k.removeprefix(OVERRIDE) if isinstance(k, str) else k for k in path
        ): place
        for path, place in places.items()
    }


def _rank(file: DataFile) -> tuple[int, str, int, str]:
    """Put folders below the files beside them, and lower formats first."""
    stem, ending = splitext(file.path)
    known = ending in _LOWEST_FIRST
    format_ = _LOWEST_FIRST.index(ending) if known else len(_LOWEST_FIRST)
    return file.path.count("/"), stem, format_, ending


class _Gathering:
    """Values and, unless they are not wanted, their places, as far as files were added."""

    def __init__(
        self, folder: str, hidden: tuple[str, ...], keeps_places: bool
    ) -> None:
        self.values: dict[str, object] = {}
        self.places: dict[KeyPath, Place] = {}
        self.findings: list[Diagnostic] = []
        self._folder = folder
        self._hidden = hidden
        self._keeps_places = keeps_places

    def add(self, file: DataFile) -> None:
        """Lay one file over those before it."""
        keys = keys_of(file.path, self._folder)
        if keys[0] in RESERVED:
            self.findings.append(_reserved(keys[0], file.path))
            return
        if keys[0] in self._hidden and not (
            keys[0] == _SITE and isinstance(file.value, dict)
        ):
            self.findings.append(_hidden(keys[0], file.path))
        around: dict[str, object] = self.values
        path = self._folder
        for depth, key in enumerate(keys[:-1], 1):
            path = f"{path}/{key}"
            span = Span(path)
            self.places.setdefault(tuple(keys[:depth]), Place(span, span))
            below = around.get(key)
            # A copy: what is merged into must not be a value of a file.
            inner = dict(below) if isinstance(below, dict) else {}
            if below is not None and not isinstance(below, dict):
                first = self._span(tuple(keys[:depth]))
                self.findings.append(_folder_clash(keys[:depth], below, span, first))
                return
            around[key] = inner
            around = inner
        span = Span(file.path)
        own: dict[KeyPath, Place] = {}
        if self._keeps_places:
            own = {(): Place(span, span), **file.places}
        self._join(around, keys[-1], file.value, (keys, own))

    def _join(
        self,
        around: dict[str, object],
        key: str,
        value: object,
        origin: tuple[KeyPath, dict[KeyPath, Place]],
        inside: KeyPath = (),
    ) -> None:
        """Set or merge one value.

        Args:
            around: The mapping that it goes into.
            key: Its key there.
            value: The value.
            origin: Where the value of its file goes, and the places in that file.
            inside: Where the value stands in its file.
        """
        root, places = origin
        at = root + inside
        below = around.get(key)
        if below is None or (below == {} and not inside):
            around[key] = value
            self._take_places(places, inside, at)
        elif value is None or (value == {} and not inside):
            return
        elif isinstance(below, dict) and isinstance(value, dict):
            merged = dict(below)
            around[key] = merged
            for name, item in value.items():
                self._join(merged, name, item, origin, (*inside, name))
        elif isinstance(below, list) and isinstance(value, list):
            around[key] = below + value
            self._take_places(places, inside, at, len(below))
        elif isinstance(below, dict | list) or isinstance(value, dict | list):
            here = _nearest(places, inside)
            self.findings.append(_clash(at, value, here, below, self._span(at)))
        else:
            around[key] = value
            self._take_places(places, inside, at)

    def _take_places(
        self, places: dict[KeyPath, Place], inside: KeyPath, at: KeyPath, shift: int = 0
    ) -> None:
        """Take over the places of a value, its list items moved by ``shift``."""
        depth = len(inside)
        for path, place in places.items():
            if path[:depth] == inside:
                rest = path[depth:]
                if shift and not rest:
                    continue
                if shift and isinstance(rest[0], int):
                    rest = (rest[0] + shift, *rest[1:])
                self.places[at + rest] = place

    def _span(self, at: KeyPath) -> Span | None:
        return _nearest(self.places, at)


def _nearest(places: dict[KeyPath, Place], at: KeyPath) -> Span | None:
    found = (places.get(at[:end]) for end in range(len(at), -1, -1))
    return next((place.value for place in found if place), None)


def _hidden(name: str, path: str) -> Diagnostic:
    message = f"templates cannot see '{name}': Sitewright's own hides it"
    hint = "give the file another name"
    if name == _SITE:
        hint = f"make it a mapping, which is added to '{_SITE}', or {hint}"
    return warning("FM012", message, Span(path), hint)


def _reserved(name: str, path: str) -> Diagnostic:
    return error(
        "DAT004",
        f"'{name}' is a name that only Sitewright may set",
        Span(path),
        "give the file another name",
    )


def _clash(
    at: KeyPath, value: object, span: Span | None, other: object, first: Span | None
) -> Diagnostic:
    notes = (Note(f"the other, {kind_of(other)}, is here", first),) if first else ()
    return error(
        "DAT003",
        f"'{_dotted(at)}' is {kind_of(value)} here, and something else elsewhere",
        span,
        "rename one, or give both the same kind of value",
        notes,
    )


def _folder_clash(
    at: Iterable[str | int], other: object, span: Span, first: Span | None
) -> Diagnostic:
    notes = (Note(f"the file with {kind_of(other)} is here", first),) if first else ()
    return error(
        "DAT003",
        f"'{_dotted(at)}' is a folder of data, and a file without keys",
        span,
        "rename one, or write the file as 'key: value' lines",
        notes,
    )


def _dotted(at: Iterable[str | int]) -> str:
    return printable(".".join(map(str, at)))
