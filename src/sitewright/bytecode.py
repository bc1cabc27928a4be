"""Start faster: byte code of all modules, and what they compile, come out of one file.

Python looks for a file of each module, opens and reads it, which for the three hundred of
a build takes as long as to run them. The one file lies where Python keeps its own, is
written by whoever imports what is not in it, and is believed as Python's are: as long as
a source has the time and the size that it had.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType

_Stamp = tuple[int, int]
_Kept = tuple[str, _Stamp, int, int]
"""Of a module its source, the stamp of that, and where its code is, and how long."""

_FOLDER = os.path.dirname(__file__)
_PACKAGE = f"{os.sep}__init__.py"
_FILE = os.path.splitext(__spec__.cached or "")[0]
_READER = (sys.version, _FOLDER)
"""Who can read what is kept: byte code is of one Python, and names its source."""

_BAD = (OSError, EOFError, ValueError, TypeError)


class _Loader(SourceFileLoader):
    """Loads a module whose byte code is at hand."""

    def __init__(self, name: str, source: str, code: bytes) -> None:
        super().__init__(name, source)
        self.code = code

    def get_code(self, fullname: str) -> CodeType | None:
        """Read the byte code; if it cannot be read, find it as Python does."""
        kept, self.code = self.code, b""  # a loader lives as long as its module
        try:
            code: CodeType = marshal.loads(kept)  # noqa: S302 -- as Python's own
        except _BAD:
            return super().get_code(fullname)
        return code


class ByteCode:
    """Finds modules in the one file; Python finds all others.

    The file stays open: who makes pages in a copy of this process reads on in it, and
    another may have been put into its place. Where several readers of one open file
    would get in each other's way, on Windows, there is none.

    Attributes:
        compiled: Expressions and constructors that were compiled before.
    """

    def __init__(self) -> None:
        """Read what there is; without a file that can be read, nothing will be found."""
        self._others = frozenset(sys.modules)
        self._kept: dict[str, _Kept] = {}
        self._begin = 0
        self.compiled: dict[object, object] = {}
        try:
            self._open = os.open(_FILE, os.O_RDONLY)
            length = int.from_bytes(os.read(self._open, 4), "little")
            index = marshal.loads(os.read(self._open, length))  # noqa: S302 -- as above
            reader, kept, compiled = index
        except _BAD:
            return
        if reader == _READER:
            self._kept, self.compiled = kept, compiled
            self._begin = 4 + length

    def find_spec(self, name: str, *_where: object) -> ModuleSpec | None:
        """Find a module whose source is as it was."""
        if name not in self._kept:
            return None
        source, stamp, *_ = self._kept[name]
        if _stamp_of(source) != stamp:
            return None
        spec = ModuleSpec(name, _Loader(name, source, self._read(name)), origin=source)
        spec.has_location = True
        spec.cached = _FILE
        if source.endswith(_PACKAGE):
            spec.submodule_search_locations = [os.path.dirname(source)]
        return spec

    def keep(self, compiled: Callable[[], Mapping[object, object]] | None) -> None:
        """Write the file anew if Python has found modules that are not in it.

        Where it cannot be written, Python's own files do.

        Args:
            compiled: Lists all that has been compiled; None if that is no more than it
                was.
        """
        new = dict(self._missing())
        if not (new or compiled) or not _may_write():
            return
        codes = {
            name: (source, stamp, self._read(name))
            for name, (source, stamp, *_) in self._kept.items()
            if _stamp_of(source) == stamp
        }
        for name, loader in new.items():
            if stamp := _stamp_of(loader.path):
                code = marshal.dumps(loader.get_code(name))
                codes[name] = loader.path, stamp, code
        _write(codes, compiled() if compiled else self.compiled)

    def _read(self, name: str) -> bytes:
        _, _, start, length = self._kept[name]
        return os.pread(self._open, length, self._begin + start)

    def _missing(self) -> Iterator[tuple[str, SourceFileLoader]]:
        """Name our modules that came from elsewhere, and who loaded them."""
        for name, module in sys.modules.items():
            if name.startswith(f"{__package__}.") and name not in self._others:
                loader = getattr(module, "__loader__", None)
                if isinstance(loader, SourceFileLoader) and type(loader) is not _Loader:
                    yield name, loader


def _stamp_of(path: str) -> _Stamp | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _may_write() -> bool:
    if sys.dont_write_bytecode or not hasattr(os, "pread"):
        return False
    return os.access(os.path.dirname(_FILE), os.W_OK)


def _write(
    codes: dict[str, tuple[str, _Stamp, bytes]], compiled: Mapping[object, object]
) -> None:
    """Put the file into its place as a whole."""
    kept, start = {}, 0
    for name, (source, stamp, code) in codes.items():
        kept[name] = source, stamp, start, len(code)
        start += len(code)
    index = marshal.dumps((_READER, kept, dict(compiled)))
    parts = (code for *_, code in codes.values())
    beside = f"{_FILE}.{os.getpid()}"
    try:
        with open(beside, "xb") as file:
            file.write(b"".join((len(index).to_bytes(4, "little"), index, *parts)))
        os.replace(beside, _FILE)
    except OSError:
        if os.path.exists(beside):
            os.remove(beside)
