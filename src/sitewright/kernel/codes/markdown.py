"""What can be wrong with Markdown."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

MD: Final = (
    Code(
        "MD001",
        "attribute list shown as text",
        "The list stands where it belongs to no element: in the middle of a line, "
        "before a full stop, in front of another list, or inside raw HTML.",
        "Call us {.lead} today.",
        "Move it to the very end of its block, or right behind a link, picture, code or "
        "emphasis. Write `\\{` for a brace that readers should see.",
        is_warning=True,
    ),
    Code(
        "MD002",
        "attribute list that says something else",
        "A value without quotes ends at the first space, and every further word becomes "
        "an attribute of its own. Single quotes do not quote.",
        "[Call us](/contact/){title=Book a call}",
        'Write `title="Book a call"`; and for a class `.name`, not `name`.',
        is_warning=True,
    ),
    Code(
        "MD003",
        "id used twice",
        "Two elements of a page have the same id, so links lead to the first of them "
        "only, and scripts and screen readers may mix them up.",
        "## Fees {#costs}\n\n## Expenses {#costs}",
        "Give one of them another id.",
        is_warning=True,
    ),
    Code(
        "MD004",
        "comment that visitors can read",
        "An HTML comment with more than ten words is published with the page: a browser "
        "does not show it, but its source does. Sections that are commented out are "
        "named.",
        "<!-- ### Old section: we no longer offer this to anybody at all -->",
        "Remove it; the repository remembers it. A page that is not ready can wait with "
        "`pending: true`.",
        is_warning=True,
    ),
    Code(
        "MD005",
        "link to a page that does not exist",
        "A link names a source file, and there is no page of that path. A path counts "
        "from the file that links, or from the content folder if it starts with a slash.",
        "[our team](../abuot.md)",
        "Correct the path.",
    ),
    Code(
        "MD006",
        "link to an id that does not exist",
        "The page that the link names is there, but nothing in its text has that id.",
        "[our team](../about.md#teem)",
        "Correct the part behind `#`, or give the heading that id: `## Team {#team}`.",
        is_warning=True,
    ),
    Code(
        "MD007",
        "link to a page that is not published",
        "The page that the link names is pending, dated in the future, or writes no file, "
        "so visitors would find nothing.",
        "[next year's plans](plans.md)   # which says 'pending: true'",
        "Publish that page, or remove the link until then.",
    ),
    Code(
        "MD008",
        "unknown language of code",
        "`markdown.highlight` is on, and the language behind the fence is not known, but "
        "much like one that is.",
        "~~~ javscript",
        "Correct it. For code of no language write `text`.",
        is_warning=True,
    ),
    Code(
        "MD009",
        "character that nobody sees",
        "An address, an attribute list or a tag has a character that turns the direction "
        "of the text, or is nothing but a mark. It is part of the address, which leads "
        "elsewhere than it seems to.",
        "[our team](/about/)   # with U+200B behind the 't'",
        "Remove it.",
        is_warning=True,
    ),
    Code(
        "MD010",
        "comment that never ends",
        "A comment begins, and nothing ends it, so it hides all that follows it, and a "
        "part of the layout as well.",
        "<!-- to be written ->\n\n## Fees",
        "End it with `-->`, or remove it.",
    ),
    Code(
        "MD011",
        "conflict that nobody has settled",
        "Git has left both of two texts, between lines that start with `<<<<<<<` and "
        "`>>>>>>>`, and visitors would read them.",
        "<<<<<<< HEAD\nOur fees\n=======\nOur rates\n>>>>>>> rates",
        "Keep one of the texts, and remove the marks.",
    ),
    Code(
        "MD012",
        "code that never ends",
        "A fence opens a block of code, and nothing closes it, so the rest of the page "
        "is code.",
        "```sh\nmake build\n\n## Next steps",
        "Close it with as many of the same marks, on a line of their own.",
        is_warning=True,
    ),
    Code(
        "MD013",
        "cell that no column has",
        "A row of a table has more cells than its head, and those that are too many are "
        "left out.",
        "| role | day |\n|---|---|\n| Lead | 100 | 120 |",
        "Add a column to the head, or write `\\|` for a bar that is part of a text.",
        is_warning=True,
    ),
)
