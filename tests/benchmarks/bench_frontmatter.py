"""Print what reading front matter costs beside PyYAML alone.

Run: ``python tests/benchmarks/bench_frontmatter.py``. The two are timed in turns, so
that a busy machine slows both, and the best turn of each counts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from timeit import timeit

import yaml

from sitewright.model.document import Source
from sitewright.stages.frontmatter import split_document
from sitewright.yamlcore import read_yaml

SEED = """\
title: Project and Service Delivery
layout: page.njk
type: page
description: Hands-on leadership for projects and for client services, from the first plan to daily use of it
jumbotron: |
  **A project has worked when the people who paid for it can point to what has changed. We lead with that in view: a plan that the whole team can read, honest figures on where the work stands, and decisions that are made while there are still choices left to everybody who has to live with them.**

  We work inside your team rather than beside it, and we answer for the result from the first conversation until the day on which the service runs without us, in one team with those who keep it.
pending: false
date: 2025-03-21T15:24:33Z
eleventyNavigation:
  key: Project Delivery
  parent: Delivery
  order: 10
  root: Delivery
tags:
  - '#servicePromoted'
meta:
  title: Project and Service Delivery
  description: Hands-on leadership for projects and for client services, from the first plan to daily use of it
showTOC: false
redirect_from:
  /deliver/service-delivery/
"""

LARGE = "".join(
    f"title{n}: Some text number {n}\n"
    f"count{n}: {n}\n"
    f"date{n}: 2025-03-{n + 1:02}\n"
    f"menu{n}:\n  key: 'Key {n}'\n  order: 1.5\n  tags: [one, two, true]\n"
    for n in range(15)
)


def plain(text: str) -> None:
    yaml.load(text, Loader=yaml.CSafeLoader)


def values(text: str) -> None:
    read_yaml(text, "page.md")


def with_places(text: str) -> None:
    head, _ = read_yaml(text, "page.md")
    if not head or not head.places:
        raise AssertionError("no places")


def whole_stage(text: str) -> None:
    split_document(Source("page.md", f"---\n{text}---\nText.\n"))


def best_times(
    text: str, jobs: tuple[Callable[[str], None], ...], turns: int = 15
) -> list[float]:
    best = [float("inf")] * len(jobs)
    for _ in range(turns):
        for place, job in enumerate(jobs):
            spent = timeit(lambda job=job: job(text), number=100) / 100
            best[place] = min(best[place], spent)
    return best


def main() -> int:
    jobs = (plain, values, whole_stage, with_places)
    for name, text in (("seed page", SEED), ("60 keys", LARGE)):
        base, *others = best_times(text, jobs)
        line = f"{name}: plain yaml.load {base * 1e6:.0f} us"
        for job, spent in zip(jobs[1:], others, strict=True):
            line += f", {job.__name__} {spent * 1e6:.0f} us ({spent / base:.2f}x)"
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
