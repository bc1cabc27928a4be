"""Attribute lists against the real markdown-it 15.0.3 and markdown-it-attrs 5.0.1.

``attributes/`` holds what the tools printed: ``probes.txt`` (options | source | HTML,
with ⏎ for a newline), ``sample.jsonl`` (generated documents) and ``service-page``.
After ``npm ci`` in that folder fresh documents are compared as well.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sitewright.stages.markdown.attributes.blocks import use_attributes
from sitewright.stages.markdown.attributes.options import AttributeOptions
from sitewright.stages.markdown.parser import make_parser

FOLDER = Path(__file__).parent / "attributes"
NODE = shutil.which("node")

# The probes were written down as JSON, which shows an expression as {}.
EXPRESSION = re.compile("^(data-|x)")
NAMES = {
    "leftDelimiter": "left_delimiter",
    "rightDelimiter": "right_delimiter",
    "allowedAttributes": "allowed_attributes",
    "allowedAttributeValues": "allowed_attribute_values",
}


def read_lines(name: str) -> list[str]:
    return (FOLDER / name).read_text("utf-8").rstrip("\n").split("\n")


def read_probe(line: str) -> tuple[AttributeOptions, str, str]:
    written, rest = line.split(" | ", 1)
    source, html = rest.replace("⏎", "\n").rsplit(" | ", 1)
    values = {
        NAMES[key]: tuple(item or EXPRESSION for item in value)
        if isinstance(value, list)
        else value
        for key, value in json.loads(written).items()
        if key in NAMES
    }
    return AttributeOptions(**values), source, html


@pytest.mark.parametrize("line", read_lines("probes.txt"))
def test_probe_prints_what_the_plugin_prints(line):
    options, source, html = read_probe(line)
    parser = MarkdownIt("js-default", {"html": True})
    use_attributes(parser, options)
    assert parser.render(source).removesuffix("\n") == html


def test_generated_documents_print_what_the_plugin_printed():
    samples = [json.loads(line) for line in read_lines("sample.jsonl")]
    assert len(samples) == 150
    assert [s["id"] for s in samples if render(s["src"]) != s["html"]] == []


def test_page_of_a_real_site_prints_what_the_plugin_printed():
    source = (FOLDER / "service-page.md").read_text("utf-8")
    assert source.count("{") == 22
    assert render(source) == (FOLDER / "service-page.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(not NODE, reason="needs Node to ask the real tools")
@pytest.mark.skipif(
    not (FOLDER / "node_modules/markdown-it-attrs").is_dir(),
    reason="needs the npm packages: npm ci --prefix tests/conformance/attributes",
)
@pytest.mark.parametrize("profile", ["site", "wild", "lists", "tables", "inline"])
def test_fresh_documents_print_what_the_plugin_prints(profile):
    generate = ["gen.py", "-n", "500", "--seed", "fresh", "--profile", profile]
    documents = run(sys.executable, *generate, given="")
    answers = run(NODE, "oracle.mjs", "--esm", "--eleventy", given=documents)
    pairs = list(zip(read_jsonl(documents), read_jsonl(answers), strict=True))
    assert len(pairs) == 500
    assert [d["id"] for d, a in pairs if render(d["src"]) != a["html"]] == []


def run(*command: str, given: str) -> str:
    return subprocess.run(
        command, cwd=FOLDER, input=given, capture_output=True, text=True, check=True
    ).stdout


def read_jsonl(text: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in text.rstrip("\n").split("\n")]


def render(source: str) -> str:
    return make_parser().render(source)
