"""The website's design system: its tokens, its classes, and how much of it is sent."""

from __future__ import annotations

import gzip
import re
from itertools import product

import pytest
import yaml

from sitewright.model.document import Source
from sitewright.stages.config import read_config
from support import build
from website import ROOT, Elements, files, outputs_of, website

TOKENS = yaml.safe_load((ROOT / "content/_data/tokens.yaml").read_text("utf-8"))
STEPS = ("none", "vsm", "sm", "md", "lg", "vlg")


@pytest.fixture(scope="module")
def style():
    return outputs_of(website(), ".css")["css/site.css"]


def classes_of(style: str) -> set[str]:
    """The classes that a style sheet speaks of."""
    selectors = re.findall(
        r"[^{};]+(?=\{)", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    )
    return {name for text in selectors for name in re.findall(r"\.([a-z][\w-]*)", text)}


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb``, by WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_standard_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


PAIRS = [
    (scheme, float(least), below, above)
    for least, pairs in TOKENS["contrast"].items()
    for below, names in pairs.items()
    for above in names
    for scheme in ("light", "dark")
]


@pytest.mark.parametrize(("scheme", "least", "below", "above"), PAIRS)
def test_colours_can_be_told_apart(scheme, least, below, above):
    colors = TOKENS["color"]
    found = contrast(colors[below][scheme], colors[above][scheme])
    assert found >= least, f"{above} on {below}, {scheme}: {found:.2f}"


def test_the_settings_have_the_same_pairs_checked():
    config, _ = read_config(
        Source("site.yaml", (ROOT / "site.yaml").read_text("utf-8"))
    )
    checked = {
        (it.least, it.below.removeprefix("--color-"), it.above.removeprefix("--color-"))
        for it in config.checks.contrast
    }
    assert checked == {(least, below, above) for _, least, below, above in PAIRS}


def test_every_color_of_words_is_in_the_pairs():
    measured = {above for *_, above in PAIRS}
    grounds = {below for _, _, below, _ in PAIRS}
    assert set(TOKENS["color"]) - measured - grounds == {"border"}


SPACES = [
    f"{property_}-{direction}{edge}-{step}"
    for property_, direction, edge, step in product(
        ("margin", "padding"), ("block", "inline"), ("", "-start", "-end"), STEPS
    )
]
OTHERS = [
    "margin-block-auto",
    "margin-inline-auto",
    "text-color-brand-primary",
    "text-color-brand-secondary",
    "text-color-brand-tertiary",
    "text-color-body",
    "text-color-muted",
    "text-color-inverse",
    "text-start",
    "text-center",
    "text-end",
    "smallest",
    "smaller",
    "small",
    "normal",
    "large",
    "larger",
    "largest",
    "text-weight-normal",
    "text-weight-bold",
    "paragraph-narrow",
    "paragraph-normal",
    "paragraph-wide",
    "single-meta",
    "single-meta-forward",
    "single-meta-back",
    "no-wrap",
    "visually-hidden",
    "print-hidden",
]


def test_every_utility_has_a_rule(style):
    names = (
        set(SPACES) | set(OTHERS) | {f"{n}-{s}" for n in ("gap", "flow") for s in STEPS}
    )
    assert names - classes_of(style) == set()


def test_a_space_goes_sideways_in_its_own_size(style):
    assert (
        ".padding-inline-start-vlg { padding-inline-start: var(--space-inline-vlg); }"
        in style
    )
    assert (
        ".padding-block-start-vlg { padding-block-start: var(--space-vlg); }" in style
    )
    assert ".margin-inline-md { margin-inline: var(--space-md); }" in style


def test_utilities_come_last(style):
    order = re.search(r"@layer ([\w, ]+);", style)[1].split(", ")
    assert order == ["reset", "tokens", "base", "layout", "components", "utilities"]
    assert set(re.findall(r"@layer (\w+) \{", style)) == set(order)


def test_every_class_in_the_pages_has_a_rule(style):
    ruled = classes_of(style) | {"js"}
    for path, html in outputs_of(website()).items():
        inside = classes_of(
            "".join(re.findall(r"<style>(.+?)</style>", html, re.DOTALL))
        )
        used = {n for value in Elements(html).values("class") for n in value.split()}
        unstyled = {n for n in used - ruled - inside if not n.startswith("language-")}
        assert unstyled == set(), path


def test_every_property_that_is_used_is_set(style):
    used = set(re.findall(r"var\((--[\w-]+)\)", style))
    assert used - set(re.findall(r"(--[\w-]+):", style)) == set()


def test_a_new_token_makes_its_classes():
    sources = files()
    tokens = sources["content/_data/tokens.yaml"]
    assert "named_colors: [" in tokens
    sources["content/_data/tokens.yaml"] = tokens.replace(
        "named_colors: [", "named_colors: [accent, "
    )
    style = outputs_of(build(sources, shows_future=True), ".css")["css/site.css"]
    assert ".text-color-accent { color: var(--color-accent); }" in style


def test_pages_hold_no_styles_of_their_own():
    for path, html in outputs_of(website()).items():
        assert Elements(html).values("style") == [], path
        assert ("<style" in html) == (path == "style-guide/index.html"), path


SCRIPTS = [ROOT / "static/js" / name for name in ("site.js", "search.js")]


def test_scripts_are_small():
    assert sum(path.stat().st_size for path in SCRIPTS) <= 5 * 1024


def test_the_first_page_is_under_50_kilobytes_on_its_way(style):
    page = outputs_of(website())["index.html"]
    texts = (page, style, SCRIPTS[0].read_text("utf-8"))
    fonts = (ROOT / "static/fonts").glob("*.woff2")
    sent = sum(len(gzip.compress(text.encode())) for text in texts)
    assert sent + sum(path.stat().st_size for path in fonts) < 50_000
