"""The quick way reads what is beyond doubt as the parser does, and declines the rest."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sitewright.model.body import Standpoint, Target
from sitewright.model.markdown import MarkdownOptions, Part
from sitewright.stages.markdown.links import LinkMarker
from sitewright.stages.markdown.parsed import render_parsed, render_parsed_fragment
from sitewright.stages.markdown.swift.blocks import BlockReader
from sitewright.stages.markdown.swift.declining import NotCovered
from sitewright.stages.markdown.swift.notes import Notes
from sitewright.stages.markdown.swift.page import (
    render_fragment_swiftly,
    render_swiftly,
)

OPTIONS = MarkdownOptions()
WHERE = "content/a.md", 1, "content"

COVERED = [
    ("text", "Some text, \"quoted\" > plain\nand more.\n\n  Indented.\n"),
    ("words with marks inside", "5 * 3, snake_case, a ] b, 1.5 m, C:/dir, x~y\n"),
    ("emphasis", "*a* **b** _c_ __d__ ***e*** ~~f~~ a*b*c **a *b* _c_**\n"),
    ("marks that stay open", "*a and _b and **c and [d\n"),
    ("code", "`a` ``b`c`` ` d ` `{.a}` `<b>`\n"),
    ("links", '[a](/b) [*c*](d "e") [f](https://g.co/?h=1&i=2#j) [k](l_(m)) [n](/é)\n'),
    ("brackets", "[a] and [*b*], [c][d]\n"),
    ("pictures", '![a](/b.png) ![](c) [![d](e "f")](g)\n'),
    ("addresses", "<https://a.co/b?c=d> <a@b.co>\n"),
    ("addresses of digits", "a <24h@b.co> <1@b.co> 1<2 3 <4 <>\n"),
    ("tags", '<b>a</b> <i class="b" id="c">d</i>\n\n<b>\n\nx <!-- c --> y\n'),
    ("entities", "&amp; &copy; &#8217; & &nothing; AT&T\n"),
    ("escapes", "\\* \\[a\\](b) \\{.a} \\\\ \\a \\\nb\n"),
    ("line breaks", "a  \nb\\\nc \n   d\n"),
    ("headings", "# a\n## *b* [c](d) `e` ##\n### f {#g .h}\n#### é\n# a\n"),
    ("a heading whose end is styled", "## A *b*{.c .d}\n\n## `e`{.f} [g](h){.i} {#j}\n"),
    ("rules", "---\n\n* * *\n___\n--- {.a #b}\n\nc\n"),
    ("comments", "<!-- a\n\nb {.c} -->\n\n<!-->\n\nd\n"),
    ("HTML", '<div id="a">\nb {.c}\n</div>\n\n<script>\n\nd\n</script>\n<hr>\n'),
    ("fences", "```\na\n\n<b>\n```\n~~~~ py\n~~~\n~~~~\ntext\n```\n```\n"),
    ("quotes", "> a\n> b\n>\n> > c\n\n> # d\n"),
    ("lists", "- a\n- *b*\n  c\n\ntext\n\n3. d\n4. e\n\n* * *\n"),
    ("loose lists", "- a\n\n- b\n\n  c\n"),
    ("lists in lists", "1. a\n   - b\n     - c\n\n   d\n2. e\n"),
    ("what items hold", "- # a\n  b\n- > c\n- ```\n  d\n  ```\n- e\n  ***\n"),
    ("a list that a paragraph ends before", "a\n- b\n- c\n# d\n"),
    ("tables", "| a | b |\n|:--|--:|\n| `c` | *d* | e |\n| f\n\ntext\n"),
    ("attributes of blocks", "# a {.b}\n\nc {#d e=f}\n\n*g*\n{.h}\n\n- i {.j}\n"),
    ("attributes of elements", '*a*{.b #c} [d](e){target="_blank"} `f`{g=h} ![](i){.j}'),
    ("attributes of both", '[a](b){.c rel="d e" target="_blank"}\n{.f}\n'),
    ("links by source path", "[a](b.md#c) *x* [d](/e/f.md) [g](https://h.co/i.md)\n"),
    ("ids twice", "# a {#b}\n\nc {#b}\n\n*d*{#b}\n"),
    ("no newline at the end", "# a\n\nb"),
    ("other ends of lines", "# a\r\n\r\nb\rc\r\n"),
    ("nothing", ""),
    ("blank lines", "\n \n\t\n"),
]  # fmt: skip

DOUBTFUL = [
    ("crossing emphasis", "*a _b* c_\n"),
    ("unequal emphasis", "**a*\n"),
    ("code without an end", "`a\n"),
    ("a list in mid-line", "a {.b} c\n"),
    ("an odd list", "a {b}\n"),
    ("a list behind an open quote", 'a "b {.c}\n'),
    ("two lists", "a {.b} {.c}\n"),
    ("a link within a link", "[a [b](c) d](e)\n"),
    ("an address that is encoded", "[a](<b c>)\n"),
    ("an address that is refused", "[a](javascript:b)\n"),
    ("an underlined heading", "a\n===\n"),
    ("a lazy line", "> a\nb\n"),
    ("a lazy line of a list", "- a\nb\n"),
    ("tabs", "-\ta\n"),
    ("a table without bars in front", "a | b\n--|--\nc | d\n"),
    ("attributes of a list", "- a\n{.b}\n"),
    ("a rule for its attributes alone", "*--{.a}\n"),
    ("odd space below the head of a table", "| a |\n|---|\xa0\n| b |\n"),
    ("an odd address", "a <=@b.co>\n"),
    ("an address of hyphens", "a <b@-->.c>\n"),
    ("text before the bars below a head", "| a | b |\n-x|---|---|\n| c | d |\n"),
    ("a list below what would be a head", "| a |\n- |---|\n| b |\n"),
]


def by_name(table):
    return {"argvalues": [row[1] for row in table], "ids": [row[0] for row in table]}


@pytest.mark.parametrize("text", **by_name(COVERED))
def test_what_is_beyond_doubt_is_read_as_the_parser_reads_it(text):
    for options in (OPTIONS, MarkdownOptions(heading_ids=False)):
        swift = render_swiftly(text, options, *WHERE)
        assert swift == render_parsed(text, options, *WHERE)


@pytest.mark.parametrize("text", **by_name(COVERED))
def test_what_is_beyond_doubt_needs_no_parser(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = BlockReader(text.rstrip("\n") + "\n", 0, Notes(LinkMarker()))
    reader.read()
    assert bool(reader.out) == bool(text.strip())


@pytest.mark.parametrize("text", **by_name(DOUBTFUL))
def test_what_is_doubtful_is_declined(text):
    with pytest.raises(NotCovered):
        BlockReader(text, 0, Notes(LinkMarker())).read()


@pytest.mark.parametrize("text", **by_name(DOUBTFUL))
def test_a_doubtful_block_is_the_parsers_and_those_around_are_not(text):
    text = (
        f"# One {{#a}}\n\n[b](c.md) {{#a}}\n\n{text}\nd {{.e}}\n\n# One\n\nf {{.g}} h\n"
    )
    for options in (OPTIONS, MarkdownOptions(heading_ids=False)):
        swift = render_swiftly(text, options, *WHERE)
        assert swift == render_parsed(text, options, *WHERE)


FAR = [
    ("a definition", "[a]\n\n[a]: b\n"),
    ("a definition in a list", "[a]\n\n- > [a\n  > ]: b\n"),
    ("many doubtful blocks", "*a _b* c_\n\nd\n\n" * 10),
    ("an open fence behind a doubtful block", "*a _b* c_\n```\n\nd\n"),
    ("attributes of cells", "| a |\n|---|\n| b {.c} |\n"),
    ("cells that span, of a table that has none", "a|\n-|-\n{rowspan=2}\n"),
    ("a character that is replaced", "a\0b\n"),
]


@pytest.mark.parametrize("text", **by_name(FAR))
def test_what_is_felt_afar_leaves_the_whole_page_to_the_parser(text):
    assert render_swiftly(text, OPTIONS, *WHERE) is None


@pytest.mark.parametrize(
    "wanted",
    [
        {"untrusted": True},
        {"breaks": True},
        {"linkify": True},
        {"typographer": True},
        {"footnotes": True},
        {"definition_lists": True},
        {"task_lists": True},
        {"abbreviations": True},
        {"alerts": True},
        {"admonitions": True},
        {"containers": ("note",)},
        {"highlight": True},
    ],
)
def test_a_site_that_asks_for_more_is_left_to_the_parser(wanted):
    assert render_swiftly("a\n", MarkdownOptions(**wanted), *WHERE) is None


FRAGMENTS = [
    ("text", "a & b\nc"),
    ("marks", "**a** [b](c.md) `d`{.e}"),
    ("space at both ends", " a  "),
    ("headings", "# a\n\n# a\n"),
]


@pytest.mark.parametrize("part", [Part.LINE, Part.BLOCKS])
@pytest.mark.parametrize("text", **by_name(FRAGMENTS))
def test_fields_are_read_as_the_parser_reads_them(text, part):
    here = Standpoint("content/a.md", "content", lambda _: Target())
    swift = render_fragment_swiftly(text, OPTIONS, here, part)
    assert swift == render_parsed_fragment(text, OPTIONS, here, part)


def test_a_list_at_the_end_of_a_line_belongs_to_no_block():
    here = Standpoint("content/a.md", "content", lambda _: Target())
    assert render_fragment_swiftly("a {.b}", OPTIONS, here, Part.LINE) is None


def test_a_plain_page_does_not_even_import_the_parser():
    code = (
        "import sys\n"
        "from sitewright.model.markdown import PLAIN\n"
        "from sitewright.stages.markdown.body import render_markdown\n"
        "body, _ = render_markdown('# a\\n\\n- *b* {.c}\\n', PLAIN)\n"
        "assert body.html, body\n"
        "sys.exit('markdown_it' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0
