"""Whatever the text: the quick way reads it as the parser does, or declines it.

Documents are made of the pieces that Markdown is made of, and of the project's own pages
cut and put together. They depend on a seed alone; ``SWIFT_DOCUMENTS=100000`` makes more.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitewright.model.body import Standpoint, Target
from sitewright.model.markdown import MarkdownOptions, Part
from sitewright.stages.markdown.parsed import render_parsed, render_parsed_fragment
from sitewright.stages.markdown.swift.page import (
    render_fragment_swiftly,
    render_swiftly,
)

ROOT = Path(__file__).parents[2]
ATTRIBUTES = ROOT / "tests/conformance/attributes"
sys.path.insert(0, str(ATTRIBUTES))
import gen  # noqa: E402 - the documents of the comparison with the real tools

DOCUMENTS = int(os.environ.get("SWIFT_DOCUMENTS", "1500"))
CHOICES = tuple(
    MarkdownOptions(heading_ids=ids, toc_levels=(1, 2, 3, 4, 5, 6))
    for ids in (True, False)
)
HERE = Standpoint("content/a.md", "content", lambda _: Target())

PIECES = [
    *("{.a}", "{#b c=d}", "{.x .y}", ' {target="_blank"}', '{title="t"}', "{", "}"),
    *("*", "**", "_", "__", "***", "~~", "~", "`", "``", "a*b*c", "5 * 3", "snake_case"),
    *("[x](/u)", "[x](a.md#b)", '[a *b*](https://e.co/?a=1&b=2 "t")', "[", "]", "](/u)"),
    *("![alt](/i.png)", "![", "<https://e.co>", "<a@b.co>", "(", ")", ":", "&", "&amp;"),
    *("<b>", "</b>", "<br>", '<a href="x" id="q">', "<", "<!--", "-->", "<!-- c -->"),
    *("<div>", "</div>", "<script>\nx\n</script>\n", "<pre>", "<details>\n", "&#8217;"),
    *("# ", "## ", "### h\n", "> ", "- ", "* ", "+ ", "1. ", "2) ", "  - ", "   ", "    "),
    *("---", "***", "===", "```", "~~~", "```js\ncode\n```\n", "|", "| a | b |\n|---|:-:|\n"),
    *("| c | d |\n", "a | b\n-|-\n", "\\", "\\\n", "  \n", "\n", "\n\n", "\n\n", "\n\n"),
    *("\t", "\r\n", "\xa0", "“", "é", "中", "😀", "!", "'", '"', "-x", "+x", ":x", "=x"),
    *("\ufeff", "\x1c", "\x0b", "\u2028", "1984", "1", "x", "word", "two words", "[r]: /u\n"),
    "<!-- one two three four five six seven eight nine ten eleven -->",
]  # fmt: skip


def check(text: str, number: int) -> bool:
    """Compare both ways; tell whether the quick one took the page."""
    options, line = CHOICES[number % 2], 1 + number % 7
    swift = render_swiftly(text, options, "content/a.md", line, "content")
    if swift:
        assert swift == render_parsed(text, options, "content/a.md", line, "content")
    for part in (Part.LINE, Part.BLOCKS) if number % 4 == 0 else ():
        fragment = render_fragment_swiftly(text, options, HERE, part)
        if fragment:
            assert fragment == render_parsed_fragment(text, options, HERE, part)
    return swift is not None


def make_of_pieces(count: int) -> Iterator[str]:
    for number in range(count):
        chance = random.Random(f"pieces {number}")
        length = chance.choice([3, 5, 8, 12, 20, 30])
        yield "".join(
            chance.choice(PIECES if chance.random() < 0.8 else [" ", "\n\n", "text "])
            for _ in range(length)
        )


def cut_and_splice(count: int) -> Iterator[str]:
    texts = [path.read_text("utf-8") for path in sorted(ROOT.glob("docs/**/*.md"))]
    texts.append((ATTRIBUTES / "service-page.md").read_text("utf-8"))
    for number in range(count):
        chance = random.Random(f"splices {number}")
        cuts = []
        for _ in range(chance.choice([1, 1, 2, 3])):
            whole = chance.choice(texts)
            start = whole.rfind("\n\n", 0, chance.randrange(len(whole))) + 2
            cuts.append(whole[start:][: chance.choice([60, 200, 600, 2000])])
        text = chance.choice(["", "\n", "\n\n"]).join(cuts)
        for _ in range(chance.choice([0, 0, 1, 2, 4])):
            place = chance.randrange(len(text) + 1)
            rest = text[place + chance.choice([0, 0, 1, 5]) :]
            text = text[:place] + chance.choice(PIECES) + rest
        yield text


def generate(profile: str, count: int) -> Iterator[str]:
    return (gen.make("swift", profile, number) for number in range(count))


# How many of a hundred are taken at least; of the generated ones, many define links.
@pytest.mark.parametrize(
    ("documents", "least"),
    [
        pytest.param(make_of_pieces(DOCUMENTS), 40, id="pieces"),
        pytest.param(cut_and_splice(DOCUMENTS), 60, id="splices"),
        pytest.param(generate("site", DOCUMENTS // 3), 60, id="site"),
        pytest.param(generate("wild", DOCUMENTS // 3), 15, id="wild"),
        pytest.param(generate("lists", DOCUMENTS // 3), 15, id="lists"),
        pytest.param(generate("tables", DOCUMENTS // 3), 2, id="tables"),
        pytest.param(generate("inline", DOCUMENTS // 3), 25, id="inline"),
    ],
)
def test_the_quick_way_gives_what_the_parser_gives(documents, least):
    taken = [check(text, number) for number, text in enumerate(documents)]
    assert 100 * sum(taken) >= least * len(taken)


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join),
    st.integers(0, 3),
)
def test_no_text_is_read_otherwise(text, number):
    check(text, number)
