"""``sitewright new``: begin a page from an archetype."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from os.path import relpath
from pathlib import Path

from sitewright.commands.accepted import refuse, texts_of_all
from sitewright.commands.project import USAGE, UsageError, find_project, read_project
from sitewright.commands.report import say_findings
from sitewright.edges.beginning import find_hindrances, read_archetypes, write_new
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.terminal import say
from sitewright.edges.writer import WriteError
from sitewright.kernel.diagnostics import Checked, printable
from sitewright.kernel.reports import format_columns, format_json
from sitewright.kernel.times import parse_time
from sitewright.model.build import Options, Workspace
from sitewright.model.document import Source
from sitewright.model.newpage import Wish
from sitewright.pipeline.beginning import (
    Beginning,
    Begun,
    begin_page,
    find_folders,
    find_wish,
)
from sitewright.stages.archetypes.choosing import DEFAULT, name_archetypes
from sitewright.stages.config import read_config
from sitewright.stages.urlledger.lines import format_url

FINE, BROKEN = 0, 1

_BROKEN = "The page would break the site:\n"
_BUILT_IN = "(built in)"


def run(arguments: Namespace) -> int:
    """Write a page that is not there yet, and tell where it is and will be.

    Returns:
        0 if it was written; 1 if it cannot be, or would break the site; 2 if the
        arguments make no sense, or name no page.
    """
    try:
        title, date = _title_of(arguments), _date_of(arguments)
        root, config_name = find_project(arguments.config)
        options = Options(now=read_clock())
        with own_python():
            workspace = read_project(root, config_name)
        wish = Wish(arguments.page, title, arguments.archetype, date, arguments.draft)
        return _run(arguments, root, workspace, options, wish)
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    except WriteError as bad:
        say(f"sitewright: nothing was written: {bad}", to_errors=True)
        return BROKEN


def _title_of(arguments: Namespace) -> str:
    """Take the title, in quotes or not, before or behind its option.

    Raises:
        UsageError: There are two, or it is none.
    """
    words = " ".join(arguments.words)
    if words and arguments.title:
        raise UsageError(f"there are two titles: '{words}' and '{arguments.title}'")
    title = " ".join((words or arguments.title).split())
    if not (title + arguments.page).isprintable():
        raise UsageError("a name or title has characters that cannot be seen")
    if title.endswith(".md"):
        raise UsageError(f"one page at a time; '{title}' is no title")
    return title


def _date_of(arguments: Namespace) -> datetime | None:
    """Take the date that was asked for; None if none was.

    Raises:
        UsageError: It is none.
    """
    if arguments.date is None:
        return None
    moment = parse_time(arguments.date.strip())
    if moment is None:
        raise UsageError(f"'{arguments.date}' is no date such as 2026-03-31")
    return moment


def _run(
    arguments: Namespace,
    root: Path,
    workspace: Workspace,
    options: Options,
    wish: Wish,
) -> int:
    config, findings = read_config(workspace.config)
    found = (workspace.findings or findings) if config is None else ()
    archetypes, findings = read_archetypes(root, workspace.paths)
    if not (found or findings or arguments.page):
        _list_archetypes(arguments, workspace, archetypes)
        return USAGE
    beginning = Beginning(workspace, None, found or findings)
    if not beginning.findings:
        named, findings = _find_wish(root, workspace, wish)
        beginning = Beginning(workspace, None, findings)
        if named:
            with own_python():
                beginning = begin_page(workspace, options, archetypes, named)
    texts = texts_of_all(beginning.workspace)
    texts |= {source.path: source.text for source in archetypes}
    if beginning.begun is None:
        if beginning.is_harmful and arguments.format == "text":
            say(_BROKEN, to_errors=True)
        return refuse(arguments, beginning.findings, texts)
    folders = write_new(root, beginning.begun.source)
    _report(arguments, root, beginning.begun, texts, folders)
    return FINE


def _find_wish(root: Path, workspace: Workspace, wish: Wish) -> Checked[Wish | None]:
    """Find out which page is meant by what was written, and whether its place is free."""
    named, findings = find_wish(workspace, wish)
    if named is None:
        return None, findings
    found = tuple(find_hindrances(root, workspace.paths, named.path))
    return (None, found) if found else (named, ())


def _list_archetypes(
    arguments: Namespace, workspace: Workspace, archetypes: tuple[Source, ...]
) -> None:
    """Say how the command is used, and what pages may begin with."""
    folders = find_folders(workspace)
    named = name_archetypes(archetypes, workspace.paths.templates)
    default = named.pop(DEFAULT)
    rows = [
        (
            f"  {printable(name)}",
            f"pages in {workspace.paths.content}/{name}/" if name in folders else "",
            printable(source.path),
        )
        for name, source in sorted(named.items())
    ]
    where = printable(default.path) if default in archetypes else _BUILT_IN
    rows.append((f"  {DEFAULT}", "all other pages", where))
    say(f"{arguments.usage}\narchetypes:\n{format_columns(rows)}\n")
    say("'sitewright new --help' tells the options.")


def _report(
    arguments: Namespace,
    root: Path,
    begun: Begun,
    texts: Mapping[str, str],
    folders: Sequence[str],
) -> None:
    """Tell what was written, and where it will be found."""
    page = begun.page
    if arguments.format == "json":
        summary = {
            "ok": True,
            "path": begun.source.path,
            "archetype": begun.archetype or None,
            "url": page.url or None,
            "published": begun.is_published,
        }
        say(format_json(begun.findings, summary))
        return
    say_findings(begun.findings, texts)
    if arguments.quiet:
        say(relpath(root / begun.source.path))
    else:
        say(format_columns(list(_rows(begun, folders))))


def _rows(begun: Begun, folders: Sequence[str]) -> Iterator[tuple[str, str]]:
    page = begun.page
    yield "written", printable(begun.source.path)
    for folder in folders:
        yield "folder", f"{printable(folder)}/ is new"
    yield "archetype", printable(begun.archetype) or _BUILT_IN
    yield "address", format_url(page.url) if page.url else "none"
    if page.navigation and page.navigation.parent:
        yield "menu", f"below {printable(page.navigation.parent)}"
    if not begun.is_published:
        drafts = " --drafts" if page.is_pending else ""
        future = " --future" if begun.is_future else ""
        what = "pending" if drafts else "future"
        yield what, f"'sitewright serve{drafts}{future}' shows it"
