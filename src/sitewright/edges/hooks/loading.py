"""Read ``hooks.py`` and what it imports from beside it, run it, and report."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from types import CodeType

from sitewright.edges.decoding import decode
from sitewright.edges.hooks.modules import (
    SiteModules,
    candidate_paths,
    module_names,
)
from sitewright.edges.hooks.registry import REGISTRY, Registry
from sitewright.edges.lastbuild.opening import open_plain
from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Span,
    error,
    suggest,
)
from sitewright.kernel.digests import digest_of
from sitewright.kernel.regexes import regex
from sitewright.model.document import Source
from sitewright.model.hooks import HOOKS_FILE, NONE, Hooks
from sitewright.model.hooks.calls import find_place, format_fault

OURS = "sitewright"

FindSource = Callable[[str], Checked[Source | None]]
"""Reads a file by its path in the project; None if there is none."""

_NO_NAME = regex(r"cannot import name '([^']*)' from '(sitewright[\w.]*)'")


def load_hooks(
    root: Path, before: Hooks = NONE, look: Callable[[str], object] = len
) -> Hooks:
    """Read and run the ``hooks.py`` of a project.

    Args:
        root: The project's folder.
        before: The hooks as they were loaded last time; the same ones are returned if
            no source of theirs has changed, and they ran.
        look: Is told of every file that is looked for, whether it is there or not.

    Returns:
        All hooks, with what was wrong as their findings; none without such a file.
    """

    def find(path: str) -> Checked[Source | None]:
        look(path)
        try:
            with open(root / path, "rb", opener=open_plain) as file:
                raw = file.read()
        except (FileNotFoundError, NotADirectoryError):
            if not (root / path).is_symlink():
                return None, ()
            hint = "remove the link, or restore what it points to"
            return None, (error("SRC004", "this link leads nowhere", Span(path), hint),)
        except OSError as bad:
            reason = (bad.strerror or str(bad)).lower()
            found = error("SRC001", f"this cannot be read: {reason}", Span(path))
            return None, (found,)
        text, findings = decode(raw, path)
        return None if text is None else Source(path, text), findings

    return run_hooks(find, root, before)


def run_hooks(
    find: FindSource, root: Path | None = None, before: Hooks = NONE
) -> Hooks:
    """Run the ``hooks.py`` that a function finds.

    Args:
        find: Reads one file.
        root: The project's folder; None if it is not on a disk.
        before: As for ``load_hooks``.
    """
    reading = _Reading(find)
    reading.read("hooks", (HOOKS_FILE,))
    sources = tuple(reading.sources.values())
    if not sources and not reading.findings:
        return NONE
    digest = digest_of(sources)
    if reading.findings:
        return Hooks(sources=sources, digest=digest, findings=tuple(reading.findings))
    if before and before.digest == digest and not before.is_broken:
        return before
    return _run(SiteModules(root, reading.sources, reading.codes), sources)


class _Reading:
    """Reads and compiles modules, and those that they import.

    Attributes:
        sources: The modules by name.
        codes: What they were compiled to, by path.
        findings: What cannot be read or understood.
    """

    def __init__(self, find: FindSource) -> None:
        self._find = find
        self._tried: set[str] = set()
        self.sources: dict[str, Source] = {}
        self.codes: dict[str, CodeType] = {}
        self.findings: list[Diagnostic] = []

    def read(self, name: str, paths: tuple[str, ...]) -> None:
        """Read a module, if it lies beside ``hooks.py``, and all that it imports."""
        self._tried.add(name)
        for path in paths:
            source, found = self._find(path)
            self.findings += found
            if source is None:
                continue
            self.sources[name] = source
            is_package = path.endswith("/__init__.py")
            package = name if is_package else name.rpartition(".")[0]
            for other in self._compile(source, package):
                head = other.partition(".")[0]
                if other not in self._tried and head not in ("", OURS):
                    self.read(other, candidate_paths(other))
            return

    def _compile(self, source: Source, package: str) -> tuple[str, ...]:
        """Compile a file under its path in the project; name what it imports."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(source.text, source.path)
                self.codes[source.path] = compile(
                    tree, source.path, "exec", dont_inherit=True
                )
        except SyntaxError as bad:
            width = (bad.end_offset or 0) - (bad.offset or 0)
            if bad.end_lineno != bad.lineno or width < 1:
                width = 1
            place = Span(source.path, bad.lineno or 0, bad.offset or 0, width)
            self.findings.append(error("HOOK001", _lowered(bad.msg), place))
        except (ValueError, RecursionError, MemoryError) as bad:
            place = Span(source.path)
            self.findings.append(error("HOOK001", format_fault(bad), place))
        else:
            return tuple(module_names(tree, package))
        return ()


def _run(modules: SiteModules, sources: tuple[Source, ...]) -> Hooks:
    """Run ``hooks.py`` with a registry in place."""
    texts = {source.path: source.text for source in sources}
    registry = Registry(texts)
    token = REGISTRY.set(registry)
    try:
        modules.load("hooks")
    except KeyboardInterrupt:
        raise
    except BaseException as fault:  # noqa: BLE001 -- it may raise anything
        registry.findings.append(_failed(fault, texts))
    finally:
        REGISTRY.reset(token)
    return Hooks(
        tuple(registry.hooks),
        registry.values,
        sources,
        digest_of(sources),
        tuple(registry.findings),
    )


def _failed(fault: BaseException, texts: dict[str, str]) -> Diagnostic:
    """Describe what came out of running ``hooks.py``."""
    place = find_place(fault.__traceback__, texts) or Span(HOOKS_FILE)
    if name := _unknown_hook(fault):
        near = suggest(name, _public())
        known = ", ".join(word for word in _public() if word[0].islower())
        hint = f"did you mean '{near}'?" if near else f"there are {known}"
        row = texts[place.path].split("\n")[place.line - 1]
        if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", row):
            place = Span(place.path, place.line, found.start() + 1, len(name))
        return error("HOOK003", f"there is no 'hooks.{name}'", place, hint)
    return error("HOOK002", format_fault(fault), place, _advice(fault))


def _advice(fault: BaseException) -> str:
    """Say what to do about something that often happens; empty for the rest."""
    if isinstance(fault, ModuleNotFoundError) and fault.name:
        module = fault.name.partition(".")[0]
        return f"install it beside Sitewright, or write {module}.py next to hooks.py"
    if isinstance(fault, NameError) and fault.name == "hooks":
        return f"write 'from {OURS} import hooks' above it"
    return ""


def _unknown_hook(fault: BaseException) -> str:
    """Find the name that was looked for in ``sitewright.hooks``; empty if none was."""
    if isinstance(fault, AttributeError):
        owner = getattr(fault.obj, "__name__", "")
        return fault.name or "" if owner == f"{OURS}.hooks" else ""
    if isinstance(fault, ImportError) and (found := _NO_NAME.search(str(fault))):
        return found[1] if found[2] == f"{OURS}.hooks" else ""
    return ""


def _public() -> tuple[str, ...]:
    # The module is for sites; without hooks.py nothing needs it.
    from sitewright import hooks

    return tuple(hooks.__all__)


def _lowered(message: str) -> str:
    """Write a message of Python's in the house form."""
    return message[:1].lower() + message[1:].rstrip(".")
