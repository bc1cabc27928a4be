"""A page of the client's shape is looked through: each thing is named, and nothing else."""

from __future__ import annotations

from pathlib import Path

from support import build, check

PAGE = Path(__file__).parent / "kit/input/src/delivery/project-delivery.md"
SITE = "title: Example\nurl: https://www.example.com\n"
ABOUT = "Everything that we do, in some detail, and without any word too many"
LAYOUT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ meta.title or title }}</title>
<meta name="description" content="{{ meta.description or description }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<nav>{{ collections.all | eleventyNavigation | eleventyNavigationToHtml | safe }}</nav>
<main><h1>{{ title }}</h1>{{ content | safe }}</main>
</body>
</html>
"""
DELIVERY = "content/delivery/index.md"
FILES = {
    "site.yaml": SITE,
    "templates/page.njk": LAYOUT,
    "content/index.md": f"---\ntitle: Home\ndescription: {ABOUT}\nlayout: page.njk\n"
    "eleventyNavigation: {key: Home}\n---\nHello\n",
    DELIVERY: f"---\ntitle: Delivery\ndescription: Of delivery. {ABOUT}\n"
    "layout: page.njk\neleventyNavigation: {key: Delivery}\n---\nHello\n",
    "content/delivery/project-delivery.md": PAGE.read_text("utf-8"),
}
SECTIONS = [("MD004", 79)]
NAMED = (
    "the sections 'Who answers the telephone', 'What else we see' and "
    "'Where the money goes' are commented out, but published with the page"
)


def test_just_what_is_wrong_with_it_is_told():
    result = check(FILES)
    path = "content/delivery/project-delivery.md"
    assert {item.span.path for item in result.findings} == {path}
    assert [(item.code, item.span.line) for item in result.findings] == [
        *(("SEO009", 19), *SECTIONS, ("LNK010", 95), ("A11Y009", 95))
    ]
    assert [item.severity for item in result.findings] == [
        *("information", "warning", "information", "information")
    ]
    assert result.findings[1].message == NAMED


def test_alone_it_misses_its_parent():
    result = check({path: text for path, text in FILES.items() if path != DELIVERY})
    assert [(it.code, it.span.line) for it in result.findings] == [
        *(("NAV003", 14), *SECTIONS)
    ]


def test_a_build_names_the_sections_alone():
    found = build(FILES).findings
    assert [(item.code, item.span.line) for item in found] == SECTIONS
