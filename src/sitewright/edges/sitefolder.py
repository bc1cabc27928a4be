"""Read the files of a finished site from a folder, or from a build in memory."""

from __future__ import annotations

import os
from pathlib import Path

from sitewright.kernel.diagnostics import Diagnostic, Span, error, printable
from sitewright.kernel.digests import Digest, digest_of_stream
from sitewright.model.build import Build
from sitewright.model.likeness import SiteFiles


class SiteFolder:
    """A folder that some tool has written a site to.

    Attributes:
        files: Its files.
        findings: What of it cannot be read.
    """

    def __init__(self, top: Path, name: str) -> None:
        """Read all of a folder once.

        Args:
            top: The folder.
            name: How it is named in places.
        """
        self.findings: list[Diagnostic] = []
        self._top = top
        self._real = top.resolve()
        self._name = f"{name.rstrip('/')}/"
        digests: dict[str, Digest] = {}
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(top / folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as bad:
                self._refuse(folder, _reason(bad))
                continue
            for entry in entries:
                self._take(entry, f"{folder}{entry.name}", waiting, digests)
        self.files = SiteFiles(self._name, dict(sorted(digests.items())), self._read)

    def _take(
        self,
        entry: os.DirEntry[str],
        path: str,
        waiting: list[str],
        digests: dict[str, Digest],
    ) -> None:
        """Note a file, or a folder to look into."""
        try:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
            elif entry.is_symlink() and not self._is_inside(entry):
                self._refuse(path, "this link leads out of the folder, or to no file")
            elif not entry.is_file():
                self._refuse(path, "this is neither a file nor a folder")
            else:
                path.encode()
                with (self._top / path).open("rb") as file:
                    digests[path] = digest_of_stream(file.read)
        except UnicodeEncodeError:
            self._refuse(path, "its name is not UTF-8, so no address is its own")
        except OSError as bad:
            self._refuse(path, _reason(bad))

    def _is_inside(self, entry: os.DirEntry[str]) -> bool:
        """Tell whether a link leads to a file of the same folder, as hosts follow it."""
        real = Path(entry.path).resolve()
        return real.is_file() and real.is_relative_to(self._real)

    def _read(self, path: str) -> bytes:
        try:
            return (self._top / path).read_bytes()
        except OSError as bad:  # it was there a moment ago
            self._refuse(path, _reason(bad))
            return b""

    def _refuse(self, path: str, problem: str) -> None:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        place = Span(printable(f"{self._name}{shown}"))
        hint = "mend it, or leave it out of both folders: it could not be compared"
        self.findings.append(error("CMP001", problem, place, hint))


class BuiltSite:
    """A site that was built in memory.

    Attributes:
        files: Its files.
        findings: What of it cannot be read.
    """

    def __init__(self, build: Build, root: Path, name: str) -> None:
        """Take a site.

        Args:
            build: What was built.
            root: The project's folder, from which files are copied.
            name: How the site is named in places.
        """
        self.findings: list[Diagnostic] = []
        self._build = build
        self._root = root
        digests = {path: build.files[path].digest for path in sorted(build.files)}
        self.files = SiteFiles(name, digests, self._read)

    def _read(self, path: str) -> bytes:
        artifact = self._build.files[path]
        if artifact.content is not None:
            return artifact.content
        try:
            return (self._root / artifact.copied_from).read_bytes()
        except OSError as bad:  # it was there a moment ago
            place = Span(artifact.copied_from)
            self.findings.append(error("CMP001", _reason(bad), place))
            return b""


def _reason(bad: OSError) -> str:
    return f"this cannot be read: {(bad.strerror or str(bad)).lower()}"
