"""Random small sites that use much of what there is, right or wrong."""

from __future__ import annotations

from hypothesis import strategies as st

from support import CONFIG

PAGE_PATHS = [
    "content/index.md",
    "content/a.md",
    "content/b/index.md",
    "content/b/c.md",
    "content/b/list.njk",
    "content/p.html",
]

HEADS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["A", "B", "1", "true", "'1'"]),
        "layout": st.sampled_from(["page.html", "list.html", "none.html"]),
        "tags": st.sampled_from(["news", "[news, '#x']", "[]"]),
        "date": st.sampled_from(["2025-01-01", "2025-02-01", "2027-01-01"]),
        "order": st.sampled_from(["1", "true", "1.5"]),
        "eleventyNavigation": st.sampled_from(
            ["{key: A}", "{key: B, parent: A}", "{key: C, parent: B, order: 1}"]
        ),
        "redirect_from": st.sampled_from(["/old/", "/b/", "[/old, /older.html]"]),
        "pending": st.sampled_from(["true", "false"]),
        "showTOC": st.sampled_from(["true", "false"]),
        "permalink": st.sampled_from(
            ["/a/", "/x.html", "false", "'/{{ page.fileSlug }}/{{ title or 1 }}/'"]
        ),
        "eleventyComputed": st.sampled_from(
            [
                "{title: '{{ order }}{{ x }}'}",
                "{order: '{{ page.url }}'}",
                "{tags: [b]}",
                "{layout: '{{ order or \"page\" }}.html'}",
                "{layout: \"{{ 'list' if pagination.pageNumber or title else 'page' }}\"}",
            ]
        ),
        "pagination": st.sampled_from(
            [
                "{data: collections.news, size: 1, alias: item}",
                "{data: x, size: 2, addAllPagesToCollections: true}",
                "{data: collections.mine, size: 1}",
                "{data: collections.all, size: 1, alias: x.y}",
                "{data: collections, size: 2, resolve: values}",
            ]
        ),
        "lead": st.sampled_from(["'[a](a.md#head)'", "'*x* {.a} y'"]),
    },
)
BODIES = st.sampled_from(
    [
        *("", "text\n", "## Head {.a}\n\ntext\n", "[b](/b/index.md) {.x} y\n"),
        *("[a](a.md#head)\n", "[c](b/c.md#other)\n", "{{ title }}{{ x | length }}\n"),
        "{% for i in pagination.items or [] %}{{ i.url or i }}{% endfor %}\n",
        "{% for i in collections.news or [] %}{{ i.data.pagination.items }}{% endfor %}",
        "{% for i in collections.news or [] %}{{ i.content | safe }}{% endfor %}\n",
        "{% for i in collections.news or [] %}{{ i.rawInput }}{% endfor %}\n",
        '<p style="color:{{ title }}">a</p>\n\n| a |\n|--:|\n| b |\n',
        '<script>a</script><a href="javascript:a">a</a>\n',
    ]
)
DATA = st.fixed_dictionaries(
    {},
    optional={
        "data/x.yaml": st.sampled_from(["[1, 2, 3]", "{a: 1, b: 2}", "text", "[a"]),
        "data/site.json": st.sampled_from(['{"title": "Data"}', "[]"]),
        "data/layout.json": st.sampled_from(['"page.html"', '"list"']),
        "content/b/b.json": st.sampled_from(['{"tags": ["dir"]}', '{"title": "dir"}']),
        "content/a.yaml": st.sampled_from(["tags: [file]", "layout: page.html", "- 1"]),
        "hooks.py": st.sampled_from(
            [
                "from sitewright import hooks\n\n@hooks.collection\n"
                "def mine(pages): return pages.by_tag('news')\n\n"
                "@hooks.computed('layout')\n"
                "def layout(data): return 'list' if data.get('title') else False\n",
                "from sitewright import hooks\n\n@hooks.collection\n"
                "def mine(pages): return [p.url for p in pages.all()]\n\n"
                "@hooks.computed('order')\n"
                "def order(data): return len(data.get('title') or '')\n",
                "from sitewright import hooks\n\n@hooks.preprocessor('.md')\n"
                "def pre(data, text): return text + 'more' if data.get('title') else None\n\n"
                "@hooks.postprocessor('.html')\n"
                "def post(text, path): return text + path\n",
            ]
        ),
    },
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in draw(HEADS).items())
    return f"---\n{lines}---\n{draw(BODIES)}"


