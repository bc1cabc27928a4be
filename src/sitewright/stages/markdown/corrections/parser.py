"""All corrections, applied to one parser."""

from __future__ import annotations

from markdown_it import MarkdownIt

from sitewright.stages.markdown.corrections.blocks import use_fewer_rules
from sitewright.stages.markdown.corrections.comments import read_html
from sitewright.stages.markdown.corrections.labels import use_known_labels
from sitewright.stages.markdown.corrections.lines import (
    LineParser,
    join_text,
    read_image,
)
from sitewright.stages.markdown.corrections.quotes import INTERRUPTS, read_quote
from sitewright.stages.markdown.corrections.spaces import (
    normalize_seldom,
    read_escape,
    trim_as_markdown_it,
)
from sitewright.stages.markdown.corrections.underlines import read_underlined


def correct_parser(parser: MarkdownIt) -> None:
    """Make a parser read as markdown-it 15 does, and in linear time."""
    use_fewer_rules(parser)
    parser.block.ruler.at("blockquote", read_quote, {"alt": INTERRUPTS})
    parser.block.ruler.at("lheading", read_underlined)
    parser.core.ruler.at("normalize", normalize_seldom)
    parser.core.ruler.at("text_join", join_text)
    parser.inline = LineParser()
    trim_as_markdown_it(parser)
    parser.inline.ruler.at("escape", read_escape)
    parser.inline.ruler.at("html_inline", read_html)
    parser.inline.ruler.at("image", read_image)
    use_known_labels(parser)
