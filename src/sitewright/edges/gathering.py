"""Walk the project's folders and read its files; gather what is wrong with them."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sitewright.edges.files import INTEGRITY, Files, unreadable
from sitewright.edges.footprint import FILE, FOLDER, LINK, Footprint
from sitewright.kernel.diagnostics import Diagnostic, Span, error, warning
from sitewright.model.build import Asset
from sitewright.model.document import Source

PUBLISHED_HIDDEN = (".well-known", ".nojekyll", ".htaccess")

_LITTER = (
    ".DS_Store",
    ".eleventyignore",
    ".git",
    ".gitattributes",
    ".gitignore",
    ".gitkeep",
)

LeftOut = Callable[[str, bool], bool]
"""Tells of a path, and whether it is a folder, whether to pass it over."""


class Gathering:
    """Reads files below one project and gathers what is wrong with them.

    Attributes:
        root: The project's folder, all links in its own path followed.
        files: What is read, and was read before.
        footprint: What was looked at.
        findings: What is wrong.
        scripts: Templates and data in JavaScript, by path.
        pictures: Pictures in the content folder, by path.
        wants_pictures: Whether these are looked into.
        wants_integrity: Tells of an output path whether browsers may check the file.
    """

    def __init__(self, root: Path, files: Files | None = None) -> None:
        """Take the project's folder, and what of its files is known already."""
        self.root = root.resolve()
        self.files = files or Files(self.root)
        self.footprint = Footprint(self.root)
        self.findings: list[Diagnostic] = []
        self.scripts: list[str] = []
        self.pictures: list[str] = []
        self.wants_pictures = False
        self.wants_integrity: Callable[[str], bool] = lambda _: False

    def walk(self, folder: str, is_left_out: LeftOut) -> Iterator[str]:
        """List the plain files below a folder, in path order.

        Args:
            folder: A folder, relative to the project; empty for the project itself.
            is_left_out: Which files and folders to pass over.
        """
        if self.is_inside(folder):
            yield from self._walk(folder, is_left_out)

    def _walk(self, folder: str, is_left_out: LeftOut) -> Iterator[str]:
        try:
            entries = self.footprint.list_folder(folder)
        except FileNotFoundError:
            return
        except OSError as bad:
            self.findings.append(unreadable(folder, bad))
            return
        for name, kind in entries.items():
            path = f"{folder}/{name}" if folder else name
            if is_left_out(path, kind == FOLDER) or not self._has_usable_name(path):
                continue
            if kind == FOLDER:
                yield from self._walk(path, is_left_out)
            elif kind == FILE or (kind == LINK and self._may_follow(path)):
                yield path
            elif kind != LINK:
                self.findings.append(
                    warning(
                        "SRC005",
                        "this is neither a file nor a folder, and is left out",
                        Span(path),
                        "sockets, pipes and devices cannot be published; move it away",
                    )
                )

    def sources(self, paths: Iterable[str]) -> Iterator[Source]:
        """Read files as text; those that cannot be are left out, with a finding."""
        for path in paths:
            if source := self.source(path):
                yield source

    def source(self, path: str) -> Source | None:
        """Read one UTF-8 file; None, with a finding, if it cannot be."""
        self.footprint.note(path)
        source, found = self.files.texts.take(path)
        self.findings += found
        return source

    def asset(self, path: str, output_path: str) -> Iterator[Asset]:
        """Take the digest of a file to be copied; nothing if it cannot be read."""
        self.footprint.note(path)
        asked = (INTEGRITY,) if self.wants_integrity(output_path) else ()
        asset, found = self.files.copies.take(path, output_path, *asked)
        self.findings += found
        if asset:
            yield asset

    def asset_if_there(self, path: str) -> Iterator[Asset]:
        """Take the digest of a file that is not published; nothing if there is none."""
        if self.is_file(path) and self.is_inside(path):
            yield from self.asset(path, path)

    def loose_source(self, path: str) -> Source:
        """Read a file that is copied whatever is in it; empty if it cannot be read."""
        source, _ = self.files.loose_texts.take(path)
        return source or Source(path, "")  # as was said when its digest was taken

    def is_hidden_asset(self, path: str, _is_folder: bool) -> bool:
        """Leave hidden files out, but for hosts' own; report what may have been meant."""
        name = name_of(path)
        if not name.startswith(".") or name in PUBLISHED_HIDDEN:
            return False
        if name not in _LITTER:
            self.findings.append(_hidden(path))
        return True

    def is_there(self, path: str) -> bool:
        """Tell whether there is a file or folder, or a link to one."""
        return self.footprint.kind(path) is not None

    def is_file(self, path: str) -> bool:
        """Tell whether there is a file, or a link to one."""
        return self.footprint.kind(path) == FILE

    def is_folder(self, path: str) -> bool:
        """Tell whether there is a folder, or a link to one."""
        return self.footprint.kind(path) == FOLDER

    def find_below(self, path: str, endings: tuple[str, ...]) -> list[str]:
        """List what has such an ending in a folder that is left out, in path order.

        Hidden files and what npm installs are passed over, and nothing is reported. For
        a file, it is the file itself.
        """
        if path.endswith(endings) and not self.is_folder(path):
            return [path]
        return sorted(self._find_below(path, endings))

    def _find_below(self, folder: str, endings: tuple[str, ...]) -> Iterator[str]:
        try:
            entries = self.footprint.list_folder(folder)
        except OSError:
            return
        for name, kind in entries.items():
            path = f"{folder}/{name}"
            if name[0] == "." or name == "node_modules":
                continue
            if kind == FOLDER:
                yield from self._find_below(path, endings)
            elif name.endswith(endings) and not (kind == LINK and self.is_folder(path)):
                yield path

    def report_hidden(self, path: str) -> None:
        """Report a hidden file or folder that may have been meant to be published."""
        self.findings.append(_hidden(path))

    def is_inside(self, path: str) -> bool:
        """Refuse sources that a link leads out of the project."""
        if self.footprint.resolve(path).is_relative_to(self.root):
            return True
        self._not_followed(path)
        return False

    def _has_usable_name(self, path: str) -> bool:
        try:
            path.encode()
        except UnicodeEncodeError:
            problem = "its name is not UTF-8"
        else:
            if path.isprintable():
                return True
            problem = "its name has characters that cannot be seen"
        shown = "".join(map(_seen, path))
        hint = "rename it"
        self.findings.append(
            error("SRC007", f"this file cannot be used: {problem}", Span(shown), hint)
        )
        return False

    def _may_follow(self, path: str) -> bool:
        """Follow links to files inside the project only; report all others."""
        target = self.root / path
        try:
            real = target.resolve(strict=True)
        except (OSError, RuntimeError):
            message = "this link leads nowhere"
            hint = "remove the link, or restore what it points to"
            self.findings.append(error("SRC004", message, Span(path), hint))
            return False
        if real.is_relative_to(self.root) and stat.S_ISREG(real.stat().st_mode):
            return True
        self._not_followed(path)
        return False

    def _not_followed(self, path: str) -> None:
        self.findings.append(
            warning(
                "SRC003",
                "this link is not followed",
                Span(path),
                "links may lead to files inside the project; copy what is meant",
            )
        )


def name_of(path: str) -> str:
    """Take the last part of a path."""
    return path.rpartition("/")[2]


def _hidden(path: str) -> Diagnostic:
    return warning(
        "SRC010",
        "hidden files are not published",
        Span(path),
        f"published are {', '.join(PUBLISHED_HIDDEN)}; rename others, or move them away",
    )


def _seen(character: str) -> str:
    """Write a character that cannot be seen as an escape."""
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode()
