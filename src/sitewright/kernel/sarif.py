"""Lay findings out as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from sitewright.kernel.codes import CODES
from sitewright.kernel.diagnostics import Diagnostic, Findings, Note, Span
from sitewright.kernel.hashing import sha256_of_bytes

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "information": "note"}


def format_sarif(findings: Findings, version: str, prefix: str = "") -> str:
    """Lay findings out.

    Args:
        findings: All of them.
        version: Sitewright's own.
        prefix: Folder of the project inside the repository, ending in ``/``.
    """
    codes = sorted({item.code for item in findings})
    driver = {"name": "Sitewright", "version": version, "rules": [*map(_rule, codes)]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, codes, prefix) for item in findings],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2)


def _rule(name: str) -> dict[str, object]:
    code = CODES[name]
    return {
        "id": name,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.cause},
        "help": {"text": code.cure},
    }


def _result(item: Diagnostic, codes: list[str], prefix: str) -> dict[str, object]:
    text = f"{item.message}\nhelp: {item.hint}" if item.hint else item.message
    result: dict[str, object] = {
        "ruleId": item.code,
        "ruleIndex": codes.index(item.code),
        "level": _LEVELS[item.severity],
        "message": {"text": text},
        # Without the line, so that the finding is the same when lines come or go.
        "partialFingerprints": {"sitewright/v1": _fingerprint(item)},
    }
    if item.span:
        result["locations"] = [_location(item.span, prefix)]
    if related := [*_related(item.notes, prefix)]:
        result["relatedLocations"] = related
    return result


def _related(notes: Iterable[Note], prefix: str) -> Iterable[dict[str, object]]:
    for note in notes:
        location = _location(note.span, prefix) if note.span else {}
        yield {**location, "message": {"text": note.message}}


def _location(span: Span, prefix: str) -> dict[str, object]:
    place: dict[str, object] = {
        "artifactLocation": {"uri": quote(prefix + span.path), "uriBaseId": "%SRCROOT%"}
    }
    if span.line:
        region = {"startLine": span.line}
        if span.column:
            region["startColumn"] = span.column
            region["endColumn"] = span.column + max(span.width, 1)
        place["region"] = region
    return {"physicalLocation": place}


def _fingerprint(item: Diagnostic) -> str:
    path = item.span.path if item.span else ""
    return sha256_of_bytes(f"{item.code}\0{path}\0{item.message}".encode())
