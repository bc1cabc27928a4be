"""A site's own Python modules: found beside ``hooks.py``, run, and known to it alone.

Python keeps all modules of a process in one table and looks for them in one list of
folders. Two sites in one process would find each other's there, so a site's modules
live in a table of their own, and a module of the site imports by way of that.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from sitewright.model.document import Source


def module_names(tree: ast.Module, package: str) -> Iterator[str]:
    """Name every module that a file may import, here or in a function.

    Args:
        tree: The file.
        package: The package that it belongs to; empty for none.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _with_parents(alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = absolute_name(node.module or "", package, node.level)
            yield from _with_parents(base)
            yield from (".".join(filter(None, (base, a.name))) for a in node.names)


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def absolute_name(name: str, package: str, level: int) -> str:
    """Write a relative module name out; empty if it leads out of all packages."""
    if not level:
        return name
    parts = package.split(".")
    base = parts[: len(parts) - level + 1] if package and level <= len(parts) else []
    return ".".join([*base, *filter(None, [name])]) if base else ""


def candidate_paths(name: str) -> tuple[str, str]:
    """Name the two files that a module may live in."""
    path = name.replace(".", "/")
    return f"{path}.py", f"{path}/__init__.py"


class SiteModules:
    """The modules of one site."""

    def __init__(
        self,
        folder: Path | None,
        sources: Mapping[str, Source],
        codes: Mapping[str, CodeType],
    ) -> None:
        """Prepare to run modules.

        Args:
            folder: The project, for ``__file__``; None if the files are not on a disk.
            sources: Every module that there is, by name.
            codes: What each was compiled to, by path.
        """
        self._folder = folder
        self._sources = sources
        self._codes = codes
        self._modules: dict[str, ModuleType] = {}

    def load(self, name: str) -> ModuleType:
        """Run a module, and its packages first, unless that has been done.

        Raises:
            ModuleNotFoundError: There is none of that name.
        """
        if name in self._modules:
            return self._modules[name]
        parent, _, last = name.rpartition(".")
        above = self.load(parent) if parent else None
        if (source := self._sources.get(name)) is None:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        module = self._modules[name] = self._make(name, source.path)
        try:
            with _listed(name, module):
                exec(self._codes[source.path], vars(module))  # noqa: S102 -- the site's
        except BaseException:
            del self._modules[name]
            raise
        if above:
            setattr(above, last, module)
        return module

    def _make(self, name: str, path: str) -> ModuleType:
        module = ModuleType(name)
        module.__file__ = str(self._folder / path) if self._folder else path
        module.__package__ = name.rpartition(".")[0]
        if path.endswith("/__init__.py"):
            module.__package__ = name
            module.__path__ = []
        names = {**vars(builtins), "__import__": self._import, "print": _print}
        vars(module)["__builtins__"] = names
        return module

    def _import(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 -- Python's names
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Iterable[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """Import as the statement does: a module of the site, or else any other."""
        package = str((globals or {}).get("__package__") or "")
        full = absolute_name(name, package, level)
        head = full.partition(".")[0]
        if head not in self._sources:
            ordinary: Callable[..., ModuleType] = builtins.__import__
            return ordinary(name, globals, locals, fromlist, level)
        module = self.load(full)
        if not fromlist:
            return module if level else self.load(head)
        for item in fromlist:
            if not hasattr(module, item) and f"{full}.{item}" in self._sources:
                self.load(f"{full}.{item}")
        return module


def _print(*values: object, **named: Any) -> None:
    """Print to the error stream: the other one may be read by a program."""
    print(*values, **{"file": sys.stderr, **named})  # noqa: T201


@contextmanager
def _listed(name: str, module: ModuleType) -> Iterator[None]:
    """List a module with Python's while it runs: dataclasses look theirs up there."""
    before = sys.modules.get(name)
    sys.modules[name] = module
    try:
        yield
    finally:
        if before is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = before
