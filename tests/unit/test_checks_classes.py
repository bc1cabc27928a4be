"""Classes: what style sheets define, what pages use, and what was meant by others."""

from __future__ import annotations

import json

import pytest

from disk import Project
from sitewright.stages.checks.classes.nearest import Nearest
from sitewright.stages.checks.classes.vocabulary import Vocabulary
from sitewright.stages.checks.styles.scripts import find_words
from sitewright.stages.checks.styles.sheets import read_sheet
from support import CONFIG, check

STEPS = ("none", "vsm", "sm", "md", "lg", "vlg")
UTILITIES = (
    *(f"{p}-{d}-{s}" for p in ("margin", "padding") for d in ("block", "inline") for s in STEPS),
    *(f"margin-{d}-{e}-{s}" for d in ("block", "inline") for e in ("start", "end") for s in STEPS),
    *("smallest", "smaller", "small", "normal", "large", "larger", "largest"),
    *("text-start", "text-center", "text-end", "text-weight-bold", "visually-hidden"),
    *("text-color-brand-primary", "text-color-brand-secondary", "background-color-muted"),
    *("single-meta", "single-meta-forward", "paragraph-narrow"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("css", "names"),
    [
        (".a{} p.b > .c + #d.e{}", "a b c e"),
        (".a:is(.b, :where(.c, .d)):not(.e):has(> .f)::slotted(.g){}", "a b c d e f g"),
        ("li:nth-child(2n of .a){} :host(.b){}", "a b"),
        (".a { & .b {} &.c {} .d & {} > .e {color:red; .f {}} }", "a b c d e f"),
        ("@media (width > 9px) { .a {} @supports (x: y) { .b {} } }", "a b"),
        ("@layer x { .a {} @layer y.z { .b {} } } @layer .no;", "a b"),
        ("@container c (width > 9px) { .a { @media print { .b {} } } }", "a b"),
        ("@scope (.a) to (.b) { .c {} } @starting-style { .d {} }", "a b c d"),
        (r".sm\:x{} .w-1\/2{} .\31 0{} .\.a{}", "sm:x w-1/2 10 .a"),
        (".Ä-ö{} .--x{} ._y{}", "Ä-ö --x _y"),
        ("[class~=a]{} [class='b c']{} [class = d i]{}", "a b c d"),
        ("/* .no {} */ .a/* .no */.b{} .c{content: '.no {}'}", "a b c"),
        ("@keyframes x { from {} .no {} } @font-face {x: y} .a{}", "a"),
        ("a[href='.no']{} @import 'x.no'; .a{--x: {.no{}}}", "a"),
        (".a{ .b{} ", "a b"),
        (".a, , .b {} } .c{}", "a b c"),
        ("", ""),
    ],
)
def test_what_a_style_sheet_defines(css, names):
    assert set(read_sheet(css, "a.css").classes.lines) == set(names.split())


def test_a_class_is_defined_where_it_stands_first():
    sheet = read_sheet(".a{}\n\n@media print {\n  .b,\n  .c {} .a {}\n}", "a.css")
    assert sheet.classes.lines == {"a": 1, "b": 4, "c": 5}


@pytest.mark.parametrize(
    ("selector", "fits", "others"),
    [
        ('[class^="icon-"]', "icon-menu", "my-icon-menu icon"),
        ('[class*="icon"]', "icon my-icons", "ikon"),
        ("[class$='-lg']", "a-lg", "a-lg-b lg"),
        ("[class|=icon]", "icon icon-menu", "icons"),
        ("[class*='ICON' i]", "my-icons", "ikon"),
        ("[class]", "", "a"),
        ("[class*='']", "", "a"),
        ("[id*='a']", "", "a"),
    ],
)
def test_attribute_selectors_are_about_parts_of_classes(selector, fits, others):
    vocabulary = Vocabulary([read_sheet(f"{selector}{{}}", "a.css")])
    assert vocabulary.find_unknown(fits) == ()
    assert vocabulary.find_unknown(others) == tuple(others.split())


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("x.classList.add('is-open', \"b\")", "is-open b"),
        ("document.querySelector('.menu > .entry.active')", "menu entry active"),
        ("x.innerHTML = `<p class=\"card ${kind}\">`", "card kind"),
        ("x.className = 'a b'", "a b"),
        ("// 'no'\n/* 'no' */ var no = 'a'", "a"),
        ("x = 'it\\'s b'", "b"),
        ("'never closed\n'a'", "a"),
        ("x.match(/[\"'/]no/g), y = /'/, z = 4 / 2; add('a')", "a"),
    ],
)  # fmt: skip
def test_words_of_scripts_that_may_be_classes(script, words):
    found = find_words(script)
    assert set(words.split()) <= found
    assert "no" not in found


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("margin-block-xlg", "margin-block-vlg"),
        ("margin-block-extra", ""),
        ("margin-block-xs", "margin-block-vsm"),
        ("margin-block-medium", "margin-block-md"),
        ("margin-block-2xl", "margin-block-vlg"),
        ("margin-left-md", "margin-inline-start-md"),
        ("margin-left-xlg", "margin-inline-start-vlg"),
        ("margin-bottom-sm", "margin-block-end-sm"),
        ("ml-3", "margin-inline-start-md"),
        ("px-0", "padding-inline-none"),
        ("marginBlockMd", "margin-block-md"),
        ("text-centre", "text-center"),
        ("text-left", "text-start"),
        ("text-right", "text-end"),
        ("text-colour-brand-secondary", "text-color-brand-secondary"),
        ("bg-muted", "background-color-muted"),
        ("xlg", "larger"),
        ("lg", "large"),
        ("text-lg", "large"),
        ("Larger", "larger"),
        ("paragraph-narow", "paragraph-narrow"),
        ("singlemetaforward", "single-meta-forward"),
        ("single-meta-foward", "single-meta-forward"),
        ("bold-text-weight", ""),
        ("hero", ""),
        ("x", ""),
        ("-", ""),
    ],
)
def test_the_class_that_was_meant(wrong, meant):
    if meant:
        assert Nearest(UTILITIES).find(wrong) == meant
    else:
        assert Nearest(UTILITIES).find(wrong) not in ("xlg", wrong)


