"""A real browser: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil

import pytest

NAMES = ("chromium", "google-chrome", "chromium-browser")
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, NAMES)), ""
)
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM:
        pytest.skip("there is no chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser):
    """A fresh profile; whatever a page complains of fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 800, "height": 600})
    context.set_default_timeout(15_000)
    context.on("weberror", lambda found: complaints.append(str(found.error)))
    yield context
    context.close()
    assert complaints == []
