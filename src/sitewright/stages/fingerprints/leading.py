"""Lead the addresses in a style sheet to files that have a digest in their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from sitewright.kernel.css import CssAddress, find_addresses, write_css_text
from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Note,
    Span,
    suggest,
    warning,
)
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import encode_path, url_of
from sitewright.model.fingerprint import Places

_ELSEWHERE = regex(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|[?#]|\Z)")
_SUFFIX = regex(r"[?#].*", re.DOTALL)


@frozen
class Sheet:
    """A style sheet.

    Attributes:
        path: Its place below the output folder.
        text: Its text.
        origin: The source that it was made of.
        is_source: Whether it is that source as it was written.
        is_whole: Whether nothing of it was lost when it was read.
    """

    path: str
    text: str
    origin: str
    is_source: bool = True
    is_whole: bool = True


@frozen
class _Reference:
    """An address that leads to a place on the site."""

    found: CssAddress
    path: str


def lead_addresses(
    sheet: Sheet, places: Places, name_of: Callable[[str], str]
) -> Checked[str]:
    """Lead the addresses in a style sheet to the names that files have now.

    Only the last part of an address changes: a file that has its digest in its name
    lies beside where it lay. What leads to other sites is passed over.

    Args:
        sheet: The style sheet.
        places: What is there to be led to.
        name_of: Tells the path under which a file is published, given the plain one.

    Returns:
        The text, and a warning for each address that leads to nothing.
    """
    pieces, end, findings = [], 0, []
    for reference in _find_references(sheet, places.base):
        path, found = reference.path, reference.found
        if path not in places.files:
            findings.append(_lost(sheet, places, reference))
        elif (new := name_of(path)) != path:
            address = _rename(found.address, new)
            is_bare = sheet.text[found.start] not in "\"'"
            text = write_css_text(address, is_bare=is_bare)
            pieces += [sheet.text[end : found.start], text]
            end = found.end
    if not pieces:
        return sheet.text, tuple(findings)
    if not sheet.is_whole:
        return sheet.text, (_unreadable(sheet),)
    return "".join((*pieces, sheet.text[end:])), tuple(findings)


def _find_references(sheet: Sheet, base: str) -> Iterator[_Reference]:
    home = f"{base}/"
    for found in find_addresses(sheet.text):
        if _ELSEWHERE.match(found.address):
            continue
        url = unquote(_SUFFIX.sub("", found.address.strip()))
        if url.endswith("/") or (url.startswith("/") and not url.startswith(home)):
            continue
        below = url[len(home) :] if url.startswith("/") else None
        path = normpath(join(dirname(sheet.path), url) if below is None else below)
        yield _Reference(found, path)


def _rename(address: str, path: str) -> str:
    """Put the name of a file in the place of the last part of an address."""
    plain = _SUFFIX.sub("", address)
    folder, slash, _ = plain.rpartition("/")
    return folder + slash + encode_path(path.rpartition("/")[2]) + address[len(plain) :]


def _lost(sheet: Sheet, places: Places, reference: _Reference) -> Diagnostic:
    """Report an address that leads to nothing."""
    near = suggest(reference.path, places.files)
    message = f"there is no file '{url_of(reference.path)}' on the site"
    hint = f"did you mean '{url_of(near)}'?" if near else ""
    return warning("AST003", message, *_place(sheet, reference.found, hint))


def _place(
    sheet: Sheet, found: CssAddress, hint: str
) -> tuple[Span, str, tuple[Note, ...]]:
    """Find an address in the source, or quote what has become of that."""
    if not sheet.is_source:
        written = sheet.text[found.start : found.end]
        return Span(sheet.origin), hint, (Note(f"once rendered: {written}"),)
    line = sheet.text.count("\n", 0, found.start) + 1
    column = found.start - sheet.text.rfind("\n", 0, found.start)
    return Span(sheet.origin, line, column, found.end - found.start), hint, ()


def _unreadable(sheet: Sheet) -> Diagnostic:
    message = "this is not UTF-8, so the files that it loads keep their plain names"
    return warning("AST004", message, Span(sheet.origin), "save it as UTF-8")
