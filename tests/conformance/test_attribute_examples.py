"""Each behaviour that markdown-it-attrs 5.0.1 documents, in examples of our own.

``attributes/examples.txt`` (options | source | HTML, with ⏎ for a newline) follows the
plugin's README section by section; the HTML is what the real tools printed. In the
options ``{"re": "^x"}`` is an expression. Left out are its ``errorHandler``, since
nothing here can fail, and what needs another plugin or a renderer of one's own.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sitewright.stages.markdown.attributes.blocks import use_attributes
from sitewright.stages.markdown.attributes.options import AttributeOptions

FOLDER = Path(__file__).parent / "attributes"
EXAMPLES = (FOLDER / "examples.txt").read_text("utf-8").rstrip("\n").split("\n")
NODE = shutil.which("node")
NAMES = {
    "leftDelimiter": "left_delimiter",
    "rightDelimiter": "right_delimiter",
    "allowedAttributes": "allowed_attributes",
    "allowedAttributeValues": "allowed_attribute_values",
}


def split_example(line: str) -> tuple[str, str, str]:
    options, rest = line.split(" | ", 1)
    source, html = rest.replace("⏎", "\n").rsplit(" | ", 1)
    return options, source, html


def read_options(written: str) -> AttributeOptions:
    given = json.loads(written, object_hook=read_object)
    # Where the attributes of a fence go is no option here: on its <code>.
    given.pop("fenceAttrsOnPre", None)
    values = {NAMES[name]: value for name, value in given.items()}
    return AttributeOptions(
        **{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    )


def read_object(found: dict[str, object]) -> object:
    return re.compile(str(found["re"])) if "re" in found else found


@pytest.mark.parametrize("line", EXAMPLES)
def test_example_prints_what_the_plugin_prints(line):
    options, source, html = split_example(line)
    parser = MarkdownIt("js-default", {"html": True})
    use_attributes(parser, read_options(options))
    assert parser.render(source).removesuffix("\n") == html


@pytest.mark.slow
@pytest.mark.skipif(not NODE, reason="needs Node to ask the real tools")
@pytest.mark.skipif(
    not (FOLDER / "node_modules/markdown-it-attrs").is_dir(),
    reason="needs the npm packages: npm ci --prefix tests/conformance/attributes",
)
def test_examples_are_what_the_plugin_prints_today():
    asked: dict[str, list[tuple[str, str]]] = {}
    for line in EXAMPLES:
        options, source, html = split_example(line)
        asked.setdefault(options, []).append((source, html))
    for options, pairs in asked.items():
        assert ask(options, [source for source, _ in pairs]) == [h for _, h in pairs]


def ask(options: str, sources: list[str]) -> list[str]:
    given = "".join(json.dumps({"id": s, "src": s}) + "\n" for s in sources)
    printed = subprocess.run(
        [NODE, "oracle.mjs", "--esm", "--opts", options],
        cwd=FOLDER, input=given, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [
        json.loads(line)["html"].removesuffix("\n") for line in printed.splitlines()
    ]
