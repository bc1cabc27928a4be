"""One table of redirects, from pages, settings and files; each leads on in one hop."""

from __future__ import annotations

import re

import pytest

from sitewright.kernel.diagnostics import Span
from sitewright.model.document import Source
from sitewright.model.redirect import Redirect, Rule, Surroundings
from sitewright.stages.redirects.imports import read_imported_rules
from sitewright.stages.redirects.table import read_redirects
from support import CONFIG, outputs

SITE = {
    "site.yaml": """\
title: Example
url: https://www.example.com/docs
redirects_allow: [shop.example.org, Other.example.org]
redirects_import: [old/_redirects, old/moved.csv]
redirects:
  /first/: /second/
  /second: /third/index.html
  /third/: /about/#team
  /with: {to: /second/#own, status: 308}
  /brief/: {to: /first/, status: 302}
  /through/: /brief/
  /shop/: https://shop.example.org/a?b=1&c
  /buy/: /shop/
  /caf%C3%A9/: /new%20page/
  /ours/: https://www.example.com/docs/about/
  /feed.html: /feed.xml
""",
    "old/_redirects": "# of the last host\n/imported  /about/  301!\n",
    "old/moved.csv": 'from,to\n"/with, comma/",/about/\n',
    "content/about.md": "---\nredirect_from: /early/\n---\n## T{#team}\n\n## O{#own}\n",
    "content/new page.md": "New",
}

SHOP = "https://shop.example.org/a?b=1&amp;c"

LEADS = {
    "first/index.html": "/docs/about/#team",
    "second/index.html": "/docs/about/#team",
    "third/index.html": "/docs/about/#team",
    "with/index.html": "/docs/about/#team",
    "brief/index.html": "/docs/about/#team",
    "through/index.html": "/docs/about/#team",
    "shop/index.html": SHOP,
    "buy/index.html": SHOP,
    "café/index.html": "/docs/new%20page/",
    "ours/index.html": "/docs/about/",
    "feed.html": "/docs/feed.xml",
    "imported/index.html": "/docs/about/",
    "with, comma/index.html": "/docs/about/",
    "early/index.html": "/docs/about/",
}


def test_every_old_address_leads_to_its_end_in_one_hop():
    made = outputs(SITE)
    found = {
        path: re.findall(r'content="0; url=([^"]*)"', text)
        for path, text in made.items()
        if "This page has moved" in text
    }
    assert found == {path: [target] for path, target in LEADS.items()}


def test_the_site_knows_its_own_address_in_a_preview_at_another():
    made = outputs(SITE, base_url="https://preview.example.net")
    assert '"0; url=/about/"' in made["ours/index.html"]
    assert "preview.example.net" in made["ours/index.html"]


def table(rules: dict[str, str | tuple[str, int]], *live: str) -> dict[str, Redirect]:
    place = Span("site.yaml", 1)
    given = [
        (old, to if isinstance(to, tuple) else (to, 301)) for old, to in rules.items()
    ]
    made = tuple(Rule(old, to, status, place, place) for old, (to, status) in given)
    pages = dict.fromkeys(live, "a page")
    site = Surroundings("https://www.example.com", pages, become_pages=False)
    redirects, findings = read_redirects((), made, site)
    assert findings == ()
    return {item.source: item for item in redirects}


@pytest.mark.parametrize(
    ("statuses", "joined"),
    [
        ((301, 301), 301),
        ((308, 301), 308),
        ((301, 302), 302),
        ((307, 301), 307),
        ((302, 307), 302),
        ((301, 410), 410),
    ],
)
def test_a_chain_lasts_as_long_as_its_shortest_part(statuses, joined):
    first, second = statuses
    end = "" if second == 410 else "/new/"
    made = table({"/a/": ("/b/", first), "/b/": (end, second)}, "/new/")
    assert (made["/a/"].status, made["/a/"].target) == (joined, end)


def test_chains_through_patterns():
    made = table(
        {
            "/a/": "/blog/2019/x/",
            "/blog/*": "/news/:splat",
            "/news/:year/:name/": "/articles/:name/",
            "/b/": "/news/2020/y/?q=1",
        },
        "/articles/x/",
        "/articles/y/",
    )
    assert made["/a/"].target == "/articles/x/"
    assert made["/b/"].target == "/articles/y/?q=1"
    assert made["/blog/*"].target == "/news/:splat"


def leads(made: dict[str, Redirect]) -> dict[str, str]:
    return {source: item.target for source, item in made.items()}


def test_patterns_are_led_to_their_end():
    made = table(
        {
            "/a/*": "/b/:splat#own",
            "/b/*": ("/c/:splat?q=1", 302),
            "/c/:name/": "/d/:name/",
            "/x/:one/:two/": "/y/:two/:one/",
            "/y/:year/*": "/z/:splat?y=:year",
        }
    )
    assert leads(made) == {
        "/a/*": "/c/:splat?q=1",
        "/b/*": "/c/:splat?q=1",
        "/c/:name/": "/d/:name/",
        "/a/:name/": "/d/:name/?q=1",
        "/b/:name/": "/d/:name/?q=1",
        "/x/:one/:two/": "/z/:one/?y=:two",
        "/y/:year/*": "/z/:splat?y=:year",
    }
    assert [made[old].status for old in ("/a/*", "/b/*")] == [302, 302]


