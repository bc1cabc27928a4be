"""Look at what pages tell search engines: titles, descriptions, addresses, pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from sitewright.kernel.diagnostics import Note, Span
from sitewright.kernel.sentences import count
from sitewright.model.checks import Complaint, FinishedPage, FinishedSite
from sitewright.model.markup import Markup, Node
from sitewright.stages.checks.destinations import Destinations, Way
from sitewright.stages.checks.visitors import is_for_visitors

_LONGEST_TITLE: Final = 70
_DESCRIPTION: Final = (50, 160)

Said = Callable[[Markup], str]


def title_of(markup: Markup) -> str:
    """Take the title of a page; empty if it has none."""
    head = markup.first("head")
    titles = (it for it in markup.inside(head) if it.tag == "title") if head else ()
    return next((markup.text_of(title) for title in titles), "")


def description_of(markup: Markup) -> str:
    """Take the description of a page; empty if it has none."""
    found = (
        it for it in markup.of("meta") if it.value("name").lower() == "description"
    )
    return next((" ".join(it.value("content").split()) for it in found), "")


def find_missing(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find what every page should tell, and how much of it there is room for."""
    if not is_for_visitors(page):
        return
    title, description = title_of(page.markup), description_of(page.markup)
    if not title:
        yield Complaint("SEO001", "this page has no title", _HOW_TO_SAY.format("title"))
    elif len(title) > _LONGEST_TITLE:
        message = f"the title has {count(len(title), 'character')}"
        yield Complaint("SEO005", message, _SHORTEN, (title,), ("title",))
    least, most = _DESCRIPTION
    if not description:
        message = "this page has no description"
        yield Complaint("SEO002", message, _HOW_TO_SAY.format("description"))
    elif not least <= len(description) <= most:
        message = f"the description has {count(len(description), 'character')}"
        hint = f"search engines show {least} to {most}"
        yield Complaint("SEO005", message, hint, (description,), ("description",))


_HOW_TO_SAY: Final = "write '{}: …' into its front matter, and let the layout show it"
_SHORTEN: Final = f"search engines show {_LONGEST_TITLE} at most"


def find_repeated(site: FinishedSite) -> Iterator[tuple[str, Complaint]]:
    """Find titles and descriptions that several pages have."""
    kinds: tuple[tuple[str, str, Said], ...] = (
        ("SEO003", "title", title_of),
        ("SEO004", "description", description_of),
    )
    pages = {key: page for key, page in site.pages.items() if is_for_visitors(page)}
    for code, name, said in kinds:
        users: dict[str, list[str]] = defaultdict(list)
        for key, page in pages.items():
            users[said(page.markup)].append(key)
        for text, keys in users.items():
            if text:
                yield from _say_repeated(code, name, text, keys, pages)


def _say_repeated(
    code: str,
    name: str,
    text: str,
    keys: list[str],
    pages: Mapping[str, FinishedPage],
) -> Iterator[tuple[str, Complaint]]:
    """Say of all pages but the first that they repeat it."""
    first = pages[keys[0]].page
    for key in keys[1:]:
        if pages[key].page.path == first.path:
            continue
        message = f"'{first.url}' has the same {name}"
        note = Note("it is here, too", Span(first.path))
        yield key, Complaint(code, message, "", (text,), (name,), notes=(note,))


def find_same_meta(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find a ``meta`` that says what the page says anyhow."""
    data = page.page.data
    meta = data.get("meta")
    if not isinstance(meta, Mapping):
        return
    same = [
        name
        for name in ("title", "description")
        if meta.get(name) and meta.get(name) == data.get(name)
    ]
    if same:
        message = f"'meta' repeats the page's {' and '.join(same)}"
        fields = ("meta",) if len(same) == len(meta) else ("meta", same[0])
        hint = "remove it: layouts show the page's own without it"
        yield Complaint("SEO009", message, hint, field=fields)


def find_bad_canonicals(site: FinishedSite) -> Iterator[tuple[str, Complaint]]:
    """Find canonical addresses that search engines cannot keep."""
    destinations = Destinations(site)
    for key, page in site.pages.items():
        links = [
            node
            for node in page.markup.of("link")
            if "canonical" in node.value("rel").lower().split()
        ]
        for link in links[1:]:
            message = "this page has two canonical addresses"
            yield key, _say_of(link, message)
        if links:
            yield from ((key, it) for it in _doubt(links[0], page, destinations))


_CANONICAL: Final = "write one, in full: the site's 'url' and the page's"


def _doubt(
    link: Node, page: FinishedPage, destinations: Destinations
) -> Iterator[Complaint]:
    """Say why a canonical address cannot be one."""
    address = link.value("href")
    found = destinations.find(address, destinations.standpoint(page))
    if not urlsplit(address).scheme:
        yield _say_of(link, "the canonical address is not a full one")
    elif found.way is Way.MOVED:
        yield _say_of(link, "the canonical address only redirects to another")
    elif found.way not in (Way.FOUND, Way.OUTSIDE):
        yield _say_of(link, "there is no page at the canonical address")


def _say_of(link: Node, message: str) -> Complaint:
    address = link.value("href")
    example = f"'{address}'"
    literals = (address, 'rel="canonical"')
    return Complaint("SEO006", message, _CANONICAL, literals, example=example)


def find_jumping(page: FinishedPage, _site: FinishedSite) -> Iterator[Complaint]:
    """Find pictures that browsers can keep no place for."""
    for image in page.markup.of("img"):
        if image.value("width") and image.value("height"):
            continue
        src = image.value("src")
        if src and not src.startswith("data:"):
            message = (
                f"'{src}' has no width and height, so the text jumps when it arrives"
            )
            hint = "say both, in pixels: {width=800 height=600}"
            yield Complaint("SEO008", message, hint, (src,))
