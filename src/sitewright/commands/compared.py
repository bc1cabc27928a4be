"""Tell what a comparison came to, to people and to machines."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping

from sitewright.commands.report import say_findings
from sitewright.edges.terminal import say, wants_colour
from sitewright.kernel.diagnostics import Findings, has_errors, printable
from sitewright.kernel.reports import (
    Paint,
    coloured,
    count,
    format_columns,
    format_json,
    format_place,
    format_tally,
    plain,
    span_as_json,
)
from sitewright.model.likeness import Aspect, Excerpt, Group, Likeness, Sighting
from sitewright.stages.likeness.telling import (
    heading_of,
    sentence_about,
    summary_of,
    visible,
)

_SHOWN = 3
_WHOLE = (Aspect.LOST, Aspect.EXTRA, Aspect.ADDRESS, Aspect.REDIRECT)
"""What is about addresses: all of them are shown."""


def refuse(arguments: Namespace, findings: Findings, texts: Mapping[str, str]) -> None:
    """Report why nothing could be compared."""
    if arguments.format == "json":
        say(format_json(findings, {"ok": False, "differences": []}))
        return
    say_findings(findings, texts)
    say(f"{format_tally(findings)}. Nothing was compared.", to_errors=True)


def report(
    arguments: Namespace,
    likeness: Likeness,
    names: tuple[str, str],
    texts: Mapping[str, str],
) -> None:
    """Report what differs, and what was wrong with the files.

    Args:
        arguments: How to report.
        likeness: What the comparison came to.
        names: What the two sites are called.
        texts: Texts that findings quote, by path.
    """
    findings = likeness.findings
    if arguments.format == "json":
        say(format_json(findings, _summary(likeness, names)))
        return
    say_findings(findings, texts)
    paint = coloured if wants_colour(sys.stdout) else plain
    for group in likeness.groups:
        say("\n".join(_format_group(group, paint)) + "\n")
    if likeness.forwarded:
        say("\n".join(_format_forwarded(likeness, paint)) + "\n")
    say(summary_of(likeness, *names))
    if arguments.report:
        say(f"Both sides of it: {printable(arguments.report)}")


def _format_group(group: Group, paint: Paint) -> Iterator[str]:
    difference = group.difference
    kind = paint("error", difference.aspect)
    yield f"{kind}: {paint('bold', printable(heading_of(group)))}"
    if difference.aspect not in (Aspect.LOST, Aspect.EXTRA):
        yield from _format_side("-", difference.old, "error", paint)
        yield from _format_side("+", difference.new, "help", paint)
    whole = difference.aspect in _WHOLE
    shown = group.sightings if whole else group.sightings[:_SHOWN]
    rows = [_format_sighting(item) for item in shown]
    yield from (f"    {line}" for line in format_columns(rows).split("\n"))
    if more := len(group.sightings) - len(shown):
        yield f"    and {count(more, 'more place')}"


def _format_side(sign: str, shown: Excerpt, colour: str, paint: Paint) -> Iterator[str]:
    """Lay one side out: what differs, and what stands around it."""
    if not (shown.part or shown.before or shown.after):
        return
    part = visible(shown.part)
    part = f"[{part}]" if part and (shown.before or shown.after) else part
    first, *rest = part.split("\n")
    lines = [f"{printable(shown.before)}{paint(colour, printable(first))}", *rest]
    lines[-1] += printable(shown.after)
    for line in lines:
        yield f"  {paint(colour, sign)} {line}"


def _format_sighting(sighting: Sighting) -> tuple[str, ...]:
    places = [format_place(span) for span in (sighting.old, sighting.new) if span]
    return printable(sighting.url), *places, *[""] * (2 - len(places))


def _format_forwarded(likeness: Likeness, paint: Paint) -> Iterator[str]:
    forwarded = likeness.forwarded
    yield f"{paint('help', 'redirected')}: {count(len(forwarded), 'old address')}"
    rows = [(printable(item.url), "->", _target(item.target)) for item in forwarded]
    yield from (f"    {line}" for line in format_columns(rows).split("\n"))


def _target(target: str) -> str:
    return printable(target) if target else "gone, on purpose"


def _summary(likeness: Likeness, names: tuple[str, str]) -> dict[str, object]:
    """Lay a comparison out for machines."""
    return {
        "ok": not likeness.groups and not has_errors(likeness.findings),
        "old": names[0],
        "new": names[1],
        "pages": likeness.pages,
        "files": likeness.files,
        "same": likeness.same,
        "differences": [_as_json(group) for group in likeness.groups],
        "allowed": [
            {**_as_json(group), "reason": group.reason} for group in likeness.allowed
        ],
        "redirected": [
            {"url": item.url, "target": item.target or None}
            for item in likeness.forwarded
        ],
    }


def _as_json(group: Group) -> dict[str, object]:
    difference = group.difference
    return {
        "kind": difference.aspect.value,
        "what": sentence_about(difference),
        "subject": difference.subject,
        "name": difference.name,
        "old": _side_as_json(difference.old),
        "new": _side_as_json(difference.new),
        "places": [
            {
                "url": item.url,
                "within": item.way,
                "old": span_as_json(item.old),
                "new": span_as_json(item.new),
            }
            for item in group.sightings
        ],
    }


def _side_as_json(shown: Excerpt) -> dict[str, str] | None:
    if not (shown.part or shown.before or shown.after):
        return None
    return {"before": shown.before, "part": shown.part, "after": shown.after}