def test_steps_are_told_in_their_order():
    nearest = Nearest(UTILITIES)
    assert nearest.steps_beside("margin-block-vlg") == STEPS
    assert nearest.steps_beside("text-center") == ()
    assert Nearest(["m-1", "m-2", "m-10", "m-3", "m-lg"]).steps_beside("m-2") == (
        *("1", "2", "3", "10"),
    )


def test_a_step_alone_is_that_of_others():
    assert Nearest([f"gap-{step}" for step in STEPS]).find_step("xlg") == "gap-vlg"
    assert Nearest(["gap-vlg"]).find_step("xlg") == ""
    assert Nearest(UTILITIES).find_step("hero") == ""


LINK = '<link rel="stylesheet" href="/a.css">'


def unknown(files: dict[str, str], html: str = "", config: str = "") -> list[str]:
    """The classes that are complained of, for a page that loads a style sheet."""
    content = {"content/index.html": f"---\nlayout: false\n---\n{html}"} if html else {}
    result = check({"site.yaml": CONFIG + config, **content, **files})
    assert result.site, result.findings
    return [it.message.split("'")[1] for it in result.findings if "CLS001" in it.code]


def test_classes_that_no_style_sheet_defines():
    css = {"static/a.css": ".a{}"}
    assert unknown(css, f"{LINK}<p class='a b'><b class='\n c\t a'>") == ["b", "c"]


