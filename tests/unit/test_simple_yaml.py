"""What is read without the parser of YAML, and what is left to it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from disk import Project
from sitewright.yamlcore.parsing import parse_yaml
from sitewright.yamlcore.simple import DECLINED, read_simple
from support import CONFIG

SIMPLE = [
    "",
    "# nothing but a comment\n\n",
    "a: text\n",
    "a: text",
    'a: it\'s "so" & #1 * 2!\n',
    "url: https://example.com/#top\n",
    "a: text # and a comment\n",
    "a: 12\nb: -1.5\nc: true\nd: null\ne: ~\nf:\ng: 012\nh: yes\ni: 12:30\n",
    "a: 2024-03-01\nb: 2024-03-01T10:20:30Z\nc: 2024-03-01 10:20:30 +02:00\n",
    "a: 'it''s'\nb: \"it's\"\nc: ''\nd: '# no comment' # a comment\n",
    "a: |\n  One\n\n    two \n  three\n\nb: 1\n",
    "a: |-\n  # no comment\n  - no item\n\n",
    "a: >\n  One\n  line,\n\n\n  and another\nb: >-\n    x\n",
    "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n",
    "a:\n- x\n- 2\nb: y\n",
    "a:\n  - x\n  - 'y'\n\n  # comment\n  - z\nb: y\n",
    "a:\n  - b: 1\n    c:\n      - d\n    e:\n    - f\n  - b: 2\n",
    "a: [x, 'y, z', \"#\", 3, 2024-03-01]\nb: []\n",
    "a:\n  /old/path/\n",
    "redirects:\n  /a/:b/*: /c/\noverride:tags: [x]\n",
    "- a\n- b: c\n",
    "größe: é\U0001f600 \xa0x\n",
]


@pytest.mark.parametrize("text", SIMPLE)
def test_simple_yaml_is_read_as_the_parser_reads_it(text: str):
    read, findings = parse_yaml(text, "p")
    assert read is not None, findings
    assert repr(read_simple(text)) == repr(read.value)


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\n",
        "a: b\na: c\n",
        "a: [b, c\n",
        "a: 'b\n",
        'a: "b\\n"\n',
        "a: &x b\nc: *x\n",
        "a: !!str 1\n",
        "<<: {b: 1}\n",
        "true: 1\n",
        "012: 1\n",
        "a: #lost\n",
        "a:\n- #lost\n",
        "a: 2024-02-30\n",
        "a: 1e999\n",
        "a: b\n  c\n",
        "a: b\n\n  c\n",
        "a:\n  - b\n c: d\n",
        "a:\n  b: c\n d: e\n",
        "a: |\n    b\n   c\n",
        "a: |\n\n  b\n",
        "a: |2\n   b\n",
        "a: >\n  b\n    c\n",
        "a: |\n  b",
        "a: \tb\n",
        "a: b\u2028c\n",
        "a: b\x85c\n",
        "a: \x01\n",
        "a: \ud800\n",
        "\ufeffa: b\n",
        "---\na: b\n",
        "a: b\n---\n",
        "a: b\n...\n",
        "%YAML 1.2\n",
        "? a\n",
        "text\n",
        "a\n: b\n",
        f"{'k' * 1100}: 1\n",
        "".join(f"{' ' * n}a:\n" for n in range(120)),
    ],
)
def test_what_may_be_something_else_is_left_to_the_parser(text: str):
    assert read_simple(text) is DECLINED


def test_a_site_of_simple_front_matter_is_built_without_the_parser(tmp_path):
    page = (
        "---\ntitle: A\nlayout: page\nredirect_from: /a/\ntags: [x]\n"
        "eleventyNavigation:\n  key: A\n---\nText.\n"
    )
    files = {
        "site.yaml": f"{CONFIG}hosts: [cloudflare]\ndefaults:\n  by: us\n",
        "content/index.md": page,
        "content/content.yaml": "tags:\n- y\n",
        "data/team.yaml": "- name: A\n",
        "templates/page.njk": "---\nlang: en\n---\n{{ title }}{{ content | safe }}",
    }
    Project(tmp_path).write(files)
    code = (
        "import sys; from sitewright.cli import main; print(main(['build'])); "
        "print({'yaml', 'frontmatter'} & sys.modules.keys())"
    )
    ask = [sys.executable, "-c", code]
    said = subprocess.run(
        ask, cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60
    )
    assert said.stdout.endswith("0\nset()\n")
