"""Say which files have come, and how long they may be kept."""

from __future__ import annotations

from posixpath import splitext
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    Note,
    Span,
    error,
    warning,
)
from sitewright.kernel.globs import compile_glob
from sitewright.kernel.urls import clash_key
from sitewright.model.assetnames import FOR_A_YEAR, MARK, Fingerprinting
from sitewright.model.build import Kind, Output
from sitewright.model.fingerprint import Fingerprinted
from sitewright.model.header import Header

_WHAT_MATCHES: Final = (
    "patterns are about places on the site, such as 'css/**'; pages, hidden files and "
    "those without an ending keep their names"
)


def add_outputs(
    outputs: tuple[Output, ...], files: tuple[Fingerprinted, ...]
) -> Checked[tuple[Output, ...]]:
    """Add files that are fingerprinted to all files of the site, and find clashes."""
    taken = {clash_key(output.path): output for output in outputs}
    more, findings = [], []
    for item in files:
        path = item.file.path
        output = Output(path, Kind.FINGERPRINTED, item.origin, Span(item.origin))
        if other := taken.get(clash_key(path)):
            findings.append(_clash(output, other))
        more.append(output)
    both = sorted((*outputs, *more), key=lambda output: output.path)
    return tuple(both), tuple(findings)


def _clash(output: Output, other: Output) -> Diagnostic:
    return error(
        "URL003",
        f"two sources want the address '/{output.path}'",
        output.span,
        f"rename {other.origin}: such names are given by 'assets.fingerprint'",
        (Note(f"the {other.kind} is here", other.span),) if other.span else (),
    )


def write_cache_headers(
    paths: tuple[str, ...], fingerprinting: Fingerprinting
) -> Checked[tuple[Header, ...]]:
    """Let browsers keep what never changes under its name.

    One pattern is about all files of an ending, so that what hosts are told stays the
    same when a file changes.

    Args:
        paths: The plain output paths of all files that are fingerprinted.
        fingerprinting: What the settings say.
    """
    endings = sorted({splitext(path)[1] for path in paths})
    span = fingerprinting.patterns[0][1]
    return tuple(
        Header(f"/*.{MARK}{ending}", "Cache-Control", FOR_A_YEAR, span)
        for ending in endings
    ), ()


def find_idle_patterns(
    paths: tuple[str, ...], fingerprinting: Fingerprinting
) -> Findings:
    """Find patterns that no file is fingerprinted by.

    Args:
        paths: The plain output paths of all files that are fingerprinted.
        fingerprinting: What the settings say.
    """
    return tuple(
        warning("CFG008", f"no file matches '{glob}'", span, _WHAT_MATCHES)
        for glob, span in fingerprinting.patterns
        if not any(map(compile_glob(glob).match, paths))
    )
