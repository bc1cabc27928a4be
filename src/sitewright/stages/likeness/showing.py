"""Show a comparison as one page: both sides, and nothing that a browser must load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import Final

from sitewright.kernel.diagnostics import Span, printable
from sitewright.kernel.reports import count, format_place
from sitewright.model.likeness import Aspect, Excerpt, Group, Likeness, Sighting
from sitewright.stages.likeness.telling import (
    heading_of,
    sentence_about,
    summary_of,
    visible,
    where_of,
)

_STYLE: Final = (
    files("sitewright.stages.likeness").joinpath("report.css").read_text("utf-8")
)
_MOST: Final = 200
"""So many places of one difference are listed; a report must open in a browser."""

_PAGE: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}{filters}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="lead">{summary}</p>
{numbers}
{controls}</header>
<main>
{main}</main>
</body>
</html>
"""


def render_report(likeness: Likeness, old: str, new: str) -> str:
    """Write the page.

    Args:
        likeness: What the comparison came to.
        old: What the old site is called.
        new: What the new one is called.
    """
    aspects = _aspects_in(likeness)
    return _PAGE.format(
        title=_text(f"{old} compared with {new}"),
        style=_STYLE,
        filters="".join(
            f"body:has(#show-{name}:not(:checked)) .is-{name} {{ display: none }}\n"
            for name in aspects
        ),
        summary=_text(summary_of(likeness, old, new)),
        numbers=_numbers(likeness),
        controls=_controls(aspects) if len(aspects) > 1 else "",
        main="".join(_main(likeness, old, new)),
    )


def _aspects_in(likeness: Likeness) -> dict[Aspect, int]:
    """Count the differences of each kind, in their order."""
    found: dict[Aspect, int] = {}
    for group in likeness.groups:
        aspect = group.difference.aspect
        found[aspect] = found.get(aspect, 0) + 1
    return found


def _numbers(likeness: Likeness) -> str:
    numbers = (
        (likeness.pages + likeness.files, "compared"),
        (likeness.same, "the same"),
        (len(likeness.groups), "difference" + "s" * (len(likeness.groups) != 1)),
        (len(likeness.forwarded), "redirected"),
        (len(likeness.allowed), "allowed"),
    )
    items = (
        f"<li><strong>{number:,}</strong> {word}</li>\n" for number, word in numbers
    )
    return f'<ul class="numbers">\n{"".join(items)}</ul>'


def _controls(aspects: dict[Aspect, int]) -> str:
    boxes = (
        f'<label><input type="checkbox" id="show-{name}" checked> {name} ({number})</label>\n'
        for name, number in aspects.items()
    )
    return f"<fieldset>\n<legend>Show</legend>\n{''.join(boxes)}</fieldset>\n"


def _main(likeness: Likeness, old: str, new: str) -> Iterator[str]:
    if likeness.findings:
        yield "<h2>What was wrong with the files</h2>\n<ul>\n"
        for item in likeness.findings:
            where = f" <code>{_place(item.span)}</code>" if item.span else ""
            yield f"<li>{item.code}: {_text(item.message)}{where}</li>\n"
        yield "</ul>\n"
    yield "<h2>Differences</h2>\n"
    if not likeness.groups:
        yield "<p>There is none.</p>\n"
    for group in likeness.groups:
        yield from _group(group, old, new)
    if likeness.forwarded:
        yield "<h2>Redirected</h2>\n"
        rows = (
            (_text(item.url), _text(item.target) or "gone, on purpose")
            for item in likeness.forwarded
        )
        yield f'<div class="card">\n{_table(("Old address", "Leads to"), rows)}</div>\n'
    if likeness.allowed:
        yield "<h2>Allowed</h2>\n"
        for group in likeness.allowed:
            yield from _group(group, old, new)


def _group(group: Group, old: str, new: str) -> Iterator[str]:
    difference = group.difference
    aspect = difference.aspect
    # What is allowed stays, whatever is chosen.
    name = "" if group.reason else f' class="is-{aspect}"'
    yield f"<article{name}>\n<header>\n"
    yield f'<span class="kind">{aspect}</span>\n'
    is_listed = aspect in (Aspect.LOST, Aspect.EXTRA)
    what = heading_of(group) if is_listed else sentence_about(difference)
    yield f"<h3>{_text(what)}</h3>\n"
    if not is_listed:
        yield f'<span class="where">{_text(where_of(group))}</span>\n'
        if len(group.sightings) == 1 and (way := group.sightings[0].way):
            yield f'<span class="where">in {_text(way)}</span>\n'
    yield "</header>\n"
    if group.reason:
        yield f'<p class="reason">Allowed: {_text(group.reason)}</p>\n'
    if is_listed:
        spans = ((item.url, item.old or item.new) for item in group.sightings)
        rows = ((_text(url), _place(span) if span else "") for url, span in spans)
        yield _table(("Address", "File"), rows)
    else:
        first = group.sightings[0]
        yield '<div class="sides">\n'
        yield _side("old", "del", old, difference.old, first.old)
        yield _side("new", "ins", new, difference.new, first.new)
        yield "</div>\n"
        if len(group.sightings) > 1:
            yield from _places(group)
    yield "</article>\n"


def _side(name: str, mark: str, site: str, shown: Excerpt, place: Span | None) -> str:
    if shown.part or shown.before or shown.after:
        part = f"<{mark}>{_text(visible(shown.part))}</{mark}>" if shown.part else ""
        text = f"<pre>{_text(shown.before)}{part}{_text(shown.after)}</pre>"
    else:
        text = '<p class="nothing">nothing</p>'
    where = _place(place) if place else _text(site)
    return f'<figure class="{name}">\n<figcaption>{where}</figcaption>\n{text}\n</figure>\n'


def _places(group: Group) -> Iterator[str]:
    """List the places of which only the first is above the sides."""
    sightings = group.sightings
    rows = (_row(item) for item in sightings[:_MOST])
    heads = "Address", "Old", "New", "Within"
    yield f"<details>\n<summary>{count(len(sightings), 'place')}</summary>\n"
    yield _table(heads, rows)
    if more := max(0, len(sightings) - _MOST):
        yield f'<p class="reason">And {more:,} more, which --format json lists.</p>\n'
    yield "</details>\n"


def _row(sighting: Sighting) -> tuple[str, ...]:
    spans = (_place(span) if span else "" for span in (sighting.old, sighting.new))
    return _text(sighting.url), *spans, _text(sighting.way)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows
    )
    return (
        '<div class="places">\n<table>\n'
        f"<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n"
    )


def _place(span: Span) -> str:
    return escape(format_place(span))


def _text(text: str) -> str:
    return "\n".join(escape(printable(line)) for line in text.split("\n"))
