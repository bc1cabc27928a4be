"""What the site knows of a page. Expected values follow SPEC.md, sections 1, 2 and 5."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.page import NavigationEntry, Page
from sitewright.stages.pages.page import make_page, stem_and_slug


def read(path: str = "content/p.md", **values: object) -> tuple[Page, list[str]]:
    """Make a page of values, and name what was found wrong."""
    page, findings = make_page(Data(path, values, {}), SiteConfig("site.yaml"))
    return page, [f"{found.code} {found.message}" for found in findings]


def fine(path: str = "content/p.md", **values: object) -> Page:
    page, findings = read(path, **values)
    assert findings == []
    return page


def only_fault(path: str = "content/p.md", **values: object) -> str:
    _, findings = read(path, **values)
    assert len(findings) == 1
    return findings[0]


@pytest.mark.parametrize(
    ("path", "stem", "slug"),
    [
        ("index.md", "/index", ""),
        ("about.md", "/about", "about"),
        ("a/index.md", "/a/index", "a"),
        ("about/about.md", "/about/about", "about"),
        ("2025-01-31-launch.md", "/launch", "launch"),
        ("news/2025-01-31-launch.md", "/news/launch", "launch"),
        ("trailing-2024-01-01-x.md", "/x", "x"),
        ("2024-01-01-2025-02-02-x.md", "/2025-02-02-x", "2025-02-02-x"),
        ("2024-01-01.md", "/2024-01-01", "2024-01-01"),
        ("news/2017-03-04-.md", "/news", ""),
        ("2017-03-04-.md", "/", ""),
        ("2017-03-04-/index.md", "/2017-03-04-/index", ""),
        ("2024-01-01-trip/index.md", "/2024-01-01-trip/index", "trip"),
        ("2024-01-01-trip/2024-01-02-day.md", "/2024-01-01-trip/day", "day"),
        ("a/2024-01-01-index.md", "/a/index", "a"),
        ("v1.2.md", "/v1.2", "v1.2"),
    ],
)
def test_stem_and_slug_lose_the_date_of_the_name_only(path, stem, slug):
    assert stem_and_slug(path) == (stem, slug)


@pytest.mark.parametrize(
    ("permalink", "url", "output_path"),
    [
        (None, "/p/", "p/index.html"),
        ("", "/p/", "p/index.html"),
        ("/x/", "/x/", "x/index.html"),
        ("x/", "/x/", "x/index.html"),
        ("/", "/", "index.html"),
        ("/x/index.html", "/x/", "x/index.html"),
        ("x.html", "/x.html", "x.html"),
        ("/feed.xml", "/feed.xml", "feed.xml"),
        ("/Sträße & Co/", "/Sträße & Co/", "Sträße & Co/index.html"),
        ("/_redirects", "/_redirects", "_redirects"),
        (False, "", ""),
    ],
)
def test_a_permalink_decides_the_address(permalink, url, output_path):
    page = fine(permalink=permalink)
    assert (page.url, page.output_path) == (url, output_path)


@pytest.mark.parametrize(
    ("permalink", "says"),
    [
        (True, "FM010 'permalink' must be text or false, not true or false"),
        (7, "FM010 'permalink' must be text or false, not a number ('7')"),
        ({"build": 7}, "FM010 'permalink' must be text or false, not a number ('7')"),
        (["/x/"], "FM010 'permalink' must be text or false, not a list"),
        ("/x", "URL002 '/x' cannot be an address: it has no file ending"),
        ("/a/../../etc/", "URL002 '/a/../../etc/' cannot be an address: it climbs"),
        (
            "/{% if x %}/",
            "URL002 '/{% if x %}/' cannot be an address: it contains temp",
        ),
    ],
)
def test_a_permalink_that_cannot_be(permalink, says):
    assert only_fault(permalink=permalink).startswith(says)


def test_a_permalink_may_say_what_it_is_for():
    assert fine(permalink={"build": "/x/"}).url == "/x/"
    assert fine(permalink={"build": False}).url == ""
    assert fine(permalink={"other": "/x/"}).url == ""
    assert fine(permalink={}).url == "/p/"


def test_a_file_without_an_ending_must_be_asked_for():
    assert only_fault(permalink="/LICENCE").startswith("URL002")
    page = fine(permalink="/LICENCE", eleventyAllowMissingExtension=True)
    assert page.output_path == "LICENCE"


def at(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "value", "date"),
    [
        ("p.md", None, None),
        ("p.md", at(2025, 1, 2, 3), at(2025, 1, 2, 3)),
        ("p.md", "2025-03-21", at(2025, 3, 21)),
        ("p.md", "2025-03-21T15:24:33", at(2025, 3, 21, 15, 24, 33)),
        ("p.md", "2025-03-21T15:24:33+01:00", at(2025, 3, 21, 14, 24, 33)),
        ("p.md", "2025-W12-5", at(2025, 3, 21)),
        ("2025-01-31-launch.md", None, at(2025, 1, 31)),
        ("2025-01-31.md", None, at(2025, 1, 31)),
        ("trailing-2025-01-31_x.md", None, at(2025, 1, 31)),
        ("2024-01-01-trip/day.md", None, at(2024, 1, 1)),
        ("2024-01-01-trip/2024-01-02-day.md", None, at(2024, 1, 1)),
        ("2025-01-31-launch.md", "2020-01-01", at(2020, 1, 1)),
        ("2025-1-31-launch.md", None, None),
    ],
)
def test_the_date_is_the_one_written_or_the_first_in_the_path(path, value, date):
    assert fine(f"content/{path}", date=value).date == date


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("p.md", "tomorrow", "FM013 'date' is not a date ('tomorrow')"),
        ("p.md", 2024, "FM013 'date' is not a date ('2024')"),
        ("p.md", "2024-3-1", "FM013 'date' is not a date ('2024-3-1')"),
        ("p.md", "2024-02-30", "FM013 'date' is not a date ('2024-02-30')"),
        ("p.md", "Last Modified", "FM013 'date' is not a date ('Last Modified')"),
        ("p.md", "0001-01-01T00:00+02:00", "FM013 'date' is not a date ('0001-01-01T"),
        ("p.md", [1], "FM013 'date' is not a date"),
        (
            "2024-02-30-x.md",
            None,
            "FM013 the date in the path, '2024-02-30', is not in",
        ),
    ],
)
def test_a_date_that_cannot_be(path, value, says):
    assert only_fault(f"content/{path}", date=value).startswith(says)


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        (None, ()),
        ([], ()),
        ("news", ("news",)),
        ("one, two", ("one", " two")),
        (["b", "a", "b"], ("b", "a")),
        ([2024, 1.5, "2024"], ("2024", "1.5")),
        ([None, "a"], ("a",)),
        (["#promoted"], ("#promoted",)),
    ],
)
def test_tags_are_read_as_eleventy_does(value, tags):
    assert fine(tags=value).tags == tags


@pytest.mark.parametrize("value", [7, {"a": 1}, [["a"]], [True], [{"a": 1}]])
def test_tags_that_cannot_be(value):
    assert only_fault(tags=value).startswith("FM010 ")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (None, ()),
        (False, ()),
        (True, ("all",)),
        ("news", ("news",)),
        ("news, tips ,x", ("news", "tips", "x")),
        (["news", "tips"], ("news", "tips")),
    ],
)
def test_exclusions_are_all_or_some_collections(value, names):
    assert fine(eleventyExcludeFromCollections=value).excluded_from == names


@pytest.mark.parametrize(
    ("values", "listed"),
    [
        ({}, True),
        ({"permalink": "/x.html"}, True),
        ({"permalink": "/404.html"}, False),
        ({"permalink": "/feed.xml"}, False),
        ({"permalink": False}, False),
        ({"sitemap": False}, False),
    ],
)
def test_which_pages_sitemap_and_feed_may_name(values, listed):
    assert fine(**values).is_listed is listed


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({}, ""),
        ({"description": "d"}, "d"),
        ({"description": "d", "meta": {"description": "m"}}, "m"),
        ({"description": "d", "meta": {"title": "t"}}, "d"),
    ],
)
def test_meta_overrides_the_description(values, description):
    assert fine(**values).description == description


@pytest.mark.parametrize(
    ("values", "pending"),
    [
        ({}, False),
        ({"pending": True}, True),
        ({"draft": True}, True),
        ({"pending": False, "draft": True}, True),
        ({"pending": None, "draft": False}, False),
    ],
)
def test_pending_and_draft_mean_the_same(values, pending):
    assert fine(**values).is_pending is pending


def entry(**values: object) -> NavigationEntry | None:
    return fine(eleventyNavigation={"key": "K", **values}).navigation


@pytest.mark.parametrize(
    ("order", "number"),
    [
        (3, 3.0),
        (-1.5, -1.5),
        ("10", 10.0),
        ("-0.5", -0.5),
        (None, 0.0),
        (float("inf"), float("inf")),
    ],
)
def test_the_order_of_an_entry(order, number):
    assert entry(order=order).order == number


def test_an_entry_without_order_has_none():
    assert entry().order is None


@pytest.mark.parametrize("order", ["third", True, [1], float("nan"), 10**400, ""])
def test_an_order_that_cannot_be(order):
    says = only_fault(eleventyNavigation={"key": "K", "order": order})
    assert says.startswith("FM010 'eleventyNavigation.order' must be a number")


def test_the_title_of_an_entry_is_its_key_unless_it_says_otherwise():
    assert entry().title == "K"
    assert entry(title="T").title == "T"
    assert fine(eleventyNavigation={"key": 2024}).navigation.key == "2024"
