"""What can be wrong with the tags of finished pages."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

HTM: Final = (
    Code(
        "HTM001",
        "page that is swallowed",
        "A `<script>`, `<style>`, `<textarea>` or comment is never closed, or a tag has no "
        "`>`, or a quote too few or too many. Browsers take what follows for a part of it, "
        "up to where it seems to end, and visitors do not see it.",
        '<a href="/contact/>Contact us</a>',
        "Close it. What is wrong behind it is only told afterwards.",
        "error",
    ),
    Code(
        "HTM002",
        "element that is never closed",
        "An element has no end tag, and is none whose end tag may be left out, as that of "
        "`<p>` or `<li>` may. Browsers close it where the element around it ends, or "
        "later, so it holds what it should not: the rest of the page is bold, a link, or "
        "in a box. Only in drawings (SVG) does `/>` close what it ends.",
        '<div class="box">\n\nOur fees',
        "Close it. If an element of the layout seems to be closed too early, look for it "
        "in the text of the page.",
        "warning",
    ),
    Code(
        "HTM003",
        "end tag that closes nothing",
        "There is no element that an end tag could close. One in the text of a page may "
        "close an element of its layout, and what follows stands outside of it.",
        "</div>",
        "Remove it, or open what it is to close.",
        "warning",
    ),
    Code(
        "HTM004",
        "elements that overlap",
        "An element begins inside of another and ends outside of it. Browsers divide it, "
        "or leave its end tag out.",
        "<b>very <i>good</b></i>",
        "Close first what was opened last.",
        "warning",
    ),
    Code(
        "HTM005",
        "element that ends early",
        "An element holds one that it cannot hold: a paragraph a list or a `<div>`, a link "
        "another link, a button a button, a heading a heading, a form a form. Browsers end "
        "it there, so what follows is not in it, and its end tag closes nothing.",
        "<p>Our fees: <ul><li>by the day</ul></p>",
        "Close it before, or make it another element, such as a `<div>` in place of a "
        "`<p>`. In Markdown, an empty line begins something of its own.",
        "warning",
    ),
)
