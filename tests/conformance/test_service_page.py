"""A page of the client's shape, through the whole pipeline, equals the real tools' HTML.

``service-page.html`` is what markdown-it 15.0.3 and markdown-it-attrs 5.0.1 make of the
text of ``service-page.md`` (``oracle.mjs --esm --eleventy``).
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from support import build, check
from website import outputs_of, website

FOLDER = Path(__file__).parent / "attributes"
HEAD = """---
title: Service delivery
layout: page.njk
type: page
description: What it is about
jumbotron: |
  **First**

  Second
pending: false
date: 2025-03-21T15:24:33Z
eleventyNavigation:
  key: Project Delivery
  parent: Delivery
  order: 10
  root: Delivery
tags:
  - '#servicePromoted'
meta:
  title: Service delivery for the head
  description: What it is about for the head
showTOC: false
redirect_from:
  /deliver/service-delivery/
---
"""
SITE = """title: Example
url: https://www.example.com
markdown: {heading_ids: false}
"""
LAYOUT = """<title>{{ meta.title or title }}</title>
<nav>Home{% for e in navigation.breadcrumb %} > {{ e.title }}{% endfor %}</nav>
{{ jumbotron | markdown }}{{ tags | public_tags | join }}
<main>{{ content }}</main>
"""


def built() -> dict[str, str]:
    text = (FOLDER / "service-page.md").read_text("utf-8")
    result = build(
        {
            "site.yaml": SITE,
            "templates/page.html": LAYOUT,
            "content/delivery/index.md": (
                "---\neleventyNavigation: {key: Delivery}\n---\n"
            ),
            "content/delivery/project-delivery.md": HEAD + text,
        }
    )
    # The page has two sections in a comment, which visitors can read.
    assert [item.code for item in result.findings] == ["MD004"]
    return {a.path: a.content.decode() for a in result.artifacts}


def test_the_body_is_byte_for_byte_what_the_real_tools_make():
    page = built()["delivery/project-delivery/index.html"]
    body = page.split("<main>")[1].split("</main>")[0]
    assert body == (FOLDER / "service-page.html").read_text("utf-8")


def test_all_22_attribute_lists_are_on_an_element_and_none_is_text():
    class Counter(HTMLParser):
        count = 0

        def handle_starttag(self, _tag, attributes):
            self.count += "class" in dict(attributes)

        def handle_data(self, data):
            assert "{" not in data

    counter = Counter()
    counter.feed(built()["delivery/project-delivery/index.html"])
    assert counter.count == 22


def test_head_lead_breadcrumb_redirect_and_sitemap_are_there():
    site = built()
    page = site["delivery/project-delivery/index.html"]
    assert "<title>Service delivery for the head</title>" in page
    assert "<nav>Home > Delivery > Project Delivery</nav>" in page
    assert "<p><strong>First</strong></p>\n<p>Second</p>" in page
    assert (
        'href="/delivery/project-delivery/"'
        in (site["deliver/service-delivery/index.html"])
    )
    assert "https://www.example.com/delivery/project-delivery/" in site["sitemap.xml"]


def test_an_internal_tag_is_nowhere_in_what_is_published():
    assert not any("servicePromoted" in text for text in built().values())


def test_checks_of_people_and_classes_find_the_new_window_alone():
    """With the website's own style sheet, which has the client's classes."""
    style = outputs_of(website(), ".css")["css/site.css"]
    layout = (
        '<!doctype html><html lang="en"><link rel="stylesheet" href="/site.css">'
        "<nav aria-label=Breadcrumb></nav><h1>{{ title }}</h1>"
        "{{ jumbotron | markdown }}<main>{{ content }}</main></html>"
    )
    text = (FOLDER / "service-page.md").read_text("utf-8")
    result = check(
        {
            "site.yaml": SITE,
            # It tells of new windows by itself, which not every style sheet does.
            "static/site.css": style.replace("(opens in a new tab)", ""),
            "templates/page.html": layout,
            "content/delivery/index.md": (
                "---\neleventyNavigation: {key: Delivery}\n---\n"
            ),
            "content/delivery/project-delivery.md": HEAD + text,
        }
    )
    found = [it for it in result.findings if it.code.startswith(("A11Y", "CLS"))]
    assert [(it.code, it.severity) for it in found] == [("A11Y009", "information")]
    assert text.splitlines()[found[0].span.line - HEAD.count("\n") - 1].startswith("[")
