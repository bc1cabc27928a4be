"""Files under names that have a digest in them, and who leads to these."""

from __future__ import annotations

import re
from base64 import b64decode
from hashlib import sha384

import pytest

from sitewright.model.build import Kind
from sitewright.model.header import headers_for
from support import build, outputs, report, texts_of

CONFIG = (
    "title: Example\nurl: https://www.example.com{}\nassets: {{fingerprint: {}}}\n{}"
)


def config(patterns="[css/**, img/**]", folder="", more=""):
    return CONFIG.format(folder, patterns, more)


SITE = {
    "site.yaml": config(),
    "static/css/site.css": "p { background: url(../img/a.png) }",
    "static/img/a.png": "picture",
    "static/js/site.js": "go()",
    "static/favicon.ico": "icon",
    "templates/page.html": "{{ '/css/site.css' | asset }} {{ content }}",
    "content/index.md": "---\nlayout: page.html\n---\nHome\n",
}
SHEETS = "content/css/all.css.jinja"


def sheet(text):
    return f"---\npermalink: /css/all.css\nlayout: false\n---\n{text}"


def names(files, **options):
    """All fingerprinted files by their plain paths, as the site has them."""
    result = build(files, **options)
    assert not result.is_broken, report(result, files)
    return {path: name.path for path, name in result.names.items()}


def text_of(files, path):
    result = build(files)
    return result.files[result.names[path].path].content.decode()


def test_a_file_is_there_under_both_names():
    result = build(SITE)
    assert result.findings == ()
    plain, named = (
        result.files["img/a.png"],
        result.files[result.names["img/a.png"].path],
    )
    assert re.fullmatch(r"img/a\.[0-9a-f]{10}\.immutable\.png", named.path)
    assert (named.copied_from, named.digest) == ("static/img/a.png", plain.digest)
    assert sorted(result.names) == ["css/site.css", "img/a.png"]
    made = {
        it.path: it.origin for it in result.outputs if it.kind is Kind.FINGERPRINTED
    }
    assert made[named.path] == "static/img/a.png"
    assert (
        list(result.files) == [it.path for it in result.outputs] == sorted(result.files)
    )


def test_nothing_is_renamed_unless_it_is_asked_for():
    files = {**SITE, "site.yaml": config("[]")}
    result = build(files)
    assert result.names == {}
    assert not any("immutable" in path for path in result.files)
    assert texts_of(result)["index.html"] == "/css/site.css <p>Home</p>\n"


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        ("css/*.css", ["css/site.css"]),
        ("/css/site.css", ["css/site.css"]),
        ("'**'", ["css/site.css", "favicon.ico", "img/a.png", "js/site.js"]),
        ("'**/*.{js,png}'", ["img/a.png", "js/site.js"]),
        ("[js/*, img/*]", ["img/a.png", "js/site.js"]),
    ],
)
def test_patterns_are_about_places_on_the_site(patterns, found):
    more = {
        "static/old/index.html": "<p>",
        "static/.well-known/a.txt": "a",
        "static/A": "",
    }
    assert sorted(names({**SITE, **more, "site.yaml": config(patterns)})) == found


def test_a_name_changes_with_the_file_and_with_nothing_else():
    first = names(SITE)
    assert (
        names({**SITE, "static/favicon.ico": "other", "content/b.md": "B\n"}) == first
    )
    second = names({**SITE, "static/img/a.png": "other"})
    assert second["img/a.png"] != first["img/a.png"]
    assert second["css/site.css"] != first["css/site.css"], "which loads it"


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ("url(../img/a.png)", 'url("../img/NAME")'),
        ("url( '/img/a.png' )", 'url( "/img/NAME" )'),
        ("url(/img/../img/a.png?x#y)", 'url("/img/../img/NAME?x#y")'),
        ("url(..\\2fimg/a.png)", 'url("../img/NAME")'),
        ("url(../img/%61.png)", 'url("../img/NAME")'),
        ("image-set('../img/a.png' 1x)", 'image-set("../img/NAME" 1x)'),
        ("url(//www.example.com/img/a.png)", None),
        ("url(https://www.example.com/img/a.png)", None),
        ("url(data:image/png;base64,img/a.png)", None),
        ("url(#local) url() url(?q) url(/img/)", None),
        ("'../img/a.png'", None),
        ("url(../favicon.ico)", None),
    ],
)
def test_addresses_in_style_sheets_are_led_to_the_names_of_now(written, led):
    css = f"p {{\r\n  x: {written}; /* url(../img/a.png) */ }}"
    files = {**SITE, "static/css/site.css": css}
    name = names(files)["img/a.png"].removeprefix("img/")
    expected = (
        css if led is None else css.replace(written, led.replace("NAME", name), 1)
    )
    result = build(files)
    assert result.findings == ()
    file = result.files[result.names["css/site.css"].path]
    assert file.content is None if led is None else file.content.decode() == expected
    assert result.files["css/site.css"].copied_from == "static/css/site.css"


