"""The list of what may differ."""

from __future__ import annotations

import pytest

from comparing.sites import PAGE, compare, told
from sitewright.kernel.reports import format_text
from sitewright.model.document import Source
from sitewright.stages.likeness.allowing import read_allowed

OLD = {
    "index.html": PAGE.format(
        "<main><p class='a b'>x</p></main><footer><p>1</p></footer>"
    ),
    "blog/a/index.html": PAGE.format("<a href=/x title='A b'>c</a>"),
}
NEW = {
    "index.html": PAGE.format("<main><p class=a>x</p></main><footer><p>2</p></footer>"),
    "blog/a/index.html": PAGE.format("<a href=/y title='A c'>c</a>"),
    "sitemap.xml": "<urlset/>",
}
LEFT = {"extra", "link", "text", "class", "attribute"}


def test_without_a_list_all_is_told():
    assert {kind for kind, *_ in told(compare(OLD, NEW))} == LEFT


ENTRIES = [
    ("url: /sitemap.xml", {"extra"}),
    ("url: '/blog/**'", {"link", "attribute"}),
    ("url: /, kind: text", {"text"}),
    ("url: ['/x', '/'], kind: [text, class]", {"text", "class"}),
    ("selector: footer", {"text"}),
    ("selector: 'body > footer p'", {"text"}),
    ("selector: main .a", {"class"}),
    ("selector: '[href=\"/y\"], main'", {"link", "attribute", "class"}),
    ("attribute: href", {"link"}),
    ("attribute: [href, title]", {"link", "attribute"}),
    ("text: 'A *'", {"attribute"}),
    ("text: '2'", {"text"}),
    ("text: b, kind: class", {"class"}),
    ("selector: 'p > footer'", set()),
    ("url: '/blog/*'", set()),
]


@pytest.mark.parametrize(("entry", "allowed"), ENTRIES, ids=[e[0] for e in ENTRIES])
def test_what_an_entry_allows(entry, allowed):
    likeness = compare(OLD, NEW, allow=f"- {{reason: So be it, {entry}}}")
    assert {kind for kind, *_ in told(likeness)} == LEFT - allowed
    assert {group.difference.aspect for group in likeness.allowed} == allowed
    assert {group.reason for group in likeness.allowed} <= {"So be it"}
    assert bool(likeness.findings) == (not allowed)


def test_an_entry_that_allows_nothing_is_told():
    (found,) = compare(OLD, NEW, allow="- reason: Old\n  url: /x/\n").findings
    assert (found.code, found.message) == ("CMP005", "'Old' allows nothing")
    assert (found.span.path, found.span.line) == ("allow.yaml", 1)


BROKEN = {
    "- {reson: x, url: /}": (
        "unknown key 'reson'\n  --> allow.yaml:1:4",
        "did you mean 'reason'?",
    ),
    "- {url: /}": ("this entry gives no reason\n  --> allow.yaml:1:4", "add 'reason:'"),
    "- {reason: x}": (
        "this entry would allow everything\n  --> allow.yaml:1:4",
        "add one of",
    ),
    "- {reason: x, url: about}": (
        "'about' is no path of the site\n  --> allow.yaml:1:20",
        "write '/about'",
    ),
    "- {reason: x, kind: txt}": (
        "there is no kind 'txt'\n  --> allow.yaml:1:21",
        "did you mean 'text'?",
    ),
    "- {reason: x, selector: 'p:has(a)'}": (
        "'p:has(a)' is no selector: ':has(a)' is not understood here\n  --> allow.yaml:1:25",
        "'#id'",
    ),
    "- {reason: x, selector: 'p >'}": (
        "it names no element\n  --> allow.yaml:1:25",
        "",
    ),
    "- {reason: x, url: '/{a'}": ("'/{a' is no pattern", "allow.yaml:1:20"),
    "- 3": (
        "each entry must be a mapping, not a number\n  --> allow.yaml:1:3",
        "write it as",
    ),
    "a: b": ("this must be a list of entries", "allow.yaml:1"),
    "": ("this list is empty", "allow.yaml:1"),
    "- [": ("", "allow.yaml"),
}


@pytest.mark.parametrize(("text", "wanted"), BROKEN.items(), ids=BROKEN)
def test_what_cannot_be_meant_is_told_at_its_place(text, wanted):
    _, findings = read_allowed(Source("allow.yaml", text))
    shown = "\n".join(format_text(item, {"allow.yaml": text}) for item in findings)
    assert shown.startswith("error[")
    for part in wanted:
        assert part in shown
