"""Whatever authors write: nothing leaves the output, breaks out of markup, or is lost."""

from __future__ import annotations

from html.parser import HTMLParser
from posixpath import normpath
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from sitewright.kernel.diagnostics import Span, has_errors
from sitewright.kernel.digests import Digest
from sitewright.kernel.urls import path_problem
from sitewright.model.build import Asset
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.page import Page
from sitewright.model.redirect import Redirect, Surroundings
from sitewright.stages.feeds import render_feed
from sitewright.stages.navigation import build_navigation
from sitewright.stages.pages.page import make_page
from sitewright.stages.plan import plan_outputs
from sitewright.stages.redirects.stubs import render_stub
from sitewright.stages.redirects.table import read_redirects
from sitewright.stages.sitemap import render_sitemap

CONFIG = SiteConfig("site.yaml", title="Example", url="https://www.example.com")

PATHS = st.lists(
    st.sampled_from(
        ["/", "//", "..", "a", "index.html", "b.html", "\\", "&lt;", "&", "%2e"]
    )
    | st.text(st.characters(codec="utf-8"), max_size=3),
    max_size=6,
).map("".join) | st.text(st.characters(codec="utf-8"))
TEXTS = st.text(st.characters(codec="utf-8")) | st.lists(
    st.sampled_from(
        ["<", ">", "&", '"', "'", "]]>", "<!--", "</title>", "\0", "\x1b", "é"]
    )
).map("".join)


def read(path: str, **values: object) -> tuple[Page, bool]:
    """Make a page, and tell whether there is nothing wrong with it."""
    page, findings = make_page(Data(path, values, {}), CONFIG)
    return page, findings == ()


def stays_inside(path: str) -> bool:
    return (
        path == normpath(path)
        and not path.startswith("/")
        and not {".", ".."} & set(path.split("/"))
        and not set(path) & set("\0\n\\")
        and all(len(part.encode()) <= 255 for part in path.split("/"))
    )


@settings(max_examples=400)
@given(PATHS)
def test_no_permalink_leaves_the_output(permalink):
    page, is_fine = read("content/p.md", permalink=permalink)
    if is_fine:
        assert stays_inside(page.output_path)
        assert path_problem(page.url) == ""


@settings(max_examples=200)
@given(PATHS)
def test_no_file_name_leaves_the_output(name):
    page, is_fine = read(f"content/{name}.md")
    if is_fine:
        assert stays_inside(page.output_path)


@settings(max_examples=400)
@given(PATHS)
def test_no_old_address_leaves_the_output(old):
    page, _ = read("content/p.md", redirect_from=old)
    redirects, findings = read_redirects((page,), (), Surroundings())
    assert len(redirects) + has_errors(findings) == 1
    outputs, _ = plan_outputs((), redirects, (), ())
    assert all(stays_inside(output.path) for output in outputs)


@settings(max_examples=200)
@given(st.lists(PATHS, max_size=8), st.lists(PATHS, max_size=3))
def test_no_two_outputs_share_a_place(permalinks, names):
    pages = [read(f"content/{n}.md", permalink=p) for n, p in enumerate(permalinks)]
    assets = [
        Asset(f"static/{name}", name, Digest("d"), 1)
        for name in names
        if name and stays_inside(name)
    ]
    outputs, findings = plan_outputs(
        tuple(page for page, is_fine in pages if is_fine), (), tuple(assets), ()
    )
    paths = [output.path for output in outputs]
    assert paths == sorted(set(paths))
    if not findings:
        assert not any(
            one != other and other.startswith(one + "/")
            for one in paths
            for other in paths
        )


class Reader(HTMLParser):
    """The elements of a page, and the text and attributes in them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.values: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.values |= {value for _, value in attrs}

    def handle_data(self, data):
        self.text += data


STUB_TAGS = ["html", "head", "meta", "title", "link", "meta", "meta", "meta"]
STUB_TAGS += ["body", "h1", "p", "a"]


@given(PATHS)
def test_a_redirect_page_leads_where_it_should_and_nowhere_else(permalink):
    page, is_fine = read("content/p.md", permalink=permalink)
    if not is_fine:
        return
    reader = Reader()
    reader.feed(render_stub(Redirect("/old/", page.url, Span("a"), page.path), CONFIG))
    reader.close()
    assert reader.tags == STUB_TAGS
    (link,) = (value for value in reader.values if value.startswith("/"))
    assert f"https://www.example.com{link}" in reader.values
    assert f"0; url={link}" in reader.values


def of_xml(text: str) -> str:
    """What XML can hold of a text, as its readers see it."""
    kept = (
        c
        for c in text
        if c in "\t\n\r" or (c >= " " and not 0xFFFE <= ord(c) <= 0xFFFF)
    )
    return "".join(kept).replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=300)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_any_text_goes_into_the_feed_and_comes_out_the_same(title, description, tags):
    date = "2025-01-01"
    page, is_fine = read(
        "content/p.md", title=title, description=description, tags=tags, date=date
    )
    assert is_fine
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(render_feed((page,), CONFIG, ())[0])
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == of_xml(title or page.url)
    assert (entry.findtext(f"{atom}summary") or "") == of_xml(description)
    public = [tag for tag in dict.fromkeys(tags) if not tag.startswith("#")]
    assert len(entry.findall(f"{atom}category")) == len(public)


@settings(max_examples=200)
@given(st.lists(PATHS, max_size=4))
def test_any_address_goes_into_the_sitemap(permalinks):
    pages = [read(f"content/{n}.md", permalink=p) for n, p in enumerate(permalinks)]
    listed = tuple((page.url, page.date) for page, is_fine in pages if is_fine)
    sitemap = ElementTree.fromstring(render_sitemap(listed, CONFIG.url)[0])
    places = [place.text for place in sitemap.iter() if place.tag.endswith("}loc")]
    assert len(places) == len(listed)
    assert all(place.isascii() and not set(place) & set(' <>"') for place in places)


KEYS = st.sampled_from(["A", "B", "C", "D", "E", "F", "a"])


@settings(max_examples=300)
@given(st.lists(st.tuples(KEYS, st.none() | KEYS, st.integers(0, 2)), max_size=12))
def test_every_entry_is_in_the_tree_once_or_in_a_finding(entries):
    pages = tuple(
        read(
            f"content/{number:02}.md",
            eleventyNavigation={"key": key, "parent": parent, "order": order},
        )[0]
        for number, (key, parent, order) in enumerate(entries)
    )
    navigation, findings = build_navigation(pages, (), is_complete=True)

    walked: list[str] = []
    waiting = list(navigation.top)
    while waiting:
        node = navigation.nodes[waiting.pop()]
        walked.append(node.key)
        waiting += node.children
        trail = navigation.trail_of(node.key)
        assert trail[-1] == node.key
        assert [navigation.trail_of(key) for key in node.children] == [
            (*trail, key) for key in node.children
        ]
    assert sorted(walked) == sorted(navigation.nodes)
    assert len(set(navigation.keys_of.values())) == len(navigation.nodes)
    lost = len({key for key, _, _ in entries}) - len(navigation.nodes)
    twice = sum(found.code == "NAV004" for found in findings)
    assert twice == len(entries) - len({key for key, _, _ in entries})
    assert (lost > 0) == any(found.code in ("NAV003", "NAV005") for found in findings)
