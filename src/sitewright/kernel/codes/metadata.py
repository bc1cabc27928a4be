"""What can be wrong with what a page tells search engines."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

SEO: Final = (
    Code(
        "SEO001",
        "page without a title",
        "There is no `<title>`, or an empty one: browsers and search engines show the "
        "address instead.",
        "<title>{{ titel }}</title>",
        "Give the page a `title`, and its layout an element `<title>`.",
        "warning",
    ),
    Code(
        "SEO002",
        "page without a description",
        'There is no `<meta name="description">`, or an empty one: search engines show '
        "whatever piece of the page they choose.",
        "---\ntitle: About us\n---",
        "Give the page a `description`, and let its layout show it.",
        "warning",
    ),
    Code(
        "SEO003",
        "title of two pages",
        "Visitors cannot tell the pages apart in a list of results, or in their tabs. "
        "Pages of one source that come in numbers may share their title.",
        "title: Services   # in content/a.md and in content/b.md",
        "Give each page a title of its own.",
        "warning",
    ),
    Code(
        "SEO004",
        "description of two pages",
        "Visitors cannot tell the pages apart in a list of results. Pages of one source "
        "that come in numbers may share their description.",
        "description: What we do   # in content/a.md and in content/b.md",
        "Say of each page what it has and others have not.",
        "warning",
    ),
    Code(
        "SEO005",
        "title or description of a length that does not fit",
        "Search engines cut a title after some 60 to 70 characters and a description "
        "after some 160; one of less than 50 leaves room for what would help a reader.",
        "description: About us",
        "Write a description of 50 to 160 characters; a title of 70 at most, or a shorter "
        "one as `title` in `meta`.",
        "information",
    ),
    Code(
        "SEO006",
        "canonical address that cannot be one",
        'What `<link rel="canonical">` names is the one address that search engines keep '
        "of a page: a full address, of a page that is there, once a page.",
        '<link rel="canonical" href="/about">',
        "Let the layout write the site's `url` and the page's.",
        "warning",
    ),
    Code(
        "SEO007",
        "JSON-LD that says something else",
        "A script with data for search engines is no JSON, or its `BreadcrumbList` does "
        "not name the pages that the visible breadcrumb names.",
        '{"@type": "ListItem", "position": 2, "name": "Servces"}',
        "Make both out of the same values, such as `navigation.breadcrumb`.",
        "warning",
    ),
    Code(
        "SEO008",
        "picture without dimensions",
        "Without `width` and `height` browsers cannot keep a place for the picture, and "
        "the text jumps when it arrives.",
        "![The team](/img/team.jpg)",
        "Add them: `![The team](/img/team.jpg){width=800 height=600}`.",
        "information",
    ),
    Code(
        "SEO009",
        "meta that says the same",
        "`meta` is for a title or description that should differ for search engines; where "
        "it repeats the page's own, there are two places to change.",
        "title: About us\nmeta:\n  title: About us",
        "Remove it.",
        "information",
    ),
)