def test_below_a_folder_addresses_from_the_home_page_have_it_in_front():
    css = "p { a: url(/docs/img/a.png); b: url(/img/a.png) }"
    files = {**SITE, "site.yaml": config(folder="/docs"), "static/css/site.css": css}
    name = names(files)["img/a.png"]
    led = f'p {{ a: url("/docs/{name}"); b: url(/img/a.png) }}'
    assert text_of(files, "css/site.css") == led
    page = outputs(files)["index.html"]
    assert page.startswith(f"/docs/{names(files)['css/site.css']} ")


def test_imports_are_named_first():
    files = {
        **SITE,
        "static/css/site.css": "@import 'b.css';",
        "static/css/b.css": "@import url('a/c.css') print;",
        "static/css/a/c.css": "p { margin: 0 }",
    }
    first = names(files)
    assert text_of(files, "css/b.css") == (
        f'@import url("a/{first["css/a/c.css"][6:]}") print;'
    )
    second = names({**files, "static/css/a/c.css": "p { margin: 1px }"})
    changed = {path for path in first if first[path] != second[path]}
    assert changed == {"css/site.css", "css/b.css", "css/a/c.css"}


def test_a_circle_of_imports_and_a_long_chain_come_to_an_end():
    circle = {
        "static/css/site.css": "@import 'b.css';",
        "static/css/b.css": "@import 'site.css';",
    }
    assert text_of({**SITE, **circle}, "css/b.css") == (
        f'@import "{names({**SITE, **circle})["css/site.css"][4:]}";'
    )
    chain = {f"static/css/{n:03}.css": f"@import '{n + 1:03}.css';" for n in range(500)}
    made = names({**SITE, **chain, "static/css/500.css": "p {}"})
    assert len(made) == 503


def test_a_style_sheet_that_templates_make_is_named_too():
    files = {
        **SITE,
        SHEETS: sheet(
            "{% include 'a.css' %}\nq { x: url(../img/a.png) url(site.css) }\n"
        ),
        "templates/a.css": "p { margin: {{ 1 + 1 }}px }",
        "templates/page.html": "{{ '/css/all.css' | asset }} {{ '/css/all.css' | integrity }}"
        "{{ content[:0] }}",
    }
    site, found = outputs(files), names(files)
    assert (
        site["css/all.css"]
        == "p { margin: 2px }\nq { x: url(../img/a.png) url(site.css) }\n"
    )
    name = found["css/all.css"]
    picture, other = found["img/a.png"][4:], found["css/site.css"][4:]
    assert site[name] == (
        f'p {{ margin: 2px }}\nq {{ x: url("../img/{picture}") url("{other}") }}\n'
    )
    address, integrity = site["index.html"].split()
    assert address == f"/{name}"
    kind, _, digest = integrity.partition("-")
    assert (kind, b64decode(digest)) == ("sha384", sha384(site[name].encode()).digest())


def test_such_a_page_may_ask_for_the_names_of_files_and_of_other_such_pages():
    files = {
        **SITE,
        SHEETS: sheet(
            "p { x: url({{ '/img/a.png' | asset }}) } /* {{ '/css/b.css' | asset }} */"
        ),
        "content/b.css.njk": "---\npermalink: /css/b.css\n---\n{{ '/css/site.css' | asset }}",
    }
    site, found = outputs(files), names(files)
    assert site["css/all.css"] == (
        f"p {{ x: url(/{found['img/a.png']}) }} /* /{found['css/b.css']} */"
    )
    assert site[found["css/b.css"]] == f"/{found['css/site.css']}"