TEMPLATES = st.fixed_dictionaries(
    {
        "templates/page.html": st.sampled_from(
            [
                "{{ title or '' }}{{ order }}{{ content }}",
                "{% include 'part.html' ignore missing %}{{ content }}",
                "{% for e in navigation.tree %}{{ e.title }}{{ e.active }}{% endfor %}"
                "{{ navigation.next.title or '' }}",
                "---\nlayout: list.html\norder: 7\n---\n{{ order }}{{ content }}",
                "{{ lead | default('') | markdown_inline }}{{ x | default('') | string }}"
                "{{ collections.all | eleventyNavigation | eleventyNavigationToHtml }}",
                "{{ '/css/a.css' | asset }}{{ content }}",
                "{{ '/css/all.css' | asset }}{{ content }}",
                "{{ (collections.all | getNextCollectionItem).url or '' }}"
                "{{ pagination.hrefs | default([]) | join }}{{ site.title }}",
            ]
        ),
        "templates/list.html": st.sampled_from(
            [
                "{% for i in collections.news | default([]) %}"
                "{{ i.data.title or i.url }}{% endfor %}",
                "{{ collections.all | length }}{{ collections.all[0].url }}",
                "{{ 'news' in collections }}{{ toc | length }}",
                "{{ collections.all | map(attribute='content') | join }}{{ content }}",
                "{{ collections.mine | default([]) | length }}{{ content }}",
                "---\nlayout: page\n---\n{{ content }}",
            ]
        ),
    },
    optional={
        "templates/part.html": st.sampled_from(
            ["part", "{{ site.title }}", "{% from 'a.html' import show %}{{ show() }}"]
        ),
        "templates/a.html": st.sampled_from(
            [
                "{% macro show() %}a{% endmacro %}",
                "{% import 'b.html' as b %}{% macro show() %}{{ b.word }}{% endmacro %}",
            ]
        ),
        "templates/b.html": st.sampled_from(
            ["{% set word = 'old' %}", "{% set word = 'new' %}", "{% set words = 1 %}"]
        ),
    },
)
ASSETS = st.fixed_dictionaries(
    {
        "static/css/a.css": st.sampled_from(
            ["p { x: url(../img/a.png) }", "@import 'b.css'; p { x: url(a.css) }"]
        )
    },
    optional={
        "static/css/b.css": st.sampled_from(["p {}", "@import 'a.css';"]),
        "static/img/a.png": st.sampled_from(["a", "b"]),
        "content/css/all.css.njk": st.sampled_from(
            [
                f"---\npermalink: /css/all.css\n---\n{text}"
                for text in (
                    "{{ '/css/a.css' | asset }}",
                    "p { x: url(a.css) } /* {{ collections.all | length }} */",
                    "{% for i in collections.news %}{{ i.content | safe }}{% endfor %}",
                    "{{ '/css/all.css' | asset }}",
                )
            ]
        ),
    },
)
SITES = st.builds(
    lambda content, assets, templates, data, config: {
        **content,
        **assets,
        **templates,
        **data,
        "site.yaml": config,
    },
    st.dictionaries(st.sampled_from(PAGE_PATHS), pages()),
    ASSETS,
    TEMPLATES,
    DATA,
    st.sampled_from(
        [
            *(
                CONFIG,
                CONFIG + "defaults: {layout: page.html, order: 1}\n",
                "title: x\n",
            ),
            CONFIG + "markdown: {template: jinja}\n",
            CONFIG + "collections: {declared: {from: 'b/**', sort: title}}\n",
            CONFIG + "navigation: [{key: B, url: 'https://e.example/', parent: A}]\n",
            CONFIG + "hosts: [netlify, nginx]\nsecurity: {in_pages: true}\n",
            CONFIG + "assets: {fingerprint: [css/**, img/**]}\nhosts: netlify\n",
        ]
    ),
)
