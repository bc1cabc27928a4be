"""Four times the text is less than six times the work, counted and not timed.

Work is the number of function calls, Python's and C's, while a page is rendered.
``tests/benchmarks/bench_linear_time.py`` times many more families.
"""

from __future__ import annotations

import sys

import pytest

from sitewright.model.markdown import PLAIN
from sitewright.stages.markdown.body import render_markdown

# name: a text of n pieces, and the most calls that a piece may take
FAMILIES = {
    "brackets": (lambda n: "[" * n, 100),
    "brackets, closed": (lambda n: "[" * n + "a" + "]" * n, 150),
    "pictures": (lambda n: "![" * n, 200),
    "pictures in pictures": (lambda n: ("![" * 60 + "](b)" * 60) * (n // 60), 700),
    "links in links": (lambda n: "[" * n + "a" + "](b)" * n, 150),
    "brackets with references": (lambda n: "[a][" * n + "\n\n[a]: b", 400),
    "brackets with code": (lambda n: "[`" * n, 120),
    "stars": (lambda n: "*a **b " * n, 200),
    "backquotes": (lambda n: "".join("a" + "`" * k for k in range(n // 10)), 200),
    "quotes": (lambda n: "> a\nb\n" * n, 400),
    "quotes, with a lazy tail": (lambda n: "> " * 45 + "a\n" + "b\n" * n, 150),
    "quotes in lists, with a lazy tail": (lambda n: "- > " * 22 + "a\n" + "b\n" * n, 150),
    "quotes that end soon": (lambda n: "> # a\nb\n" * n, 500),
    "quotes in quotes that end soon": (lambda n: ("> " * 20 + "# a\nb\n") * n, 4000),
    "quotes in quotes": (lambda n: ">" * n, 200),
    "lists": (lambda n: "- a\n  - b\n" * n, 800),
    "tags": (lambda n: "x<a b='" * n, 200),
    "definitions": (lambda n: "[a]: b 'c\n" * n, 400),
    "braces": (lambda n: "{" * n, 100),
    "attribute lists": (lambda n: "*a*{.b}" * n, 400),
    "quotation marks": (lambda n: '{a="' * n, 200),
    "table": (lambda n: "|a|b|\n|-|-|\n" + "x\n" * n, 300),
    "headings": (lambda n: "# a\n" * n, 300),
}  # fmt: skip


def count_calls(text: str) -> int:
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        render_markdown(text, PLAIN)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("name", FAMILIES)
def test_work_grows_with_the_text(name):
    make, most_calls = FAMILIES[name]
    render_markdown(make(2), PLAIN)
    small, large = (count_calls(make(n)) for n in (120, 480))
    assert large < 6 * small
    assert large < 480 * most_calls
