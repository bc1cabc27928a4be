"""Write the pages anew that show a text which has changed, and no others."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from sitewright.commands.options import options_of
from sitewright.commands.repeating import read_quoted
from sitewright.commands.report import MOST_ALIKE, format_findings
from sitewright.commands.unchanged import report_last_build
from sitewright.edges.cache import CACHE
from sitewright.edges.clock import read_clock
from sitewright.edges.lastbuild.history import note_build, past_of
from sitewright.edges.lastbuild.last import (
    CHANGES,
    FINDINGS,
    NOT_OURS,
    LastBuild,
)
from sitewright.edges.lastbuild.plain import as_json, known_of, plain
from sitewright.edges.lastbuild.stamps import NO_STAMP
from sitewright.edges.lastbuild.store import DamagedError
from sitewright.edges.lock import locked
from sitewright.edges.part import read_part
from sitewright.edges.writer import WriteError, rewrite_files
from sitewright.kernel.diagnostics import Findings
from sitewright.kernel.digests import digest_of_bytes
from sitewright.kernel.frozen import frozen
from sitewright.kernel.reports import tally_severities
from sitewright.kernel.texts import encode
from sitewright.model.build import Workspace
from sitewright.model.known import Known
from sitewright.pipeline.patching import (
    CannotPatchError,
    NotHere,
    Patch,
    find_needed,
    patch_site,
)

_MOST_ROUNDS = 10
_MOST_CHANGED = 50


@frozen
class _Row:
    """A finding as it is kept: whose text it is about, itself, and what was said."""

    owner: str
    finding: list[Any]
    text: bytes


def patch_build(arguments: Namespace, last: LastBuild) -> int | None:
    """Build the site by changing what the last build has left.

    Returns:
        0 if that was done; None if the whole site is to be built.
    """
    try:
        known = _take_up(last)
        with locked(Path(last.root, CACHE, "lock")):
            if not last.store.is_as_read():  # somebody has built meanwhile
                return None
            workspace, stamps, patch = _make_patch(arguments, last, known)
            _exchange_findings(last, patch)
            past = past_of(last.kept)
            written = _write(last, patch)
            note_build(last.kept, past, read_clock(), last.changed)
            _note_sources(last, workspace, stamps)
            _note_pages(last, patch)
            with suppress(OSError):  # then the next build has to do its work again
                last.store.clear()
                last.save()
    except (CannotPatchError, DamagedError, WriteError, OSError, *NOT_OURS):
        return None
    return report_last_build(arguments, last, written)


def _take_up(last: LastBuild) -> Known:
    """Take up again what is known of the site.

    Raises:
        CannotPatchError: Nothing is known.
    """
    if len(last.changed) > _MOST_CHANGED:
        raise CannotPatchError
    site = json.loads(last.read_site())
    if site is None:
        raise CannotPatchError
    return known_of(site, *json.loads(last.sections[CHANGES]))


def _make_patch(
    arguments: Namespace, last: LastBuild, known: Known
) -> tuple[Workspace, Mapping[str, int], Patch]:
    """Render what shows the texts that have changed.

    Raises:
        CannotPatchError: More may have changed than these.
    """
    options = options_of(arguments, read_clock())
    config_name = last.kept["asked"][0]
    needed = find_needed(known, last.changed)
    for _ in range(_MOST_ROUNDS):
        part = read_part(last.root, config_name, needed, last.sources())
        if part is None:
            break
        try:
            patch = patch_site(part[0], options, known, last.changed)
        except NotHere as other:
            if other.path in needed:
                break
            needed.add(other.path)
        else:
            return *part, patch
    raise CannotPatchError


def _exchange_findings(last: LastBuild, patch: Patch) -> None:
    """Put what is found now in the place of what was found about the same texts.

    Raises:
        CannotPatchError: Findings may be alike, of which only one is to be said.
    """
    found, text = last.sections[FINDINGS:]
    rows = json.loads(found)
    ends = accumulate((length for *_, length in rows), initial=0)
    places = [*zip(rows, pairwise(ends), strict=True)]

    def take(*, of_patch: bool) -> list[_Row]:
        return [
            _Row(owner, finding, text[start:end])
            for (owner, finding, _), (start, end) in places
            if (owner in patch.findings) is of_patch
        ]

    new = _in_order(_rows_of(patch.findings, Path(last.root)))
    if new == take(of_patch=True):
        return
    kept = take(of_patch=False)
    known = {_kind_of(row.finding) for row in kept}
    for row in new:
        if _kind_of(row.finding) in known:
            raise CannotPatchError
        known.add(_kind_of(row.finding))
    all_rows = _in_order((*kept, *new))
    last.kept["tally"] = tally_severities([row.finding[1] for row in all_rows])
    last.sections[FINDINGS:] = [
        as_json([[row.owner, row.finding, len(row.text)] for row in all_rows]),
        b"".join(row.text for row in all_rows),
    ]


def _rows_of(findings: Mapping[str, Findings], root: Path) -> Iterator[_Row]:
    for owner, found in findings.items():
        if len(found) > MOST_ALIKE:
            raise CannotPatchError
        texts = format_findings(found, read_quoted(root, found))
        for item, text in zip(found, texts, strict=True):
            yield _Row(owner, plain(item), encode(text))


def _in_order(rows: Iterable[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: _place_of(row.finding))


def _place_of(finding: list[Any]) -> tuple[object, ...]:
    """Order findings as ``sort_findings`` does."""
    code, _, message, span, hint, notes, _ = finding
    places = [(text, _where(at)) for text, at in notes]
    return _where(span), code, message, hint, places


def _where(span: list[Any] | None) -> list[Any]:
    return span or ["", 0, 0, 0]


def _kind_of(finding: list[Any]) -> str:
    code, _, _, span, *_ = finding
    return f"{code} {span}"


def _write(last: LastBuild, patch: Patch) -> list[str]:
    """Write the pages that have other bytes, and note the state of each.

    Returns:
        Their paths below the output folder.

    Raises:
        WriteError: They could not be written; then none was.
    """
    outputs = last.kept["outputs"]
    changed = [file for file in patch.artifacts if outputs[file.path][1] != file.digest]
    root = Path(last.root)
    stamps = rewrite_files(root, (root / last.output).resolve(), changed)
    for file in changed:
        outputs[file.path] = [stamps[file.path], file.digest]
    return sorted(file.path for file in changed)


def _note_sources(
    last: LastBuild, workspace: Workspace, stamps: Mapping[str, int]
) -> None:
    """Note the state of the sources that have changed."""
    texts = {source.path: source.text for source in workspace.content}
    for path in last.changed:
        digest = digest_of_bytes(encode(texts[path]))
        last.note_source(path, [stamps.get(path, NO_STAMP), digest])


def _note_pages(last: LastBuild, patch: Patch) -> None:
    """Note what is known of the pages now."""
    pages, ids = json.loads(last.sections[CHANGES])
    last.sections[CHANGES] = as_json([{**pages, **patch.pages}, {**ids, **patch.ids}])
