"""The filters that name files: what to ask for, and how browsers check it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from jinja2.exceptions import FilterArgumentError

from sitewright.kernel.diagnostics import Diagnostic, suggest
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import base_path_of, encode_path
from sitewright.model.assetnames import AssetName, Unnamed
from sitewright.model.config import SiteConfig
from sitewright.model.facts import Reader
from sitewright.stages.templates.fields import Rendering
from sitewright.stages.templates.filters import Filter, each_render, text_of

_PARTS = regex(r"/?([^?#]*)([?#].*)?", re.DOTALL)


class BrokenAssetError(FilterArgumentError):
    """A file cannot be named, as the page that makes it has an error.

    Attributes:
        finding: That error.
    """

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


_WHAT_THERE_IS = (
    "these are files that are copied, and pages that 'assets.fingerprint' names; "
    "paths count from the home page"
)


class AssetError(FilterArgumentError):
    """A file cannot be named.

    Attributes:
        code: Diagnostic code of why.
        written: What was asked for.
    """

    def __init__(self, code: str, message: str, written: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.written = code, written
        self.add_note(hint)


def make_asset_filters(
    config: SiteConfig, current: Callable[[], Rendering]
) -> dict[str, Filter]:
    """Make the filters ``asset`` and ``integrity``.

    Args:
        config: The site's settings.
        current: Tells which page is being rendered.
    """
    prefix = base_path_of(config.url)

    def asset(path: object) -> str:
        """Name the address of a file, whose name may have a digest in it."""
        written = text_of(path, "asset")
        name, rest = _find(current().reader, written)
        return prefix + encode_path(f"/{name.path}") + rest

    def integrity(path: object) -> str:
        """Name what a browser checks a file by."""
        written = text_of(path, "integrity")
        name, _ = _find(current().reader, written)
        if name.integrity is None:
            _refuse_plain(written, name)
        return name.integrity

    return {"asset": each_render(asset), "integrity": each_render(integrity)}


def _find(reader: Reader, written: str) -> tuple[AssetName, str]:
    """Find the name of a file, and what stands behind its path."""
    parts = _PARTS.fullmatch(written)
    path, rest = (parts[1], parts[2] or "") if parts else (written, "")
    name: AssetName | Unnamed | None = reader.read(f"asset:{path}")
    if isinstance(name, Unnamed):
        _refuse_unnamed(written, name)
    return (name, rest) if name else _refuse(written, path, reader)


def _refuse_unnamed(written: str, name: Unnamed) -> NoReturn:
    if name.finding:
        raise BrokenAssetError(name.finding)
    message = f"the name of this page depends on itself: {' -> '.join(name.circle)}"
    hint = "write the plain address, which is there as well"
    raise AssetError("AST005", message, written, hint)


def _refuse(written: str, path: str, reader: Reader) -> NoReturn:
    known: tuple[str, ...] | None = reader.read("assets")
    if known is None:
        message = "the names of files are not known in front matter"
        raise AssetError("AST001", message, written, "ask for them in a template")
    near = suggest(path, known)
    hint = f"did you mean '/{near}'?" if near else _WHAT_THERE_IS
    message = f"there is no file '{written}' to name"
    raise AssetError("AST001", message, written, hint)


def _refuse_plain(written: str, name: AssetName) -> NoReturn:
    message = f"'{written}' keeps its name whatever is in it, so no digest holds for it"
    hint = f"add '{name.path}' to 'assets.fingerprint' in the settings"
    raise AssetError("AST002", message, written, hint)
