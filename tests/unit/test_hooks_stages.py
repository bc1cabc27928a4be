"""Hooks that make data, collections and text."""

from __future__ import annotations

import copy
from collections import namedtuple
from datetime import UTC, datetime

import pytest

from sitewright.kernel.diagnostics import Span
from sitewright.model.data import Data
from sitewright.model.document import Place
from sitewright.model.hooks import NONE, Hooks, NotPlainError, plain_value, read_only
from sitewright.stages.hooks import (
    Gathered,
    apply_postprocessors,
    apply_preprocessors,
    run_collections,
    run_computed,
    run_data,
)
from support import hooks_of

ITEMS = {
    path: {
        "url": f"/{path[8:-3]}/",
        "inputPath": f"./{path}",
        "data": {"title": path, "tags": list(tags)},
    }
    for path, tags in {
        "content/b.md": ("news",),
        "content/blog/a.md": ("news", "x"),
        "content/blog/2025/c.md": (),
        "content/out.md": ("news",),
    }.items()
}
COLLECTIONS = {
    "all": ("content/b.md", "content/blog/a.md", "content/blog/2025/c.md"),
    "news": ("content/b.md", "content/blog/a.md"),
}


def made(source: str) -> Hooks:
    hooks = hooks_of({"hooks.py": f"from sitewright import hooks\n{source}\n"})
    assert hooks.findings == ()
    return hooks


def collect(body: str) -> tuple[Gathered, list[str]]:
    hooks = made(f"@hooks.collection\ndef c(pages):\n    {body}")
    gathered, findings = run_collections(hooks, ITEMS, COLLECTIONS)
    return gathered, [item.message for item in findings]


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ("return pages.all()", COLLECTIONS["all"]),
        ("return pages.by_tag('news')", COLLECTIONS["news"]),
        ("return pages.by_tag('none')", ()),
        ("return pages.by_glob('content/*.md')", ("content/b.md",)),
        ("return pages.by_glob('./content/blog/*')", ("content/blog/a.md",)),
        ("return pages.by_glob('content/blog/**')", COLLECTIONS["all"][1:]),
        ("return pages.by_glob('**/?.md')", COLLECTIONS["all"]),
        ("return pages.by_glob('content/**/c.md')", ("content/blog/2025/c.md",)),
        ("return pages.by_glob('content/b.md', '**/a.md')", COLLECTIONS["news"]),
        ("return pages.by_glob('b.md')", ()),
        ("return pages.by_glob()", ()),
        ("return reversed(pages.by_tag('news'))", COLLECTIONS["news"][::-1]),
        ("yield from pages.by_tag('news')", COLLECTIONS["news"]),
        (
            "return (p for p in pages.all() if 'x' in p['data']['tags'])",
            ("content/blog/a.md",),
        ),
    ],
)
def test_a_collection_of_pages(body, paths):
    assert collect(body) == (Gathered({"c": paths}, {}), [])


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("return ['b', 'a']", ["b", "a"]),
        ("return [p['url'] for p in pages.by_tag('news')]", ["/b/", "/blog/a/"]),
        ("return {'2025': [{'n': 1}]}", {"2025": [{"n": 1}]}),
        (
            "return [{'page': p} for p in pages.by_glob('**/b.md')]",
            [{"page": ITEMS["content/b.md"]}],
        ),
        ("return [(1, 2)]", [[1, 2]]),
    ],
)
def test_a_collection_of_anything_else(body, value):
    gathered, findings = collect(body)
    assert (gathered.of_values, findings) == ({"c": value}, [])
    assert type(next(iter(gathered.of_values.values()))) is type(value)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("pages.all()", "collection 'c' returned nothing"),
        ("return 'news'", "collection 'c' returned 'news'"),
        (
            "return {'a', 'b'}",
            "collection 'c' returned a set, which has no order; make a list with sorted(…)",
        ),
        ("return [object()]", "collection 'c' returned something of the type 'object'"),
        (
            "pages.all()[0]['url'] = '/'",
            "collection 'c' failed: TypeError: what a hook is given is for reading; change a copy: dict(…)",
        ),
        (
            "pages.all()[0]['data']['tags'].append('')",
            "collection 'c' failed: TypeError: what a hook is given is for reading; change a copy: list(…)",
        ),
        (
            "return pages.all('x')",
            "collection 'c' failed: TypeError: Pages.all() takes 1 positional argument but 2 were given",
        ),
    ],
)
def test_what_cannot_be_a_collection(body, says):
    assert collect(body) == (Gathered(), [says])


def test_without_hooks_nothing_is_done():
    data = Data("a.md", {}, {})
    assert run_data(NONE, data) == (data, ())
    assert run_collections(NONE, ITEMS, COLLECTIONS) == (Gathered(), ())
    assert run_computed(NONE, data, {}) == (data, ())
    assert apply_preprocessors(NONE, "a.md", {}, "x") == ("x", ())
    assert apply_postprocessors(NONE, "a.html", "x") == ("x", ())


def test_data_lies_over_that_of_files():
    hooks = made(
        "@hooks.data('office')\ndef f(): return {'city': 'Leeds', 'at': {'x': 2}}\n"
        "@hooks.data\ndef new(): return [1]"
    )
    here = Place(Span("data/office.yaml", 1, 1, 4), Span("data/office.yaml", 1, 7, 1))
    office = {"city": ["York"], "post": "LS1", "at": {"x": 1, "y": 1}}
    paths = [("office",), ("office", "city"), ("office", "city", 0), ("office", "post")]
    below = Data("data", {"office": office}, dict.fromkeys(paths, here))
    data, findings = run_data(hooks, below)
    assert findings == ()
    assert data.values == {
        "office": {"city": "Leeds", "post": "LS1", "at": {"x": 2, "y": 1}},
        "new": [1],
    }
    assert office["city"] == ["York"]
    assert office["at"]["x"] == 1
    assert data.value_span("office", "post") == here.value
    assert data.value_span("office", "city", 0) == Span("hooks.py", 2, 14, 6)
    assert data.value_span("new") == Span("hooks.py", 5, 5, 3)


