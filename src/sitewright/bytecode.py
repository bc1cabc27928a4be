"""Start faster: byte code of all modules, and what they compile, come out of one file.

Python looks for a file of each module, opens and reads it, which for the three hundred of
a build takes as long as to run them. The one file lies where Python keeps its own, is
written by whoever imports what is not in it, and is believed as Python's are: as long as
a source has the time and the size that it had.

What one import of ours brings along is there once more, as a piece: it is read at once,
and run in the order in which it was run before, without the system of imports.
"""

from __future__ import annotations

import _thread
import marshal
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

_Stamp = tuple[int, int]
_Kept = tuple[str, _Stamp, int, int]
"""Of a module its source, the stamp of that, and where its code is, and how long."""

_Piece = tuple[tuple[str, ...], int, int]
"""Names of modules in the order in which they are run; where their code is, how long."""

_FOLDER = os.path.dirname(__file__)
_OURS = f"{__package__}."
_PACKAGE = f"{os.sep}__init__.py"
_FILE = os.path.splitext(__spec__.cached or "")[0]
_READER = (sys.version, _FOLDER)
"""Who can read what is kept: byte code is of one Python, and names its source."""

_FEWEST = 4
"""Modules that are worth a piece."""

_BAD = (OSError, EOFError, ValueError, TypeError)


class _Loader(SourceFileLoader):
    """Loads a module as Python does, and takes note of it."""

    def __init__(self, name: str, source: str, notes: _Notes) -> None:
        super().__init__(name, source)
        self._notes = notes

    def exec_module(self, module: ModuleType) -> None:
        """Run the module."""
        self._notes.depth += 1
        try:
            super().exec_module(module)
        finally:
            self._notes.depth -= 1
        self._notes.add(module.__name__)


class _KeptLoader(_Loader):
    """Loads a module whose byte code is at hand."""

    def __init__(self, name: str, source: str, notes: _Notes, code: bytes) -> None:
        super().__init__(name, source, notes)
        self._code = code

    def get_code(self, fullname: str) -> CodeType | None:
        """Read the byte code; if it cannot be read, find it as Python does."""
        kept, self._code = self._code, b""  # a loader lives as long as its module
        try:
            code: CodeType = marshal.loads(kept)  # noqa: S302 -- as Python's own
        except _BAD:
            return super().get_code(fullname)
        return code


class _PieceLoader(SourceFileLoader):
    """Loads a module, which was in a piece, a second time as Python does."""


