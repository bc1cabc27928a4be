"""Find what the words of ``sitewright move`` name on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from posixpath import dirname

from sitewright.kernel.diagnostics import Checked, Diagnostic, error, printable, suggest
from sitewright.kernel.frozen import frozen

_SEPARATORS = ("/", os.sep)


@frozen
class Named:
    """A file or folder, and where it is to go; both relative to the project.

    Attributes:
        old: Its path.
        new: Its new path.
        is_folder: Whether it is a folder.
    """

    old: str
    new: str
    is_folder: bool


def is_there(root: Path, written: str) -> bool:
    """Tell whether a word names a file or folder of the project."""
    return any(
        os.path.lexists(place) and _inside(root, place)
        for place in (_place(base, written) for base in _bases(root))
    )


def find_named(
    root: Path, old: str, new: str, known: Iterable[str]
) -> Checked[Named | None]:
    """Find both ends of a move.

    Relative paths count from where the user stands, as in a shell, or else from the
    project. The old name is kept if the new one is a folder, or ends like one.

    Args:
        root: The project's folder.
        old: What is to be moved.
        new: Where to.
        known: Paths of files that may be meant.
    """
    bases = _bases(root)
    base = next((b for b in bases if os.path.lexists(_place(b, old))), None)
    if base is None:
        near = suggest(old, known)
        hint = f"did you mean '{near}'?" if near else ""
        return None, (error("MOV001", f"there is no '{printable(old)}'", None, hint),)
    place, goal = _place(base, old), _place(base, new)
    path = _inside(root, place)
    if not path:
        return None, (_outside("MOV002", old),)
    if (new.endswith(_SEPARATORS) or goal.is_dir()) and not is_same(place, goal):
        goal /= place.name
    goal_path = _inside(root, goal)
    if not goal_path:
        hint = "write the path of a file; its address follows from it"
        return None, (_outside("MOV004", new, hint),)
    return Named(path, goal_path, place.is_dir()), ()


def is_same(place: Path, other: Path) -> bool:
    """Tell whether two names are of one file, as where letter case does not count."""
    try:
        return place.samefile(other)
    except OSError:
        return False


def find_no_folder(root: Path, path: str) -> str:
    """Find a file, or a link of the file system, where a folder would have to be.

    Returns:
        Its path, relative to the project; empty if there is none.
    """
    while path := dirname(path):
        place = root / path
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            return path
    return ""


def _bases(root: Path) -> list[Path]:
    here = Path.cwd()
    return [here, root] if here.is_relative_to(root) else [root, here]


def _place(base: Path, written: str) -> Path:
    """Join a path without following links."""
    return Path(os.path.normpath(base / written))


def _inside(root: Path, place: Path) -> str:
    """Give a path relative to the project; empty if it is not inside.

    The links of folders on the way are followed, but for those inside the project.
    """
    if not place.is_relative_to(root):
        place = place.parent.resolve() / place.name
    if place == root or not place.is_relative_to(root):
        return ""
    return place.relative_to(root).as_posix()


def _outside(code: str, written: str, hint: str = "") -> Diagnostic:
    problem = f"'{printable(written)}' does not lie inside the project"
    return error(code, problem, None, hint)
