"""Whatever moves: nothing is lost, nothing leads elsewhere, and all of it can go back."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import dirname, relpath
from urllib.parse import unquote, urljoin, urlsplit

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from moving import carried_out, plan, shown
from sitewright.kernel.diagnostics import Severity
from sitewright.kernel.edits import Edit, apply_edits, apply_to_bytes
from sitewright.kernel.urls import output_path_of
from sitewright.model.urlledger import key_of
from support import CONFIG, build

HOME = "https://www.example.com"
NAMES = ["a", "b", "about", "team", "index", "ä b", "x team", "2024-01-02-x", "a.b"]
FOLDERS = ["", "a/", "a/b/", "about/", "x y/"]
ENDINGS = [".md", ".md", ".md", ".njk"]

paths = st.builds(
    lambda folder, name, ending: f"content/{folder}{name}{ending}",
    *map(st.sampled_from, (FOLDERS, NAMES, ENDINGS)),
)
FORMS = [
    "[x]({source})",
    "[x](<{source}#i> 'source')",
    "[x]({rooted}?q)",
    "[x][r{n}]\n\n[r{n}]: {url} 'about'",
    "[x](<{url}>) `{url}`",
    "[x]({url}#i)",
    "[x]({relative})",
    "<a href='{url}'>x</a>",
    '<a href="{relative}">x</a>',
    "<https://www.example.com{url}>",
    "> - [x](https://www.example.com{url})\n>\n>   ```\n>   [x]({url})\n>   ```",
    "| a |\n|---|\n| [x]({url}) |",
]


def encoded(text: str) -> str:
    return text.replace(" ", "%20")


@st.composite
def sites(draw) -> tuple[dict[str, str], dict[str, str]]:
    """A site, and where each of its pages is."""
    found = draw(st.lists(paths, min_size=2, max_size=7, unique=True))
    bare = {"content/index.md": ""} | dict.fromkeys(found, "")
    fixed = draw(st.sets(st.sampled_from(found)))
    heads = {
        path: f"title: T{n}\npermalink: /p{n}/\n" if path in fixed else f"title: T{n}\n"
        for n, path in enumerate(bare)
    }
    files = {path: f"---\n{head}---\n" for path, head in heads.items()}
    known = build(files)
    assume(not known.is_broken)
    urls = {item.path: item.url for item in known.addresses.published if item.path}
    for n, path in enumerate(files):
        links = draw(
            st.lists(
                st.tuples(st.sampled_from(FORMS), st.sampled_from(found)), max_size=4
            )
        )
        body = "".join(
            f"{link(form, path, target, urls, n * 10 + m)}\n\n"
            for m, (form, target) in enumerate(links)
            if path.endswith(".md") or form.startswith("<a")
        )
        menu = draw(
            st.sampled_from(
                [urls[target] for _, target in links] or [urls["content/index.md"]]
            )
        )
        files[path] = f"---\n{heads[path]}cta: {{url: '{menu}'}}\n---\n{body}"
    return files | {"templates/x.html": ""}, urls


def link(form: str, path: str, target: str, urls: dict[str, str], n: int) -> str:
    source = relpath(target, dirname(path))
    folder = urls[path][: urls[path].rindex("/") + 1]
    relative = relpath(urls[target], folder)
    relative += "/" if urls[target].endswith("/") else ""
    return form.format(
        source=source if "<" in form else encoded(source),
        rooted=encoded(target.removeprefix("content")),
        url=encoded(urls[target]),
        relative=encoded(relative),
        n=n,
    )


@st.composite
def moves(draw):
    """A site, and what of it goes where."""
    files, urls = draw(sites())
    old = draw(st.sampled_from(sorted(urls)))
    if draw(st.booleans()):
        new = draw(paths.filter(lambda path: path not in files))
        assume(new.endswith(old[-3:]))
        return files, urls, [(old, new)]
    folder = dirname(old)
    assume(folder != "content")
    to = draw(st.sampled_from(["content/new", "content/n/x", "content/a/new"]))
    assume(not f"{to}/".startswith(f"{folder}/"))
    pairs = [
        (path, to + path[len(folder) :])
        for path in files
        if path.startswith(f"{folder}/")
    ]
    return files, urls, pairs


class Hrefs(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.feed(html)

    def handle_starttag(self, _tag, attributes):
        self.hrefs += [value for name, value in attributes if name == "href"]


def links_of(result) -> dict[str, list[tuple[str, str]]]:
    """Where the links of every page lead, as sources; and what stands behind them."""
    published = {key_of(i.url): i.path for i in result.addresses.published if i.path}
    html = {
        a.path: a.content.decode() for a in result.artifacts if a.content is not None
    }
    found = {}
    for item in result.addresses.published:
        if item.path:
            hrefs = Hrefs(html[output_path_of(item.url)]).hrefs
            places = [urlsplit(urljoin(HOME + item.url, href)) for href in hrefs]
            found[item.path] = [
                (
                    published[key_of(unquote(place.path))],
                    place.query + "#" + place.fragment,
                )
                for place in places
            ]
    return found


@settings(max_examples=60)
@given(moves())
def test_a_move_loses_nothing_and_leads_every_link_to_the_same_page(drawn):
    files, urls, pairs = drawn
    planned = plan(files, *pairs)
    if planned.move is None:
        errors = {i.code for i in planned.findings if i.severity is Severity.ERROR}
        assert errors <= {"URL003", "URL004", "URL005", "RED006"}
        return
    to = dict(pairs)
    before, made = build(files), carried_out(files, planned.move)
    after = build(made)
    assert not after.is_broken

    # Every old address is there, or leads to its page in one hop.
    live = {i.url: i.path for i in after.addresses.published}
    told = {r.source: r.target for r in after.addresses.redirects}
    for path, url in urls.items():
        assert live[told.get(url, url)] == to.get(path, path)

    # Every link leads to the same page, without a hop.
    was, now = links_of(before), links_of(after)
    assert now == {
        to.get(path, path): [(to.get(target, target), rest) for target, rest in links]
        for path, links in was.items()
    }
    # Values of front matter, too.
    for path, text in files.items():
        if found := re.search(r"cta: {url: '(.*)'}", text):
            new = re.search(r"cta: {url: '(.*)'}", made[to.get(path, path)])
            target = next(p for p, u in urls.items() if u == found[1])
            assert live[new[1]] == to.get(target, target)

    # And back: the same texts, but for the address in between, and what is encoded.
    again = plan(made, *((new, old) for old, new in pairs))
    assert again.move, shown(again)
    back = carried_out(made, again.move)
    plain = {p: unquote(without_old_addresses(text)) for p, text in back.items()}
    for path, text in {"site.yaml": CONFIG, **files}.items():
        assert plain.pop(path) == unquote(text)
    assert not plain
    assert not build(back).is_broken


def without_old_addresses(text: str) -> str:
    return re.sub(r"^redirect_from: .*\n", "", text, flags=re.MULTILINE)


# No text has lines that end in a lone carriage return beside lines that end otherwise.
pieces = st.sampled_from([("\n", "\r\n"), ("\r",)]).flatmap(
    lambda ends: st.lists(st.sampled_from(["a", "b", " ", "é", *ends]), max_size=20)
)
texts = pieces.map("".join)


@given(texts, st.booleans(), st.data())
def test_bytes_are_changed_as_their_text_is(text, has_mark, data):
    mark = "\ufeff" if has_mark else ""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    places = sorted(data.draw(st.lists(st.integers(0, len(plain)), max_size=6)))
    new = st.sampled_from(["", "x", "y\nz"])
    pairs = zip(places[::2], places[1::2], strict=False)
    edits = [Edit(start, end, data.draw(new)) for start, end in dict(pairs).items()]
    changed = apply_to_bytes((mark + text).encode(), edits).decode()
    now = changed.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert now == apply_edits(plain, edits)
    assert changed.startswith("\ufeff") == has_mark
    assert apply_to_bytes((mark + text).encode(), []) == (mark + text).encode()


def test_every_other_byte_stays_as_it_is():
    raw = b"\xef\xbb\xbfa\r\nb\nc\rd"
    edits = [Edit(2, 3, "x\ny"), Edit(6, 7, "\n")]
    assert apply_to_bytes(raw, edits) == b"\xef\xbb\xbfa\r\nx\r\ny\nc\r\r\n"
