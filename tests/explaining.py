"""Ask about sites in memory, and find single lines of what is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitewright.engine.ledger import Ledger
from sitewright.kernel.reports import format_place
from sitewright.model.build import Options
from sitewright.model.explanation import UNSAID, Explanation, Row
from sitewright.model.past import Past
from sitewright.pipeline.explaining import Question, Unknown, Whole, explain
from sitewright.pipeline.preparing import recall_plan
from sitewright.pipeline.site import build_site
from support import NOW, Files, workspace_of


def whole_of(files: Files, past: Past | None = None) -> Whole:
    """Build a site in memory, with errors or without."""
    workspace, ledger = workspace_of(files), Ledger()
    build = build_site(workspace, Options(now=NOW), ledger)
    plan = recall_plan(ledger)
    assert plan is not None
    return Whole(workspace, plan, ledger, build, past)


def ask(files: Files, name: str, value: str = "") -> Explanation | Unknown:
    """Ask about something in a site."""
    return explain(
        whole_of(files), Question(name, name if name in files else "", value)
    )


def told(files: Files, name: str, value: str = "") -> Explanation:
    """Ask about something that there is."""
    answer = ask(files, name, value)
    assert isinstance(answer, Explanation), answer
    return answer


def rows(explanation: Explanation, title: str = "") -> tuple[Row, ...]:
    """The lines under a heading, or the first ones."""
    if not title:
        return explanation.about
    return next(it.rows for it in explanation.sections if it.title == title)


def row(explanation: Explanation, label: str, title: str = "") -> Row:
    """The line that is about something."""
    return next(it for it in rows(explanation, title) if it.label == label)


def note(explanation: Explanation, title: str) -> str:
    """What is said below the lines under a heading."""
    return next(it.note for it in explanation.sections if it.title == title)


def line(one: Row) -> tuple[object, ...]:
    """A line as its parts: what, value, place, remark; what is not said is left out."""
    place = format_place(one.span) if one.span else ""
    value = "" if one.value is UNSAID else one.value
    return one.label, value, place, one.remark


def lines(one: Row) -> list[tuple[object, ...]]:
    """A line and those that belong to it."""
    return [line(one), *(line(it) for it in one.below)]


def every_row(found: tuple[Row, ...]) -> Iterator[Row]:
    """All lines, with those that belong to them."""
    for one in found:
        yield one
        yield from every_row(one.below)


def stands(texts: Mapping[str, str], one: Row) -> bool:
    """Whether a value that was written stands where it is said to, as far as one can see.

    A block of text begins on the line after its key.
    """
    if one.label == "made of" or "computed" in one.remark:
        return True
    assert one.span is not None, one
    if not isinstance(one.value, str | int | float):
        return one.span.path in texts
    rows = texts[one.span.path].split("\n")[one.span.line - 1 :][:2]
    value = str(one.value)
    value = value.lower() if isinstance(one.value, bool) else value.split("\n")[0]
    return value.split(" ")[0].strip("*") in "\n".join(rows)
