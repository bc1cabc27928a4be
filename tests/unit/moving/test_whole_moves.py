"""Whole moves in memory: addresses, chains, ledgers, and what an author is told."""

from __future__ import annotations

from itertools import pairwise

import pytest

from moving import carried_out, moved, plan, shown
from support import CONFIG, build

HOME = {"content/index.md": "", "site.yaml": CONFIG}
HEAD = "# Sitewright URL ledger, version 1\n"
REST = (
    "# Every address that this site has had. live: published; moved: redirected;\n"
    "# gone: removed on purpose. 'sitewright ledger accept' keeps it up to date.\n"
)


def redirects(files) -> dict[str, str]:
    return {item.source: item.target for item in build(files).addresses.redirects}


def test_every_stop_of_a_long_way_leads_to_its_end_in_one_hop():
    files = {
        **HOME,
        "site.yaml": CONFIG + "redirects: {/old/: /a/}\n",
        "content/a.md": "",
    }
    stops = ["content/a.md", "content/b.md", "content/x/c.md", "content/d.md"]
    for old, new in pairwise(stops):
        files = moved(files, (old, new))
    ways = {"/a/": "/d/", "/b/": "/d/", "/x/c/": "/d/", "/old/": "/d/"}
    assert redirects(files) == ways
    back = moved(files, ("content/d.md", "content/b.md"))
    ways = {"/a/": "/b/", "/d/": "/b/", "/x/c/": "/b/", "/old/": "/b/"}
    assert redirects(back) == ways


def test_two_pages_can_change_places():
    files = {**HOME, "content/a.md": "A [b](b.md)\n", "content/b.md": "B\n"}
    files = moved(files, ("content/a.md", "content/c.md"))
    files = moved(files, ("content/b.md", "content/b2.md"))
    planned = plan(files, ("content/b2.md", "content/a.md"))
    # The old address of one page is to be that of another: only its author can say so.
    assert planned.move is None
    assert shown(planned).startswith("error[RED006]: '/a/' is still content/a.md")


def test_a_page_that_is_not_published_needs_no_redirect():
    draft = "---\npending: true\n---\n[h](index.md)\n"
    files = {
        **HOME,
        "content/a.md": draft,
        "content/b.md": "[a](/a/)\n",
        "urls.txt": HEAD,
    }
    planned = plan(files, ("content/a.md", "content/x/a.md"))
    assert planned.move.addresses == planned.move.kept == planned.move.ledger == ()
    after = moved(files, ("content/a.md", "content/x/a.md"))
    assert after["content/x/a.md"] == draft.replace("index.md", "../index.md")
    assert after["content/b.md"] == "[a](/x/a/)\n"


def test_links_follow_a_page_that_is_published_by_its_new_place():
    files = {
        **HOME,
        "content/d/a.md": "",
        "content/d/d.yaml": "pending: true\n",
        "content/b.md": "[a](/d/a/)\n",
    }
    after = moved(files, ("content/d/a.md", "content/a.md"))
    assert after["content/b.md"] == "[a](/a/)\n"
    assert after["content/a.md"] == ""


