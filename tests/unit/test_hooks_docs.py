"""Every example of ``docs/hooks.md`` does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitewright import hooks as public
from sitewright.model.data import Data
from sitewright.stages.hooks import (
    apply_postprocessors,
    apply_preprocessors,
    run_collections,
    run_computed,
    run_data,
)
from support import hooks_of, outputs

PAGE = (Path(__file__).parents[2] / "docs/hooks.md").read_text("utf-8")
HOOKS = "\n\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
EXAMPLES = re.findall(r"```jinja\n(.*?)```\n\n```html\n(.*?)```", PAGE, re.DOTALL)

BY_STAGES = ("offices", "meta", "newest")
"""Words of the examples whose hooks are run by stages, tested below one by one."""

RENDERED = [e for e in EXAMPLES if not any(word in e[0] for word in BY_STAGES)]


def test_there_are_examples():
    assert len(EXAMPLES) == 9
    assert len(RENDERED) == 6


@pytest.mark.parametrize(("template", "html"), RENDERED)
def test_an_example_renders_as_shown(template, html):
    files = {
        "hooks.py": HOOKS,
        "templates/page.html": template,
        "content/index.md": "---\ntitle: Home\nlayout: page.html\n---\n",
    }
    assert outputs(files)["index.html"] == html


@pytest.fixture
def hooks():
    loaded = hooks_of({"hooks.py": HOOKS})
    assert loaded.findings == ()
    return loaded


def test_the_example_of_data(hooks):
    data, findings = run_data(hooks, Data("data", {}, {}))
    assert findings == ()
    assert data.values == {"offices": [{"city": "London"}, {"city": "Leeds"}]}


def test_the_example_of_computed_values(hooks):
    data, findings = run_computed(hooks, Data("a.md", {"title": "Home"}, {}), {})
    assert findings == ()
    assert data.values["meta"] == {"title": "Home | Example"}


def test_the_example_of_collections(hooks):
    items = {
        "one.md": {"data": {"title": "One", "tags": ["news", "press"]}},
        "two.md": {"data": {"title": "Two", "tags": ["news", "#hidden"]}},
    }
    every = tuple(items)
    gathered, findings = run_collections(hooks, items, {"all": every, "news": every})
    assert findings == ()
    assert gathered.of_pages == {"newest": ("two.md", "one.md")}
    assert gathered.of_values == {"tag_list": ["news", "press"]}


def test_the_examples_of_processors(hooks):
    text = "Version %VERSION%"
    assert apply_preprocessors(hooks, "a.md", {}, text) == ("Version 2.1", ())
    assert apply_preprocessors(hooks, "a.md", {"internal": True}, text) == (None, ())
    html, findings = apply_postprocessors(hooks, "a.html", "<img src=x>")
    assert (html, findings) == ('<img loading="lazy" src=x>', ())


def test_every_decorator_is_on_the_page():
    for name in public.__all__:
        if name not in ("Item", "Pages"):
            assert f"hooks.{name}" in HOOKS
            assert name == "Markup" or (getattr(public, name).__doc__ or "").count("::")
