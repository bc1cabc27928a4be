"""Lay laps out as a trace, which Perfetto, Chromium and Firefox's profiler open.

Follows "Trace Event Format" of the Chromium project: complete events, and metadata that
name processes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from sitewright.model.laps import Lap
from sitewright.stages.accounts.reckoning import Account, Lanes, in_order

_MICROSECONDS: Final = 1_000


def format_trace(lanes: Lanes, account: Account, version: str) -> str:
    """Write a trace as JSON, and beside it the account.

    Args:
        lanes: What was timed in each process; the first one is that of the command.
        account: What it comes to.
        version: Of Sitewright.
    """
    begin = min(lap.begin for laps in lanes.values() for lap in laps)
    events = [
        event
        for number, (process, laps) in enumerate(lanes.items())
        for event in (
            *_name_process(process, number),
            *(_describe(lap, process, begin) for lap in in_order(laps)),
        )
    ]
    # One event a line, so that the file can be looked through as text.
    rows = ",\n".join(json.dumps(event, ensure_ascii=False) for event in events)
    rest = {
        "displayTimeUnit": "ms",
        "otherData": {"generator": f"sitewright {version}"},
        "sitewright": _summarise(account),
    }
    return f'{{"traceEvents": [\n{rows}\n],\n{json.dumps(rest, indent=1)[1:]}\n'


def _name_process(process: int, number: int) -> Iterator[dict[str, Any]]:
    name = f"sitewright, process {number + 1}" if number else "sitewright"
    place = {"ph": "M", "pid": process, "tid": process}
    yield {"name": "process_name", **place, "args": {"name": name}}
    yield {"name": "process_sort_index", **place, "args": {"sort_index": number}}
    yield {"name": "thread_name", **place, "args": {"name": "main"}}


def _describe(lap: Lap, process: int, begin: int) -> dict[str, Any]:
    # Viewers colour by name: what is done shows at a glance, and for what in its details.
    return {
        "name": f"compile {lap.name}" if lap.kind == "compiling" else lap.name,
        "cat": lap.kind,
        "ph": "X",
        "ts": (lap.begin - begin) / _MICROSECONDS,
        "dur": (lap.end - lap.begin) / _MICROSECONDS,
        "pid": process,
        "tid": process,
        "args": {"key": lap.key} if lap.key else {},
    }


def _summarise(account: Account) -> dict[str, Any]:
    """Lay the account out for machines: times in seconds."""
    return {
        "seconds": _seconds(account.wall),
        "processes": account.processes,
        "stages": [
            {
                "name": it.name,
                "ran": it.count,
                "reused": it.known,
                "total": _seconds(it.total),
                "own": _seconds(it.own),
            }
            for it in account.stages
        ],
        "templates": [
            {
                "path": it.name,
                "runs": it.count,
                "macros": it.macros,
                "total": _seconds(it.total),
                "own": _seconds(it.own),
                "compiling": _seconds(it.compiling),
            }
            for it in account.templates
        ],
        "hooks": [
            {
                "name": it.name,
                "calls": it.count,
                "total": _seconds(it.total),
                "own": _seconds(it.own),
            }
            for it in account.hooks
        ],
        "pages": [
            {
                "path": it.name,
                "markdown": _seconds(it.markdown),
                "templates": _seconds(it.templates),
            }
            for it in account.pages
        ],
    }


def _seconds(nanoseconds: int) -> float:
    return nanoseconds / 1_000_000_000
