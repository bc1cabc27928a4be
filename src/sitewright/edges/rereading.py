"""Read a project again and again: each time only what has changed."""

from __future__ import annotations

import os
import time
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from sitewright.edges.files import INTEGRITY, Clock, Files
from sitewright.edges.footprint import Footprint
from sitewright.edges.gathering import Gathering
from sitewright.edges.workspace import gather_workspace
from sitewright.kernel.frozen import replace
from sitewright.kernel.tables import Table
from sitewright.model.build import Asset, Workspace
from sitewright.model.document import Source
from sitewright.model.hooks import HOOKS_FILE, NONE

_CONTENT: Final = "content_by_path"
_TEXTS: Final = (_CONTENT, "templates", "data", "content_data")
_COPIED: Final = "copied"
_FIELDS: Final = (*_TEXTS, _COPIED, "assets")
"""What a workspace holds many of, none of which decides what else there is."""

_MANY: Final = 200
"""So many changes at once that some may have gone unnoticed."""

Place = tuple[str, int | str]
"""Where a file stands in a workspace: in which field, and where in that."""


class WorkspaceReader:
    """Reads the sources of one project.

    A source that is what it was stays the very same object, and so do the hooks.
    """

    def __init__(
        self, root: Path, config_name: str, clock: Clock = time.time_ns
    ) -> None:
        """Take the project's folder, the name of the config file in it, and a clock."""
        self._root = root.resolve()
        self._config_name = config_name
        self._files = Files(self._root, clock)
        self._footprint = Footprint(self._root)
        self._footprint_of_hooks = Footprint(self._root)
        self._workspace: Workspace | None = None
        self._places: dict[str, tuple[Place, ...]] | None = None

    def read(self) -> Workspace:
        """Look for all sources, read those that have changed, and run ``hooks.py``.

        Returns:
            The workspace; with the config alone if that cannot be understood.
        """
        self._workspace = self._gather()
        return self._load_hooks(self._workspace)

    def reread(self, paths: Iterable[str]) -> Workspace:
        """Look only at what has changed, unless that may mean something for the rest.

        Args:
            paths: All that has come, gone or changed in the project since the last time,
                relative to it, with forward slashes. A folder stands for all that is in
                it; one in which something has changed need not be named.

        Returns:
            The workspace that ``read`` comes to.
        """
        old = self._workspace
        if old is None:
            return self.read()
        paths = set(paths)
        changed = {path for path in paths if not self._footprint.is_beside(path)}
        self._workspace = self._renew(old, changed) or self._gather()
        if all(map(self._footprint_of_hooks.is_beside, paths)):
            return self._workspace
        return self._load_hooks(self._workspace)

    @property
    def footprints(self) -> tuple[Footprint, ...]:
        """What of the project has been looked at."""
        return self._footprint, self._footprint_of_hooks

    @property
    def stamps(self) -> dict[str, int]:
        """The state in which each file was that has been read, by its path."""
        files = self._files
        every = files.texts.stamps, files.loose_texts.stamps, files.copies.stamps
        return dict(ChainMap(*every))

    def _gather(self) -> Workspace:
        """Look for all sources; hooks stay what they were."""
        self._files.begin()
        gathering = Gathering(self._root, self._files)
        workspace = gather_workspace(gathering, self._config_name)
        if (
            workspace.content_by_path
        ):  # else the settings may be at fault, and will be mended
            self._files.forget()
        self._footprint, self._places = gathering.footprint, None
        old = self._workspace
        return replace(workspace, hooks=old.hooks) if old else workspace

    def _load_hooks(self, workspace: Workspace) -> Workspace:
        self._footprint_of_hooks = Footprint(self._root)
        look = self._footprint_of_hooks.resolve
        if os.path.lexists(self._root / HOOKS_FILE):
            from sitewright.edges.hooks import load_hooks  # which few sites need

            hooks = load_hooks(self._root, workspace.hooks, look)
        else:
            look(HOOKS_FILE)
            hooks = NONE
        self._workspace = replace(workspace, hooks=hooks)
        return self._workspace

    def _renew(self, old: Workspace, changed: set[str]) -> Workspace | None:
        """Read these files again; None if there is more to look at."""
        if self._places is None:
            self._places = _find_places(old, self._files)
        if not changed:
            return old
        if len(changed) > _MANY:
            return None
        edits: defaultdict[str, dict[int | str, Source | Asset]] = defaultdict(dict)
        for path in changed:
            places = self._places.get(path)
            if not places or not self._footprint.is_plain_file(path):
                return None
            for name, index in places:
                item = self._renew_item(name, getattr(old, name)[index])
                if item is None:
                    return None
                edits[name][index] = item
        edited = {n: _edit(getattr(old, n), items) for n, items in edits.items()}
        return replace(old, **edited)

    def _renew_item(self, field: str, item: Source | Asset) -> Source | Asset | None:
        files = self._files
        if isinstance(item, Asset):
            asked = (INTEGRITY,) if item.integrity else ()
            return files.copies.renew(item.path, item.output_path, *asked)
        texts = files.loose_texts if field == _COPIED else files.texts
        return texts.renew(item.path)


def _edit(items: Any, edits: Mapping[Any, Source | Asset]) -> Any:
    """Put some items in the place of others."""
    if isinstance(items, Table):
        return items.edited(edits)
    every = [*items]
    for index, item in edits.items():
        every[index] = item
    return tuple(every)


def _find_places(workspace: Workspace, files: Files) -> dict[str, tuple[Place, ...]]:
    """Find where each file stands, but for files that are read for something else, too."""
    places: dict[str, tuple[Place, ...]] = {}
    sources = set()
    for name in _FIELDS:
        items = getattr(workspace, name)
        listed = items.items() if isinstance(items, Table) else enumerate(items)
        for index, item in listed:
            places[item.path] = (*places.get(item.path, ()), (name, index))
            if name in _TEXTS:
                sources.add(item.path)
    apart = {source.path for source in workspace.redirects}
    apart |= set(files.texts.paths) - sources
    apart |= workspace.gallery.pictures.keys()
    return {path: found for path, found in places.items() if path not in apart}
