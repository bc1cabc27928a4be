"""Render a page as a build does, and the like with plain Jinja2; the ratio may be 1.5.

The page is one of a hundred and eleven, with a layout in Nunjucks as Eleventy's sites
have it: a menu of ten sections with ten pages each, and a breadcrumb. On our side all is
timed: what the page reads is noted, the menu is found, the HTML is encoded and digested.
Plain Jinja2 is given the same menu as ready dictionaries, and renders it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from time import process_time

from jinja2 import DictLoader, Environment

from sitewright.kernel.digests import digest_of_bytes
from sitewright.kernel.texts import encode
from sitewright.model.body import Body
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Source
from sitewright.model.facts import Facts, Reader
from sitewright.model.page import Page
from sitewright.stages.items import make_item
from sitewright.stages.navigation import build_navigation
from sitewright.stages.pages.page import make_page
from sitewright.stages.templates.content import Contents
from sitewright.stages.templates.facts import kinds_of_navigation_facts
from sitewright.stages.templates.languages import make_environment
from sitewright.stages.templates.render import render_page

LIMIT = 1.5
ROUNDS, TURNS = 200, 20
CONFIG = SiteConfig("site.yaml", url="https://www.example.com")

MENU = """{% set tops = collections.all | eleventyNavigation %}
{% set trail = collections.all | eleventyNavigationBreadcrumb(nav.key) %}
"""
LAYOUT = """<!doctype html>
<html lang="en">
<head>
<title>{{ meta.title or title }}</title>
<meta name="description" content="{{ meta.description or description }}">
<meta property="og:title" content="{{ meta.title or title }}">
<meta property="og:url" content="https://www.example.com{{ page.url }}">
</head>
<body class="type-{{ type }}">
<nav><ul>
{% for e in tops %}<li{% if e.key == nav.parent %} class="active"{% endif %}>
<a href="{{ e.url }}"{% if e.url == page.url %} aria-current="page"{% endif %}>
{{ e.key }}</a>{% if e.key == nav.parent and e.children.length %}<ul>
{% for c in e.children %}<li><a href="{{ c.url }}"
{% if c.url == page.url %} aria-current="page"{% endif %}>{{ c.key }}</a></li>
{% endfor %}</ul>{% endif %}</li>
{% endfor %}</ul></nav>
<nav><ol>{% for e in trail %}<li><a href="{{ e.url }}">{{ e.key }}</a></li>{% endfor %}
</ol></nav>
<main><h1>{{ title }}</h1>{{ content | safe }}</main>
<footer>{{ page.date.toISOString() }}</footer>
</body></html>
"""
BODY = "<p>Text &amp; more.</p>\n" * 200


def main() -> int:
    gc.disable()
    ours, plain = make_ours(), make_plain()
    if ours().split() != plain().split():
        print("the two do not print the same")
        return 1
    pairs = [(spend(ours), spend(plain)) for _ in range(ROUNDS)]
    best = [min(side) * 1e6 for side in zip(*pairs, strict=True)]
    ratio = best[0] / best[1]
    print(f"a page: {best[0]:.0f} µs, plain jinja2 {best[1]:.0f} µs: {ratio:.2f}")
    return 0 if ratio <= LIMIT else 1


def make_pages() -> list[Page]:
    """A home page, ten sections, ten pages in each."""
    entries = [{"key": "Home"}]
    for section in range(10):
        entries.append({"key": f"Section {section}", "order": section})
        for number in range(10):
            key = f"Page {section}.{number} & co"
            entries.append({"key": key, "parent": f"Section {section}"})
    return [
        make_page(
            Data(
                f"content/{number:03}.md",
                {
                    "title": f"The page {entry['key']}",
                    "type": "page",
                    "description": "What it is about",
                    "date": "2025-01-01T10:00:00Z",
                    "meta": {"title": f"More of {entry['key']}"},
                    "nav": entry,
                    "eleventyNavigation": entry,
                },
                {},
            ),
            CONFIG,
        )[0]
        for number, entry in enumerate(entries)
    ]


def make_ours() -> Callable[[], str]:
    pages = make_pages()
    page = pages[50]
    navigation, _ = build_navigation(tuple(pages), (), is_complete=True)
    template = Source("templates/page.njk", MENU + LAYOUT)
    environment, _ = make_environment((template,), (), CONFIG, no_markdown)
    items = {it.key: make_item(it, CONFIG)[0] for it in pages}
    single = {
        "hooks": "",
        "site": {},
        "navigation": navigation.top,
        "collection:all": tuple(items),
        f"body:{page.path}": Body(BODY),
        f"layout:{page.key}": ("page.njk",),
        "template:page.njk": template.text,
    }
    kinds = {"page": items.get, **kinds_of_navigation_facts(navigation)}
    facts, contents = Facts(single, kinds), Contents(environment)

    def render() -> str:
        html, found = render_page(Reader(facts), page.key, page.path, contents)
        assert not found, found
        digest_of_bytes(encode(html))
        return html

    return render


def make_plain() -> Callable[[], str]:
    pages = make_pages()
    page, values = pages[50], pages[50].data
    environment = Environment(
        loader=DictLoader(
            {"page": LAYOUT.replace(".length", "|length").replace("toISO", "iso")}
        ),
        autoescape=True,
    )
    entries = [it.data["nav"] | {"url": it.url} for it in pages]
    for entry in entries:
        entry["children"] = [it for it in entries if it.get("parent") == entry["key"]]
    tops = [it for it in entries if "parent" not in it]
    known = {
        **values,
        "content": BODY,
        "page": {"url": page.url, "date": Moment()},
        "tops": sorted(tops, key=lambda entry: entry.get("order", 10)),
        "trail": [it for it in tops if it["key"] == values["nav"]["parent"]],
    }
    return lambda: environment.get_template("page").render(known)


class Moment:
    def isoString(self) -> str:  # noqa: N802 -- as the other side names it
        return "2025-01-01T10:00:00.000Z"


def no_markdown(*_given: object) -> tuple[Body, tuple[()]]:
    return Body(""), ()


def spend(render: Callable[[], str]) -> float:
    start = process_time()
    for _ in range(TURNS):
        render()
    return (process_time() - start) / TURNS


if __name__ == "__main__":
    sys.exit(main())
