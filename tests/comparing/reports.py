"""A report with something of everything."""

from __future__ import annotations

from comparing.sites import PAGE, compare
from sitewright.kernel.diagnostics import Span
from sitewright.model.redirect import Redirect
from sitewright.stages.likeness.showing import render_report

_ALLOW = "- {reason: A <b>new</b> sitemap, url: /s.xml}\n- {reason: Old, url: /x}\n"


def make_report() -> str:
    pages = {
        f"{n}/index.html": PAGE.format(
            f"<main><p class='a b'>{n} <a href=/x/>x</a></p></main>"
            "<footer><p>Made by <b>us</b> in 2024</p></footer>"
        )
        for n in range(300)
    }
    old = pages | {
        "a/index.html": PAGE.format("<pre>  x\n   y</pre><img src=a.png alt='<Us>'>"),
        "lost/index.html": PAGE.format("x"),
        "a.css": "a {\n b: c\n}",
        "a.png": b"1",
    }
    new = {
        path: text.replace("2024", "2025").replace("a b", "b")
        for path, text in pages.items()
    } | {
        "c/index.html": PAGE.format("<pre>  x\n  y</pre>"),
        "a.css": "a {\n b: d\n}",
        "a.png": b"12",
        "s.xml": "<a/>",
    }
    rule = Redirect("/a/", "/c/", Span("site.yaml"), "")
    return render_report(compare(old, new, rule, allow=_ALLOW), "old/", "new/")
