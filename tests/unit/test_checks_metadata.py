"""What finished pages tell search engines."""

from __future__ import annotations

import json

import pytest

from support import check

CONFIG = "title: T\nurl: https://www.example.com\n"
LONG = "Sixty characters are quite enough to say what a page is for."


def said(files: dict[str, str]) -> list[str]:
    result = check({"site.yaml": CONFIG, **files})
    assert result.site
    return [f"{it.code} {it.message}" for it in result.findings if "SEO" in it.code]


def page(head: str = "", body: str = "", title: str = "A title") -> str:
    about = f'<title>{title}</title><meta name="Description" content="{LONG}">'
    return f"<!doctype html><html>{about}{head}<body>{body}"


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(head='<link rel="canonical" href="https://www.example.com/">'),
        page(head='<link rel="canonical" href="https://other.example/a/">'),
        page(body="<svg><title></title></svg>"),
        page(
            body='<img src="data:image/png;base64,AA"><img><img src=a width=1 height=1>'
        ),
        page(head='<script type="application/ld+json">{"@type": "Thing"}</script>'),
        page(head="<script>not json</script>"),
        page(title="a" * 70),
        "A piece of HTML that scripts load",
        '<html><meta name="robots" content="noindex, nofollow">',
        '<html><meta http-equiv="refresh" content="0; url=/">',
    ],
)
def test_a_good_page_has_no_findings(html):
    assert said({"content/index.html": html}) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<html><title> </title>", ["SEO001", "SEO002"]),
        (page(title="a" * 71), ["SEO005"]),
        (page().replace(LONG, "a" * 49), ["SEO005"]),
        (page().replace(LONG, "a" * 161), ["SEO005"]),
        (page(head='<link rel="canonical" href="/">'), ["SEO006"]),
        (page(head='<link rel="canonical" href="https://www.example.com/a/">'), ["SEO006"]),
        (page(head=2 * '<link rel="canonical" href="https://www.example.com/">'), ["SEO006"]),
        (page(body='<img src="a.svg" width="1">'), ["SEO008"]),
        (page(head='<script type="application/ld+json">{"a": }</script>'), ["SEO007"]),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong(html, expected):
    assert [it[:6] for it in said({"content/index.html": html})] == expected


def test_pages_that_come_in_numbers_may_share_their_title():
    head = "---\ntitle: Staff\npagination: {data: people, size: 1}\n---\n"
    files = {"content/staff.html": head + page(), "data/people.yaml": "[a, b]"}
    assert said(files) == []
    files["content/other.html"] = page()
    assert [it[:6] for it in said(files)] == ["SEO003", "SEO004"]


def breadcrumb(names: list[str], steps: list[str], shape: str = "ol") -> str:
    items = [
        {"@type": "ListItem", "position": number, "name": name}
        for number, name in enumerate(names, start=1)
    ]
    data = {"@graph": [{"@type": "BreadcrumbList", "itemListElement": items[::-1]}]}
    inner = "".join(
        f"<li><a href='#'>{it}</a> <i aria-hidden=true>-</i></li>" for it in steps
    )
    seen = (
        f"<nav aria-label=Breadcrumb><{shape}>{inner}</{shape}></nav>" if steps else ""
    )
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return page(script, seen)


@pytest.mark.parametrize(
    ("names", "steps"),
    [
        (["Home", "Work", "A &amp; B"], ["Home", "Work", "A &amp;amp; B"]),
        (["Home", "Work", "This"], ["Home", "Work"]),
        (["Home", "Work"], ["Home", "Work", "This"]),
        (["Work", "This"], ["Home", "Work", "This"]),
        (["Home", "Work"], []),
    ],
)
def test_breadcrumbs_that_agree(names, steps):
    assert said({"content/index.html": breadcrumb(names, steps)}) == []


@pytest.mark.parametrize(
    ("names", "steps"),
    [(["Home", "Work"], ["Home", "Werk"]), (["Home", "A", "B"], ["Home", "B"])],
)
def test_breadcrumbs_that_differ(names, steps):
    found = said({"content/index.html": breadcrumb(names, steps)})
    assert [it[:6] for it in found] == ["SEO007"]


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ("{title: A, description: Other}", ["SEO009 'meta' repeats the page's title"]),
        ("{title: A, description: D}", ["SEO009 'meta' repeats the page's title and description"]),
        ("{title: B}", []),
        ("{title: ''}", []),
    ],
)  # fmt: skip
def test_meta_that_says_the_same(meta, expected):
    files = {"content/a.md": f"---\ntitle: A\ndescription: D\nmeta: {meta}\n---\n"}
    assert said(files) == expected


def test_meta_that_is_computed_is_left_alone():
    head = "---\ntitle: A\neleventyComputed:\n  meta: {title: '{{ title }}'}\n---\n"
    assert said({"content/a.md": head}) == []
