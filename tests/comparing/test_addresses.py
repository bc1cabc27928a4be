"""Which file of the new site answers for which of the old one."""

from __future__ import annotations

import pytest

from comparing.sites import PAGE, compare, told
from sitewright.kernel.diagnostics import Span
from sitewright.model.likeness import Forwarding
from sitewright.model.redirect import Redirect

HOME = {"index.html": PAGE.format("Home")}
ABOUT = PAGE.format("About")
STUB = (
    '<!doctype html><title>Moved</title><meta http-equiv="refresh" content="0; url={}">'
)


def redirect(source: str, target: str, status: int = 301) -> Redirect:
    return Redirect(source, target, Span("site.yaml"), "", status)


def test_a_lost_page_and_an_extra_one():
    old, new = HOME | {"a/index.html": ABOUT}, HOME | {"b/index.html": ABOUT}
    likeness = compare(old, new)
    assert told(likeness) == [
        ("lost", "the page is not there any more", "/a/", ""),
        ("extra", "the page was not there before", "", "/b/"),
    ]
    assert [group.sightings[0].url for group in likeness.groups] == ["/a/", "/b/"]
    assert likeness.groups[0].sightings[0].old == Span("old/a/index.html")


@pytest.mark.parametrize(
    "rule",
    [redirect("/a/", "/b/"), redirect("/*", "/b/"), redirect("/:name/", "/b/")],
    ids=["single", "rest", "placeholder"],
)
def test_a_redirected_page_is_compared_with_where_it_leads(rule):
    old, new = HOME | {"a/index.html": ABOUT}, HOME | {"b/index.html": ABOUT}
    likeness = compare(old, new, rule)
    assert told(likeness) == []
    assert likeness.forwarded == (Forwarding("/a/", "/b/"),)
    assert (likeness.pages, likeness.same) == (2, 2)

    changed = compare(old, new | {"b/index.html": PAGE.format("Us")}, rule)
    assert told(changed) == [("text", "changed in <body>", "About", "Us")]


def test_a_page_that_sends_visitors_on_is_a_redirect():
    old = HOME | {"a/index.html": ABOUT}
    new = HOME | {"a/index.html": STUB.format("/b/"), "b/index.html": ABOUT}
    likeness = compare(old, new)
    assert told(likeness) == []
    assert likeness.forwarded == (Forwarding("/a/", "/b/"),)


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="refresh" content="300">',
        '<noscript><meta http-equiv="refresh" content="0; url=/b/"></noscript>',
    ],
)
def test_a_page_that_reloads_itself_or_is_for_scripts_is_a_page(meta):
    old = HOME | {"a/index.html": f"<title>A</title>{meta}"}
    new = HOME | {"a/index.html": f"<title>B</title>{meta}"}
    assert told(compare(old, new)) == [("head", "title changed", "A", "B")]


def test_two_pages_that_send_visitors_to_the_same_place_are_the_same():
    old = HOME | {"a/index.html": STUB.format("https://www.example.com/")}
    new = HOME | {"a/index.html": STUB.format("/").replace("Moved", "Gone on")}
    assert told(compare(old, new)) == []
    assert told(compare(old, HOME, redirect("/a/", "/"))) == []


def test_a_redirect_to_somewhere_else_is_a_difference():
    old = HOME | {"a/index.html": STUB.format("/"), "b/index.html": ABOUT}
    new = HOME | {"a/index.html": STUB.format("/b/"), "b/index.html": ABOUT}
    assert told(compare(old, new)) == [("redirect", "redirect changed", "/", "/b/")]


def test_a_redirect_that_became_a_page_is_a_difference():
    old = HOME | {"a/index.html": STUB.format("/")}
    new = HOME | {"a/index.html": ABOUT}
    assert told(compare(old, new)) == [("redirect", "redirect is a page now", "/", "")]


def test_a_redirect_to_nothing_is_a_difference():
    old = HOME | {"a/index.html": ABOUT}
    assert told(compare(old, HOME, redirect("/a/", "/b/"))) == [
        ("redirect", "redirect leads to nothing", "/a/", "/b/")
    ]


def test_a_lost_redirect_is_lost():
    old = HOME | {"a/index.html": STUB.format("/")}
    assert told(compare(old, HOME)) == [
        ("lost", "the redirect is not there any more", "/a/", "")
    ]


