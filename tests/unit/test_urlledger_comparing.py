"""The ledger against the site: what was lost, what is suggested, what is accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitewright.kernel.diagnostics import Diagnostic, Severity, Span
from sitewright.kernel.reports import format_place
from sitewright.model.document import Source
from sitewright.model.redirect import Redirect
from sitewright.model.urlledger import Address, Addresses, UrlLedger
from sitewright.stages.urlledger.accepting import accept, add_urls
from sitewright.stages.urlledger.checking import check_ledger
from sitewright.stages.urlledger.comparing import compare
from sitewright.stages.urlledger.lasting import is_lasting
from sitewright.stages.urlledger.lines import format_ledger, read_ledger
from sitewright.stages.urlledger.reporting import find_lost


def ledger(*lines: str) -> UrlLedger:
    made, findings = read_ledger(Source("urls.txt", "\n".join(lines)))
    assert findings == ()
    return made


def page(url: str, title: str = "", *old: str) -> Address:
    return Address(url, title, f"content{url.rstrip('/') or '/index'}.md", old)


def site(*urls: str, redirects: str = "", gone: str = "") -> Addresses:
    rules = [Redirect(rule, "/", Span("site.yaml"), "") for rule in redirects.split()]
    rules += [Redirect(rule, "", Span("site.yaml"), "", 410) for rule in gone.split()]
    return Addresses(tuple(map(page, sorted(urls))), (), tuple(rules))


def lost(known: UrlLedger, now: Addresses) -> list[Diagnostic]:
    return list(find_lost(compare(known, now), now, Severity.ERROR))


def paste(line: str, *pages: Address) -> str:
    now = Addresses(pages)
    (only,) = lost(ledger(line), now)
    return only.paste


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("live /a/", "/a/"),
        ("live /a", "/a/"),
        ("live /a/index.html", "/a/"),
        ("live /%61/", "/a/"),
        ("live /LICENSE/", "/LICENSE"),
        ("live /", "/"),
        ("live /a.html", "/a.html"),
        ("live /style.css", "/style.css"),
        ("moved /a/", "/a/"),
        ("gone /a/", "/a/"),
    ],
)
def test_what_is_published_is_not_lost(line, published):
    standing = compare(ledger(line), site(published))
    assert standing.lost == ()
    assert [(e.url, e.state.value) for e in standing.entries] == [(published, "live")]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("live /a/", "/"),
        ("live /A/", "/a/"),
        ("live /a.html", "/a/"),
        ("live /a/", "/a.html"),
        ("moved /a/", "/b/"),
        ("live /a b/", "/ab/"),
        ("live /?p=12", "/"),
        ("moved /a?p=12", "/a/"),
    ],
)
def test_what_nothing_answers_for_is_lost(line, published):
    known = ledger(line.replace("a b", "a%20b"))
    (only,) = lost(known, site(published))
    assert (only.code, only.severity) == ("URL010", Severity.ERROR)
    assert only.span.line == 1
    assert only.span.column == line.index("/") + 1


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("/a/", "/a/"),
        ("/a", "/a/"),
        ("/old/x/y/", "/old/*"),
        ("/old/x.pdf", "/old/*"),
        ("/old/", "/old/*"),
        ("/2019/x/", "/:year/:slug/"),
        ("/2019/x", "/:year/:slug/"),
        ("/x.html", "/:slug.html"),
        ("/?p=12", "/?p=12"),
        ("/a?p=12", "/a/?p=12"),
        ("/a?p=12", "/a/"),
        ("/old/?p=12", "/old/*"),
    ],
)
def test_what_is_redirected_is_not_lost(url, pattern):
    standing = compare(ledger(f"live {url}"), site("/", redirects=pattern))
    assert standing.lost == ()
    assert standing.entries[0].state == "moved"


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("/older/", "/old/*"),
        ("/2019/x/y/", "/:year/:slug/"),
        ("/x.htm", "/:slug.html"),
        ("/a/b/", "/a/"),
        ("/?p=12", "/?p=1"),
        ("/a/", "/a/?p=12"),
    ],
)
def test_a_pattern_about_others_does_not_help(url, pattern):
    assert len(lost(ledger(f"live {url}"), site("/", redirects=pattern))) == 1


def test_what_is_gone_is_not_lost():
    assert lost(ledger("gone /a/"), site("/")) == []
    standing = compare(ledger("live /a/", "live /b/"), site("/", gone="/a/ /b/*"))
    assert (standing.lost, [e.state.value for e in standing.entries]) == (
        (),
        ["gone", "gone"],
    )


def test_new_are_lasting_addresses_and_single_redirects():
    now = site(
        *(
            "/",
            "/new/",
            "/new.pdf",
            "/site.css",
            "/logo.png",
            "/robots.txt",
            "/feed.xml",
        ),
        redirects="/moved/ /any/* /new/",
        gone="/gone/",
    )
    standing = compare(ledger("live /"), now)
    assert [f"{entry.state} {entry.url}" for entry in standing.new] == [
        "live /feed.xml",
        "gone /gone/",
        "moved /moved/",
        "live /new.pdf",
        "live /new/",
    ]


@pytest.mark.parametrize(
    ("url", "lasts"),
    [
        ("/", True),
        ("/a.html", True),
        ("/LICENSE", True),
        ("/a.PDF", True),
        ("/a.tar.gz", True),
        ("/calendar.ics", True),
        ("/feed.xml", True),
        ("/v1.0/", True),
        ("/sitemap/", True),
        ("/a.CSS", False),
        ("/a.css.map", False),
        ("/a/b.3f9a1c7d20.immutable.pdf", False),
        ("/a.immutable.pdf", True),
        ("/a.js.gz", False),
        ("/a.svg", False),
        ("/404.html", False),
        ("/sitemap-0.xml", False),
        ("/_redirects", False),
        ("/.well-known/security.txt", False),
        ("/a/.DS_Store", False),
        ("/what?.pdf", False),
        ("/c#.pdf", False),
    ],
)
def test_visitors_keep_pages_and_documents(url, lasts):
    assert is_lasting(url) is lasts


PAGES = (
    page("/"),
    page("/about-us/", "Who we are"),
    page("/services/", "Services"),
    page("/services/user-research/", "Research with users"),
    page("/insights/", "Insights"),
    page("/insights/a-new-start/", "A new start"),
    page("/insights/hello/", "Hello"),
    page("/insights/2/", "Insights"),
)


@pytest.mark.parametrize(
    ("url", "near"),
    [
        ("/services.html", "/services/"),
        ("/SERVICES.html", "/services/"),
        ("/blog/2019/hello/", "/insights/hello/"),
        ("/hello.html", "/insights/hello/"),
        ("/who-we-are/", "/about-us/"),
        ("/about/", "/about-us/"),
        ("/our-services/", "/services/"),
        ("/services/research/", "/services/user-research/"),
        ("/servcies/", "/services/"),
        ("/services/nothing-like-it/", "/services/"),
        ("/services/deep/down/", "/services/"),
        ("/blog/2/", ""),
        ("/xyz/", ""),
        ("/-/", ""),
    ],
)
def test_the_nearest_page_is_suggested(url, near):
    known = ledger(*sorted(f"live {item.url}" for item in PAGES))
    known = add_urls(known, [url]).ledger
    (only,) = lost(known, Addresses(PAGES))
    path = page(near).path if near else "site.yaml"
    assert (f"{path} " in only.hint) or (f"{path}: " in only.hint)


def test_of_two_pages_of_one_name_the_new_one_is_suggested():
    now = Addresses((page("/a/team/"), page("/b/team/")))
    (only,) = lost(ledger("live /a/team/", "live /team/"), now)
    assert "content/b/team.md" in only.hint


def test_one_lost_and_one_new_in_a_folder_belong_together():
    now = site("/", "/work/", "/work/zebra/")
    (only,) = lost(ledger("live /", "live /work/", "live /work/yak/"), now)
    assert "content/work/zebra.md" in only.hint


def test_two_lost_and_one_new_do_not():
    now = site("/", "/work/", "/work/zebra/")
    found = lost(ledger("live /work/", "live /work/gnu/", "live /work/yak/"), now)
    assert ["content/work.md" in item.hint for item in found] == [True, True]


@pytest.mark.parametrize(
    ("line", "target", "lines"),
    [
        ("live /about/", page("/about-us/"), "redirect_from: /about/"),
        (
            "live /about/",
            page("/about-us/", "", "/us/"),
            "redirect_from:\n  - /us/\n  - /about/",
        ),
        (
            "live /about.pdf",
            page("/about-us/"),
            "redirects:\n  /about.pdf: /about-us/",
        ),
        ("live /about.php", page("/about/"), "redirects:\n  /about.php: /about/"),
        ("live /a/", Address("/b/a/"), "redirects:\n  /a/: /b/a/"),
        ("live /a:/", Address("/b/a:/"), 'redirects:\n  "/a:/": "/b/a:/"'),
        ("live /a%25/", page("/b/a%/"), "redirect_from: /a%25/"),
        ("live /xyz/", page("/"), "redirects:\n  /xyz/: /…/"),
        ("live /?p=12", page("/"), 'redirects:\n  "/?p=12": /…/'),
        ("live /About/", page("/about/"), "permalink: /About/"),
    ],
)
def test_the_lines_to_add(line, target, lines):
    assert paste(line, target) == lines


def test_a_word_that_a_shell_would_read_is_quoted():
    (only,) = lost(ledger("live /it's&co/"), site("/"))
    assert only.hint.endswith(r"--gone '/it'\''s&co/'")


def test_a_page_that_is_withheld_is_named():
    now = Addresses((page("/"),), (page("/a/"),))
    (only,) = lost(ledger("live /a/"), now)
    assert [format_place(note.span) for note in only.notes] == ["content/a.md"]
    assert only.paste == ""


def test_a_redirect_that_was_lost_is_called_so():
    (only,) = lost(ledger("moved /a/"), site("/"))
    assert only.message == "'/a/' was redirected, and nothing answers for it now"


def test_a_build_checks_lines_and_what_is_lost_by_its_own_severity():
    source = Source("urls.txt", "live /a/\nlvie /b/\n")
    found = check_ledger(source, site("/"), Severity.WARNING, "other.yaml")
    assert [(f.code, f.severity.value) for f in found] == [
        ("URL011", "error"),
        ("URL010", "warning"),
    ]
    assert "other.yaml" in found[1].hint


def test_of_a_site_in_parts_nothing_is_lost():
    source = Source("urls.txt", "live /a/\nlvie /b/\n")
    found = check_ledger(source, None, Severity.ERROR, "site.yaml")
    assert [item.code for item in found] == ["URL011"]
    assert check_ledger(None, site("/"), Severity.ERROR, "site.yaml") == ()


def changed(known: UrlLedger, now: Addresses, *gone: str) -> str:
    accepted = accept(known, compare(known, now), gone)
    lines = [f"{c.url} {c.before}>{c.state}" for c in accepted.changes]
    lines += [f"lost {entry.url}" for entry in accepted.lost]
    return "; ".join([*lines, *(f"unmet {url}" for url in accepted.unmet)])


@pytest.mark.parametrize(
    ("gone", "changes"),
    [
        ((), "/new/ None>live; /old/ live>moved; lost /x/; lost /y/1/; lost /y/2/"),
        (("/x",), "/new/ None>live; /old/ live>moved; /x/ live>gone; lost /y/1/; lost /y/2/"),
        (
            ("/x/", "/y/*"),
            "/new/ None>live; /old/ live>moved; /x/ live>gone; /y/1/ moved>gone; /y/2/ live>gone",
        ),
        (("/z/", "/", "/o*"), "/new/ None>live; /old/ live>moved; lost /x/; lost /y/1/; lost /y/2/; unmet /z/; unmet /; unmet /o*"),
    ],
)  # fmt: skip
def test_accepting_takes_over_what_is_known_and_what_is_named(gone, changes):
    known = ledger(
        "live /", "live /old/", "live /x/", "moved /y/1/", "live /y/2/", "gone /z/"
    )
    assert changed(known, site("/", "/new/", redirects="/old/"), *gone) == changes


def test_what_was_gone_and_is_back_is_live_as_the_site_writes_it():
    known = ledger("gone /a # back soon")
    accepted = accept(known, compare(known, site("/a/")))
    assert format_ledger(accepted.ledger).endswith("live  /a/  # back soon\n")


def test_added_addresses_are_live_and_known_ones_stay():
    accepted = add_urls(ledger("gone /a/"), ["/a", "/b", "/b/", "/c.html"])
    assert format_ledger(accepted.ledger).endswith(
        "\n\ngone  /a/\nlive  /b/\nlive  /c.html\n"
    )
    assert [change.url for change in accepted.changes] == ["/b/", "/c.html"]


NAMES = st.sets(st.text("abAB1-", min_size=1, max_size=4), min_size=1, max_size=8)


@given(NAMES, NAMES, st.data())
def test_nothing_is_lost_after_accepting_and_each_page_that_goes_is(now, old, data):
    pages = [page("/"), *(page(f"/{name}/") for name in sorted(now))]
    imported = add_urls(UrlLedger(), [f"/{name}/" for name in old]).ledger
    whole = Addresses(tuple(pages))
    standing = compare(imported, whole)
    named = [entry.url for entry in standing.lost]
    assert sorted(named) == sorted(f"/{name}/" for name in old - now)
    accepted = accept(imported, standing, named)
    assert accepted.lost == ()
    assert accepted.unmet == ()

    known, findings = read_ledger(Source("urls.txt", format_ledger(accepted.ledger)))
    again = compare(known, whole)
    assert (findings, again.lost, again.new) == ((), (), ())
    assert accept(known, again).changes == ()

    gone = data.draw(st.sampled_from(pages))
    left = Addresses(tuple(item for item in pages if item != gone))
    (only,) = lost(known, left)
    assert f"'{gone.url}'" in only.message
