"""What is made later: once, when asked for, and compared without being made."""

from __future__ import annotations

import pickle

import pytest

from sitewright.kernel.diagnostics import Span, error, merge_repeats
from sitewright.kernel.digests import digest_of, same_value
from sitewright.kernel.later import LaterMapping, LaterSpan
from sitewright.model.data import Data
from sitewright.model.document import Document, Head, Source
from sitewright.stages.cascade import merge_data
from sitewright.stages.frontmatter import split_document


def refuse(*_given: object) -> dict[str, int]:
    raise AssertionError("nobody should have asked")


def number(*names: str) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def reverse(*names: str) -> dict[str, int]:
    return dict(reversed(number(*names).items()))


def test_a_mapping_is_made_once_when_it_is_looked_into():
    asked = []

    def make(name: str) -> dict[str, int]:
        asked.append(name)
        return {name: 1}

    later = LaterMapping(make, "a")
    assert asked == []
    assert (later["a"], later.get("b"), len(later), list(later)) == (1, None, 1, ["a"])
    assert asked == ["a"]


def test_what_has_the_same_recipe_is_the_same_without_being_made():
    one, other = LaterMapping(refuse, "a", (1, 2)), LaterMapping(refuse, "a", (1, 2))
    assert one == other
    assert same_value(one, other)
    assert digest_of(one) == digest_of(other)
    assert pickle.loads(pickle.dumps(one)).recipe == one.recipe


def test_what_has_another_recipe_is_compared_as_it_is_made():
    later = LaterMapping(number, "a")
    assert later == LaterMapping(reverse, "a") == {"a": 0}
    assert later != LaterMapping(number, "b")
    assert same_value(later, LaterMapping(reverse, "a"))
    assert not same_value(later, LaterMapping(number, "b"))
    two = LaterMapping(number, "a", "b"), LaterMapping(reverse, "a", "b")
    assert two[0] == two[1]
    assert not same_value(*two)  # the order of keys counts, as in any mapping
    assert digest_of(LaterMapping(number, "a")) != digest_of(LaterMapping(number, "b"))


def test_a_span_is_as_good_later_as_now():
    later, now = LaterSpan(Span, "p.md", 1, 2, 3), Span("p.md", 1, 2, 3)
    assert (later.path, later.line, later.column, later.width) == ("p.md", 1, 2, 3)
    assert LaterSpan(Span, "p.md", 1, 2, 3) == now
    assert now == LaterSpan(Span, "p.md", 1, 2, 3)
    assert now != LaterSpan(Span, "p.md", 1, 2, 4)
    assert hash(LaterSpan(Span, "p.md", 1, 2, 3)) == hash(now)
    assert min(LaterSpan(Span, "q.md"), now, LaterSpan(Span, "r.md")) is now
    assert pickle.loads(pickle.dumps(LaterSpan(Span, "p.md", 1, 2, 3))) == now
    with pytest.raises(AttributeError):
        _ = later.height  # type: ignore[attr-defined]


def test_spans_of_one_recipe_are_the_same_without_being_found():
    one, other = LaterSpan(refuse, "a"), LaterSpan(refuse, "a")
    assert same_value(one, other)
    assert digest_of(one) == digest_of(other)
    assert not same_value(LaterSpan(Span, "a"), LaterSpan(Span, "b"))
    assert same_value(LaterSpan(Span, "a"), LaterSpan(Span, "a", 0))


def test_findings_of_one_place_are_one_finding():
    found = [error("X", "wrong", LaterSpan(Span, "p.md", 1)) for _ in range(2)]
    assert merge_repeats([*found, error("X", "wrong", Span("p.md", 1))]) == (found[0],)


def split(text: str) -> Document:
    document, findings = split_document(Source("p.md", text))
    assert document is not None, findings
    return document


BEFORE = "---\ntitle: A # one\nb: 'x'\n---\nText\n"


@pytest.mark.parametrize(
    ("after", "is_same"),
    [
        pytest.param(BEFORE, True, id="nothing"),
        pytest.param(BEFORE.replace("one", "two"), True, id="a comment"),
        pytest.param(BEFORE.replace("'x'", '"x"'), True, id="other quotes"),
        pytest.param(BEFORE.replace("'x'", "x"), False, id="a place"),
        pytest.param(BEFORE.replace("A", "B"), False, id="a value"),
        pytest.param(BEFORE.replace("b:", "\nb:"), False, id="a line"),
        pytest.param(BEFORE.replace("Text", "Words"), False, id="the text"),
    ],
)
def test_a_document_is_the_same_if_values_and_places_are(after: str, is_same: bool):
    assert same_value(split(BEFORE), split(after)) is is_same
    assert (split(BEFORE) == split(after)) is is_same
    old, new = split(BEFORE).head, split(after).head
    merged = [merge_data("p.md", Head(""), {}, (), (it,))[0] for it in (old, new)]
    assert same_value(*merged) is (is_same or "Text" not in after)


def test_a_head_travels_with_its_recipe():
    head = split(BEFORE).head
    sent = pickle.loads(pickle.dumps(head))
    assert sent == head
    assert isinstance(sent.places, LaterMapping)
    assert sent.places.recipe == head.places.recipe  # type: ignore[attr-defined]
    assert sent.places["title",].value == Span("p.md", 2, 8, 1)


def test_where_values_are_is_not_asked_to_say_where():
    data = Data("p.md", {}, LaterMapping(refuse, "p.md"))
    assert isinstance(data.value_span("a", "b"), LaterSpan)
    assert Data("p.md", {}, {}).value_span("a") == Span("p.md", 1)
