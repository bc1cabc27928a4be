"""Slugs are those of @sindresorhus/slugify 2.2.1 and slugify 1.6.9, as in Eleventy.

``slugs/sample.jsonl`` was made by ``slugs/gen.mjs`` with the real packages.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitewright.model.config import SiteConfig
from sitewright.stages.templates.eleventy import make_eleventy_filters

SAMPLE = Path(__file__).parent / "slugs/sample.jsonl"
CASES = [json.loads(line) for line in SAMPLE.read_text("utf-8").split("\n") if line]


@pytest.mark.parametrize("name", ["slugify", "slug"])
def test_every_slug_is_that_of_the_real_package(name):
    filters = make_eleventy_filters(SiteConfig("site.yaml"), lambda: None)
    cases = [case for case in CASES if case[0] == name]
    assert len(cases) > 1900
    wrong = [
        (text, options, made, real)
        for _, text, options, real in cases
        if (made := filters[name](text, options)) != real
    ]
    assert wrong == []
