"""Read ``paths.passthrough``: what to copy besides the static folder, and where to.

Follows Eleventy's addPassthroughCopy: a path alone keeps its place, without the content
folder in front; ``{from: to}`` names another one, into which a glob's files all go.
"""

from __future__ import annotations

from sitewright.kernel.diagnostics import Span, error
from sitewright.kernel.globs import GlobError, compile_glob, fixed_folder, is_glob
from sitewright.kernel.urls import path_problem
from sitewright.model.data import Data
from sitewright.model.document import KeyPath, Source
from sitewright.yamlcore.core import read_yaml
from sitewright.yamlcore.fields import FieldReader

_KEYS = ("paths", "passthrough")

Copies = tuple[tuple[str, str], ...]


def read_passthrough(reader: FieldReader, output: str) -> Copies:
    """Read what to copy; what cannot be copied is reported and left out.

    Args:
        reader: The settings.
        output: The output folder.

    Returns:
        Each source with its target, as ``Paths.passthrough`` holds them.
    """
    copies = []
    for path, source, target in _entries(reader):
        span = reader.data.value_span(*path)
        if not isinstance(source, str) or not isinstance(target, str | None):
            _refuse(reader, span, "CFG002", "must be paths, or mappings of paths")
            continue
        source, problem = _source(source, output)
        if problem:
            _refuse(reader, span, "CFG005", problem)
            continue
        if target is not None:
            target = "/" + target.removeprefix("./").removeprefix("/")
            if problem := path_problem(target):
                message = f"leads to '{target}', no place on the site: {problem}"
                _refuse(reader, span, "CFG005", message)
                continue
        copies.append((source, target or ""))
    return tuple(copies)


def place_of_copy(config: Source, copy: tuple[str, str]) -> Span:
    """Find where a settings file says what to copy, for a finding about it.

    Args:
        config: The settings file, which has been read without errors.
        copy: A source and its target, as ``Paths.passthrough`` holds them.
    """
    head, _ = read_yaml(config.text, config.path)
    fields, places = (head.fields, head.places) if head else ({}, {})
    reader = FieldReader(Data(config.path, fields, places), "CFG002")
    for path, source, _ in _entries(reader):
        if isinstance(source, str) and _normal(source) == copy[0]:
            return reader.data.value_span(*path)
    return reader.data.key_span(*_KEYS)


def place_of_folder(config: Source, key: str) -> Span:
    """Find where a settings file names a folder, for a finding about it."""
    head, _ = read_yaml(config.text, config.path)
    fields, places = (head.fields, head.places) if head else ({}, {})
    return Data(config.path, fields, places).value_span("paths", key)


def _entries(reader: FieldReader) -> list[tuple[KeyPath, object, object]]:
    """Take each source and target with its place; without a target, None."""
    value = reader.value(*_KEYS)
    whole: KeyPath = _KEYS
    items = [(whole, value)]
    if isinstance(value, list):
        items = [((*_KEYS, number), item) for number, item in enumerate(value)]
    entries: list[tuple[KeyPath, object, object]] = []
    for path, item in items:
        if isinstance(item, dict):
            entries += [((*path, key), key, item[key]) for key in item]
        elif item is not None:
            entries.append((path, item, None))
    return entries


def _normal(path: str) -> str:
    return path.removeprefix("./").rstrip("/")


def _source(written: str, output: str) -> tuple[str, str]:
    """Give a source its plain form, and say why it cannot be copied, if so."""
    path = _normal(written)
    climbs = any(part in ("", ".", "..") for part in path.split("/"))
    if climbs or written.startswith("/") or "\\" in path or not path.isprintable():
        return path, f"must be a path inside the project, not '{written}'"
    if is_glob(path):
        try:
            compile_glob(path)
        except GlobError as fault:
            return path, f"has a broken pattern, '{written}': {fault}"
    folder = fixed_folder(path) if is_glob(path) else path
    holds_output = not is_glob(path) and _is_within(output, path)
    if holds_output or _is_within(folder, output):
        return path, f"names '{written}', which overlaps the output folder"
    return path, ""


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def _refuse(reader: FieldReader, span: Span, code: str, problem: str) -> None:
    message = f"'paths.passthrough' {problem}"
    hint = "write paths such as 'content/assets', or '{content/logo.svg: /logo.svg}'"
    reader.add(error(code, message, span, hint))
