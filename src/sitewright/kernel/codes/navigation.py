"""What can be wrong with the navigation."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

NAV: Final = (
    Code(
        "NAV001",
        "key without meaning",
        "A key of `eleventyNavigation` looks misspelt and has no effect.",
        "eleventyNavigation: {key: About, ordr: 3}",
        "Correct the spelling.",
        is_warning=True,
    ),
    Code(
        "NAV002",
        "entry without a key",
        "`eleventyNavigation` needs a `key`; without it the page is in no menu.",
        "eleventyNavigation: {order: 3}",
        "Add `key:` with the name of the entry.",
    ),
    Code(
        "NAV003",
        "parent missing",
        "No published page has the key that `parent` names. Eleventy would drop the "
        "page from the menu without a word.",
        "eleventyNavigation: {key: Audit, parent: Servces}",
        "Correct the name, or publish the parent.",
    ),
    Code(
        "NAV004",
        "key used twice",
        "Two pages have the same navigation key, so a `parent` cannot tell them apart.",
        "key: Delivery in two pages",
        "Give one of them another key; `title` sets the text that is shown.",
    ),
    Code(
        "NAV005",
        "navigation loops",
        "Entries are one another's parents, so none of them hangs on the tree.",
        "A has parent B, and B has parent A",
        "Give one of them another parent, or none.",
    ),
    Code(
        "NAV006",
        "wrong root",
        "`root` claims a section that the page's parents do not lead to.",
        "eleventyNavigation: {key: Audit, parent: Services, root: Delivery}",
        "Correct `root`, or leave it out.",
    ),
    Code(
        "NAV007",
        "entry that leads nowhere",
        "An entry under `navigation` in `site.yaml` has no page, so it needs a `key`, and "
        "a `url` that a link can have.",
        "navigation: [{key: Blog, title: Our blog}]",
        "Add what is missing, or give the entry to a page by `eleventyNavigation`.",
    ),
)
