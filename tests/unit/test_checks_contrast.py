"""Colours of custom properties, in each scheme that style sheets tell apart."""

from __future__ import annotations

import pytest

from sitewright.stages.checks.styles.colours import contrast_of, make_palette
from sitewright.stages.checks.styles.properties import find_properties
from sitewright.stages.checks.styles.schemes import find_schemes
from sitewright.stages.checks.styles.sheets import read_sheet
from sitewright.stages.checks.styles.spaces import Rgba
from support import CONFIG, check


def colours(css: str, name: str = "--a", media: str = "") -> dict[str, str]:
    """The colour of a property in each scheme; the system's is what else may differ."""
    sheet = read_sheet(css, "a.css", media)
    found = {}
    for scheme in find_schemes(sheet.rules):
        palette = make_palette(find_properties([sheet], scheme), scheme)
        key = f"{scheme.system} {scheme.mark}" if scheme.mark else scheme.system
        found[key] = str(palette.colour_of(name))
    return found


@pytest.mark.parametrize(
    ("css", "light", "dark"),
    [
        (":root { --a: #123 }", "#112233", "#112233"),
        ("html { --a: #123 } body { --b: #123 }", "#112233", "#112233"),
        (":root { --a: var(--b) } * { --b: red }", "None", "None"),
        (":root { --a: var(--b); --b: var(--c, #123) }", "#112233", "#112233"),
        (":root { --a: var(--b, var(--c, #123)) }", "#112233", "#112233"),
        (":root { --a: rgb(var(--b) / 1); --b: 17 34 51 }", "#112233", "#112233"),
        (":root { --a: hsl(var(--h) 100% 50%); --h: 0 }", "#ff0000", "#ff0000"),
        (":root { --a: var(--a) }", "None", "None"),
        (":root { --a: var(--b) var(--b); --b: var(--a) var(--a) }", "None", "None"),
        (":root { --a: #123; } .card { --a: red }", "#112233", "#112233"),
        (":root { --a: #123; } :root .card, :root:hover { --a: red }", "#112233", "#112233"),
        (":root { --a: #123 } @media print { :root { --a: red } }", "#112233", "#112233"),
        (":root { --a: #123 } @media (width > 9px) { :root { --a: red } }", "#112233", "#112233"),
        ("@media screen and (prefers-color-scheme: dark) { :root { --a: #123 } }", "None", "#112233"),
        (":root { --a: red; @media (prefers-color-scheme: dark) { --a: #123 } }", "#ff0000", "#112233"),
        ("@supports (color: red) { :root { --a: #123 } }", "#112233", "#112233"),
        (":root { --a: light-dark(#123, #456) }", "#112233", "#112233"),
        (":root { color-scheme: light dark; --a: light-dark(#123, #456) }", "#112233", "#445566"),
        (":root { color-scheme: dark; --a: light-dark(#123, #456) }", "#445566", "#445566"),
        (":root { color-scheme: only light; --a: light-dark(#123, #456) }", "#112233", "#112233"),
        (":root { --a: red } :root { --a: #123 }", "#112233", "#112233"),
        (":root { --a: #123 } html { --a: red }", "#112233", "#112233"),
        (":where(:root) { --a: red } html { --a: #123 }", "#112233", "#112233"),
        ("html { --a: #123 !important } :root { --a: red }", "#112233", "#112233"),
        ("@layer b { :root { --a: red } } html { --a: #123 }", "#112233", "#112233"),
        ("@layer a, b; @layer b { html { --a: #123 } } @layer a { :root { --a: red } }", "#112233", "#112233"),
        ("@layer a { html { --a: #123 } @layer b { :root { --a: red } } }", "#112233", "#112233"),
        ("@layer a { html { --a: #123 !important } } @layer b { :root { --a: red !important } }", "#112233", "#112233"),
        (":root { --a: currentcolor }", "None", "None"),
        (":root { --a: oklch(from red l c h) }", "None", "None"),
        (":root { --a: rgb(calc(1 + 1) 0 0) }", "None", "None"),
        (":root { --a: color-mix(in lab, red, blue) }", "None", "None"),
        (":root { --a: color-mix(in srgb, red 0%, blue 0%) }", "None", "None"),
        (":root { --a: rgb() } :root { --b: color() }", "None", "None"),
        (":root { --a: 1rem solid }", "None", "None"),
        (":root { --a: }", "None", "None"),
    ],
)  # fmt: skip
def test_a_colour_in_the_schemes_of_the_system(css, light, dark):
    found = colours(css)
    assert (found["light"], found["dark"]) == (light, dark)


