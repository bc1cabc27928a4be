"""Say what a build dwells on: a function of the site's own, or a page.

Whoever wrote a hook may well have it take minutes, so it is not ended; but it is named.
Nothing is noted while hooks and pages are at work: once a second, all is read off the
calls that are under way.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, redirect_stdout, suppress
from types import FrameType
from typing import Any, Final

from sitewright.edges.progress import announce
from sitewright.edges.ticking import ticking
from sitewright.kernel.frozen import frozen

PAUSE: Final = 1.0
"""Seconds from one look to the next."""

_PATIENCE: Final = 10.0
"""Seconds after which something is said; then after twice as many, and so on."""

_Step = tuple[FrameType, int]
"""A call that is under way, and the line that it is at."""


@contextmanager
def own_python() -> Iterator[None]:
    """Let the site's own Python run inside the block, and look out that it ends.

    What it writes to standard output goes to the error stream: the output of a command
    may be read by a program.
    """
    lookout = Lookout()
    with redirect_stdout(sys.stderr), lookout.watching(), lookout.ending():
        yield


@frozen
class Dwelling:
    """What a build is at.

    Attributes:
        call: The outermost call that is about nothing else.
        subject: What it is: ``filter 'slow'``, or the path of a page.
        place: The line of the site's own Python, or of a template; may be empty.
        purpose: What for, such as ``while rendering content/a.md``; may be empty.
    """

    call: FrameType
    subject: str
    place: str
    purpose: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.subject, self.place, self.purpose)))


class Lookout:
    """Looks again and again what a build is at, and says so if that stays the same."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._call: FrameType | None = None
        self._since = self._seen = 0.0
        self._next = _PATIENCE
        self._is_ending = self._is_held = False

    def watching(self) -> AbstractContextManager[None]:
        """Look out while the block is at work."""
        begins = time.perf_counter() + PAUSE
        return ticking(self.look, begins, PAUSE, is_needed=True)

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Let the user end the block, if not at first, then at the second try.

        The site's own Python may catch whatever is raised in it.
        """

        def end(number: int, frame: FrameType | None) -> None:
            if self._is_ending:
                announce("interrupted")
                os._exit(128 + number)
            self._is_ending = True
            signal.default_int_handler(number, frame)

        is_ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        with suppress(ValueError):  # in another thread, where somebody else sees to it
            if is_ours:
                signal.signal(signal.SIGINT, end)
        try:
            yield
        finally:
            if signal.getsignal(signal.SIGINT) is end:
                signal.signal(signal.SIGINT, signal.default_int_handler)

    def look(self, frame: FrameType | None) -> None:
        """Look what the innermost call belongs to, unless that was done just now."""
        now = time.perf_counter()
        if now - self._seen < 0.9 * PAUSE:
            return
        self._seen = now
        found = find_dwelling(steps_from(frame))
        if found and self._is_ending and not self._is_held:
            self._is_held = True
            announce(
                f"sitewright: not ended: {found} (Ctrl+C once more ends it at once)"
            )
        if found is None or found.call is not self._call:
            self._call, self._since = found.call if found else None, now
            self._next = _PATIENCE
        elif now - self._since >= self._next - PAUSE / 2:
            self._next *= 2
            seconds = round(now - self._since)
            announce(f"sitewright: {seconds} s so far in {found} (Ctrl+C ends it)")

    def tell(self, frame: FrameType | None) -> None:
        """Say what is interrupted, if it has been under way for a while."""
        found = find_dwelling(steps_from(frame))
        if found and found.call is self._call:
            announce(f"interrupted in {found}")


def find_interrupted(stop: BaseException) -> str:
    """Say in what of the site's own a build was ended; empty if in nothing."""
    steps: list[_Step] = []
    trace = stop.__traceback__
    while trace:
        steps.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    found = find_dwelling(reversed(steps))
    return str(found) if found and found.place else ""


def find_dwelling(steps: Iterable[_Step]) -> Dwelling | None:
    """Find what a build is at; None if it is nothing that takes its time alone.

    Args:
        steps: The calls that are under way, innermost first.
    """
    call: FrameType | None = None
    subject = place = purpose = ""
    inner: list[_Step] = []
    for frame, line in steps:
        read = _CALLS.get((frame.f_globals.get("__name__"), frame.f_code.co_name))
        if read:
            call = frame
            name, files, why = read(frame.f_locals)
            if name and not subject:
                subject, place = name, _find_place(inner, files)
                why = "" if name in why else why  # a page is there for itself
            purpose = purpose or why
        inner.append((frame, line))
    return Dwelling(call, subject, place, purpose) if call and subject else None


def steps_from(frame: FrameType | None) -> Iterator[_Step]:
    """List the calls that are under way, innermost first."""
    while frame:
        yield frame, frame.f_lineno
        frame = frame.f_back


def _find_place(inner: Iterable[_Step], files: Collection[str]) -> str:
    """Find the innermost line of some files; of a template, if there are none."""
    for frame, line in inner:
        path = frame.f_code.co_filename
        if path in files:
            return f"{path}:{line}"
        if not files and (template := frame.f_globals.get("__jinja_template__")):
            return f"{path}:{template.get_corresponding_lineno(line)}"
    return ""


_Read = tuple[str, Collection[str], str]
"""What a call is about, the files of its Python, and what for."""


def _of_hook(given: Mapping[str, Any]) -> _Read:
    hook = given["hook"]
    return f"{hook.kind} '{hook.name}'", hook.texts, ""


def _of_module(given: Mapping[str, Any]) -> _Read:
    source = given.get("source")  # not yet, while the package around it is loaded
    return ("the site's own Python", (source.path,), "") if source else ("", (), "")


def _of_purpose(given: Mapping[str, Any]) -> _Read:
    return "", (), given["note"]


def _of_page(given: Mapping[str, Any]) -> _Read:
    return given["path"], (), f"while rendering {given['path']}"


def _of_values(given: Mapping[str, Any]) -> _Read:
    path = given["self"]._path  # noqa: SLF001 -- as it stands in the call
    return path, (), f"while reading {path}"


def _of_others(given: Mapping[str, Any]) -> _Read:
    pages = next(iter(given["sent"].values()), ())
    which = f"which make {pages[0]} and others" if pages else ""
    return "other processes", (), which


_CALLS: Final[Mapping[tuple[object, str], Callable[[Mapping[str, Any]], _Read]]] = {
    ("sitewright.model.hooks.calls", "invoke"): _of_hook,
    ("sitewright.model.hooks.calls", "call_hook"): _of_purpose,
    ("sitewright.edges.crew.engine", "take_turns"): _of_others,
    ("sitewright.edges.hooks.modules", "load"): _of_module,
    ("sitewright.pipeline.bodies", "_find_plain"): _of_page,
    ("sitewright.stages.templates.content", "_render"): _of_page,
    ("sitewright.stages.templates.render", "render_page"): _of_page,
    ("sitewright.stages.templates.strings", "render"): _of_values,
}
"""Calls that are about one thing of the site's, and how to read off their variables what
that is."""
