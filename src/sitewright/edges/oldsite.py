"""Read what another tool left of its site."""

from __future__ import annotations

import os
import zlib
from gzip import GzipFile
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitewright.edges.decoding import decode
from sitewright.kernel.diagnostics import (
    Diagnostic,
    Span,
    error,
    has_errors,
    printable,
    warning,
)
from sitewright.kernel.urls import url_of
from sitewright.model.document import Source
from sitewright.stages.urlledger.importing import read_lines
from sitewright.stages.urlledger.sitemaps import Found, read_sitemap

_MOST = 64 << 20  # of a sitemap, 50 million bytes are allowed
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<")


class OldSite:
    """Reads output folders, sitemaps and lists of addresses.

    Attributes:
        found: The addresses, as they were written.
        findings: What was wrong.
        texts: Texts that findings are about, by the names of their files.
    """

    def __init__(self, root: Path) -> None:
        self.found: list[Found] = []
        self.findings: list[Diagnostic] = []
        self.texts: dict[str, str] = {}
        self._root = root
        self._seen: set[Path] = set()
        self._indexes: set[Path] = set()

    def read(self, name: str) -> None:
        """Read what the command line names."""
        place = Path(name)
        before = len(self.found)
        is_folder = os.path.isdir(place)  # noqa: PTH112 -- Path's raises for some names
        if is_folder:
            self._read_folder(place)
        else:
            self._read_file(place, None)
        new = self.found[before:]
        is_site = any(item.text == "/" for item in new)
        is_fine = is_site if is_folder else new or place.resolve() in self._indexes
        if is_fine or has_errors(self.findings):
            return
        what = "index.html in this folder" if is_folder else "address in this file"
        hint = "name the folder that the old tool wrote" if is_folder else ""
        self._refuse(Span(self._name(place)), f"there is no {what}", hint)

    def _read_folder(self, top: Path) -> None:
        """Take the places of all files, with a stack: folders may lie deep."""
        name, waiting = self._name(top), [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(top / folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as bad:
                self._unreadable(top / folder, bad)
                continue
            for entry in entries:
                path = f"{folder}{entry.name}"
                if entry.is_symlink():
                    what = "this link is not followed"
                    place = Span(printable(f"{name}/{path}"))
                    self.findings.append(warning("SRC003", what, place))
                elif entry.is_dir():
                    waiting.append(f"{path}/")
                elif entry.is_file():
                    self._take_file(name, path)

    def _take_file(self, folder: str, path: str) -> None:
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = os.fsencode(path).decode("utf-8", "backslashreplace")
            what = f"'{shown}' is left out: its name is not UTF-8"
            self.findings.append(warning("URL016", what, Span(folder)))
        else:
            self.found.append(Found(url_of(path), Span(f"{folder}/{path}"), True))

    def _read_file(self, place: Path, index: Span | None) -> None:
        """Read a file; ``index`` is the place in the index that names it, if one does."""
        name = self._name(place)
        try:
            with place.open("rb") as file:
                raw = file.read(_MOST + 1)
            if raw.startswith(_GZIP):
                raw = GzipFile(fileobj=BytesIO(raw)).read(_MOST + 1)
        except (OSError, EOFError, zlib.error, RuntimeError) as bad:
            self._unreadable(place, bad)
            return
        if len(raw) > _MOST:
            self._refuse(Span(name), f"this is larger than {_MOST >> 20} MiB")
        elif raw.removeprefix(_BOM).lstrip().startswith((b"<", *_UTF16)):
            self._read_sitemap(place, raw, index)
        else:
            text, found = decode(raw, name)
            self.findings += found
            if text is not None:
                self.texts[name] = text
                lines, found = read_lines(Source(name, text))
                self.found += lines
                self.findings += found

    def _read_sitemap(self, place: Path, raw: bytes, index: Span | None) -> None:
        name = self._name(place)
        sitemap, found = read_sitemap(raw, name)
        self.findings += found
        self.texts[name] = raw.decode("utf-8", "replace")
        if not sitemap.is_index:
            self.found += sitemap.locations
        elif index:
            self._refuse(index, f"'{name}' is an index itself", "name its sitemaps")
        else:
            self._indexes |= {place.resolve()} if sitemap.locations else set()
            for item in sitemap.locations:
                self._follow(place.parent, item)

    def _follow(self, folder: Path, item: Found) -> None:
        """Read the file of a sitemap that an index names by its address."""
        try:
            path = unquote(urlsplit(item.text).path).lstrip("/")
            last = path.rpartition("/")[2]
            places = [folder / path, folder / last, folder / last.removesuffix(".gz")]
            near = (place for place in places if last and place.is_file())
            top = folder.resolve()
            inside = [place for place in near if place.resolve().is_relative_to(top)]
        except (OSError, ValueError, RuntimeError):
            last, inside = item.text, []
        if not inside:
            what = f"the index names '{item.text}', and there is no '{last}' beside it"
            self._refuse(item.span, what, "download it into the same folder")
        elif inside[0].resolve() not in self._seen:
            self._seen.add(inside[0].resolve())
            self._read_file(inside[0], item.span)

    def _name(self, place: Path) -> str:
        """Name a file as the project does if it lies within."""
        try:
            real = place.resolve()
        except (OSError, RuntimeError):
            return str(place)
        inside = real.is_relative_to(self._root)
        return real.relative_to(self._root).as_posix() if inside else str(place)

    def _unreadable(self, place: Path, bad: Exception) -> None:
        reason = bad.strerror if isinstance(bad, OSError) else None
        problem = f"this cannot be read: {(reason or str(bad)).lower()}"
        self._refuse(Span(self._name(place)), problem)

    def _refuse(self, place: Span, message: str, hint: str = "") -> None:
        self.findings.append(error("URL015", message, place, hint))
