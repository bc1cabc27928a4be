"""Find the place in a template that a fault is about."""

from __future__ import annotations

import re
from types import TracebackType

from sitewright.kernel.diagnostics import Span
from sitewright.stages.templates.environment import SiteEnvironment


def list_places(
    trace: TracebackType | None, environment: SiteEnvironment
) -> list[Span]:
    """List the template lines of a traceback, outermost first."""
    places = []
    while trace:
        path = trace.tb_frame.f_code.co_filename
        if environment.name_of(path):
            places.append(Span(path, trace.tb_lineno))
        trace = trace.tb_next
    return places


def find_owner(
    place: Span, name: str, environment: SiteEnvironment, *, is_deepest: bool = False
) -> str:
    """Name what a field was looked up in, as the template writes it; empty if unclear.

    Args:
        place: The line.
        name: The field.
        environment: Where the templates are.
        is_deepest: Whether, of several, the one with the most dots is meant, as where
            the owner has no value itself; else it is the first one.
    """
    start, end, text = _line(place, environment)
    field = rf"([\w.]+)(?:\.|\[['\"]?){re.escape(name)}(?!\w)"
    owners: list[str] = re.findall(field, text[start:end])
    if is_deepest:
        owners.sort(key=lambda owner: -owner.count("."))
    return owners[0] if owners else ""


def locate(place: Span, pattern: str, environment: SiteEnvironment) -> Span:
    """Find a word inside an expression or tag, from a template's line on.

    Jinja names the line where a tag begins; the word is sought up to the tag's end.
    """
    start, end, text = _line(place, environment)
    for found in re.compile(pattern).finditer(text, start, _end_of_tag(text, end)):
        if found[0] and _is_in_tag(text, found.start()):
            first = text.rfind("\n", 0, found.start()) + 1
            line = place.line + text.count("\n", start, found.start())
            column = found.start() - first + 1
            return Span(place.path, line, column, len(found[0]))
    return place


def _end_of_tag(text: str, end: int) -> int:
    """Find where the tag ends that a line, which ends here, leaves open."""
    if not _is_in_tag(text, end):
        return end
    ends = [at for mark in ("}}", "%}") if (at := text.find(mark, end)) >= 0]
    return min(ends, default=end)


def _is_in_tag(text: str, position: int) -> bool:
    """Tell whether a place in a template lies between ``{{`` and ``}}`` or the like."""
    opened = max(text.rfind(mark, 0, position) for mark in ("{{", "{%"))
    closed = max(text.rfind(mark, 0, position) for mark in ("}}", "%}"))
    return opened > closed


def _line(place: Span, environment: SiteEnvironment) -> tuple[int, int, str]:
    """Find a line in the text of its template: start, end, and the text; else empty."""
    name = environment.name_of(place.path)
    if not name or place.line < 1:
        return 0, 0, ""
    text = environment.template_text(name)
    start = 0
    for _ in range(place.line - 1):
        start = text.find("\n", start) + 1
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end, text
