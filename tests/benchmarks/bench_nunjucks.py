"""Render one template as Nunjucks and with plain Jinja2; the ratio may be 1.5.

The template is written so that it means the same in both: a page with a menu, a list
of articles, macros, an include and a block.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from jinja2 import DictLoader, Environment

from sitewright.model.document import Source
from sitewright.model.facts import Facts, Reader
from sitewright.stages.templates.dialect.environment import NunjucksEnvironment
from sitewright.stages.templates.environment import SiteEnvironment

LIMIT = 1.5
ROUNDS = 200

TEMPLATES = {
    "base.njk": """<!doctype html>
<html lang="{{ site.language }}">
<head><title>{{ title }} – {{ site.title }}</title>
{% if description %}<meta name="description" content="{{ description }}">{% endif %}
</head>
<body class="{{ kind or 'page' }}">
<nav><ul>
{% for entry in menu %}<li{% if entry.url == url %} class="on"{% endif %}>
<a href="{{ entry.url }}">{{ entry.title }}</a>
{% if entry.children | length %}<ul>{% for child in entry.children %}
<li><a href="{{ child.url }}">{{ child.title }}</a></li>{% endfor %}</ul>{% endif %}
</li>{% endfor %}
</ul></nav>
{% block main %}{{ content | safe }}{% endblock %}
{% include "footer.njk" %}
</body></html>
""",
    "footer.njk": "<footer>{{ site.title }} {{ site.contact.email }}</footer>",
    "macros.njk": """{% macro card(item, level=2) %}<article>
<h{{ level }}><a href="{{ item.url }}">{{ item.title }}</a></h{{ level }}>
<p>{{ item.text | trim }}</p>
{% if item.tags %}<p>{{ item.tags | join(", ") }}</p>{% endif %}
</article>{% endmacro %}""",
    "page.njk": """{% extends "base.njk" %}
{% import "macros.njk" as ui %}
{% block main %}<main>
<h1>{{ title | upper }}</h1>
{{ content | safe }}
{% set count = articles | length %}
{% for item in articles %}
<p>{{ loop.index }} of {{ count }}{% if loop.last %}, the last one{% endif %}</p>
{% if item.shown and item.title != "nothing" %}{{ ui.card(item, level=3) }}{% endif %}
{% endfor %}
</main>{% endblock %}
""",
}

ARTICLES = [
    {
        "title": f'Article {n} & "more"',
        "url": f"/articles/{n}/",
        "text": f" What is said in article {n}. ",
        "tags": ["delivery", "planning", f"tag {n}"],
        "shown": n % 5 != 0,
    }
    for n in range(1, 41)
]
MENU = [
    {
        "title": f"Section {n}",
        "url": f"/section-{n}/",
        "children": [
            {"title": f"Page {m}", "url": f"/section-{n}/{m}/"} for m in range(1, 7)
        ],
    }
    for n in range(1, 8)
]
VALUES = {
    "site": {
        "title": "Example",
        "language": "en-GB",
        "contact": {"email": "hello@example.com"},
    },
    "title": "A page",
    "description": "What it is about",
    "url": "/section-3/",
    "menu": MENU,
    "articles": ARTICLES,
    "content": "<p>Text.</p>\n" * 40,
}


def main() -> int:
    plain, ours = make_plain(), make_ours()
    if normal(plain()) != normal(ours()):
        print("the two do not print the same")
        return 1
    ratios = sorted(spend(ours) / spend(plain) for _ in range(ROUNDS))
    middle = statistics.median(ratios)
    print(f"nunjucks / plain jinja2: {middle:.2f} (limit {LIMIT})")
    return 0 if middle <= LIMIT else 1


def make_plain() -> Callable[[], str]:
    environment = Environment(
        loader=DictLoader(TEMPLATES), autoescape=True, keep_trailing_newline=True
    )
    return lambda: environment.get_template("page.njk").render(VALUES)


def make_ours() -> Callable[[], str]:
    sources = tuple(
        Source(f"templates/{name}", text) for name, text in TEMPLATES.items()
    )
    jinja = SiteEnvironment(sources, (), "templates")
    environment = NunjucksEnvironment(jinja, {})

    facts = Facts({f"template:{name}": text for name, text in TEMPLATES.items()})

    def render() -> str:
        with environment.recording(Reader(facts), "content/page.md"):
            return environment.get_template("page.njk").render(VALUES)

    return render


def normal(html: str) -> str:
    """Write quotes in one way, and leave out the blank lines before the page."""
    return html.replace("&#34;", "&quot;").strip()


def spend(render: Callable[[], str]) -> float:
    start = time.perf_counter()
    render()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