def test_data_that_is_none_is_reported():
    below = Data("data", {}, {})
    data, findings = run_data(made("@hooks.data\ndef f(): ..."), below)
    assert (data, [f.code for f in findings]) == (below, ["HOOK010"])


COMPUTED = """
@hooks.computed
def kind(data):
    return data["page"]["url"] + data["title"]
@hooks.computed("meta.title")
def meta_title(data):
    return data["kind"] + "!"
@hooks.computed("gone")
def gone(data):
    return None
"""


def test_computed_values_see_those_above_and_have_a_place():
    here = Place(Span("a.md", 2, 1, 4), Span("a.md", 2, 7, 1))
    given = {"title": "T", "meta": {"title": "old", "x": 1}, "gone": [1]}
    places = {("meta", "title"): here, ("gone",): here, ("gone", 0): here}
    before = copy.deepcopy(given)
    data, findings = run_computed(
        made(COMPUTED), Data("a.md", given, places), {"url": "/a/"}
    )
    assert findings == ()
    assert data.values == {
        "title": "T",
        "meta": {"title": "/a/T!", "x": 1},
        "gone": None,
        "kind": "/a/T",
    }
    assert given == before
    assert data.value_span("meta", "title").path == "hooks.py"
    assert data.value_span("gone", 0).path == "hooks.py"


def test_a_computed_value_that_fails_names_the_page():
    _, (finding,) = run_computed(
        made("@hooks.computed\ndef a(data): return data['no']"),
        Data("a.md", {}, {}),
        {},
    )
    assert finding.message == "computed value 'a' failed: KeyError: 'no'"
    assert [note.message for note in finding.notes] == ["while computing data of a.md"]
    assert finding.span == Span("hooks.py", 3, 21, 10)


PRE = """
@hooks.preprocessor(".md")
def one(data, text):
    if data.get("internal"):
        return False
    if data.get("bad"):
        return True
    return text + "1"
@hooks.preprocessor
def two(data, text):
    if text == "":
        return None
    return text + "2"
@hooks.preprocessor(".njk", ".html")
def three(data, text):
    return text + "3"
"""


@pytest.mark.parametrize(
    ("path", "data", "text"),
    [
        ("a.md", {}, "x12"),
        ("a.njk", {}, "x23"),
        ("a.txt", {}, "x2"),
        ("a.md", {"internal": True}, None),
    ],
)
def test_preprocessors_change_text_or_leave_pages_out(path, data, text):
    assert apply_preprocessors(made(PRE), path, data, "x") == (text, ())


def test_a_preprocessor_that_returns_something_else_is_reported():
    text, (finding,) = apply_preprocessors(made(PRE), "a.md", {"bad": 1}, "x")
    assert (text, finding.code) == ("x", "HOOK010")
    assert finding.message == "preprocessor 'one' returned True"


POST = """
@hooks.postprocessor(".html")
def lazy(text, path):
    return text.replace("<img", "<img loading=lazy") + path
@hooks.postprocessor(".txt")
def forgets(text, path):
    text.upper()
"""


def test_postprocessors_change_finished_text():
    hooks = made(POST)
    assert apply_postprocessors(hooks, "a.html", "<img>") == (
        "<img loading=lazy>a.html",
        (),
    )
    assert apply_postprocessors(hooks, "a.css", "x") == ("x", ())
    _, (finding,) = apply_postprocessors(hooks, "robots.txt", "x")
    assert finding.message == "postprocessor 'forgets' returned nothing"
    assert [note.message for note in finding.notes] == ["while finishing robots.txt"]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("d['x'] = 1", "dict"),
        ("del d['a']", "dict"),
        ("d.update(x=1)", "dict"),
        ("d.setdefault('x', 1)", "dict"),
        ("d |= {}", "dict"),
        ("d['a'].sort()", "list"),
        ("d['a'][0] = 1", "list"),
        ("d['a'] += [1]", "list"),
        ("d['b']['c'].pop()", "list"),
    ],
)
def test_what_hooks_are_given_cannot_be_changed(change, kind):
    given = {"a": [1, 2], "b": {"c": [1]}}
    with pytest.raises(TypeError, match=rf"for reading; change a copy: {kind}"):
        exec(change, {"d": read_only(given)})
    assert given == {"a": [1, 2], "b": {"c": [1]}}


def test_what_hooks_are_given_can_be_copied_and_changed_then():
    given = read_only({"a": [1, {"b": 2}]})
    for twin in (dict(given), copy.copy(given), given | {}, copy.deepcopy(given)):
        twin["x"] = 1
    copy.deepcopy(given)["a"][1]["b"] = 3
    assert sorted([*given["a"][:1], 0]) == [0, 1]
    assert given == {"a": [1, {"b": 2}]}


def test_plain_values_are_of_few_kinds():
    class Day(datetime):
        pass

    class Size(int):
        pass

    when = Day(2025, 1, 2, tzinfo=UTC)
    assert plain_value((when.date(), Size(3), 1.5, None, True)) == [
        datetime(2025, 1, 2, tzinfo=UTC),
        3,
        1.5,
        None,
        True,
    ]
    assert type(plain_value(when)) is datetime
    assert plain_value(namedtuple("Point", "x y")(1, 2)) == {"x": 1, "y": 2}
    assert type(plain_value(Size(3))) is int
    for bad in ({1}, object(), plain_value, [frozenset()], {"a": print}):
        with pytest.raises(NotPlainError):
            plain_value(bad)