class _Notes:
    """What has been imported, in the order in which it was done.

    Attributes:
        depth: How many imports of ours are under way.
        done: The modules that the outermost of them has brought along so far.
        along: What each brought along, by the name of its own.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.done: list[str] = []
        self.along: dict[str, tuple[str, ...]] = {}

    def add(self, name: str) -> None:
        """Note that a module has been run."""
        if self.depth:
            self.done.append(name)
        else:
            if not is_shared():  # else some may have been for another thread
                self.along[name] = tuple(self.done)
            self.done.clear()


def is_shared() -> bool:
    """Tell whether this process has several threads, which may import at once."""
    return bool(_thread._count())  # noqa: SLF001 -- it has no public name


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
        self._notes = _Notes()
        self._kept: dict[str, _Kept] = {}
        self._pieces: dict[str, _Piece] = {}
        self._begin = 0
        self.compiled: dict[object, object] = {}
        try:
            self._open = os.open(_FILE, os.O_RDONLY)
            length = int.from_bytes(os.read(self._open, 4), "little")
            index = marshal.loads(os.read(self._open, length))  # noqa: S302 -- as above
            reader, kept, pieces, compiled = index
        except _BAD:
            return
        if reader == _READER:
            self._kept, self._pieces, self.compiled = kept, pieces, compiled
            self._begin = 4 + length

    def find_spec(self, name: str, path: object, *_: object) -> ModuleSpec | None:
        """Find a module of ours, after what it will bring along."""
        if not name.startswith(_OURS):
            return None
        if name in self._pieces and not (self._notes.depth or is_shared()):
            self._run_piece(*self._pieces[name])
        if self._is_fresh(name):
            source, _, *place = self._kept[name]
            code = self._read(*place)
            return _spec_of(name, _KeptLoader(name, source, self._notes, code))
        spec = PathFinder.find_spec(name, path)  # type: ignore[arg-type] # as given
        if spec and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(name, spec.loader.path, self._notes)
        return spec

    def _run_piece(self, names: tuple[str, ...], start: int, length: int) -> None:
        """Run what an import brings along, unless any of it has changed."""
        if not all(map(self._is_fresh, names)):
            return
        try:
            codes = marshal.loads(self._read(start, length))  # noqa: S302 -- as above
        except _BAD:
            return
        made = {name: self._make(name) for name in names if name not in sys.modules}
        sys.modules.update({k: it for k, it in made.items() if hasattr(it, "__path__")})
        self._notes.depth += 1
        left = dict(made)
        try:
            for name, code in zip(names, codes, strict=True):
                if name in left:
                    sys.modules[name] = left[name]
                    exec(code, vars(left[name]))  # noqa: S102 -- as Python does
                    _bind(name, left.pop(name))
        except Exception:  # noqa: BLE001 -- which will come up again, if it is one
            left = made
        else:
            self._notes.done += names
        finally:
            self._notes.depth -= 1
            for name in left:
                sys.modules.pop(name, None)

    def _make(self, name: str) -> ModuleType:
        """Make a module that is to be run, as Python does."""
        spec = _spec_of(name, _PieceLoader(name, self._kept[name][0]))
        module = ModuleType(name)
        module.__spec__, module.__loader__ = spec, spec.loader
        module.__file__, module.__package__ = spec.origin, spec.parent
        if spec.submodule_search_locations is not None:
            module.__path__ = spec.submodule_search_locations
        return module

    def keep(self, compiled: Callable[[], Mapping[object, object]] | None) -> None:
        """Write the file anew if modules have been run that are not in it.

        Where it cannot be written, Python's own files do.

        Args:
            compiled: Lists all that has been compiled; None if that is no more than it
                was.
        """
        new = dict(self._missing())
        along = {
            root: names
            for root, names in self._notes.along.items()
            if len(names) >= _FEWEST and names != self._pieces.get(root, ((),))[0]
        }
        if not (new or along or compiled) or not _may_write():
            return
        codes = {
            name: (source, stamp, self._read(*place))
            for name, (source, stamp, *place) in self._kept.items()
            if self._is_fresh(name)
        }
        for name, loader in new.items():
            if stamp := _stamp_of(loader.path):
                code = marshal.dumps(loader.get_code(name))
                codes[name] = loader.path, stamp, code
        along = {root: names for root, (names, *_) in self._pieces.items()} | along
        _write(codes, along, compiled() if compiled else self.compiled)

    def _is_fresh(self, name: str) -> bool:
        """Tell whether the byte code of a module is here, and its source is as it was."""
        if name not in self._kept:
            return False
        source, stamp, *_ = self._kept[name]
        return _stamp_of(source) == stamp

    def _read(self, start: int, length: int) -> bytes:
        return os.pread(self._open, length, self._begin + start)

    def _missing(self) -> Iterator[tuple[str, SourceFileLoader]]:
        """Name our modules that came from elsewhere, and who loaded them."""
        for name, module in sys.modules.items():
            if name.startswith(_OURS) and name not in self._others:
                loader = getattr(module, "__loader__", None)
                if isinstance(loader, SourceFileLoader) and type(loader) is _Loader:
                    yield name, loader


def _spec_of(name: str, loader: SourceFileLoader) -> ModuleSpec:
    source = loader.path
    spec = ModuleSpec(name, loader, origin=source)
    spec.has_location = True
    spec.cached = _FILE
    if source.endswith(_PACKAGE):
        spec.submodule_search_locations = [os.path.dirname(source)]
    return spec


def _bind(name: str, module: ModuleType) -> None:
    """Give a package its module."""
    package, _, own = name.rpartition(".")
    if package not in sys.modules:
        import_module(package)
    setattr(sys.modules[package], own, module)


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
    codes: dict[str, tuple[str, _Stamp, bytes]],
    along: dict[str, tuple[str, ...]],
    compiled: Mapping[object, object],
) -> None:
    """Put the file into its place as a whole."""
    kept, pieces, parts, start = {}, {}, [], 0
    for name, (source, stamp, code) in codes.items():
        kept[name] = source, stamp, start, len(code)
        parts.append(code)
        start += len(code)
    for root, names in along.items():
        if codes.keys() >= {root, *names}:
            code = _join(codes[name][2] for name in names)
            pieces[root] = names, start, len(code)
            parts.append(code)
            start += len(code)
    index = marshal.dumps((_READER, kept, pieces, dict(compiled)))
    beside = f"{_FILE}.{os.getpid()}"
    try:
        with open(beside, "xb") as file:
            file.write(b"".join((len(index).to_bytes(4, "little"), index, *parts)))
        os.replace(beside, _FILE)
    except OSError:
        if os.path.exists(beside):
            os.remove(beside)


def _join(codes: Iterable[bytes]) -> bytes:
    """Join the byte code of several modules: of what they share there is one."""
    return marshal.dumps(tuple(map(marshal.loads, codes)))