def test_a_page_that_shows_other_pages_may_be_named_and_named_by_these():
    """The index of a search, which every page names in its layout."""
    files = {
        **SITE,
        "site.yaml": config("search.json"),
        "templates/page.html": "{{ '/search.json' | asset }} {{ content }}",
        "content/search.json.jinja": "---\npermalink: /search.json\n"
        "eleventyExcludeFromCollections: true\n---\n"
        "{% for it in collections.all %}{{ it.content | tojson }}{% endfor %}",
    }
    first = names(files)["search.json"]
    assert outputs(files)["index.html"].startswith(f"/{first} ")
    assert names({**files, "content/b.md": "B\n"})["search.json"] != first


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ 'css/site.css' | asset }}", "/CSS"),
        ("{{ '/css/site.css?v=1#x' | asset }}", "/CSS?v=1#x"),
        ("{{ '/favicon.ico' | asset }}", "/favicon.ico"),
        ("{{ '/a b%.txt' | asset }}", "/a%20b%25.txt"),
        ("{% set path = '/css/site.css' %}{{ path | asset }}", "/CSS"),
    ],
)
@pytest.mark.parametrize("layout", ["page.html", "page.njk"])
def test_templates_ask_for_the_name(template, printed, layout):
    page = f"---\nlayout: {layout}\n---\n"
    files = {**SITE, f"templates/{layout}": template, "content/index.md": page}
    files["static/a b%.txt"] = "a"
    expected = printed.replace("CSS", names(files)["css/site.css"])
    assert outputs(files)["index.html"] == expected


def test_a_preview_shows_plain_names_and_checks_nothing():
    files = {
        **SITE,
        SHEETS: sheet("p {}"),
        "templates/page.html": "{% for it in ['/css/site.css', '/css/all.css'] %}"
        "{{ it | asset }}[{{ it | integrity }}]{% endfor %}{{ content[:0] }}",
    }
    result = build(files, keeps_names=True)
    assert texts_of(result)["index.html"] == "/css/site.css[]/css/all.css[]"
    assert not any("immutable" in path for path in result.files)
    assert result.headers == ()


def header_of(files, path):
    result = build(files)
    assert result.findings == (), report(result, files)
    named = result.names.get(path)
    found = dict(headers_for(result.headers, f"/{named.path if named else path}"))
    return found.get("Cache-Control")


FOR_A_YEAR = "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("own", "css", "plain"),
    [
        ("{}", FOR_A_YEAR, None),
        ("{'/*': {Cache-Control: no-cache}}", FOR_A_YEAR, "no-cache"),
        ("{'/*.immutable.css': {cache-control: max-age=60}}", "max-age=60", None),
    ],
)
def test_browsers_may_keep_such_files_unless_the_author_says_otherwise(own, css, plain):
    files = {**SITE, "site.yaml": config(more=f"hosts: [netlify]\nheaders: {own}\n")}
    assert header_of(files, "css/site.css") == css
    assert header_of(files, "img/a.png") == FOR_A_YEAR
    assert header_of(files, "favicon.ico") == plain
    assert build(files).files["css/site.css"].copied_from
    sent = dict(headers_for(build(files).headers, "/css/site.css"))
    assert sent.get("Cache-Control") == plain


def test_hosts_are_told_the_same_when_a_file_changes():
    files = {**SITE, "site.yaml": config(more="hosts: [nginx, netlify]\n")}
    first, second = build(files), build({**files, "static/img/a.png": "other"})
    assert first.files["_headers"] == second.files["_headers"]
    assert (
        b"/*.immutable.png\n  Cache-Control: public" in first.files["_headers"].content
    )
    assert first.beside == second.beside
    assert (
        "immutable"
        in first.beside["sitewright-headers.conf"]
        + (first.beside["sitewright-maps.conf"])
    )


@pytest.mark.parametrize("hosts", ["github-pages", "[]"])
def test_nobody_is_blamed_for_a_host_that_cannot_be_told(hosts):
    files = {**SITE, "site.yaml": config(more=f"hosts: {hosts}\n")}
    assert build(files).findings == ()


def test_such_names_are_no_addresses_of_the_site():
    files = {**SITE, "static/img/licence.txt": "free"}
    result = build(files)
    assert "img/licence.txt" in result.names
    assert not any("immutable" in item.url for item in result.addresses.published)