def test_a_theme_that_the_site_sets_itself():
    css = """
    :root { --a: #111 }
    @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --a: #222 } }
    [data-theme="dark"] { --a: #333 }
    """
    assert colours(css) == {
        "light": "#111111",
        "dark": "#222222",
        'light [data-theme="light"]': "#111111",
        'dark [data-theme="light"]': "#111111",
        'light [data-theme="dark"]': "#333333",
        # :not() makes the rule for the system weigh more.
        'dark [data-theme="dark"]': "#222222",
    }


def test_a_theme_by_a_class_or_by_the_color_scheme():
    found = colours(
        ":root { --a: #111; &.dark { --a: #333 } } .dark-card .x { --a: red }"
    )
    assert found["light .dark"] == "#333333"
    css = ":root { color-scheme: light dark; --a: light-dark(#111, #222) }"
    found = colours(f'{css} :root[data-scheme="light"] {{ color-scheme: light }}')
    assert found['dark [data-scheme="light"]'] == "#111111"


def test_a_style_sheet_for_one_scheme_or_for_paper():
    css = ":root { --a: #111 }"
    assert colours(css, media="(prefers-color-scheme: dark)")["light"] == "None"
    assert colours(css, media="screen")["dark"] == "#111111"
    assert colours(css, media="print")["light"] == "None"


WHITE, BLACK = Rgba(1, 1, 1), Rgba(0, 0, 0)


def test_contrast_is_that_of_the_standard():
    assert contrast_of(WHITE, BLACK) == contrast_of(BLACK, WHITE) == pytest.approx(21)
    grey = Rgba(*[0x76 / 255] * 3)
    assert contrast_of(grey, WHITE) == pytest.approx(4.54, abs=0.005)
    # What is half there is mixed with what lies beneath it: #808080.
    half = contrast_of(Rgba(0, 0, 0, 0.5), WHITE)
    assert half == pytest.approx(contrast_of(Rgba(0.5, 0.5, 0.5), WHITE))


LINK = '<link rel="stylesheet" href="/a.css">'


def faint(css: str, pairs: str) -> list[str]:
    config = f"{CONFIG}check: {{contrast: [{pairs}]}}\n"
    page = {"content/index.html": f"---\nlayout: false\n---\n{LINK}"}
    result = check({"site.yaml": config, "static/a.css": css, **page})
    assert result.site, result.findings
    return [it.message for it in result.findings if "A11Y" in it.code]


def test_text_needs_more_than_what_is_no_text():
    css = ":root { --ink: #777; --paper: #fff }"
    assert faint(css, "{text: --ink, on: --paper}") == [
        "'--ink' stands out from '--paper' by 4.47 to 1 in the light scheme, and text "
        "needs 4.5"
    ]
    assert faint(css, "{large_text: --ink, graphics: --ink, on: --paper}") == []
    assert faint(css.replace("#777", "#767676"), "{text: --ink, on: --paper}") == []


def test_two_colours_are_told_once():
    css = ":root { --ink: #777; --paper: #fff } .dark { --other: red }"
    assert len(faint(css, "{text: --ink, on: --paper}")) == 1


def test_colours_of_all_style_sheets_count():
    css = '@import "b.css"; :root { --ink: #777 }'
    config = f"{CONFIG}check: {{contrast: [{{text: --ink, on: --paper}}]}}\n"
    files = {
        "site.yaml": config,
        "static/a.css": css,
        "static/b.css": ":root { --ink: #000; --paper: #fff }",
        "content/a.html": f"---\nlayout: false\n---\n{LINK}<style>p {{}}</style>",
        "content/b.html": f"---\nlayout: false\n---\n{LINK}",
    }
    found = [it.message for it in check(files).findings if "A11Y" in it.code]
    assert found == [
        "'--ink' stands out from '--paper' by 4.47 to 1 in the light scheme, and text "
        "needs 4.5"
    ]


def test_each_page_has_the_colours_of_its_own_style_sheets():
    def page(style: str) -> str:
        return f"---\nlayout: false\n---\n{LINK}<style>{style}</style>"

    config = f"{CONFIG}check: {{contrast: [{{text: --ink, on: --paper}}]}}\n"
    files = {
        "site.yaml": config,
        "static/a.css": ":root { --ink: #000 }",
        "content/a.html": page(":root { --paper: #fff }"),
        "content/b.html": page(":root { --paper: #333 }"),
        "content/c.html": page("p {}"),
        "content/d.html": page(":root { --paper: #fff }"),
    }
    found = [it.message for it in check(files).findings if "A11Y" in it.code]
    assert found == [
        "'--ink' stands out from '--paper' by 1.66 to 1 in the light scheme, and text "
        "needs 4.5"
    ]
