"""Corrections print what markdown-it 15 prints; all HTML here is what it printed."""

from __future__ import annotations

import random

import pytest
from markdown_it import MarkdownIt

from sitewright.stages.markdown.corrections import Renderer, correct_parser
from sitewright.stages.markdown.parser import make_parser

CASES = [
    ("first end closes a comment", "a <!-- b ---> c", "<p>a <!-- b ---> c</p>\n"),
    ("comment in a comment", "-<!--<!--->-", "<p>-<!--<!--->-</p>\n"),
    ("shortest comments", "a<!--><!--->-->", "<p>a<!--><!--->--&gt;</p>\n"),
    ("comment of hyphens", "a <!----->", "<p>a <!-----></p>\n"),
    ("comment without an end", "a <!-- b", "<p>a &lt;!-- b</p>\n"),
    ("without an end, so is all that follows", "a <? <!x> b", "<p>a &lt;? &lt;!x&gt; b</p>\n"),
    ("but for the shortest comment", "a <? <!--> b", "<p>a &lt;? <!--> b</p>\n"),
    ("instruction", "a <? b ?> c", "<p>a <? b ?> c</p>\n"),
    ("declaration", "a <!b c> d", "<p>a <!b c> d</p>\n"),
    ("no declaration", "a <!1> <!", "<p>a &lt;!1&gt; &lt;!</p>\n"),
    ("character data", "a <![CDATA[>]]> b", "<p>a <![CDATA[>]]> b</p>\n"),
    ("link in brackets", "[[a](b)]", "<p>[<a href=\"b\">a</a>]</p>\n"),
    ("link in a link", "[[a](b)](c)", "<p>[<a href=\"b\">a</a>](c)</p>\n"),
    ("link in a picture", "![[a](b)](c)", '<p><img src="c" alt="a"></p>\n'),
    ("brackets in a link", "[[a] [b [c]]](d)", '<p><a href="d">[a] [b [c]]</a></p>\n'),
    ("bracket in code", "[a `]` b](c)", '<p><a href="c">a <code>]</code> b</a></p>\n'),
    ("picture in a picture", "![a ![b](c) *d*](e)", '<p><img src="e" alt="a b d"></p>\n'),
    ("code across the end of a picture", "![`a](b)`", "<p>![<code>a](b)</code></p>\n"),
    ("code within a picture", "![`a` b](c) `", '<p><img src="c" alt="a b"> `</p>\n'),
]  # fmt: skip

PIECES = (
    *("[", "[", "]", "]", "![", "![", "](b)", "][c]", "[c]", "(", ")", "`", "*", "**"),
    *("\\]", "<a>", "&amp;", "a", " ", "\n", "<b", "~~"),
)


def make_uncorrected() -> MarkdownIt:
    return MarkdownIt("js-default", {"html": True})


def make_corrected() -> MarkdownIt:
    parser = make_uncorrected()
    correct_parser(parser)
    return parser


@pytest.mark.parametrize(("source", "html"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])  # fmt: skip
def test_corrected_parser_prints(source, html):
    assert make_parser().render(source) == html


def test_remembered_labels_and_tokens_change_nothing():
    chance = random.Random(15)
    slow, fast = make_uncorrected(), make_corrected()
    for _ in range(400):
        pieces = chance.sample(PIECES, chance.randint(3, 8))
        text = "".join(chance.choices(pieces, k=chance.choice([8, 20, 50])))
        text += "\n\n[c]: /u 't'\n"
        assert fast.parse(text) == slow.parse(text), text


@pytest.mark.parametrize(
    "text",
    [
        "[" * 250 + "a" + "](b)" * 250,
        "![" * 250 + "a" + "](b)" * 250,
        "![" * 130 + "[c]" + "][c]" * 60,
        ("[" * 99 + "![a](b)]" * 101) * 2,
        "[x " * 120 + "`a](b) " * 120 + "`",
    ],
    ids=lambda text: text[:4],
)
def test_brackets_nested_deeper_than_markdown_it_looks_change_nothing(text):
    text += "\n\n[c]: /u"
    assert make_corrected().parse(text) == make_uncorrected().parse(text)