def test_what_is_gone_on_purpose_is_not_lost():
    likeness = compare(HOME | {"a/index.html": ABOUT}, HOME, redirect("/a/", "", 410))
    assert told(likeness) == []
    assert likeness.forwarded == (Forwarding("/a/", ""),)


RULES = "/a / 301\n/news/* /blog/:splat\n/:year/x/ /b/:year/\n/gone / 410\n"


def test_rules_of_the_old_host_must_hold_still():
    old = HOME | {"_redirects": RULES}
    same = (
        redirect("/a/", "/"),
        redirect("/news/*", "/blog/:splat"),
        redirect("/:y/x/", "/b/:y/"),
        redirect("/gone/", "", 410),
    )
    assert told(compare(old, HOME, *same)) == []
    assert told(compare(old, HOME | {"_redirects": "other"}, *same)) == []
    others = (redirect("/a/", "/b/"), redirect("/news/*", "/"), same[3])
    likeness = compare(old, HOME, *others)
    assert told(likeness) == [
        ("lost", "the redirect is not there any more", "/:year/x/", ""),
        ("redirect", "redirect changed", "/", "/b/"),
        ("redirect", "redirect changed", "/blog/example", "/"),
    ]
    assert likeness.groups[0].sightings[0].old == Span("old/_redirects", 3, 1, 9)


def test_a_page_in_the_place_of_an_old_redirect_is_no_loss():
    old = HOME | {"_redirects": "/a /"}
    assert [
        kind for kind, *_ in told(compare(old, HOME | {"a/index.html": ABOUT}))
    ] == ["extra"]


def test_another_ending_is_another_address_of_the_same_page():
    old, new = HOME | {"a.html": ABOUT}, HOME | {"a/index.html": ABOUT}
    assert told(compare(old, new)) == [
        (
            "address",
            "the page has another address, to which nothing leads",
            "/a.html",
            "/a/",
        )
    ]
    assert told(compare(old, new, redirect("/a.html", "/a/"))) == []


def test_letter_case_is_another_address_of_the_same_page():
    old, new = HOME | {"About/index.html": ABOUT}, HOME | {"about/index.html": ABOUT}
    ((kind, *_),) = told(compare(old, new))
    assert kind == "address"


FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>1</id></feed>'
FILES = {
    "bytes": (
        "a.png",
        b"\x89PNG1",
        b"\x89PNG2",
        ("file", "image changed", "5 bytes", "5 bytes"),
    ),
    "lines": (
        "a.css",
        "a {\n  b: c\n}\n",
        "a {\n  b: d\n}\n",
        ("file", "style sheet changed", "  b: c", "  b: d"),
    ),
    "XML, same": (
        "feed.xml",
        FEED,
        f'<?xml version="1.0"?>\n{FEED.replace("><", "> <")}',
        None,
    ),
    "XML": (
        "feed.xml",
        FEED,
        FEED.replace("<id>1", "<id>2"),
        ("text", "changed in <id>", "1", "2"),
    ),
    "XML with other prefixes": (
        "feed.xml",
        FEED,
        FEED.replace("<", "<a:").replace("<a:/", "</a:").replace("xmlns", "xmlns:a"),
        None,
    ),
    "broken XML": (
        "feed.xml",
        FEED,
        FEED[:-2],
        ("file", "feed changed", FEED, FEED[:-2]),
    ),
    "JSON, same": ("a.json", '{"a": 1, "b": [2]}', '{\n"b":[2],"a":1}', None),
    "JSON": ("a.json", '{"a": 1}', '{"a": 2}', ("data", "a changed", "1", "2")),
    "ends of lines": ("a.js", "a\nb", "a\r\nb", None),
}


@pytest.mark.parametrize("case", FILES.values(), ids=FILES)
def test_other_files(case):
    path, old, new, wanted = case
    likeness = compare(HOME | {path: old}, HOME | {path: new})
    assert told(likeness) == ([wanted] if wanted else [])
    assert (likeness.files, likeness.same) == (1, 1 if wanted else 2)


def test_entities_of_its_own_are_not_followed():
    file = '<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'
    changed = file.replace('"x"', '"y"')
    ((kind, *_),) = told(compare(HOME | {"a.xml": file}, HOME | {"a.xml": changed}))
    assert kind == "file"
