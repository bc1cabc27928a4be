"""What must hold for any text, and for any front matter that reads."""

from __future__ import annotations

import string

from hypothesis import example, given
from hypothesis import strategies as st

from sitewright.model.document import Source
from sitewright.stages.frontmatter import split_document
from sitewright.yamlcore import read_yaml

SIGNS = st.text(st.sampled_from("ab1:-?#&*!|>'\"%@`[]{},.~<= \t\n\\\r\u2028é0x"))
KEYS = st.text(string.ascii_letters, min_size=1, max_size=4).map("k{}".format)
LEAVES = st.sampled_from(
    ["x", "'it''s'", '"q"', "12", "1.5", "true", "2024-03-01", "[]", "{}", "[a, b]"]
)


@given(st.text() | SIGNS | st.text(st.characters(codec=None)))
@example("---\n- : [")
@example("---\n\ud800\n---\n")
def test_no_text_raises(text: str):
    split_document(Source("p.md", text))
    document, findings = split_document(Source("p.md", f"---\n{text}\n---\n"))
    assert document is not None or findings
    for finding in findings:
        assert finding.span is not None
        assert finding.span.path == "p.md"
        assert finding.span.line >= 1


@given(st.text().filter(lambda text: not text.startswith(("---", "+++", "\ufeff"))))
def test_text_without_a_fence_is_kept(text: str):
    document, findings = split_document(Source("p.md", text))
    assert document is not None
    assert findings == ()
    assert document.text == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text().filter(lambda text: "\r" not in text))
def test_text_after_the_front_matter_is_kept(text: str):
    document, _ = split_document(Source("p.md", f"---\na: 1\n---\n{text}"))
    assert document is not None
    assert document.text == text
    assert document.text_line == 4


def trees(depth: int) -> st.SearchStrategy[list[str]]:
    """Lines of a mapping in block style."""
    if depth == 0:
        return st.dictionaries(KEYS, LEAVES, min_size=1, max_size=4).map(
            lambda pairs: [f"{key}: {value}" for key, value in pairs.items()]
        )
    nested = st.lists(trees(depth - 1), min_size=1, max_size=2).map(
        lambda items: [
            f"{'- ' if not number else '  '}{line}"
            for item in items
            for number, line in enumerate(item)
        ]
    )
    blocks = (trees(depth - 1) | nested).map(
        lambda lines: ["", *(f"  {line}" for line in lines)]
    )
    values = blocks | LEAVES.map(lambda leaf: [f" {leaf}"])
    return st.dictionaries(KEYS, values, min_size=1, max_size=4).map(
        lambda pairs: [
            line
            for key, (first, *rest) in pairs.items()
            for line in (f"{key}:{first}", *rest)
        ]
    )


@given(trees(2))
def test_every_place_points_at_what_it_names(lines: list[str]):
    text = "\n".join(lines)
    document, findings = split_document(Source("p.md", f"---\n{text}\n---\n"))
    assert document is not None, findings
    whole = ["---", *lines]
    assert document.head.places
    for path, place in document.head.places.items():
        for span in (place.key, place.value):
            line = whole[span.line - 1]
            assert span.width >= 1
            assert span.column - 1 + span.width <= len(line)
        name = path[-1]
        if isinstance(name, str):
            start = place.key.column - 1
            assert whole[place.key.line - 1][start : start + place.key.width] == name


@given(SIGNS)
def test_places_name_the_fields_and_nothing_else(text: str):
    head, _ = read_yaml(text, "p.md")
    if head is None:
        return

    def paths(value: object, path: tuple[str | int, ...]) -> set[tuple[str | int, ...]]:
        parts = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        found = {path} if path else set()
        for part, item in parts:
            found |= paths(item, (*path, part))
        return found

    assert set(head.places) == paths(head.fields, ())