@pytest.mark.parametrize(
    ("folder", "target"),
    [("content/blog/", "/news/:splat"), ("content/blog/a", "/blog/:splat")],
)
def test_a_pattern_follows_a_folder_that_goes_as_a_whole(folder, target):
    names = ("content/blog/index.md", "content/blog/a.md", "content/blog/b/c.md")
    config = CONFIG + "hosts: [netlify]\nredirects:\n  /old/*: /blog/:splat\n"
    files = {**HOME, **dict.fromkeys(names, ""), "site.yaml": config}
    pairs = [(n, n.replace("/blog/", "/news/")) for n in names if n.startswith(folder)]
    after = moved(files, *pairs)
    assert f"  /old/*: {target}\n" in after["site.yaml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Each line where it belongs, and comments with their lines.
        (
            f"{HEAD}{REST}\nlive  /\nlive  /a/\n",
            f"{HEAD}{REST}\nlive  /\nmoved /a/\nlive  /m/\n",
        ),
        (
            f"{HEAD}\n# of a\nlive  /a/  # a\n# of z\nlive  /z/",
            f"{HEAD}\n# of a\nmoved /a/  # a\nlive  /m/\n# of z\nlive  /z/",
        ),
        (f"{HEAD}\nlive  /a/", f"{HEAD}\nmoved /a/\nlive  /m/\n"),
        (f"{HEAD}\nlive /a\n", f"{HEAD}\nmoved /a\nlive  /m/\n"),
        (f"{HEAD}\nlive\t\t/a/index.html\n", f"{HEAD}\nmoved /a/index.html\nlive  /m/\n"),
        # An address that nobody had written down is written now.
        (HEAD, f"{HEAD}moved /a/\nlive  /m/\n"),
        ("", "moved /a/\nlive  /m/\n"),
        (f"{HEAD}\n# z\nlive  /z/\n", f"{HEAD}\nmoved /a/\nlive  /m/\n# z\nlive  /z/\n"),
        # It was here before.
        (f"{HEAD}\nlive  /a/\nmoved /m/\n", f"{HEAD}\nmoved /a/\nlive  /m/\n"),
        (f"{HEAD}\ngone  /a/\n", f"{HEAD}\nmoved /a/\nlive  /m/\n"),
        # Other lines are none of our business: new pages, states, order.
        (f"{HEAD}\nlive  /z/\nlive  /a/\n", f"{HEAD}\nlive  /z/\nmoved /a/\nlive  /m/\n"),
        (f"{HEAD}\nmoved /z/\n", f"{HEAD}\nmoved /a/\nlive  /m/\nmoved /z/\n"),
    ],
)  # fmt: skip
def test_the_ledger_is_changed_line_by_line(before, after):
    files = {**HOME, "content/a.md": "", "content/z.md": "", "urls.txt": before}
    assert moved(files, ("content/a.md", "content/m.md"))["urls.txt"] == after


def test_a_move_that_would_lose_the_page_of_another_source_is_refused():
    config = CONFIG + "collections: {some: {from: 'd/*.md'}}\n"
    feed = "---\npagination: {data: collections.some, size: 9}\npermalink: /d/feed.txt\n---\n"
    files = {
        **HOME,
        "site.yaml": config,
        "content/d/a.md": "",
        "content/f.njk": feed,
    }
    planned = plan(files, ("content/d/a.md", "content/a.md"))
    assert planned.move is None
    assert "nothing would be found at '/d/feed.txt' any more" in shown(planned)


def test_pages_that_only_change_their_numbers_keep_their_addresses():
    page = "---\npagination: {data: collections.t, size: 1, alias: p}\n"
    page += "permalink: '/t/{{ p.data.title }}/'\n---\n"
    files = {
        **HOME,
        "content/a.md": "---\ntitle: x\ntags: t\n---\n",
        "content/b.md": "---\ntitle: y\ntags: t\n---\n",
        "content/t.njk": page,
    }
    planned = plan(files, ("content/a.md", "content/z.md"))
    assert [item.before for item in planned.move.addresses] == ["/a/"]


def test_a_move_that_would_lose_a_redirect_is_refused():
    files = {
        **HOME,
        "content/d/a.md": "---\npermalink: /a/\n---\n",
        "content/d/d.yaml": "redirect_from: /x/\n",
    }
    planned = plan(files, ("content/d/a.md", "content/a.md"))
    assert shown(planned) == (
        "error[MOV005]: '/x/' is redirected, and would not be after the move\n"
        "  --> content/d/d.yaml:1:16\n"
        "  |\n"
        "1 | redirect_from: /x/\n"
        "  |                ^^^\n"
        "  = help: write it into the front matter of the page that it leads to"
    )


