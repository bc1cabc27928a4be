"""The parser is markdown-it 15 as Eleventy sets it up."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from rendering import render_fragment, render_inline
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.body import render_markdown
from sitewright.stages.markdown.parser import make_parser

OPTIONS = MarkdownOptions()
UNTRUSTED = MarkdownOptions(untrusted=True)

CASES = [
    ("html stays", "<b>x</b>", "<p><b>x</b></p>\n"),
    ("rule has no slash", "---", "<hr>\n"),
    ("quotes stay straight", '"x" -- ...', "<p>&quot;x&quot; -- ...</p>\n"),
    ("addresses are no links", "https://e.co", "<p>https://e.co</p>\n"),
    ("indented text is a paragraph", "    x", "<p>x</p>\n"),
    ("indented mark starts nothing", "    - x", "<p>- x</p>\n"),
    ("indented fence line closes nothing", "```\nx\n    ```\n```", "<pre><code>x\n    ```\n</code></pre>\n"),
    ("no-break space starts a paragraph", "\xa0x\xa0", "<p>\xa0x\xa0</p>\n"),
    ("no-break space starts a heading", "# \xa0x\xa0 #", "<h1>\xa0x\xa0</h1>\n"),
    ("no-break space starts a setext heading", "\xa0x\n===", "<h1>\xa0x</h1>\n"),
    ("wide space starts a paragraph", "\u3000x", "<p>\u3000x</p>\n"),
    ("backslash before a line's last space", "x\\ \ny", "<p>x\\\ny</p>\n"),
    ("backslash before a hard break", "x\\  \ny", "<p>x\\<br>\ny</p>\n"),
    ("backslash before a space", "x\\ y", "<p>x\\ y</p>\n"),
    ("heading ends a paragraph", "x\n# y", "<p>x</p>\n<h1>y</h1>\n"),
]  # fmt: skip

HARMFUL = [
    ("raw html", "<b onclick=x>", "<p>&lt;b onclick=x&gt;</p>\n"),
    ("html block", "<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
    ("event handler", "p {onclick=x .a}", '<p class="a">p</p>\n'),
    ("style", "p {style=x #a}", '<p id="a">p</p>\n'),
    ("other target", "[x](/u){href=javascript:x rel=me}", '<p><a href="/u" rel="me">x</a></p>\n'),
    ("other picture", "![x](/u){src=//e.co srcset=y width=9}", '<p><img src="/u" alt="x" width="9"></p>\n'),
    ("span of cells", "|a|b|\n|-|-|\n|c{colspan=2 lang=fr}|d|", None),
    ("name that only begins well", "p {data-x<y=1 data-ok=1}", '<p data-ok="1">p</p>\n'),
    ("script address", "[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"),
    ("css module", "p {..m .a}", '<p class="a">p</p>\n'),
]  # fmt: skip


@pytest.mark.parametrize(("source", "html"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])  # fmt: skip
def test_parser_agrees_with_markdown_it(source, html):
    assert make_parser().render(source) == html


@pytest.mark.parametrize(("source", "html"), [c[1:] for c in HARMFUL], ids=[c[0] for c in HARMFUL])  # fmt: skip
def test_untrusted_text_cannot_bring_in(source, html):
    rendered = render_markdown(source, UNTRUSTED)[0].html
    if html is None:
        assert "colspan" not in rendered
        assert '<td lang="fr">c</td>\n<td>d</td>' in rendered
    else:
        assert rendered == html


def test_one_parser_is_made_for_each_choice_of_options():
    assert make_parser() is make_parser()
    assert make_parser() is not make_parser(MarkdownOptions(untrusted=True))


def test_the_library_itself_is_left_as_it_was():
    make_parser()
    assert MarkdownIt("js-default").render("\xa0x") == "<p>x</p>\n"


def test_body_is_empty_for_empty_text():
    body, findings = render_markdown("", OPTIONS)
    assert (body.html, body.toc, findings) == ("", (), ())


def test_fragment_has_blocks_but_no_heading_ids():
    assert render_fragment("# a {.b}\n\n*c*", OPTIONS) == (
        '<h1 class="b">a</h1>\n<p><em>c</em></p>\n'
    )


def test_inline_has_no_paragraph():
    assert render_inline("*a* <b>", OPTIONS) == "<em>a</em> <b>"
    assert render_inline("*a* <b>", UNTRUSTED) == "<em>a</em> &lt;b&gt;"


@pytest.mark.parametrize(
    "text",
    [
        ">" * 5_000 + "a",
        "- " * 5_000 + "a",
        "> - " * 2_000 + "a",
        "[" * 1_000 + "a" + "](b)" * 1_000,
        "![" * 98 + "a" + "](b)" * 98,
        "![" * 500 + "a" + "](b)" * 500,
        "*_" * 2_000 + "a" + "_*" * 2_000,
    ],
    ids=lambda text: text[:6],
)
def test_deep_nesting_does_not_exhaust_the_stack(text):
    def render_below(frames: int) -> str:
        if frames:
            return render_below(frames - 1)
        return render_markdown(text, OPTIONS)[0].html

    # Blocks nested too deep are dropped, as markdown-it drops them.
    assert ("a" in render_below(200)) == (text[0] not in ">-")
