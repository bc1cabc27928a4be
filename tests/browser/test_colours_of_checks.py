"""Colours are reckoned as a real browser shows them, and axe measures as we do."""

from __future__ import annotations

import pytest

from sitewright.stages.checks.styles.colours import make_palette
from sitewright.stages.checks.styles.properties import find_properties
from sitewright.stages.checks.styles.schemes import Scheme
from sitewright.stages.checks.styles.sheets import read_sheet

SHOWN = """colour => {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  document.body.style.color = "";
  document.body.style.color = colour;
  context.fillStyle = getComputedStyle(document.body).color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
}"""

COLOURS = (
    *("red", "RebeccaPurple", "#0a7", "#12345678", "#abcdef", "rgb(10 20 30)"),
    *("rgba(10, 20, 30, 0.5)", "rgb(10% 20% 30%)", "hsl(210 50% 40%)", "hsl(1turn 50% 40%)"),
    *("hsla(120, 100%, 25%, 1)", "hwb(194 20% 30%)", "hwb(194 70% 60%)"),
    *("lab(50% 40 30)", "lch(52% 58 22)", "oklab(0.6 0.1 -0.05)", "oklch(60% 0.1 200)"),
    *("oklch(0.45 0.05 30deg)", "color(srgb 0.2 0.4 0.6)", "color(display-p3 0.3 0.5 0.4)"),
    *("color(srgb-linear 0.2 0.4 0.6)", "color(xyz 0.2 0.3 0.2)", "color(xyz-d50 0.2 0.3 0.2)"),
    *("color-mix(in srgb, red, blue)", "color-mix(in srgb, red 30%, white)"),
    *("color-mix(in oklab, red, blue 30%)", "color-mix(in oklab, #0a7 20%, #fff 20%)"),
    *("color-mix(in oklch, #0a7, #703)", "color-mix(in oklch, #fff, #703 60%)"),
    *("color-mix(in srgb, rgb(255 0 0 / 0.5), blue)", "light-dark(#123, #fed)"),
    "color-mix(in oklab, light-dark(red, blue), rgb(0 255 0 / 25%) 40%)",
)  # fmt: skip


@pytest.fixture(scope="module")
def tab(browser):
    tab = browser.new_page(color_scheme="light")
    tab.set_content("<!doctype html><html style='color-scheme: light dark'><body>x")
    yield tab
    tab.close()


def ours(colour: str):
    css = f":root {{ color-scheme: light dark; --a: {colour}; --b: var(--none, var(--a)) }}"
    scheme = Scheme("light")
    palette = make_palette(find_properties([read_sheet(css, "a.css")], scheme), scheme)
    found = palette.colour_of("--b")
    return [round(part * 255) for part in found] if found else None


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_is_the_one_that_is_shown(tab, colour):
    shown = tab.evaluate(SHOWN, colour)
    # A canvas keeps whole steps, of which less light leaves fewer.
    slack = 1 if shown[3] == 255 else 3
    assert ours(colour) == pytest.approx(shown, abs=slack)
