"""Print what types of pages add to a build, and to the build after an edit.

Run: ``python tests/benchmarks/bench_types.py``. A site of 1,000 pages is built in memory
with types and without them, in turns; then one title is edited. Printed are the shortest
times, and their ratios. With types, neither may take a fifth longer; otherwise the exit
code is 1.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from sitewright.engine.ledger import Ledger  # noqa: E402
from support import CONFIG, build  # noqa: E402

PAGES, TURNS = 1000, 7
HIGHEST_RATIO = 1.2
TYPES = """types:
  article:
    closed: true
    fields:
      title: {kind: text, required: true, max: 60}
      description: {kind: text, required: true, min: 20, max: 155}
      jumbotron: markdown
      date: {kind: date, required: true}
      tags: {kind: list, of: {kind: text, enum: [planning, reporting]}}
      related: {kind: one-or-list, of: page}
      meta: {kind: mapping, fields: {title: text, description: text}}
      callToAction:
        kind: mapping
        fields: {label: {kind: text, required: true}, url: {kind: url, required: true}}
"""
PAGE = """---
type: article
title: Page {number}
description: One sentence that says what is on the page
jumbotron: |
  **Some lead** in a few words.
date: 2025-03-21T08:00:00Z
tags: [planning, reporting]
related: /p0/
meta:
  title: Page {number} for search engines
callToAction: {{label: Talk to us, url: /p0/}}
layout: page.html
---

## A heading

A paragraph with *words* that are stressed, and [a link](/p0/).
"""
SITE = {
    "templates/page.html": "<h1>{{ title }}</h1>{{ jumbotron | markdown }}{{ content }}",
    **{f"content/p{n}.md": PAGE.format(number=n) for n in range(PAGES)},
}


def main() -> int:
    sites = {"without types": CONFIG, "with types": CONFIG + TYPES}
    whole = dict.fromkeys(sites, float("inf"))
    edited = dict(whole)
    for turn in range(TURNS):
        for name, settings in sites.items():
            site, ledger = {"site.yaml": settings} | SITE, Ledger()
            whole[name] = min(whole[name], measure(site, ledger))
            site["content/p7.md"] = PAGE.format(number=f"new {turn}")
            edited[name] = min(edited[name], measure(site, ledger))
    ratios = []
    for what, seconds in (("whole site", whole), ("one title", edited)):
        without, with_them = seconds.values()
        ratios.append(with_them / without)
        print(
            f"{what}: {without * 1e3:.1f} ms without types, {with_them * 1e3:.1f} ms with"
            f" them, {ratios[-1]:.3f} times"
        )
    return int(max(ratios) > HIGHEST_RATIO)


def measure(site: dict[str, str], ledger: Ledger) -> float:
    gc.collect()
    start = process_time()
    result = build(site, ledger)
    seconds = process_time() - start
    assert result.findings == ()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
