"""Hooks that stages run, in whole builds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitewright.engine.ledger import Ledger
from support import build, outputs

PAGE = (Path(__file__).parents[2] / "docs/hooks.md").read_text("utf-8")
HOOKS = "\n\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
EXAMPLES = re.findall(r"```jinja\n(.*?)```\n\n```html\n(.*?)```", PAGE, re.DOTALL)

IMAGE = "---\ntitle: One\ntags: [news]\ndate: 2025-01-01\n---\n![](/x.png)\n"
FILES = {
    "hooks.py": HOOKS,
    "content/index.md": "---\ntitle: Home\nlayout: page.html\n---\nWelcome %VERSION%\n",
    "content/n1.md": IMAGE,
    "content/n2.md": "---\ntitle: Two\ntags: [news, press, '#x']\ndate: 2025-01-02\n---\n",
    "content/no.md": "---\ntitle: No\ninternal: true\ntags: press\n---\n",
}


@pytest.mark.parametrize(("template", "html"), EXAMPLES)
def test_an_example_renders_as_shown(template, html):
    quiet = {"content/index.md": "---\ntitle: Home\nlayout: page.html\n---\n"}
    made = outputs(FILES | quiet | {"templates/page.html": template})
    assert made["index.html"] == html
    assert "no/index.html" not in made
    assert 'loading="lazy"' in made["n1/index.html"]


def test_nothing_is_done_again_for_the_same_sources():
    ledger, files = Ledger(), FILES | {"templates/page.html": "{{ content }}"}
    first = build(files, ledger)
    assert build(files, ledger) == first
    assert ledger.ran["render"] == 0


def test_a_template_in_front_matter_that_a_hook_fails():
    files = {
        "hooks.py": "from sitewright import hooks\n@hooks.filter\ndef f(x): 1 / 0\n",
        "content/a.md": "---\npermalink: /{{ 'a' | f }}/\n---\n",
    }
    assert [item.code for item in build(files).findings] == ["HOOK008"]