@pytest.mark.parametrize(
    ("files", "html"),
    [
        ({"static/a.css": '@import "b.css";', "static/b.css": ".x{}"}, f"{LINK}"),
        ({"static/a.css": "@import url(/c/b.css)", "static/c/b.css": "@import '../a.css';.x{}"}, f"{LINK}"),
        ({"static/a.css": ".a{}"}, f"{LINK}<style>.x{{}}</style>"),
        ({"static/a.css": ".x{}"}, '<link rel="preload" as="style" href="a.css">'),
        ({"static/a.css": ".x{}"}, '<base href="/b/"><link rel="Stylesheet" href="../a.css?1">'),
        ({"static/a.css": ".x{}"}, '<link rel=stylesheet href="https://www.example.com/a.css">'),
        ({"static/a.css": ".x{}"}, f'<link rel=stylesheet href="https://fonts.googleapis.com/css2?a">{LINK}'),
        ({"static/a.css": ".a{}", "static/a.js": "q('.x')"}, LINK),
        ({"static/a.css": ".a{}"}, f"{LINK}<script>add('x')</script>"),
        ({"static/a.css": ".a{}"}, f"{LINK}<a data-target='.x'>"),
        ({"static/a.css": ".a{}"}, f"{LINK}<a onclick=\"add('x')\">"),
        ({}, ""),
        ({}, '<link rel=stylesheet href="https://cdn.example.net/a.css">'),
        ({}, LINK),
    ],
)  # fmt: skip
def test_classes_that_are_known_or_cannot_be(files, html):
    assert unknown(files, f"{html}<p class=x>") == []


def test_classes_of_a_fingerprinted_style_sheet():
    files = {
        "static/a.css": ".a{}",
        "templates/p.html": "<link rel=stylesheet href=\"{{ '/a.css' | asset }}\">{{ content }}",
        "content/index.md": "---\nlayout: p.html\n---\nText{.a .x}\n",
    }
    assert unknown(files, config="assets: {fingerprint: ['*.css']}\n") == ["x"]


def test_classes_below_a_folder():
    config = "title: T\nurl: https://www.example.com/docs\n"
    html = f"{LINK.replace('/a.css', '/docs/a.css')}<p class='a x'>"
    page = {"content/index.html": f"---\nlayout: false\n---\n{html}"}
    result = check({"site.yaml": config, "static/a.css": ".a{}", **page})
    assert [it.message.split("'")[1] for it in result.findings if "CLS" in it.code] == [
        "x"
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<html class=no-js><p class=js-toggle>",
        "<p class=notranslate>",
        "<pre><code class=language-x><span class=kn>",
        "<div class='h-card'><b class='p-name'><a class='u-url'>",
    ],
)
def test_hooks_and_formats_need_no_style(html):
    assert unknown({"static/a.css": ".a{}"}, f"{LINK}{html}") == []


def test_what_is_no_hook():
    html = f"{LINK}<p class='p-name'><span class=kn>"
    assert unknown({"static/a.css": ".a{}"}, html) == ["p-name", "kn"]


def test_what_our_own_markdown_writes_needs_no_style():
    extras = (
        "markdown: {footnotes: true, task_lists: true, alerts: true, highlight: true}\n"
    )
    text = "a[^1]\n\n[^1]: b\n\n- [ ] c\n\n> [!NOTE]\n> d\n\n```python\nx = 1\n```\n"
    files = {"static/a.css": ".a{}", "content/index.md": f"{LINK}\n\n{text}"}
    assert unknown(files, config=extras) == []


def test_the_settings_allow_classes():
    config = "check: {classes: {allow: ['is-*', .x]}}\n"
    html = f"{LINK}<p class='is-open x y'>"
    assert unknown({"static/a.css": ".a{}"}, html, config) == ["y"]


def test_a_class_is_asked_of_the_style_sheets_of_its_page():
    files = {
        "static/a.css": ".a{}",
        "static/b.css": ".b{}",
        "content/b.html": f"---\nlayout: false\n---\n{LINK.replace('a.css', 'b.css')}",
    }
    assert unknown(files, f"{LINK}<p class=b>") == ["b"]


HOSTILE = [
    ".a:is(" * 5000 + ")" * 5000 + "{}",
    "a{" * 3000,
    "[" * 3000 + "{}",
    "@media x{" * 90 + ".a{}",
    ".a{" + "& &{" * 60 + "}" * 61,
    "".join(f":root{{--x{n}: var(--x{n + 1}) var(--x{n + 1})}}" for n in range(90)),
    ":root{--x0:" + "rgb(var(--x0)" * 80,
    "\\" * 5000,
    ":root.var(--x0, :root.1{--x0: red}",
]


