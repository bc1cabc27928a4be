"""Which build has written each file of the site, and what had changed by then."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sitewright.edges.lastbuild.last import NOT_OURS
from sitewright.edges.lastbuild.store import DamagedError, Store
from sitewright.kernel.digests import Digest
from sitewright.model.past import Past, PastBuild

Kept = dict[str, Any]

_BUILDS = "builds"
_MOST = 200
"""Of so many changed sources each is named; of more, nothing is known."""


def read_past(store: Store) -> Past | None:
    """Read what is known of the builds so far; None if nothing is."""
    try:
        sections = store.read()
        return past_of(json.loads(sections[0])) if sections else None
    except (DamagedError, ValueError):
        return None


def past_of(kept: Kept) -> Past | None:
    """Take up what was kept of the builds; None if it was nothing, or is none of ours."""
    try:
        builds = tuple(_build_of(time, changed) for time, changed in kept[_BUILDS])
        written = {
            str(path): (int(number), Digest(str(digest)))
            for path, (_, digest, number) in kept["outputs"].items()
        }
        if not all(0 <= number < len(builds) for number, _ in written.values()):
            return None
        return Past(builds, written, dict(_digests(kept)))
    except (*NOT_OURS, ArithmeticError, OSError):
        return None


def _build_of(time: float, changed: list[object] | None) -> PastBuild:
    names = None if changed is None else tuple(map(str, changed))
    return PastBuild(datetime.fromtimestamp(time, UTC), names)


def note_build(
    kept: Kept, past: Past | None, now: datetime, changed: Iterable[str] | None = None
) -> None:
    """Note which build has written each file, now that another one has been.

    Args:
        kept: What is kept of it; this is added.
        past: What is known of the builds before.
        now: When it was, in UTC.
        changed: The sources that had changed; None to find them.
    """
    before = past.builds if past else ()
    written = past.written if past else {}
    if changed is None and past:
        changed = _find_changed(past.sources, dict(_digests(kept)))
    named = tuple(sorted(changed)) if changed is not None else None
    if named and len(named) > _MOST:
        named = None
    numbers: dict[str, int] = {}
    for path, (_, digest, *_) in kept["outputs"].items():
        number, was = written.get(path, (0, None))
        numbers[path] = number if was == digest else len(before)
    # Of the others, nobody wants to know any more.
    used = sorted({*numbers.values(), len(before)})
    ranks = {number: rank for rank, number in enumerate(used)}
    builds = (*before, PastBuild(now, named))
    kept[_BUILDS] = [
        [builds[number].time.timestamp(), builds[number].changed] for number in used
    ]
    for path, (stamp, digest, *_) in kept["outputs"].items():
        kept["outputs"][path] = [stamp, digest, ranks[numbers[path]]]


def _find_changed(old: Mapping[str, Digest], new: Mapping[str, Digest]) -> list[str]:
    """Name the sources that hold something else now, have come or have gone."""
    return [path for path in old.keys() | new.keys() if old.get(path) != new.get(path)]


def _digests(kept: Kept) -> Iterator[tuple[str, Digest]]:
    """Tell the digest of every file that was read."""
    for folder, names in kept["folders"].items():
        prefix = f"{folder}/" if folder else ""
        for name, was in names.items():
            if isinstance(was, list):
                yield prefix + name, Digest(str(was[1]))
    for path, (_, *read) in kept["apart"].items():
        if read:
            yield path, Digest(str(read[1]))
