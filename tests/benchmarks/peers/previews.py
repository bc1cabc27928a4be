"""Measure how long after a save the browser hears that a page is new."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from statistics import median

from peers.builds import Plan
from peers.listening import LISTENING, ask
from peers.measuring import RunError, read_log, running
from peers.sites import EDITS, Site, make_sites

SAVED = ("body", "title")
SAVES = 5
"""How many saves a turn has."""

ATTEMPTS = 3
"""How many saves may pass unnoticed before a server counts as broken."""

LONGEST_START = 600.0
"""Seconds after which a page that is not there will not come."""

ENOUGH = 20.0
"""Seconds of waiting after which a slow one need not do them all."""


@dataclass(frozen=True)
class Saves:
    """How long one preview took for one kind of edit.

    Attributes:
        size: How many pages the site has.
        case: What was edited.
        name: The generator.
        took: Milliseconds from each save to the message.
    """

    size: int
    case: str
    name: str
    took: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Milliseconds of the middle save."""
        return median(self.took)


def measure_previews(plan: Plan, size: int) -> list[Saves]:
    """Measure the previews of a site of so many pages, one server after another.

    Raises:
        RunError: A server did not start, or does not show or tell what was changed.
    """
    chosen = [each for each in plan.generators if each.serve]
    sites = make_sites(chosen, size, plan.folder)
    seen: dict[tuple[str, str], list[float]] = {}
    try:
        for turn in range(plan.turns):
            for name, site in sites.items():
                for case, took in _measure_turn(site, turn).items():
                    seen.setdefault((case, name), []).extend(took)
                    where = f"{size:,} pages, turn {turn + 1} of {plan.turns}"
                    shown = " ".join(f"{each:.0f}" for each in took)
                    plan.tell(f"{where}: {name} {case} {shown} ms")
    except TimeoutError as late:
        raise RunError(f"no browser hears of a save: {late}") from late
    finally:
        for site in sites.values():
            site.remove()
    return [Saves(size, case, name, tuple(took)) for (case, name), took in seen.items()]


def _measure_turn(site: Site, turn: int) -> dict[str, list[float]]:
    """Start a server, and save again and again; the first save of all is for practice."""
    seen = {}
    site.clean()
    with _serving(site) as port:
        random = Random(turn)
        _practise(site, port)
        for case in SAVED:
            took: list[float] = []
            while len(took) < SAVES and sum(took) < ENOUGH * 1000:
                time.sleep(random.uniform(0.6, 1.6))
                number = turn * SAVES + len(took)
                took.append(_save(site, port, case, number) * 1000)
            seen[case] = took
    return seen


def _practise(site: Site, port: int) -> None:
    """Save until the browser hears of it: a server may serve before it watches."""
    for number in range(1, ATTEMPTS):
        try:
            _save(site, port, "body", -number)
        except TimeoutError:
            continue
        return
    _save(site, port, "body", -ATTEMPTS)


def _save(site: Site, port: int, case: str, number: int) -> float:
    """Save an edit, and undo it.

    Returns:
        Seconds until the browser heard of it.

    Raises:
        TimeoutError: It did not.
    """
    edited, mark = EDITS[case](site, number), f"turn {number}"
    path = _address(site, case, number)
    with LISTENING[site.generator.name](port, path) as wait:
        time.sleep(0.3)
        started = time.perf_counter()
        with edited:
            wait()
            took = time.perf_counter() - started
            _await_page(site, port, path, mark, is_there=True)
    _await_page(site, port, path, mark, is_there=False)
    return took


def _address(site: Site, case: str, number: int) -> str:
    pages = site.leaves if case == "body" else site.menu
    return f"/{pages[number % len(pages)].path}/"


def _await_page(site: Site, port: int, path: str, mark: str, *, is_there: bool) -> None:
    """Ask for a page until it shows an edit, or does not show it any more."""
    late = time.monotonic() + LONGEST_START
    while time.monotonic() < late:
        text = ask(port, path)
        if text and (mark in text) is is_there:
            return
        time.sleep(0.01)
    raise RunError(
        f"{site.generator.name}: {path} is as it was\n{read_log(site.folder)}"
    )


@contextmanager
def _serving(site: Site) -> Iterator[int]:
    """Run the preview until the block ends; give its port."""
    serve = site.generator.serve
    assert serve
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with running(serve(port), site.folder):
        _await_page(site, port, f"/{site.leaves[0].path}/", "</main>", is_there=True)
        yield port
