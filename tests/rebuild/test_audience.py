"""Pages that somebody waits for are rendered first, and shown at once."""

from __future__ import annotations

import pytest

from sitewright.engine.ledger import Ledger
from sitewright.pipeline.turns import take_turns
from support import build

SITE = {
    "templates/page.html": "{{ content }}",
    "content/a.md": "---\nlayout: page.html\n---\nA [c](c.md)\n",
    "content/b.md": "---\nlayout: page.html\n---\nB\n",
    "content/c.md": "---\nlayout: page.html\nredirect_from: /old/\n---\nC\n",
    "content/nowhere.md": "---\npermalink: false\n---\n",
    "static/style.css": "p {}",
}


class Stop(Exception):  # noqa: N818 -- nothing has gone wrong
    """What an audience raises that has lost interest."""


class Spectator:
    """Wants pages in an order of its own, and writes down what it is shown."""

    def __init__(self, *wishes, leaves_after=None):
        self.wishes = list(wishes)
        self.leaves_after = leaves_after
        self.expected = None
        self.shown = {}

    def expect(self, pages, files, redirects):
        self.expected = (set(pages), set(files), [r.source for r in redirects])

    def wants(self):
        if len(self.shown) == self.leaves_after:
            raise Stop
        while self.wishes and self.wishes[0] in self.shown:
            self.wishes.pop(0)
        return self.wishes

    def show(self, file):
        self.shown[file.path] = file


@pytest.mark.parametrize(
    ("wishes", "order"),
    [
        ((), "abc"),
        (("c/index.html",), "cab"),
        (("c/index.html", "b/index.html"), "cba"),
        (("a/index.html",), "abc"),
        (("none/index.html",), "abc"),
        (("none/index.html", "c/index.html"), "cab"),
        (("",), "abc"),
    ],
)
def test_what_is_waited_for_comes_first(wishes, order):
    spectator = Spectator(*wishes)
    result = build(SITE, audience=spectator)
    assert list(spectator.shown) == [f"{name}/index.html" for name in order]
    assert result == build(SITE)
    assert set(result.artifacts) >= set(spectator.shown.values())


def test_a_page_may_be_wanted_while_another_is_made():
    class Follower(Spectator):
        def show(self, file):
            super().show(file)
            if file.path == "a/index.html":
                self.wishes.append("c/index.html")

    spectator = Follower()
    build(SITE, audience=spectator)
    assert list(spectator.shown) == ["a/index.html", "c/index.html", "b/index.html"]


def test_nobody_waits_until_a_share_is_prepared():
    events, spectator = [], Spectator("c/index.html")
    keys = {f"{name}/index.html": name for name in "abcd"}

    def prepare(key):
        events.append(f"prepare {key}")

    shares = [("a", "b"), (), ("c", "d")]
    for key in take_turns(spectator, keys, "abcd", shares, prepare):
        events.append(key)
        spectator.shown[f"{key}/index.html"] = key
    assert events == (
        ["prepare a", "c", "prepare b", "a", "b", "prepare c", "prepare d", "d"]
    )


def test_who_waits_is_asked_while_nothing_comes():
    spectator, keys = Spectator("b/index.html"), {"b/index.html": "b"}
    turns = take_turns(spectator, keys, "ab", [(), ("a", "b")], lambda key: key)
    assert next(turns) == "b"


def test_an_audience_hears_first_what_the_site_will_be_made_of():
    spectator = Spectator(leaves_after=0)
    with pytest.raises(Stop):
        build(SITE, audience=spectator)
    assert spectator.expected == (
        {"a/index.html", "b/index.html", "c/index.html"},
        {"sitemap.xml", "robots.txt", "feed.xml", "style.css", "old/index.html"},
        ["/old/"],
    )


def test_a_page_with_an_error_is_not_shown():
    files = SITE | {
        "templates/bad.html": "{{ nothing }}",
        "content/b.md": "---\nlayout: bad.html\n---\n",
    }
    spectator = Spectator("b/index.html")
    assert build(files, audience=spectator).is_broken
    assert list(spectator.shown) == [
        "a/index.html",
        "c/index.html",
    ]


@pytest.mark.parametrize(
    "bad",
    [
        {"content/b.md": "---\npermalink: /a/\n---\n"},
        {"content/b.md": "---\ntitle: [\n---\n"},
        {"site.yaml": "title: x\n"},
    ],
)
def test_of_a_site_that_is_broken_nothing_is_shown(bad):
    spectator = Spectator("a/index.html")
    assert build(SITE | bad, audience=spectator).is_broken
    assert (spectator.expected, spectator.shown) == (None, {})


def test_after_an_edit_only_what_is_made_anew_is_shown():
    ledger = Ledger()
    build(SITE, ledger, Spectator())
    spectator = Spectator("a/index.html")
    edited = SITE | {"content/b.md": SITE["content/b.md"] + "more\n"}
    assert build(edited, ledger, spectator) == build(edited)
    assert list(spectator.shown) == ["b/index.html"]


@pytest.mark.parametrize("count", range(4))
def test_a_build_that_is_given_up_leaves_nothing_behind(count):
    ledger = Ledger()
    build(SITE, ledger, Spectator())
    layout = {"templates/page.html": "<b>{{ content }}</b>"}
    prose = {"content/c.md": SITE["content/c.md"] + "more\n"}
    with pytest.raises(Stop):
        build(SITE | layout | prose, ledger, Spectator(leaves_after=count))
    assert build(SITE, ledger) == build(SITE)
    assert build(SITE | prose, ledger) == build(SITE | prose)
