"""What is kept of builds: which of them wrote each file, and what had changed by then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sitewright.edges.lastbuild.history import note_build, past_of

START = datetime(2026, 1, 1, tzinfo=UTC)


def kept(outputs: dict[str, str], sources: dict[str, str]) -> dict[str, object]:
    """What is kept of a build: digests of files and of sources in one folder."""
    return {
        "outputs": {path: [1, digest] for path, digest in outputs.items()},
        "folders": {
            "content": {n: [1, d] for n, d in sources.items()} | {"sub": 16384}
        },
        "apart": {"site.yaml": [32768, 1, "settings"], "gone": [None]},
    }


def history(*builds: tuple[dict[str, str], dict[str, str]]) -> list[dict[str, object]]:
    """Several builds, one after the other, a minute apart."""
    found: list[dict[str, object]] = []
    for minute, (outputs, sources) in enumerate(builds):
        past = past_of(found[-1]) if found else None
        found.append(kept(outputs, sources))
        note_build(found[-1], past, START + timedelta(minutes=minute))
    return found


def minutes(state: dict[str, object]) -> dict[str, int]:
    """When each file was written, in minutes."""
    past = past_of(state)
    assert past
    times = [int((it.time - START).total_seconds()) // 60 for it in past.builds]
    return {path: times[number] for path, (number, _) in past.written.items()}


def changed(state: dict[str, object]) -> tuple[str, ...] | None:
    """What had changed at the last build."""
    past = past_of(state)
    assert past
    return past.builds[-1].changed


def test_a_file_keeps_the_build_that_wrote_it():
    states = history(
        ({"a": "1", "b": "1"}, {"a.md": "1", "b.md": "1"}),
        ({"a": "2", "b": "1"}, {"a.md": "2", "b.md": "1"}),
        ({"a": "2", "b": "1", "c": "1"}, {"a.md": "2", "c.md": "1"}),
    )
    assert [minutes(it) for it in states] == [
        {"a": 0, "b": 0},
        {"a": 1, "b": 0},
        {"a": 1, "b": 0, "c": 2},
    ]
    assert [changed(it) for it in states] == [
        None,
        ("content/a.md",),
        ("content/b.md", "content/c.md"),
    ]


def test_builds_that_have_left_nothing_are_forgotten():
    steps = [({"a": str(n), "b": "1"}, {"a.md": str(n)}) for n in range(9)]
    past = past_of(history(*steps)[-1])
    assert past
    assert [it.changed for it in past.builds] == [None, ("content/a.md",)]


def test_a_build_that_writes_nothing_is_still_the_last():
    same = ({"a": "1"}, {"a.md": "1"})
    past = past_of(history(same, same)[-1])
    assert past
    assert [it.changed for it in past.builds] == [None, ()]
    assert past.written == {"a": (0, "1")}


def test_of_very_many_changes_none_is_named():
    many = {f"{n}.md": "1" for n in range(201)}
    assert changed(history(({}, {}), ({}, many))[-1]) is None
    few = {f"{n}.md": "1" for n in range(200)}
    assert len(changed(history(({}, {}), ({}, few))[-1]) or ()) == 200


@pytest.mark.parametrize(
    "change",
    [
        {"builds": None},
        {"builds": 1},
        {"builds": [1]},
        {"builds": []},
        {"builds": [["x", None]]},
        {"builds": [[1e300, None]]},
        {"builds": [[0, 1]]},
        {"outputs": []},
        {"outputs": {"a": [1, "1"]}},
        {"outputs": {"a": [1, "1", 7]}},
        {"outputs": {"a": [1, "1", -1]}},
        {"outputs": {"a": [1, "1", "x"]}},
        {"folders": {"a": 1}},
        {"folders": 1},
        {"apart": {"a": []}},
    ],
    ids=str,
)
def test_what_somebody_made_up_is_nothing_that_is_known(change):
    (state,) = history(({"a": "1"}, {"a.md": "1"}))
    assert past_of(state)
    assert past_of(state | change) is None


def test_nothing_at_all_is_nothing_that_is_known():
    assert past_of({}) is None
    assert past_of([]) is None
