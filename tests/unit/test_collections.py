"""Which pages are in which collection, in which order: SPEC.md, section 5."""

from __future__ import annotations

import pytest

from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Source
from sitewright.stages.collections import collect
from sitewright.stages.frontmatter import split_document
from sitewright.stages.pages.page import make_page


def members(*pages: str) -> dict[str, str]:
    """Which pages are in which collection, by the letter that names each."""
    made = []
    for text in pages:
        path, _, head = text.partition(" ")
        document, _ = split_document(Source(path, f"---\n{head}\n---\n"))
        data = Data(path, document.head.fields, {})
        made.append(make_page(data, SiteConfig("site.yaml"))[0])
    collected, _ = collect(tuple(made))
    return {name: " ".join(paths) for name, paths in collected.items()}


@pytest.mark.parametrize(
    ("pages", "collections"),
    [
        (["é", "b9", "Z", "b10", "a"], {"all": "Z a b10 b9 é"}),
        (["\U00010000", "\uffff"], {"all": "\U00010000 \uffff"}),
        (
            ["a date: 2025-01-02", "b date: 2025-01-01T23:59:59Z", "c"],
            {"all": "c b a"},
        ),
        (["a tags: x", "b tags: [y, x]"], {"all": "a b", "x": "a b", "y": "b"}),
        (["a tags: [x, all]"], {"all": "a", "x": "a"}),
        (
            ["a {tags: x, eleventyExcludeFromCollections: true}", "b"],
            {"all": "b"},
        ),
        (
            ["a {tags: [x, y], eleventyExcludeFromCollections: x}"],
            {"all": "a", "y": "a"},
        ),
    ],
)
def test_collections_are_sorted_by_date_then_path(pages, collections):
    assert members(*pages) == collections