def test_another_date_is_told():
    files = {**HOME, "content/2024-01-02-a.md": ""}
    planned = plan(files, ("content/2024-01-02-a.md", "content/2025-01-02-a.md"))
    assert "this page has other values than before: 'date'\n" in shown(planned)


def test_addresses_that_count_from_several_pages_of_one_source_are_told():
    files = {
        **HOME,
        "data/x.yaml": "[1, 2]\n",
        "content/a.njk": "---\npagination: {data: x, size: 1}\n---\n<a href='../'>x</a>\n",
    }
    planned = plan(files, ("content/a.njk", "content/b/c.njk"))
    assert "warning[MOV011]: the link '../' leads elsewhere" in shown(planned)


def test_what_others_say_of_the_old_folder_is_told_once_for_many():
    names = [f"content/d/{n}.md" for n in range(3)]
    files = {**HOME, **dict.fromkeys(names, ""), "content/d/d.yaml": "who: we\n"}
    planned = plan(files, *((name, name.replace("/d/", "/e/")) for name in names))
    said = (
        "warning[MOV009]: this page has other values than before: 'who'\n"
        "  --> content/e/0.md\n"
        "  = note: this file has to do with it\n"
        "  --> content/d/d.yaml\n"
        "  = note: the same goes for 2 other pages\n"
    )
    assert said in shown(planned)


def test_names_and_data_of_a_page_may_hold_anything():
    name = "content/ä 'b' (c) [d] {e} & f+g,h;i=j@k$.md"
    files = {
        **HOME,
        name: "---\ntitle: A\n---\nx\n",
        "content/l.md": "[x](a.md)\n",
        "content/a.md": "",
    }
    after = moved(files, ("content/a.md", name.replace("ä", "ö")))
    assert build(after).findings == ()
    back = moved(after, (name.replace("ä", "ö"), "content/a.md"))
    assert back["content/l.md"] == "[x](a.md)\n"
    assert build(back).findings == ()


def test_a_folder_as_its_own_page_moves_with_all_links():
    files = {
        **HOME,
        "content/d/d.md": "[x](e.md) [y](../index.md) ![z](z.png)\n",
        "content/d/e.md": "[d](d.md) [u](/d/)\n",
    }
    pairs = (
        ("content/d/d.md", "content/x/f/f.md"),
        ("content/d/e.md", "content/x/f/e.md"),
    )
    after = moved(files, *pairs)
    assert after["content/x/f/f.md"].endswith(
        "[x](e.md) [y](../../index.md) ![z](../../d/z.png)\n"
    )
    assert after["content/x/f/e.md"].endswith("[d](f.md) [u](/x/f/)\n")
    assert redirects(after) == {"/d/": "/x/f/", "/d/e/": "/x/f/e/"}


STYLED = {
    "static/css/site.css": "@import 'base.css'; p { x: url(../img/a.png) }",
    "static/css/base.css": "p {}",
    "static/img/a.png": "picture",
    "templates/page.html": "{{ '/css/site.css' | asset }}{{ content }}",
    "content/index.md": "---\nlayout: page.html\n---\nHome\n",
}


@pytest.mark.parametrize(
    "setting", ["assets: {fingerprint: '**/*.{css,png}'}\n", "security: true\n"]
)
def test_style_sheets_are_read_where_they_are_from_now_on(setting):
    files = {**STYLED, "site.yaml": CONFIG + "hosts: [netlify]\n" + setting}
    planned = plan(
        files,
        ("static/css/site.css", "static/main.css"),
        ("static/img/a.png", "static/b.png"),
    )
    assert planned.findings == (), shown(planned)
    after = carried_out(files, planned.move)
    assert after["static/main.css"] == "@import 'css/base.css'; p { x: url(b.png) }"
    assert after["templates/page.html"] == "{{ '/main.css' | asset }}{{ content }}"