def test_parser_of_lines_forgets_the_picture():
    parser = make_corrected()
    parser.render("![a *b* ![c *d*](e)](f)")
    assert vars(parser.inline)["outer"] is None


MARKS = ("> ", ">", "> > ", ">\t", "- ", "1. ", "  ", "    ", "")
LINES = (
    *("a", "# b", "```", "===", "---", "|c|", "|-|", "<div>", "[d]: e", "", "- f", "2. g"),
    *("1.", "    h", "'i'", "[j]"),
)  # fmt: skip


def make_lines(chance: random.Random) -> str:
    marks, lines = chance.sample(MARKS, 3), chance.sample(LINES, 4)
    starts = ["".join(chance.choices(marks, k=k)) for k in (0, 1, 2, 3)]
    return "\n".join(chance.choice(starts) + chance.choice(lines) for _ in range(12))


@pytest.mark.parametrize("turns", [1, 12], ids=["short", "long"])
def test_lines_judged_once_change_nothing(turns):
    chance = random.Random(turns)
    slow, fast = make_uncorrected(), make_corrected()
    for _ in range(400 // turns):
        text = f"{make_lines(chance)}\n" * turns
        known: tuple[dict, dict] = ({}, {})
        assert fast.parse(text, known[0]) == slow.parse(text, known[1]), text
        assert known[0] == known[1], text


STOPS = "!#$%&*+-:=>@[]^_`{}~"
"""Where markdown-it stops to ask its rules, but for what is corrected."""


def test_fewer_stops_change_nothing():
    chance = random.Random(11)
    slow, fast = make_uncorrected(), make_corrected()
    for _ in range(1_000):
        some = "".join(chance.sample(STOPS, 3))
        text = "".join(chance.choices(f"ab \n{some}{some}", k=chance.choice([6, 20])))
        assert fast.parse(text) == slow.parse(text), text


def test_a_rule_that_is_added_is_asked_at_its_mark():
    parser = make_corrected()
    parser.inline.ruler.push(
        "at", lambda state, _: state.src[state.pos] == "@" and _skip(state)
    )
    assert parser.render("a @b") == "<p>a AT</p>\n"


def _skip(state) -> bool:
    state.push("text", "", 0).content = "AT"
    state.pos = state.posMax
    return True


def test_lines_found_sooner_change_nothing():
    chance = random.Random(12)
    slow, fast = make_uncorrected(), make_corrected()
    for _ in range(1_000):
        text = "".join(chance.choices("a \t\n>-\r\0", [3, 2, 2, 3, 1, 1, 1, 1], k=16))
        assert fast.parse(text) == slow.parse(text), text


def test_tags_are_written_as_ever():
    chance = random.Random(13)
    slow, fast = make_uncorrected(), make_uncorrected()
    fast.renderer = Renderer()
    for _ in range(400):
        pieces = chance.sample(PIECES, chance.randint(3, 8))
        line = "".join(chance.choices([*pieces, '[a](b "<\\"&>")'], k=8))
        text = f"{make_lines(chance)}\n\n{line}\n"
        assert fast.render(text) == slow.render(text), text


@pytest.mark.parametrize(
    "text",
    [
        "> > a\n    - b\nc\n",
        "> > a\nb\n    > c\n> > d\n",
        "> # a\nb\n" * 70,
        "> > # a\n> b\n" * 70 + "c\n" * 70,
        "- > # a\n  > # b\nc\n" + "  > # d\ne\n" * 70,
        ("> " * 12 + "# a\nb\n") * 70,
        "> " * 110 + "a\nb\n",
    ],
    ids=lambda text: text[:12],
)
def test_quotes_that_end_before_lazy_lines_change_nothing(text):
    assert make_corrected().parse(text) == make_uncorrected().parse(text)


@pytest.mark.parametrize(
    ("source", "alt"),
    [
        ("![<!a> ![<?](b)](c)", "&lt;!a&gt; &lt;?"),
        ("![<? ![<? d](b)](c)", "&lt;? &lt;? d"),
        ("e <? ![<!a> ![<? d](b)](c)", "&lt;!a&gt; &lt;? d"),
    ],
)
def test_picture_reads_html_on_its_own(source, alt):
    assert f'alt="{alt}"' in make_parser().render(source)
