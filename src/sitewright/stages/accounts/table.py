"""Lay an account out for a terminal: what took how long, the most expensive first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sitewright.kernel.diagnostics import printable
from sitewright.kernel.frozen import frozen
from sitewright.kernel.reports import Paint, plain
from sitewright.kernel.sentences import count
from sitewright.stages.accounts.reckoning import Account, PageSpent, Spent

_MILLION: Final = 1_000_000
_LEAST: Final = 0.005
"""The share of the work that a stage must have to get a line."""

_MOST_TEMPLATES: Final = 20
_MOST_PAGES: Final = 10
_NARROWEST: Final = 12
_BAR: Final = 20
_NOTHING: Final = ("", "0", "0.0")
_MEANINGS: Final[Mapping[str, str]] = {
    "start-up": "Python, and all that it imports",
    "reading": "files, and hooks.py",
    "building": "between the stages",
    "writing": "what has changed",
    "keeping": "for the next build",
    "document": "front matter",
    "data": "data of pages, joined",
    "page": "addresses and dates",
    "item": "pages as templates see them",
    "body": "Markdown",
    "links": "links by source path",
    "render": "templates, and their compiling",
    "findings": "sorted",
}
"""What stages do whose names do not say so."""


@frozen
class _Table:
    """A table whose first column holds names.

    Attributes:
        heads: The heads of the columns.
        rows: A name, and numbers for the other columns.
        shares: How large the bar of each row is, from 0 to 1.
        remarks: What is said behind each row; empty for nothing.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float]
    remarks: Sequence[str] = ()


def format_account(account: Account, width: int, paint: Paint = plain) -> str:
    """Lay an account out for people.

    Args:
        account: What to show.
        width: How many columns there are.
        paint: How names become colours.

    Returns:
        Lines joined by newlines, without a trailing one.
    """
    tables = [_table_of_stages(account)]
    if account.templates:
        tables.append(_table_of_templates(account.templates, account.work))
    if account.hooks:
        tables.append(_table_of_hooks(account.hooks, account.work))
    if account.pages:
        tables.append(_table_of_pages(account.pages))
    lines = [paint("bold", _headline(account))]
    for table in tables:
        lines += ["", *_lay_out(table, width, paint)]
    return "\n".join(lines)


def _headline(account: Account) -> str:
    text = f"{account.wall / _MILLION / 1000:.2f} s from the start of the process"
    if account.processes > 1:
        work = account.work / _MILLION / 1000
        text += f"; {work:.2f} s of work in {count(account.processes, 'process')}"
    return text


def _table_of_stages(account: Account) -> _Table:
    work = max(account.work, 1)
    ordered = sorted(account.stages, key=lambda stage: -stage.own)
    shown = [stage for stage in ordered if stage.own / work >= _LEAST]
    rest = ordered[len(shown) :]
    rows = [
        (it.name, f"{it.count:,}", f"{it.known:,}", _ms(it.own), _share(it.own, work))
        for it in shown
    ]
    shares = [it.own / work for it in shown]
    if rest:
        own = sum(it.own for it in rest)
        name = f"{len(rest):,} more"
        rows.append((name, "", "", _ms(own), _share(own, work)))
        shares.append(own / work)
    heads = ("Stages", "ran", "reused", "ms", "share")
    return _Table(heads, rows, shares, [_MEANINGS.get(row[0], "") for row in rows])


def _table_of_templates(templates: Sequence[Spent], work: int) -> _Table:
    rows = []
    for it in templates[:_MOST_TEMPLATES]:
        numbers = (f"{it.count:,}", f"{it.macros:,}", _ms(it.compiling), _ms(it.total))
        rows.append((it.name, *numbers, _ms(it.own), _share(it.cost, work)))
    shares = [it.cost / max(work, 1) for it in templates[:_MOST_TEMPLATES]]
    if rest := templates[_MOST_TEMPLATES:]:
        cost = sum(it.cost for it in rest)
        name = f"{len(rest):,} more"
        rows.append((name, "", "", "", "", "", _share(cost, work)))
        shares.append(cost / max(work, 1))
    heads = ("Templates", "runs", "macros", "compiling", "total ms", "own ms", "share")
    return _Table(heads, rows, shares)


def _table_of_hooks(hooks: Iterable[Spent], work: int) -> _Table:
    rows, shares = [], []
    for it in hooks:
        numbers = f"{it.count:,}", _ms(it.total), _ms(it.own), _share(it.own, work)
        rows.append((it.name, *numbers))
        shares.append(it.own / max(work, 1))
    return _Table(("Hooks", "calls", "total ms", "own ms", "share"), rows, shares)


def _table_of_pages(pages: Sequence[PageSpent]) -> _Table:
    slowest = pages[:_MOST_PAGES]
    rows = [
        (it.name, _ms(it.markdown), _ms(it.templates), _ms(it.total)) for it in slowest
    ]
    most = max(slowest[0].total, 1)
    shares = [it.total / most for it in slowest]
    return _Table(("Slowest pages", "Markdown", "templates", "ms"), rows, shares)


def _lay_out(table: _Table, width: int, paint: Paint) -> Iterator[str]:
    """Lay one table out, without columns that say nothing; bars if there is room."""
    kept = [n for n in range(len(table.heads)) if not _says_nothing(table.rows, n)]
    rows = [[row[n] for n in kept] for row in (table.heads, *table.rows)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(kept))]
    rest = sum(widths[1:]) + 2 * len(widths[1:])
    names = min(widths[0], max(width - rest, _NARROWEST))
    has_bars = width - rest - names >= _BAR + 2
    remarks = table.remarks or [""] * len(table.rows)
    for number, row in enumerate(rows):
        numbers = zip(row[1:], widths[1:], strict=True)
        cells = [f"{cell:>{size}}" for cell, size in numbers]
        line = "  ".join((f"{_shorten(row[0], names):<{names}}", *cells))
        if not number:
            yield paint("bold", line)
            continue
        if has_bars:
            bar, remark = _bar(table.shares[number - 1]), remarks[number - 1]
            is_told = remark and len(line) + _BAR + len(remark) + 4 <= width
            behind = " " * (_BAR - len(bar) + 2) + remark if is_told else ""
            line = f"{line}  {paint('place', bar)}{behind}" if bar or behind else line
        yield line


def _says_nothing(rows: Sequence[Sequence[str]], column: int) -> bool:
    return all(row[column] in _NOTHING for row in rows)


def _bar(share: float) -> str:
    """Draw a bar; eighths of a block at its end."""
    eighths = round(share * _BAR * 8)
    full, part = divmod(eighths, 8)
    return "█" * full + (" ▏▎▍▌▋▊▉"[part] if part else "")


def _shorten(name: str, size: int) -> str:
    """Leave out the begin of what is too long: the ends of paths tell them apart."""
    name = printable(name)
    return name if len(name) <= size else f"…{name[1 - size :]}"


def _ms(nanoseconds: int) -> str:
    return f"{nanoseconds / _MILLION:,.1f}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.1f}%"
