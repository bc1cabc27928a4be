"""What can be on finished pages that is not meant for visitors."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

LEAK: Final = (
    Code(
        "LEAK001",
        "comment of a template that visitors can read",
        "An HTML comment with more than ten words comes from a layout or an include: a "
        "browser does not show it, but the page's source does. Licences are left alone.",
        "<!-- the old menu, which we took out because nobody ever understood it -->",
        "Write it as a comment of templates, `{# … #}`, or remove it.",
        "warning",
    ),
    Code(
        "LEAK002",
        "address of somebody's own machine",
        "A page links to `localhost`, to an address that is only known in the office, or "
        "to a file on somebody's disk.",
        "[the report](http://localhost:8080/report/)",
        "Write the address that visitors can reach.",
        "error",
    ),
    Code(
        "LEAK003",
        "secret",
        "The page has something in it that looks like a private key, a token or a "
        "password, be it in a script or in a comment.",
        "https://anna:hunter2@example.com/",
        "Remove it, and make it invalid where it came from: whoever has read the "
        "repository has it, too.",
        "error",
    ),
    Code(
        "LEAK004",
        "note of a draft",
        "Visitors read `TODO`, `FIXME`, `TBC`, `TBD` or `lorem ipsum`.",
        "Our fees: TBC",
        "Write what is missing; a page that is not ready can wait with `pending: true`.",
        "warning",
    ),
    Code(
        "LEAK005",
        "syntax that visitors see",
        "Template syntax, an attribute list or `[object Object]` stands in the text of the "
        "page, or in an attribute.",
        "Call {{ organisation }}   # in Markdown, where templates are not run",
        "Let it be rendered, remove it, or write it as code.",
        "warning",
    ),
    Code(
        "LEAK006",
        "somebody's own machine in a text",
        "Visitors read `localhost`, `127.0.0.1`, `0.0.0.0` or `[::1]`, or an address in "
        "full that is only known in the office, such as `http://shop.local/`. That is "
        "right where a text is about such machines, and then it is best written as code; "
        "`code`, `pre`, `kbd` and `samp` are left alone.",
        "See http://localhost:8080/report/ for the figures.",
        "Write the address that visitors can reach, or write it as code.",
        "information",
    ),
    Code(
        "LEAK007",
        "damaged text",
        "A page has a control character, the sign for one that could not be read, or "
        "letters that come of a text in another encoding, as `â€™` does of an apostrophe.",
        "It isnâ€™t so",
        "Write it anew; a text that was saved in another encoding has to be converted.",
        "warning",
    ),
)
