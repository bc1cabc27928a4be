"""Read the disk into a workspace: every source as a value, every odd file reported."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sitewright.edges.decoding import decode
from sitewright.kernel.diagnostics import (
    Diagnostic,
    Span,
    error,
    has_errors,
    warning,
)
from sitewright.kernel.digests import digest_of_stream
from sitewright.model.build import Asset, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.document import Source
from sitewright.stages.config import read_config

PAGE_ENDINGS = (".md",)
PUBLISHED_HIDDEN = (".well-known", ".nojekyll", ".htaccess")

_LITTER = (".DS_Store", ".git", ".gitignore", ".gitkeep", ".gitattributes")

LeftOut = Callable[[str], bool]


def read_workspace(root: Path, config_name: str) -> Workspace:
    """Read all sources of a project.

    Args:
        root: The project's folder.
        config_name: Name of the config file in it.

    Returns:
        The workspace; with the config alone if that cannot be understood.

    Raises:
        FileNotFoundError: There is no config file.
    """
    gathering = _Gathering(root)
    text = gathering.read_text(root / config_name, config_name)
    config_source = Source(config_name, text or "")
    if text is None:
        return Workspace(config_source, findings=tuple(gathering.findings))
    config, _ = read_config(config_source)
    if config is None:
        return Workspace(config_source)
    content = tuple(gathering.sources(config.paths.content, PAGE_ENDINGS))
    templates = tuple(gathering.sources(config.paths.templates, ()))
    assets = tuple(gathering.assets(config.paths.static))
    gathering.require_folders(config, bool(content))
    return Workspace(
        config_source,
        config.paths,
        content,
        templates,
        assets,
        tuple(gathering.findings),
    )


@dataclass(slots=True)
class _Gathering:
    """Reads files below one project and gathers what is wrong with them."""

    root: Path
    findings: list[Diagnostic] = field(default_factory=list)

    def sources(self, folder: str, endings: tuple[str, ...]) -> Iterator[Source]:
        """Read the text files below a folder, in path order.

        Args:
            folder: A folder, relative to the project.
            endings: Endings of the files wanted; others are reported. Empty for all.
        """
        if not self._is_inside(folder):
            return
        for path in self.files(folder, _is_no_page if endings else _is_hidden):
            if endings and not path.endswith(endings):
                self.findings.append(
                    warning(
                        "SRC006",
                        "this file is not a page and is not published",
                        Span(path),
                        "put files that are to be copied into the static folder",
                    )
                )
            elif (text := self.read_text(self.root / path, path)) is not None:
                yield Source(path, text)

    def assets(self, folder: str) -> Iterator[Asset]:
        """Take the digests of the files below a folder, in path order."""
        if not self._is_inside(folder):
            return
        for path in self.files(folder, self._is_hidden_asset):
            try:
                with (self.root / path).open("rb") as file:
                    digest = digest_of_stream(file.read)
                    size = file.tell()
            except OSError as bad:
                self._unreadable(path, bad)
            else:
                yield Asset(path, path.removeprefix(folder + "/"), digest, size)

    def files(self, folder: str, is_left_out: LeftOut) -> Iterator[str]:
        """List the plain files below a folder, in path order.

        Args:
            folder: A folder, relative to the project.
            is_left_out: Tells of a file or folder, by its path, whether to pass it over.
        """
        try:
            entries = sorted(os.scandir(self.root / folder), key=lambda e: e.name)
        except FileNotFoundError:
            return
        except OSError as bad:
            self._unreadable(folder, bad)
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if is_left_out(path) or not self._has_usable_name(path):
                continue
            if entry.is_symlink() and not self._may_follow(path):
                continue
            if entry.is_dir():
                yield from self.files(path, is_left_out)
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

    def _is_hidden_asset(self, path: str) -> bool:
        """Leave hidden files out, but for hosts' own; report what may have been meant."""
        name = _name(path)
        if not name.startswith(".") or name in PUBLISHED_HIDDEN:
            return False
        if name not in _LITTER:
            self.findings.append(_hidden(path))
        return True

    def read_text(self, file: Path, path: str) -> str | None:
        """Read one UTF-8 file; None, with a finding, if it cannot be.

        Raises:
            FileNotFoundError: The config file is not there.
        """
        try:
            raw = file.read_bytes()
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

    def require_folders(self, config: SiteConfig, has_pages: bool) -> None:
        """Report a project without a single page: nobody means to publish nothing."""
        if not has_pages and not has_errors(self.findings):
            folder = config.paths.content
            self.findings.append(
                error(
                    "SRC008",
                    f"there is no page in {folder}/",
                    Span(config.path),
                    f"write one, such as {folder}/index.md, or set 'paths.content'",
                )
            )
        for folder in (config.paths.data, f"{config.paths.content}/_data"):
            if (self.root / folder).is_dir():
                self.findings.append(
                    warning(
                        "SRC009",
                        "data files are not read by this version",
                        Span(folder),
                        "put site-wide values under 'extra' in site.yaml",
                    )
                )

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

    def _is_inside(self, folder: str) -> bool:
        """Refuse a folder of sources that a link leads out of the project."""
        if (self.root / folder).resolve().is_relative_to(self.root.resolve()):
            return True
        self._not_followed(folder)
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


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _is_hidden(path: str) -> bool:
    return _name(path).startswith(".")


def _is_no_page(path: str) -> bool:
    return _name(path).startswith((".", "_"))


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
