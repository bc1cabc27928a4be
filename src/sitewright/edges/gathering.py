"""Walk the project's folders and read its files; gather what is wrong with them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sitewright.edges.decoding import decode
from sitewright.kernel.diagnostics import Diagnostic, Span, error, warning
from sitewright.kernel.digests import digest_of_stream
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


@dataclass(slots=True)
class Gathering:
    """Reads files below one project and gathers what is wrong with them.

    Attributes:
        root: The project's folder.
        findings: What is wrong.
        scripts: Templates and data in JavaScript, by path.
    """

    root: Path
    findings: list[Diagnostic] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def files(self, folder: str, is_left_out: LeftOut) -> Iterator[str]:
        """List the plain files below a folder, in path order.

        Args:
            folder: A folder, relative to the project; empty for the project itself.
            is_left_out: Which files and folders to pass over.
        """
        if self.is_inside(folder):
            yield from self._files(folder, is_left_out)

    def _files(self, folder: str, is_left_out: LeftOut) -> Iterator[str]:
        try:
            entries = sorted(os.scandir(self.root / folder), key=lambda e: e.name)
        except FileNotFoundError:
            return
        except OSError as bad:
            self._unreadable(folder, bad)
            return
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            is_folder = not entry.is_symlink() and entry.is_dir()
            if is_left_out(path, is_folder) or not self._has_usable_name(path):
                continue
            if entry.is_symlink() and not self._may_follow(path):
                continue
            if is_folder:
                yield from self._files(path, is_left_out)
            elif entry.is_file():
                yield path
            else:
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
            if (text := self.read_text(path)) is not None:
                yield Source(path, text)

    def asset(self, path: str, output_path: str) -> Iterator[Asset]:
        """Take the digest of a file to be copied; nothing if it cannot be read."""
        try:
            with (self.root / path).open("rb") as file:
                digest = digest_of_stream(file.read)
                yield Asset(path, output_path, digest, file.tell())
        except OSError as bad:
            self._unreadable(path, bad)

    def read_text(self, path: str) -> str | None:
        """Read one UTF-8 file; None, with a finding, if it cannot be.

        Raises:
            FileNotFoundError: A file of the project's own folder is not there.
        """
        try:
            raw = (self.root / path).read_bytes()
        except FileNotFoundError:
            if path.count("/"):
                self._unreadable(path, OSError("it vanished while it was being read"))
                return None
            raise
        except OSError as bad:
            self._unreadable(path, bad)
            return None
        text, found = decode(raw, path)
        self.findings += found
        return text

    def loose_text(self, path: str) -> str:
        """Read a file that is copied whatever is in it; empty if it cannot be read."""
        try:
            raw = (self.root / path).read_bytes()
        except OSError:  # which was said when its digest was taken
            return ""
        return raw.decode("utf-8-sig", "replace")

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
        try:
            (self.root / path).stat()
        except OSError:
            return False
        return True

    def find_below(self, path: str, endings: tuple[str, ...]) -> list[str]:
        """List what has such an ending in a folder that is left out, in path order.

        Hidden files and what npm installs are passed over, and nothing is reported. For
        a file, it is the file itself.
        """
        if path.endswith(endings) and not (self.root / path).is_dir():
            return [path]
        found = []
        for folder, inner, names in os.walk(self.root / path):
            inner[:] = [n for n in inner if n != "node_modules" and n[0] != "."]
            there = Path(folder).relative_to(self.root)
            found += [
                (there / name).as_posix()
                for name in names
                if name.endswith(endings) and name[0] != "."
            ]
        return sorted(found)

    def report_hidden(self, path: str) -> None:
        """Report a hidden file or folder that may have been meant to be published."""
        self.findings.append(_hidden(path))

    def is_inside(self, path: str) -> bool:
        """Refuse sources that a link leads out of the project."""
        if (self.root / path).resolve().is_relative_to(self.root.resolve()):
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
        if real.is_relative_to(self.root.resolve()) and stat.S_ISREG(
            real.stat().st_mode
        ):
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

    def _unreadable(self, path: str, bad: OSError) -> None:
        reason = (bad.strerror or str(bad)).lower()
        self.findings.append(
            error("SRC001", f"this cannot be read: {reason}", Span(path))
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
