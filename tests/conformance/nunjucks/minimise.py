"""Drop parts of a case for as long as its page still differs from the real one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from project import Case, ask_nunjucks, render_case

Found = tuple[Case, str, str]
"""A case, the page that Nunjucks makes of it, and ours."""

_TOKEN = re.compile(
    r"\{[{%#]-?|-?[}%#]\}|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|[\w.]+|\s+|.",
    re.DOTALL,
)
_QUOTED = re.compile("'[^']*'")
_JOINED = re.compile(r"""\w['"]|['"]\w""")
_LENGTHS = (200, 100, 60, 40, 30, 20, 15, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1)


def minimise(case: Case) -> Found:
    """Make a case smaller; give it with the page that is expected, and ours."""
    answer = ask_nunjucks([case])[case["id"]]
    best = case, answer.get("html", ""), _page(case)
    fails_as = _kind(best[2])
    before = None
    while before != best[0]:
        before = best[0]
        for length in _LENGTHS:
            while smaller := _first_differing(list(_cuts(best[0], length)), fails_as):
                best = smaller
    return best


def _page(case: Case) -> str:
    html, fault = render_case(case)
    return f"\0FAILED {fault}" if fault else html


def _kind(page: str) -> str:
    """Tell how a page fails, or that it does not: a smaller case is to be alike."""
    return _QUOTED.sub("'…'", page.split("\n")[0]) if page[:1] == "\0" else ""


def _first_differing(cases: list[Case], fails_as: str) -> Found | None:
    """Find one of some cases that Nunjucks renders, and we do otherwise."""
    numbered = [{**case, "id": str(number)} for number, case in enumerate(cases)]
    answers = ask_nunjucks(numbered)
    for number, case in enumerate(cases):
        html = answers[str(number)].get("html")
        if html is None or "function" in html:
            continue
        page = _page(case)
        if page != html and _kind(page) == fails_as:
            return case, html, page
    return None


def _cuts(case: Case, length: int) -> Iterator[Case]:
    """Make every case with so many tokens of one template, or a variable, left out."""
    templates = case["templates"]
    for name, text in templates.items():
        if name != case["main"] and length == _LENGTHS[0]:
            others = {key: other for key, other in templates.items() if key != name}
            yield {**case, "templates": others}
        tokens = _TOKEN.findall(text)
        for start in range(0, len(tokens) - length + 1, max(1, length // 3)):
            cut = "".join(tokens[:start] + tokens[start + length :])
            joins = len(_JOINED.findall(cut)) > len(_JOINED.findall(text))
            if not joins and not cut.startswith("---"):
                yield {**case, "templates": {**templates, name: cut}}
    if length == 1:
        for name in case["data"]:
            others = {key: value for key, value in case["data"].items() if key != name}
            yield {**case, "data": others}
