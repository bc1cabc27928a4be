"""Say which files of a project are sources, so that saving them makes a build."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sitewright.edges.gathering import PUBLISHED_HIDDEN
from sitewright.edges.ignores import NODE_MODULES
from sitewright.kernel.frozen import frozen
from sitewright.kernel.globs import fixed_folder, is_glob
from sitewright.kernel.regexes import regex
from sitewright.model.config import Paths, SiteConfig
from sitewright.model.urlledger import URLS

_ALWAYS: Final = ("hooks.py", URLS, ".gitignore", ".eleventyignore")
_HIDDEN: Final = (*PUBLISHED_HIDDEN, ".gitignore", ".eleventyignore")

# What editors and other programs leave behind for a moment, or for ever.
_LITTER: Final = regex(
    r".*~|#.*#|4913|.*\.(?:swp|swx|tmp|temp|bck|bak|part|crdownload|pyc|orig|rej)"
    r"|.*___jb_(?:tmp|old)___|__pycache__"
)


@frozen
class Watched:
    """Where sources are.

    Attributes:
        folders: Folders all of which counts; none lies in another.
        files: Files that count besides.
        left_out: Folders of which nothing counts, even inside of those.
    """

    folders: tuple[str, ...]
    files: frozenset[str]
    left_out: tuple[str, ...]

    def covers(self, path: str) -> bool:
        """Tell whether a file or folder matters.

        Args:
            path: Relative to the project.
        """
        if path in self.files or ("/" not in path and path.endswith(".py")):
            return True
        if _is_below(path, self.left_out):
            return False
        names = path.split("/")
        if any(n.startswith(".") and n not in _HIDDEN for n in names):
            return False
        if NODE_MODULES in names or any(map(_LITTER.fullmatch, names)):
            return False
        return _is_below(path, self.folders) or any(
            name.startswith(f"{path}/") for name in (*self.folders, *self.files)
        )

    @property
    def parents(self) -> tuple[str, ...]:
        """Folders in which those folders and files are, the project's first."""
        found = {""}
        for path in (*self.folders, *self.files):
            parts = path.split("/")
            found |= {"/".join(parts[:end]) for end in range(1, len(parts))}
        return tuple(sorted(p for p in found if not _is_below(p, self.folders)))


def find_watched(
    root: Path, config: SiteConfig | None, config_name: str, modules: Iterable[str]
) -> Watched:
    """Find out where the sources of a project are.

    Args:
        root: Its folder.
        config: Its settings; None if they cannot be read.
        config_name: The file that they are in.
        modules: Python files of the site's own.
    """
    paths = config.paths if config else Paths()
    folders = {paths.content, paths.data, paths.templates, paths.static}
    files = {
        config_name,
        *_ALWAYS,
        *modules,
        *(config.redirects_import if config else ()),
    }
    for source, _ in paths.passthrough:
        folder = fixed_folder(source) if is_glob(source) else source
        if folder and (root / folder).is_file():
            files.add(folder)
        else:
            folders |= {folder} if folder else set(_all_folders(root))
    left_out = (paths.output,)
    kept = (folder for folder in sorted(folders) if not _is_below(folder, left_out))
    return Watched(tuple(_outermost(kept)), frozenset(files), left_out)


def _all_folders(root: Path) -> Iterator[str]:
    """Name the folders of a project that may hold anything."""
    for entry in os.scandir(root):
        is_tool = entry.name.startswith(".") or entry.name == NODE_MODULES
        if entry.is_dir(follow_symlinks=False) and not is_tool:
            yield entry.name


def _outermost(folders: Iterable[str]) -> Iterator[str]:
    """Pass over what lies in another; they come sorted."""
    last = None
    for folder in folders:
        if last is None or not _is_below(folder, (last,)):
            yield folder
            last = folder


def _is_below(path: str, folders: Iterable[str]) -> bool:
    return any(path == name or path.startswith(f"{name}/") for name in folders)
