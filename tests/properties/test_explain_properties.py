"""No unexplained value: whatever a template sees has an origin, and the place holds it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from explaining import every_row
from random_sites import SITES
from sitewright.engine.ledger import Ledger
from sitewright.model.build import Options
from sitewright.model.explanation import Explanation, Row
from sitewright.pipeline.explaining import Question, Whole, explain
from sitewright.pipeline.explaining.names import OURS, tell_value
from sitewright.pipeline.preparing import recall_plan
from sitewright.pipeline.site import build_site
from sitewright.stages.explaining.showing import (
    format_explanation,
    lay_out_for_machines,
)
from sitewright.stages.origins import list_leaves
from support import NOW, workspace_of

MADE = ("computed", "part ", "hook ")


def whole_of(files: dict[str, str]) -> Whole | None:
    workspace, ledger = workspace_of(files), Ledger()
    build = build_site(workspace, Options(now=NOW), ledger)
    plan = recall_plan(ledger)
    return Whole(workspace, plan, ledger, build) if plan else None


def holds(files: dict[str, str], row: Row) -> bool:
    """Tell whether a value stands at its place, as far as it can be written in one way."""
    span, value = row.span, row.value
    assert span is not None
    if not span.line or row.remark.startswith(MADE):
        return span.path in files
    text = files[span.path].split("\n")[span.line - 1]
    if isinstance(value, bool):
        return str(value).lower() in text
    if isinstance(value, str | int | float):
        return str(value) in text
    return True


@settings(max_examples=50)
@given(SITES)
def test_every_value_that_a_template_sees_has_an_origin_and_stands_there(files):
    whole = whole_of(files)
    for page in whole.every.values() if whole else ():
        for name in (*page.data, *OURS, *whole.plan.reading.site_data):
            assert tell_value(whole, page, (name,)), name
        for leaf in filter(lambda it: it.keys, list_leaves(page.data)):
            row = tell_value(whole, page, tuple(map(str, leaf.keys)))
            assert row is not None
            for one in every_row((row,)):
                assert one.label == "made of" or holds(files, one), one


@settings(max_examples=25)
@given(SITES, st.sampled_from(["/", "/a/", "/b/c/", "/old/", "x", "NAV3", "a.b[0]"]))
def test_whatever_is_asked_of_whatever_site_is_answered(files, name):
    whole = whole_of(files)
    if whole is None:
        return
    paths = [it for it in files if not it.endswith(".txt")]
    questions = [Question(name), Question(name, "", "title"), Question("", "", "x")]
    questions += [Question(path, path) for path in paths]
    questions += [Question(path, path, "title") for path in paths]
    for question in questions:
        answer = explain(whole, question)
        if isinstance(answer, Explanation):
            assert format_explanation(answer, width=40)
            assert lay_out_for_machines(answer)["name"]
        else:
            assert answer.message
