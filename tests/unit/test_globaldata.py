"""The data of the whole site, from the paths of its files."""

from __future__ import annotations

from itertools import permutations

import pytest

from sitewright.model.document import Source
from sitewright.stages.datafiles import read_data_file
from sitewright.stages.globaldata import gather_data


def files_of(texts: dict[str, str]):
    read = [read_data_file(Source(path, text))[0] for path, text in texts.items()]
    assert None not in read
    return tuple(read)


def gather(texts: dict[str, str], folder: str = "data"):
    """Gather in every order of the files, and insist that it makes no difference."""
    results = [gather_data(order, folder) for order in permutations(files_of(texts))]
    assert all(result == results[0] for result in results)
    return results[0]


def values(texts: dict[str, str], folder: str = "data"):
    data, findings = gather(texts, folder)
    assert findings == ()
    return data.values


def test_no_files_are_no_data():
    assert values({}) == {}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"data/team.yaml": "- A\n"}, {"team": ["A"]}),
        ({"data/empty.json": ""}, {"empty": {}}),
        ({"data/a.b.json": "1"}, {"a.b": 1}),
        (
            {"data/org/units.json": "[1]", "data/org/in/x.yaml": "a: 1"},
            {"org": {"units": [1], "in": {"x": {"a": 1}}}},
        ),
        (  # as Eleventy 3.1.8 gives it, but for the order of keys
            {
                "data/mix.yaml": "a: 1\nb: [1]\nc: {x: 1, y: 2}\n",
                "data/mix.json": '{"a": 2, "b": [2], "c": {"x": 9}}',
            },
            {"mix": {"a": 2, "b": [1, 2], "c": {"x": 9, "y": 2}}},
        ),
        (
            {
                "data/a.yaml": "v: yaml",
                "data/a.yml": "v: yml",
                "data/a.toml": "v = 'toml'",
            },
            {"a": {"v": "toml"}},
        ),
        (
            {"data/a.csv": "x\n1\n", "data/a.yaml": "- x: 2\n"},
            {"a": [{"x": 2}, {"x": "1"}]},
        ),
        (
            {
                "data/org.json": '{"name": "A", "units": [1]}',
                "data/org/units.json": "[2]",
            },
            {"org": {"name": "A", "units": [1, 2]}},
        ),
        (
            {"data/a.yaml": "1", "data/a.json": '"2"'},
            {"a": "2"},
        ),
        ({"data/a.yaml": "", "data/a.json": "[1]"}, {"a": [1]}),
        (
            {"data/a.yaml": "x: {b: 1}", "data/a.json": '{"x": null}'},
            {"a": {"x": {"b": 1}}},
        ),
    ],
)
def test_values_of_files(texts, expected):
    assert values(texts) == expected


def test_the_folder_may_lie_inside_the_content():
    assert values({"src/_data/a.json": "1"}, "src/_data") == {"a": 1}


def test_files_keep_their_values():
    texts = {"data/a.json": '{"x": {"y": 1}, "l": [1]}', "data/a/x.json": '{"z": 2}'}
    files = files_of(texts)
    gather_data(files, "data")
    assert files == files_of(texts)


def test_every_value_is_placed_in_its_own_file():
    data, _ = gather(
        {
            "data/a.yaml": "x: 1\nlist:\n  - one\n",
            "data/a.json": '{"x": 2,\n"list": [\n"two"]}',
            "data/a/deep.yaml": "\n\nk: v\n",
            "data/team.csv": "n\nAda\n",
        }
    )
    places = {
        path: (span.path, span.line)
        for path in (("a",), ("a", "x"), ("a", "list", 0), ("a", "list", 1))
        for span in [data.value_span(*path)]
    }
    assert places == {
        ("a",): ("data/a.yaml", 0),
        ("a", "x"): ("data/a.json", 1),
        ("a", "list", 0): ("data/a.yaml", 3),
        ("a", "list", 1): ("data/a.json", 3),
    }
    assert data.key_span("a", "deep", "k").line == 3
    assert data.value_span("team", 0, "n").path == "data/team.csv"
    assert data.value_span("team", 0, "n").line == 2


def test_a_clash_names_both_and_leaves_the_first():
    data, findings = gather({"data/org.json": "[1]", "data/org/units.json": "[2]"})
    assert [item.code for item in findings] == ["DAT003"]
    assert findings[0].span.path == "data/org"
    assert findings[0].notes[0].span.path == "data/org.json"
    assert data.values == {"org": [1]}


def test_reserved_names_are_those_of_pages():
    _, findings = gather({"data/page.json": "1", "data/content/a.json": "1"})
    assert [item.code for item in findings] == ["DAT004", "DAT004"]
