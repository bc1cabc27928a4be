"""What authors get wrong in Markdown is found, and only that, at its very place."""

from __future__ import annotations

import pytest

from sitewright.model.body import Standpoint, Target
from sitewright.model.markdown import MarkdownOptions, Part
from sitewright.stages.markdown.body import render_markdown, render_part

OPTIONS = MarkdownOptions()
PAGE = "content/services/page.md"

Found = tuple[str, str, str]


def found(text: str, options: MarkdownOptions = OPTIONS) -> list[tuple[str, int, str]]:
    """Code, line, and the marked piece of each finding; all of the text begins on 5."""
    rows = text.split("\n")
    _, findings = render_markdown(text, options, PAGE, 5, "content")
    return [
        (
            item.code,
            item.span.line - 4,
            rows[item.span.line - 5][item.span.column - 1 :][: item.span.width]
            if item.span.column
            else "",
        )
        for item in findings
    ]


LEFT = [
    ("in the middle of a line", "a {.b} c", [("MD001", 1, "{.b}")]),
    ("before a full stop", "a {#b}.", [("MD001", 1, "{#b}")]),
    ("two in a row at the end", "a {.b}{.c}", [("MD001", 1, "{.b}")]),
    ("in a quote", "> > a\n> > b {.c} d", [("MD001", 2, "{.c}")]),
    ("in a lazy line of a list", "- a\nb {.c} d", [("MD001", 2, "{.c}")]),
    ("in a table", "|a|b|\n|-|-|\n|c|d {x=y} e|", [("MD001", 3, "{x=y}")]),
    ("the second of two alike", "*a*{.b} c {.b} d", [("MD001", 1, "{.b}")]),
    ("behind a line of its own", "{.a}\n\nb {.a} c", [("MD001", 3, "{.a}")]),
    ("before closing hashes", "# a {.b} #", []),
    ("after code that shows one", "`{.b}` c {.b} d", [("MD001", 1, "{.b}")]),
    ("in raw HTML", "<div>\n<p>a {.b}</p>\n</div>", [("MD001", 2, "{.b}")]),
    ("in a comment", "<!-- a {.b} -->", []),
    ("in a style sheet", "<style>\n@media x {.b {c: d}}\n</style>", []),
    ("in a script", "<script>\nf = x => {.5}\n</script>", []),
    ("in code", "`a {.b} c`\n\n```\na {.b} c\n```", []),
    ("escaped", "a \\{.b} c", []),
    ("templates and other braces", "{{ a }} {% b %} {c} {d, e} ${f} {# g #} h", []),
    ("at the end of everything", "# a {.b}\n\nc{.d}\n\n- e {.f}\n{.g}", []),
]  # fmt: skip

MISREAD = [
    ("a value of two words", "[a](/b){title=c d}", [("MD002", 1, "d")]),
    ("a value of many words", "a {x=b c d e}", [("MD002", 1, "c")]),
    ("two such values", "a {x=b c y=d e}", [("MD002", 1, "c"), ("MD002", 1, "e")]),
    ("a class without a dot", "a {.b c}", [("MD002", 1, "c")]),
    ("single quotes", "a {x='b c'}", [("MD002", 1, "x")]),
    ("the word is a letter of another", "a {data-c=b c}", [("MD002", 1, "c")]),
    ("twice in one block", "*a*{x=b c} *d*{x=b c}", [("MD002", 1, "c")]),
    ("numbers that vanish", "The set {1, 2}", [("MD002", 1, "1,"), ("MD002", 1, "2")]),
    ("numbers of lines", "```js {2,4-6}\nx\n```", []),
    ("a template that is not run", "a {% if b %}", [("MD002", 1, "%")]),
    ("quoted", '[a](/b){title="c d" .e #f hidden}', []),
]  # fmt: skip

IDS = [
    ("on two headings", "# a {#x}\n\n# b {#x}", [("MD003", 3, "x")]),
    ("thrice", "a {#x}\n\nb {#x}\n\nc {#x}", [("MD003", 3, "x"), ("MD003", 5, "x")]),
    ("in one line", "*a*{#x} *b*{#x}", [("MD003", 1, "x")]),
    ("made from a heading's text", "a {#b}\n\n# B", [("MD003", 3, "")]),
    ("in raw HTML", "<i id='x'>a</i> <b id=x>b</b>", [("MD003", 1, "x")]),
    ("in a block of HTML", "a {#x}\n\n<p\n id='x'>\n</p>", [("MD003", 4, "x")]),
    ("in a comment", "a {#x}\n\n<!-- <p id=x> -->", []),
    ("in text", 'a {#x}\n\n<p>write id="x" b</p>', []),
    ("part of a longer one", "a {#x}\n\nb {#x-1}\n\nc {#1-x}", []),
]  # fmt: skip

TEN = "one two three four five six seven eight nine ten"
COMMENTS = [
    ("of ten words", f"<!-- {TEN} -->", []),
    ("of eleven words", f"<!-- {TEN} 11 -->", [("MD004", 1, f"<!-- {TEN} 11 -->")]),
    ("of many lines", f"a\n\n<!--\n{TEN}\n\n{TEN}\n-->", [("MD004", 3, "<!--")]),
    ("in a line", f"a <!-- {TEN} 11 --> b", [("MD004", 1, f"<!-- {TEN} 11 -->")]),
    ("two in a block", f"<div>\n<!--\n{TEN} 11 -->\n<!--\n{TEN} 11 -->", [("MD004", 2, "<!--"), ("MD004", 4, "<!--")]),
    ("that never ends", f"<!--\n{TEN}\n\n{TEN}", [("MD004", 1, "<!--"), ("MD010", 1, "<!--")]),
    ("of sections", f"<!-- ---\n\n## A{{.b}}\n\n{TEN}\n\n### C ## -->", [("MD004", 3, "## A{.b}")]),
    ("of sections in HTML", f"<!-- <h2 class='a'>B</h2>\n{TEN} -->", [("MD004", 1, "<h2 class='a'>B")]),
    ("of a short section", "<!-- ## A few words -->", []),
    ("shown as code", f"`<!-- {TEN} 11 -->`", []),
]  # fmt: skip

CASES = [*LEFT, *MISREAD, *IDS, *COMMENTS]


@pytest.mark.parametrize(("text", "findings"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])  # fmt: skip
def test_findings(text, findings):
    assert found(text) == findings


def test_strangers_html_is_text_and_hides_nothing():
    options = MarkdownOptions(untrusted=True)
    assert found(f"<!-- {TEN} 11 --> <b id=x> <b id=x>", options) == []


def test_a_field_is_checked_too_and_its_links_are_led():
    def find(path: str) -> Target:
        return Target(f"/led/to/{path}/", ids=("a",))

    standpoint = Standpoint(PAGE, "content", find)
    text = "a {.b} [c](../d.md#a) [e](/f.md#g)"
    body, findings = render_part(text, OPTIONS, standpoint, Part.LINE)
    assert body.html == (
        'a {.b} <a href="/led/to/content/d.md/#a">c</a> '
        '<a href="/led/to/content/f.md/#g">e</a>'
    )
    assert [(item.code, item.span.line) for item in findings] == [
        ("MD001", 1),
        ("MD006", 1),
    ]
