"""Whatever the text, Markdown renders, and nothing slips out of an attribute."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from rendering import render_fragment, render_inline
from sitewright.kernel.diagnostics import Severity
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.markdown.body import render_markdown

TRUSTED, UNTRUSTED = MarkdownOptions(), MarkdownOptions(untrusted=True)

PIECES = [
    *("{", "}", ".a", "#b", "=", '"', "'", "\\", " ", "\n", "\n\n", "\t", "\r\n"),
    *("t=", 't="', "onclick=x", "..m", "rowspan=2", "colspan=3", "{.a}", "{#b c=d}"),
    *("*", "**", "_", "`", "~~", "[x](/u)", "![", "](/u)", "<b>", "<!--", "-->"),
    *("# ", "## ", "> ", "- ", "1. ", "---", "```", "| a | b |\n|---|---|\n| c | d |"),
    *("|", "&lt;", "&quot;", "<", ">", "\xa0", "\ufeff", "x", "😀", "\0"),
]
MARKDOWN = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map(
    "".join
)
VALUE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Z"], exclude_characters="\"\\`*_~[]&<!|:}"),
    min_size=1,
)  # fmt: skip

MARKDOWNS_OWN = {"class", "id", "href", "src", "alt", "title", "start", "style"}
MARKDOWNS_OWN |= {"css-module"}
HARMLESS = {"class", "id", "title", "lang", "dir", "width", "height", "alt", "rel"}
HARMLESS |= {"target", "href", "src", "start", "style"}


class Reader(HTMLParser):
    """All attributes in a piece of HTML, as a browser would read them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.found += [(tag, name, value) for name, value in attrs]


def read_attributes(html: str) -> list[tuple[str, str, str | None]]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def check_places(text, findings):
    """What a finding points at is there, and nothing but lost text is an error."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for item in findings:
        span = item.span
        is_lost = item.code in ("MD010", "MD011")  # what follows, or one of two texts
        assert is_lost or item.severity is Severity.WARNING
        assert 1 <= span.line <= len(rows)
        if span.column:
            assert span.column - 1 + span.width <= len(rows[span.line - 1])


@given(MARKDOWN)
def test_any_text_renders(text):
    for options in (TRUSTED, UNTRUSTED):
        _, findings = render_markdown(text, options)
        check_places(text, findings)
        render_fragment(text, options)
        render_inline(text, options)


@given(MARKDOWN)
def test_rendering_twice_gives_the_same(text):
    assert render_markdown(text, TRUSTED) == render_markdown(text, TRUSTED)


@given(VALUE)
def test_value_comes_out_as_it_went_in(value):
    html = render_fragment(f'*x*{{t="{value}"}} y', TRUSTED)
    assert read_attributes(html) == [("em", "t", value)]


@given(st.text("<>\"'&= \\abt{.#/\n", max_size=30))
def test_nothing_slips_out_of_a_value(inside):
    html = render_fragment(f"``` {{t={inside}}}\nx\n```", UNTRUSTED)
    assert {name for _, name, _ in read_attributes(html)} <= HARMLESS


@given(MARKDOWN)
@example("{\0}")
def test_every_attribute_was_written_or_is_markdowns_own(text):
    html = render_markdown(text, TRUSTED)[0].html
    read = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    written = read.translate(dict.fromkeys(map(ord, "\t\n\r\f />\"'="))).lower()
    for _, name, _ in read_attributes(html):
        assert name in MARKDOWNS_OWN or name in written


@given(MARKDOWN)
def test_untrusted_text_sets_harmless_attributes_only(text):
    html = render_markdown(text, UNTRUSTED)[0].html
    for _, name, value in read_attributes(html):
        assert name in HARMLESS or name.startswith(("data-", "aria-"))
        if name == "style":
            assert value in {"text-align:left", "text-align:center", "text-align:right"}
        if name in {"href", "src"}:
            assert not (value or "").lower().startswith(("javascript:", "vbscript:"))
