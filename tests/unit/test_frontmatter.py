"""Where front matter starts and ends, and what its languages are."""

from __future__ import annotations

import frontmatter
import pytest

from sitewright.kernel.texts import Part
from sitewright.model.document import Document, Head, Source
from sitewright.stages.frontmatter import FrontMatterError, split_document
from sitewright.stages.frontmatter.handler import FrontMatterHandler


def split(text: str) -> Document:
    document, findings = split_document(Source("page.md", text))
    assert document is not None, findings
    assert findings == ()
    return document


def only_error(text: str):
    document, findings = split_document(Source("page.md", text))
    assert document is None
    assert len(findings) == 1, findings
    return findings[0]


@pytest.mark.parametrize(
    ("text", "fields", "body", "line"),
    [
        ("---\na: 1\n---\nText\n", {"a": 1}, "Text\n", 4),
        ("---  \na: 1\n--- \t\nText", {"a": 1}, "Text", 4),
        ("---\na: 1\n---", {"a": 1}, "", 4),
        ("---\na: 1\n---\n", {"a": 1}, "", 4),
        ("---\n---\nText", {}, "Text", 3),
        ("---\n# note\n---\nText", {}, "Text", 4),
        ("---\n\n\n---\nText", {}, "Text", 5),
        ("---\na: 1\n---\n\n  indented\n", {"a": 1}, "\n  indented\n", 4),
        ("---\na: 1\n---\n---\n\n---\n", {"a": 1}, "---\n\n---\n", 4),
        ("---\na: x --- y\n ---\n---\nz", {"a": "x --- y ---"}, "z", 5),
        ("---\na: |\n  ---\n---\nz", {"a": "---\n"}, "z", 5),
        ("---yaml\na: 1\n---\nz", {"a": 1}, "z", 4),
        ("--- YML \na: 1\n---\nz", {"a": 1}, "z", 4),
        ('---json\n{"a": [1, "x"]}\n---\nz', {"a": [1, "x"]}, "z", 4),
        ("---json\n---\nz", {}, "z", 3),
        ('---json\n{"a": "\\ud83d\\ude00"}\n---\n', {"a": "😀"}, "", 4),
        ("---\r\na: 1\r\n---\r\nx\r\ny", {"a": 1}, "x\ny", 4),
        ("---\ra: 1\r---\rx\ry", {"a": 1}, "x\ny", 4),
        ("\ufeff---\na: 1\n---\nx", {"a": 1}, "x", 4),
        ("++++\n", {}, "++++\n", 1),
        ("+++ more", {}, "+++ more", 1),
        ("Text\n---\nmore", {}, "Text\n---\nmore", 1),
        ("", {}, "", 1),
        ("  \n", {}, "  \n", 1),
    ],
)
def test_text_is_split_at_its_fences(
    text: str, fields: dict[str, object], body: str, line: int
):
    document = split(text)
    assert dict(document.head.fields) == fields
    assert (document.text, document.text_line) == (body, line)


@pytest.mark.parametrize(
    ("text", "code", "message", "line", "column", "width"),
    [
        (
            "---\na: 1\n",
            "FM001",
            "front matter is opened here but never closed",
            1,
            1,
            3,
        ),
        ("---", "FM001", "front matter is opened here but never closed", 1, 1, 3),
        (
            "---\na: 1\n----\n",
            "FM001",
            "front matter is opened here but never closed",
            1,
            1,
            3,
        ),
        (
            "---\na: @x\n---\n",
            "FM002",
            "'@' cannot start a value without quotes",
            2,
            4,
            2,
        ),
        ('---json\n{"a": 1,}\n---\n', "FM002", None, 2, None, 1),
        ("---json\n{a: 1}\n---\n", "FM002", None, 2, 2, 1),
        (
            "---\n- a\n---\n",
            "FM003",
            "keys with values are expected here, not a list",
            2,
            1,
            3,
        ),
        ("---json\n[1]\n---\n", "FM003", None, 2, 1, 1),
        ("---\na: 1\na: 2\n---\n", "FM004", "the key 'a' is set twice", 3, 1, 1),
        (
            '---json\n{"a": 1,\n "a": 2}\n---\n',
            "FM004",
            "the key 'a' is set twice",
            3,
            2,
            3,
        ),
        ("---toml\na = 1\n---\n", "FM005", "TOML front matter is not read", 1, 1, 7),
        ("+++\na = 1\n+++\n", "FM005", "TOML front matter is not read", 1, 1, 3),
        (
            "---js\n{}\n---\n",
            "FM005",
            "'js' is not a language of front matter",
            1,
            1,
            5,
        ),
        (
            "---\nd: 2024-02-30\n---\n",
            "FM007",
            "the date '2024-02-30' does not exist",
            2,
            4,
            10,
        ),
        (f"---json\n{'[' * 100_000}\n---\n", "FM009", None, 2, None, None),
    ],
)
def test_error_has_its_place(text, code, message, line, column, width):
    finding = only_error(text)
    assert finding.code == code
    assert message in {None, finding.message}
    assert finding.span.path == "page.md"
    assert finding.span.line == line
    assert column in {None, finding.span.column}
    assert width in {None, finding.span.width}


def test_places_count_lines_of_the_whole_file():
    head = split("---\ntitle: A\nmenu:\n  key: B\n---\nText").head
    place = head.places["menu", "key"]
    assert (place.key.path, place.key.line, place.key.column) == ("page.md", 4, 3)


def test_json_values_have_places_too():
    head = split('---json\n{\n  "a": {"b": 1}\n}\n---\n').head
    place = head.places["a", "b"]
    assert (place.key.line, place.key.column, place.key.width) == (3, 9, 3)


def test_a_warning_does_not_withhold_the_document():
    document, findings = split_document(Source("p.md", "---\nt:\n- #x\n---\n"))
    assert document is not None
    assert [item.code for item in findings] == ["FM006"]


def test_source_without_front_matter_is_all_text():
    assert split("Text") == Document(Head("page.md"), Part("Text"), 1)


def test_handler_serves_python_frontmatter():
    text = "---\ntitle: yes\nat: 12:30\n---\nText"
    post = frontmatter.loads(text, handler=FrontMatterHandler())
    assert post.metadata == {"title": "yes", "at": "12:30"}
    assert post.content == "Text"


def test_handler_leaves_other_text_to_python_frontmatter():
    post = frontmatter.loads("Text", handler=FrontMatterHandler())
    assert (post.metadata, post.content) == ({}, "Text")


def test_handler_reads_front_matter_without_a_fence():
    assert FrontMatterHandler().load("a: 1") == {"a": 1}


def test_handler_raises_what_the_stage_reports():
    with pytest.raises(FrontMatterError, match="set twice") as caught:
        frontmatter.loads("---\na: 1\na: 2\n---\n", handler=FrontMatterHandler("p.md"))
    assert caught.value.findings[0].code == "FM004"
