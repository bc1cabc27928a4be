"""Differences that are put into a copy of the reference kit's site, each only once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

EXPECTED = Path(__file__).parents[1] / "conformance/kit/expected"

PROGRAMMES = "delivery/programme-delivery/index.html"
SERVICE = "delivery/project-delivery/index.html"
ABOUT = "about-us/index.html"

EDITS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "contact.html": (
        ("<title>Contact | Example", "<title>Contact us | Example"),  # head
    ),
    ABOUT: (
        (
            'content="About Example Consulting: About us"',
            'content="Who we are"',
        ),  # head
        (
            '<li><a href="/insights/">Insights</a></li>\n'
            '<li class="active"><a href="/about-us/" aria-current="page">About</a></li>',
            '<li class="active"><a href="/about-us/" aria-current="page">About</a></li>\n'
            '<li><a href="/insights/">Insights</a></li>',
        ),  # element: a menu in another order
    ),
    PROGRAMMES: (
        ('class="warn"', ""),  # class
        ('id="prog"', 'id="programme"'),  # id
    ),
    "people/zoe/index.html": (
        (
            "<h1>Zoë O&amp;#39;Neill &amp;amp; Co</h1>",
            "<h2>Zoë O&amp;#39;Neill &amp;amp; Co</h2>",
        ),
    ),
    "strategy/index.html": (
        (
            "<p>Strategy landing page with <code>raw</code> and "
            "<code>{{ kept }}</code>.</p>",
            "",
        ),  # a lost paragraph
    ),
    "insights/first-post/index.html": (
        (
            'href="/delivery/project-delivery/" class="more"',
            'href="/delivery/" class="more"',
        ),
    ),
}
"""Texts of pages, and what takes their place."""

LOST = "people/li-wei/index.html"
EXTRA = "careers/index.html"

WANTED = {
    ("lost", "/people/li-wei/", "the page is not there any more"),
    ("extra", "/careers/", "the page was not there before"),
    ("head", "/contact.html", "title changed"),
    ("head", "/about-us/", "meta description changed"),
    ("element", "/about-us/", "<li> moved"),
    ("class", "/delivery/programme-delivery/", "lost from <td>"),
    ("id", "/delivery/programme-delivery/", "changed on <p>"),
    ("element", "/people/zoe/", "<h1> became <h2>"),
    ("element", "/strategy/", "<p> lost"),
    ("link", "/insights/first-post/", "href of <a> changed"),
}
"""What a comparison is to say of them: kind, address and sentence."""


def seed(folder: Path) -> None:
    """Change a copy of the site."""
    for path, edits in EDITS.items():
        text = (folder / path).read_text("utf-8")
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / path).write_text(text, "utf-8")
    (folder / LOST).unlink()
    (folder / EXTRA).parent.mkdir()
    (folder / EXTRA).write_text("<!doctype html><title>Careers</title>", "utf-8")
