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

_BUILDS, _WRITTEN_BY = "builds", 2
_MOST = 200
"""Of so many changed sources each is named; of more, nothing is known."""


def read_kept(store: Store) -> Kept:
    """Read what was kept of the last build, whether it holds or not; or nothing."""
    try:
        sections = store.read()
        kept = json.loads(sections[0]) if sections else {}
    except (DamagedError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def note_build(
    kept: Kept, before: Kept, time: float, changed: Iterable[str] | None = None
) -> None:
    """Note which build has written each file, now that another one has been.

    Args:
        kept: What is kept of it; this is added.
        before: What was kept of the build before.
        time: When it was, in seconds since 1970.
        changed: The sources that had changed; None to find them.
    """
    known = before.get(_BUILDS, [])
    if changed is None and before:
        changed = _find_changed(before, kept)
    named = sorted(changed)[: _MOST + 1] if changed is not None else []
    is_known = changed is not None and len(named) <= _MOST
    builds = [*known, [time, named if is_known else None]]
    old = before.get("outputs", {})
    for path, state in kept["outputs"].items():
        was = old.get(path, ())
        is_same = len(was) > _WRITTEN_BY and was[1] == state[1]
        state[_WRITTEN_BY:] = [was[_WRITTEN_BY] if is_same else len(known)]
    _forget_unused(kept, builds)


def _forget_unused(kept: Kept, builds: list[list[object]]) -> None:
    """Keep those builds alone that have written any file, and the last one."""
    used = {state[_WRITTEN_BY] for state in kept["outputs"].values()}
    numbers = sorted(used | {len(builds) - 1})
    new = {old: number for number, old in enumerate(numbers)}
    kept[_BUILDS] = [builds[number] for number in numbers]
    for state in kept["outputs"].values():
        state[_WRITTEN_BY] = new[state[_WRITTEN_BY]]


def _find_changed(before: Kept, now: Kept) -> list[str]:
    """Name the sources that hold something else now, have come or have gone."""
    old, new = dict(_digests(before)), dict(_digests(now))
    return [path for path in old.keys() | new.keys() if old.get(path) != new.get(path)]


def _digests(kept: Kept) -> Iterator[tuple[str, Digest]]:
    """Tell the digest of every file that was read."""
    for folder, names in kept["folders"].items():
        prefix = f"{folder}/" if folder else ""
        for name, was in names.items():
            if isinstance(was, list):
                yield prefix + name, Digest(was[1])
    for path, (_, *read) in kept["apart"].items():
        if read:
            yield path, Digest(read[1])


def past_of(kept: Mapping[str, Any]) -> Past | None:
    """Take up what is known of the builds; None if nothing is."""
    try:
        return Past(
            tuple(
                PastBuild(_when(time), None if changed is None else tuple(changed))
                for time, changed in kept[_BUILDS]
            ),
            {
                path: (state[_WRITTEN_BY], Digest(state[1]))
                for path, state in kept["outputs"].items()
            },
            dict(_digests(dict(kept))),
        )
    except NOT_OURS:
        return None


def _when(time: float) -> datetime:
    return datetime.fromtimestamp(time, UTC)