@pytest.mark.parametrize("css", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_style_sheet_is_read_or_left(css):
    config = "check: {contrast: [{text: --x0, on: --x0}]}\n"
    assert unknown({"static/a.css": css}, f"{LINK}<p class=a>", config) in ([], ["a"])


def test_nobody_complains_of_classes_where_a_style_sheet_cannot_be_read():
    files = {"static/a.css": HOSTILE[0], "static/b.css": ".b{}"}
    html = f"{LINK}{LINK.replace('a.css', 'b.css')}<p class=x>"
    assert unknown(files, html) == []


def test_a_blank_that_is_none_is_part_of_a_class():
    html = f"{LINK}<p class='a\u00a0b'>"
    assert unknown({"static/a.css": ".a{} .b{}"}, html) == ["a\u00a0b"]


SITE = {
    "static/a.css": ".a{}\n.b{}\n.c{}\n.text-end{}\n",
    "static/a.js": "toggle('c')",
    "content/index.md": f"{LINK}\n\nText{{.a .x}}\n\nText{{.a}}\n",
    "content/b.md": f"{LINK}\n\nText{{.a}}\n",
}


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, {"site.yaml": CONFIG, **SITE})


def test_what_templates_of_a_page_hold_is_for_scripts(tmp_path):
    html = f"{LINK}<template><p class='b'></template>"
    files = {**SITE, "content/c.html": f"---\nlayout: false\n---\n{html}"}
    project = Project(tmp_path, {"site.yaml": CONFIG, **files})
    assert "1 of 4" in project.run("classes", "--unused").out


def test_the_table_of_classes(project):
    result = project.run("classes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "a  3 uses  2 pages  static/a.css:1\n"
        "x  1 use   1 page   not defined\n"
        "2 classes on pages; 2 more on none.\n"
    )


def test_one_class_and_its_pages(project):
    result = project.run("classes", ".a")
    assert result.out == (
        "a: static/a.css:1\n"
        "  /b/  1 use   content/b.md\n"
        "  /    2 uses  content/index.md\n"
    )
    assert (
        project.run("classes", "c").out
        == "c: static/a.css:3, in a script\n  on no page\n"
    )
    assert project.run("classes", "[ab]").out.count("static/a.css") == 2


def test_classes_that_nobody_uses(project):
    result = project.run("classes", "--unused")
    assert result.out == (
        "b         static/a.css:2\n"
        "text-end  static/a.css:4\n"
        "2 of 4 classes are on no page and in no script.\n"
    )
    assert project.run("classes", "--unused", "text-*").out == (
        "text-end  static/a.css:4\n1 of 1 class is on no page and in no script.\n"
    )


def test_classes_for_machines(project):
    told = json.loads(project.run("classes", "--format", "json").out)
    assert [it["name"] for it in told["classes"]] == ["a", "b", "c", "text-end", "x"]
    assert told["classes"][0] == {
        "name": "a",
        "pages": [
            {"url": "/b/", "source": "content/b.md", "uses": 1},
            {"url": "/", "source": "content/index.md", "uses": 2},
        ],
        "defined": [{"file": "static/a.css", "line": 1}],
        "in_script": False,
    }
    assert told["classes"][2]["in_script"] is True


def test_a_class_that_there_is_not(project):
    result = project.run("classes", "text-and")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "sitewright: no page has a class 'text-and', and no style sheet\n"
        "Did you mean 'text-end'?\n"
    )
    result = project.run("classes", "{a")
    assert result.code == 2
    assert "'{a' is no pattern for classes" in result.err


def test_classes_of_a_broken_site(tmp_path):
    result = Project(
        tmp_path, {"site.yaml": CONFIG, "content/a.md": "[x](nope.md)"}
    ).run("classes")
    assert (result.code, result.out) == (1, "")
    assert "MD005" in result.err
