"""Notice what is saved in a project, at once and as one."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from logging import NullHandler, getLogger
from pathlib import Path
from typing import Final

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver
from watchdog.utils import platform

from sitewright.edges.watched import Watched

_SAVED: Final = (
    *(FileCreatedEvent, FileClosedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
)
"""To read a file is not to save it. Where the end of writing can be seen, what comes
before it does not count."""

_EXHAUSTED: Final = (errno.ENOSPC, errno.EMFILE)

getLogger("watchdog").addHandler(NullHandler())  # what matters of it, we say

_QUIET: Final = 0.004
"""Seconds of silence that end what an editor does to save one file."""

_QUIET_AFTER_MANY: Final = 0.08
_MANY: Final = 8
_LONGEST: Final = 1.0


class Watch:
    """Notices what is saved.

    Attributes:
        is_polling: Whether folders are looked through each second: if asked for, or if
            the system has no more room for better ways.
    """

    def __init__(self, root: Path, *, polls: bool = False) -> None:
        """Take the project's folder, and whether to look through it each second."""
        self.is_polling = polls
        self._root = root
        self._watched = Watched((), frozenset(), ())
        self._changed: dict[str, None] = {}
        self._last = 0.0
        self._news = threading.Condition()
        self._scheduled: dict[tuple[str, bool], ObservedWatch] = {}
        self._observer: BaseObserver | None = None
        self._has_grown = True

    def follow(self, watched: Watched) -> None:
        """Watch these folders and files from now on; some need not be there yet."""
        self._watched = watched
        wanted = [(folder, False) for folder in watched.parents]
        wanted += [(folder, True) for folder in watched.folders]
        for key in [key for key in self._scheduled if key not in wanted]:
            self._leave(key)
        try:
            for key in wanted:
                self._enter(key)
            self._look_for_room()
        except OSError as bad:
            if self.is_polling or bad.errno not in _EXHAUSTED:
                raise
            self.stop()
            self.is_polling = True
            self.follow(watched)

    def wait(self, seconds: float | None = None) -> frozenset[str]:
        """Wait until something is saved, and all is quiet again.

        Args:
            seconds: How long to wait at the most; None for ever.

        Returns:
            Paths of files and folders, relative to the project; none if time is up. Of
            a folder, anything may have changed.
        """
        with self._news:
            if not self._news.wait_for(lambda: self._changed, seconds):
                return frozenset()
            first = time.monotonic()
            while (left := self._still_busy(first)) > 0:
                self._news.wait(left)
            changed, self._changed = self._changed, {}
        self._forget_lost(changed)
        return frozenset(changed)

    def stop(self) -> None:
        """Watch no more."""
        if self._observer:
            self._observer.stop()
        self._observer = None
        self._scheduled.clear()

    def _still_busy(self, first: float) -> float:
        """Tell how many seconds of silence are missing."""
        quiet = _QUIET if len(self._changed) < _MANY else _QUIET_AFTER_MANY
        return min(self._last + quiet, first + _LONGEST) - time.monotonic()

    def _note(self, path: str, *, is_folder: bool) -> None:
        """Take note of a path that has come, gone or been written."""
        name = os.path.relpath(path, self._root)
        if self._watched.covers(name.replace(os.sep, "/")):
            with self._news:
                self._has_grown = self._has_grown or is_folder
                self._changed[name.replace(os.sep, "/")] = None
                self._last = time.monotonic()
                self._news.notify_all()

    def _enter(self, key: tuple[str, bool]) -> None:
        """Watch a folder, if it is there."""
        folder, is_deep = key
        if key in self._scheduled or not (self._root / folder).is_dir():
            return
        self._has_grown = True
        kinds = [*_SAVED]
        if self.is_polling or not platform.is_linux():
            kinds.append(FileModifiedEvent)
        with suppress(FileNotFoundError, NotADirectoryError):  # it has just gone
            self._scheduled[key] = self._running_observer().schedule(
                _Ear(self._note),
                str(self._root / folder),
                recursive=is_deep,
                event_filter=kinds,
            )

    def _running_observer(self) -> BaseObserver:
        if not self._observer:
            self._observer = PollingObserver() if self.is_polling else Observer()
            self._observer.start()
        return self._observer

    def _look_for_room(self) -> None:
        """Make sure that all folders are watched, those inside of others, too.

        Where the system has no room for one of these, nothing is said of it.

        Raises:
            OSError: There is no room for one more.
        """
        if self._has_grown and platform.is_linux() and not self.is_polling:
            observer = self._running_observer()
            nobody = FileSystemEventHandler()
            kinds: list[type[FileSystemEvent]] = [DirDeletedEvent]
            observer.unschedule(observer.schedule(nobody, "/", event_filter=kinds))
        self._has_grown = False

    def _leave(self, key: tuple[str, bool]) -> None:
        watch = self._scheduled.pop(key)
        if self._observer:
            with suppress(KeyError):
                self._observer.unschedule(watch)

    def _forget_lost(self, changed: dict[str, None]) -> None:
        """Leave folders that have gone or come anew: nothing is heard of them."""
        for folder, is_deep in list(self._scheduled):
            if folder in changed:
                self._leave((folder, is_deep))


class _Ear(FileSystemEventHandler):
    """Hears what the system says."""

    def __init__(self, note: Callable[..., None]) -> None:
        self._note = note

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note both ends of a move; they may matter or not."""
        for path in (event.src_path, event.dest_path):
            if path:
                self._note(os.fsdecode(path), is_folder=event.is_directory)
