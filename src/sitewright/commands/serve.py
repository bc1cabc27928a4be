"""``sitewright serve``: show the site in the browser while it is being written."""

from __future__ import annotations

import asyncio
import socket
from argparse import Namespace
from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import Final

from sitewright.commands.project import USAGE, UsageError, find_project
from sitewright.edges.assets import Assets
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.openfiles import allow_open_files
from sitewright.edges.terminal import flush, open_in_browser, say
from sitewright.model.build import Options
from sitewright.server.connection import Limits
from sitewright.server.guard import Access, is_loopback, read_host
from sitewright.server.listening import (
    LOCALHOST,
    ListenError,
    Show,
    end_on_signals,
    open_sockets,
    serve,
)
from sitewright.server.preview import Preview

FINE, BROKEN = 0, 1

_PATIENCE: Final = 0.5
_SPARE_FILES: Final = 100
_EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 -- that is what is warned of
_OPEN_TO_ALL: Final = """\
Everybody on this network can see it, by the names that --allow-host gives, drafts and
all."""

Work = Callable[[Show, Event], None]
"""Builds and shows until an event is set."""


def run(arguments: Namespace) -> int:
    """Serve the site until somebody ends it.

    Returns:
        0 once it is ended, 1 if it cannot listen, 2 if the arguments make no sense.
    """
    try:
        root, config_name = find_project(arguments.config)
        access = Access(frozenset(_find_names(arguments)))
        _refuse_bad_editor(arguments.editor)
        now = read_clock()
        sockets = open_sockets(
            arguments.bind, arguments.port, is_strict=arguments.strict_port
        )
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    except ListenError as bad:
        say(f"sitewright: the preview cannot listen: {bad}", to_errors=True)
        return BROKEN
    options = Options(
        now,
        shows_drafts=arguments.drafts,
        shows_future=arguments.future,
        keeps_names=True,
    )
    preview = Preview(access, Assets(root))

    def build(show: Show, ended: Event) -> None:
        # Here, so that the server is up before all that builds is loaded.
        from sitewright.commands.rebuilding import Project, Rebuilding
        from sitewright.commands.showing import Showroom
        from sitewright.commands.visitors import Asked

        asks = arguments.debug, arguments.jobs, arguments.poll
        project = Project(root, config_name, options, *asks)
        showroom = Showroom(root, arguments.editor)
        tabs = preview.tabs
        asked = Asked(preview.list_wanted, lambda: tabs.shown)
        Rebuilding(project, showroom, show, asked, ended).run()

    asyncio.run(_serve(preview, sockets, build, lambda: _say_where(arguments, sockets)))
    return FINE


async def _serve(
    preview: Preview,
    sockets: list[socket.socket],
    work: Work,
    greet: Callable[[], None],
) -> None:
    """Serve in this thread, and build in another.

    Args:
        preview: What there is to show.
        sockets: Where to listen.
        work: What to do in the other thread.
        greet: Called once all is up.

    Raises:
        Exception: The other thread has come upon a bug.
    """
    loop, ended, has_ended = asyncio.get_running_loop(), asyncio.Event(), Event()
    end_on_signals(ended)
    bugs: list[Exception] = []

    def build(show: Show) -> None:
        try:
            work(show, has_ended)
        except Exception as bug:  # noqa: BLE001 -- it is raised below
            bugs.append(bug)
            loop.call_soon_threadsafe(ended.set)

    threads: list[Thread] = []

    def begin(show: Show) -> None:
        greet()
        # It must not keep the process alive: a build may take long.
        threads.append(Thread(target=build, args=(show,), daemon=True))
        threads[0].start()

    limits = Limits(most=max(allow_open_files() - _SPARE_FILES, 1))
    await serve(preview, sockets, begin, ended, limits)
    has_ended.set()
    threads[0].join(_PATIENCE)
    if bugs:
        raise bugs[0]


def _find_names(arguments: Namespace) -> Iterator[str]:
    """Find the names by which the preview may be called.

    Raises:
        UsageError: One of them is no name of a host.
    """
    bind = arguments.bind
    for host in arguments.allow_host:
        name = read_host(host)
        if name is None:
            raise UsageError(f"--allow-host: '{host}' is not the name of a host")
        yield name
    yield f"[{bind}]".lower() if ":" in bind else bind.lower()


def _refuse_bad_editor(editor: str) -> None:
    """Refuse a link to the editor that cannot be filled in.

    Raises:
        UsageError: It has other words in braces than it may.
    """
    try:
        editor.format(path="", line=1, column=1)
    except (LookupError, ValueError, AttributeError) as bad:
        raise UsageError(
            f"--editor: '{editor}' may hold {{path}}, {{line}} and {{column}} only"
        ) from bad


def _say_where(arguments: Namespace, sockets: list[socket.socket]) -> None:
    """Say where the preview is, and who can see it."""
    bind, port = arguments.bind, sockets[0].getsockname()[1]
    is_open = bind != LOCALHOST and not is_loopback(bind)
    name = LOCALHOST if bind in _EVERYWHERE else f"[{bind}]" if ":" in bind else bind
    address = f"http://{name}:{port}/"
    if arguments.port not in (0, port):
        say(f"Port {arguments.port} is in use.")
    say(f"The preview is at {address} (Ctrl+C ends it)")
    if is_open:
        say(_OPEN_TO_ALL, to_errors=True)
    flush()
    if arguments.open:
        open_in_browser(address)
