"""New processes of this machine, where copies of this one are not to be had."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

from sitewright.edges.crew.engine import Engine
from sitewright.edges.crew.lost import report_lost
from sitewright.edges.crew.parcel import Parcel, make_elsewhere, pack
from sitewright.kernel.diagnostics import Findings
from sitewright.model.crew import Made, Recipe, Share, Turns

_parcels: list[Parcel] = []
"""In a new process: the site that it works at."""


class Pool:
    """New processes at work.

    Attributes:
        findings: A warning, if some have died.
    """

    def __init__(self, recipe: Recipe, root: Path, count: int) -> None:
        """Take the site, the project's folder, and how many processes to start."""
        self._recipe = recipe
        self._root = root
        self._count = count
        self.findings: Findings = ()

    def take_turns(self, shares: list[Share]) -> Turns:
        """Yield what has been made, and in between what is to be made here."""
        before = set(multiprocessing.active_children())
        pool = ProcessPoolExecutor(
            self._count,
            multiprocessing.get_context("spawn"),
            _begin,
            (pack(self._recipe, self._root),),
        )

        def submit(share: Share) -> Future[Made]:
            return pool.submit(_make, share)

        engine = Engine(submit, ahead=2 * self._count)
        children = before
        try:
            turns = engine.take_turns(shares)
            first = next(turns)  # for which they are started
            children = set(multiprocessing.active_children()) - before
            yield first
            yield from turns
            if any(isinstance(bad, BrokenExecutor) for bad in engine.failures):
                pool.shutdown()  # which waits until all ends are known
                self.findings = report_lost(_find_codes(children))
        finally:
            # All that there are now: some may have been started late.
            for child in children.union(multiprocessing.active_children()) - before:
                child.kill()
            pool.shutdown(wait=False)


def _find_codes(children: Iterable[BaseProcess]) -> list[int]:
    """Find how processes have died: one by itself, and the rest by the pool's hand."""
    codes = [child.exitcode for child in children]
    return [it for it in codes if it and it != -signal.SIGTERM] or [-signal.SIGTERM]


def _begin(parcel: Parcel) -> None:
    """Prepare a new process: who ends the first one, ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _parcels.append(parcel)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _make(share: Share) -> Made:
    return make_elsewhere(_parcels[0], share)