def test_what_a_pattern_leads_to_may_be_redirected_in_parts():
    made = table(
        {
            "/blog/*": "/news/:splat",
            "/weblog/:slug/": "/blog/:slug/",
            "/news/old/": "/about/",
            "/news/gone.pdf": ("", 410),
            "/news/2019/*": "/archive/:splat",
            "/blog/own/": "/about/",
            "/news/own/": "/else/",
            "/top/*": "/:splat",
        },
        "/about/",
        "/else/",
    )
    assert {old: to for old, to in leads(made).items() if "blog" in old} == {
        "/blog/*": "/news/:splat",
        "/blog/old/": "/about/",
        "/blog/gone.pdf": "",
        "/blog/2019/*": "/archive/:splat",
        "/blog/own/": "/about/",
        "/weblog/:slug/": "/news/:slug/",
        "/weblog/old/": "/about/",
        "/weblog/2019/": "/archive/",
        "/weblog/own/": "/about/",
    }
    assert made["/blog/gone.pdf"].is_gone
    assert not [old for old in made if old.startswith("/top/") and old != "/top/*"]


def test_a_pattern_is_not_joined_with_one_whose_placeholder_is_called_the_same():
    rules = {"/a/:b/*": "/c/:splat", "/c/:b/": "/d/:b/", "/d/x/": "/about/"}
    made = leads(table(rules, "/about/"))
    assert made == {**rules, "/c/x/": "/about/"}


def test_a_pattern_is_not_joined_where_pages_are_sent_in_the_place_of_the_next():
    rules = {"/blog/*": "/news/:splat", "/news/*": "/articles/:splat"}
    place = Span("site.yaml", 1)
    made = tuple(Rule(old, to, 301, place, place) for old, to in rules.items())
    site = Surroundings(live={"/news/": "a page"}, become_pages=False)
    redirects, findings = read_redirects((), made, site)
    assert leads({r.source: r for r in redirects}) == rules
    assert [finding.code for finding in findings] == ["RED012"]


def test_an_old_address_may_have_a_query():
    made = table(
        {
            "/?p=12": "/about/",
            "index.php?id=5&lang=en": "/?p=12",
            "https://www.example.com/index.php?id=6": "/old/?lang=en&p=1#own",
            "/old?p=1": ("/?x=1&p=12", 302),
            "/old": "/about/",
            "/last/": "/old/?q=1",
        },
        "/",
        "/about/",
    )
    assert leads(made) == {
        "/?p=12": "/about/",
        "/index.php?id=5&lang=en": "/about/",
        "/index.php?id=6": "/about/#own",
        "/old/?p=1": "/about/",
        "/old/": "/about/",
        "/last/": "/about/?q=1",
    }


HEADS = (
    "Old URL{}New URL",
    "from{}to{}status",
    "Redirect from{}Redirect to",
    "SOURCE{}x",
)


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("head", ["", "sep={}\n", *(f"{head}\n" for head in HEADS)])
def test_tables_have_the_separators_that_programs_write(head, between):
    row = between.join(['"/a, b; c"', "/new/", "302", "", ""])
    text = (
        head.format(between, between) + f"{row}\n\n{between}{between}\n/d{between}/e\n"
    )
    rules, findings = read_imported_rules(Source("old/Moved.CSV", text))
    assert findings == ()
    assert [(rule.source, rule.target, rule.status) for rule in rules] == [
        ("/a, b; c", "/new/", 302),
        ("/d", "/e", 301),
    ]
    first = 1 + head.count("\n")
    assert [rule.span.line for rule in rules] == [first, first + 3]


@pytest.mark.parametrize(
    "first", ["/old,/new/", "old.html,new.html", "old-shop,/shop/"]
)
def test_the_first_line_of_a_table_may_be_a_rule(first):
    rules, findings = read_imported_rules(Source("moved.csv", f"{first}\n"))
    assert findings == ()
    assert [(rule.source, rule.target) for rule in rules] == [tuple(first.split(","))]


def test_a_single_address_comes_before_a_pattern_and_a_long_one_before_a_short_one():
    made = table(
        {"/x/": "/old/a/b/", "/old/*": "/1/", "/old/a/*": "/2/", "/old/a/b/": "/3/"},
        "/1/",
        "/2/",
        "/3/",
    )
    assert made["/x/"].target == "/3/"
    made = table({"/x/": "/old/a/c/", "/old/*": "/1/", "/old/a/*": "/2/"}, "/1/", "/2/")
    assert made["/x/"].target == "/2/"


def test_the_order_of_rules_does_not_matter():
    rules = {"/a/": "/b/", "/b/": "/c/", "/c/": "/new/", "/d/": "/a/"}
    backwards = dict(reversed(rules.items()))
    ends = {old: item.target for old, item in table(rules, "/new/").items()}
    assert ends == dict.fromkeys(rules, "/new/")
    assert ends == {old: i.target for old, i in table(backwards, "/new/").items()}


def test_a_long_chain_and_many_redirects():
    size = 10_000
    rules = {f"/{n}/": f"/{n + 1}/" for n in range(size)}
    made = table(rules, f"/{size}/")
    assert {item.target for item in made.values()} == {f"/{size}/"}


def test_a_site_that_writes_its_own_pages_for_old_addresses():
    files = {
        "site.yaml": CONFIG + "redirect_pages: false\n",
        "content/new.md": "---\nredirect_from: /old/\n---\n",
        "content/old.md": "A page of its own.",
    }
    assert "This page has moved" not in outputs(files)["old/index.html"]
