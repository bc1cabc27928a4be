"""What can be wrong with links of the finished site."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

LNK: Final = (
    Code(
        "LNK001",
        "link that leads nowhere",
        "The site has no page or file at the address of a link, and no redirect for it.",
        "[our team](/abuot/)",
        "Correct the address; a link to the source, such as `../about.md`, is looked after "
        "by every build and by `sitewright move`. What somebody else answers on the same "
        "host is named under `check.elsewhere`.",
        "error",
    ),
    Code(
        "LNK002",
        "link to a place that is not on the page",
        "The page is there, and no element on it has the id behind `#`.",
        "[our fees](/terms/#feees)",
        "Correct the id, or give one to the heading: `## Fees {#fees}`.",
        "error",
    ),
    Code(
        "LNK003",
        "file that is not there",
        "A page or a style sheet shows or loads a picture, style sheet, script, feed or "
        "font that the site does not have; `url()` and `@import` count.",
        '<img src="/img/tema.jpg" alt="The team">',
        "Correct the address, or add the file.",
        "error",
    ),
    Code(
        "LNK004",
        "address in other letters",
        "An address differs from the right one in capitals and small letters alone. A Mac "
        "shows the page nevertheless, and most hosts do not.",
        "[our team](/About/)",
        "Write the address as the message says.",
        "error",
    ),
    Code(
        "LNK005",
        "link by way of a redirect",
        "Visitors arrive, but by a detour: the page has moved, or its address lacks the "
        "slash at its end, which the host adds.",
        "[our team](/about)",
        "Write the address that the message names.",
        "warning",
    ),
    Code(
        "LNK006",
        "link to a page that is held back",
        "The page at this address is pending, or dated in the future, so visitors would "
        "find nothing.",
        "[next year's plans](/plans/)   # content/plans.md says 'pending: true'",
        "Publish that page, or remove the link until then.",
        "error",
    ),
    Code(
        "LNK007",
        "link that names the site's own host",
        "It works, but leads away from a preview to the published site, and breaks if the "
        "site moves to another host.",
        "[our team](https://www.example.com/about/)",
        "Write the path alone.",
        "information",
    ),
    Code(
        "LNK008",
        "page that no link leads to",
        "Nobody finds the page who does not know its address. Pages that the sitemap "
        "leaves out, or that say `noindex`, are not meant to be found.",
        "content/offer.md   # which nothing links to",
        "Link to it, give it a place in the navigation, or leave it out of the sitemap.",
        "warning",
    ),
    Code(
        "LNK009",
        "page that only menus lead to",
        "Links in texts tell readers and search engines when a page is worth while; those "
        "in `nav`, and in `header` and `footer` of the whole page, do not count.",
        "content/offer.md   # which stands in the menu only",
        "Mention it where it helps a reader.",
        "off",
    ),
    Code(
        "LNK010",
        "link that claims to be a visitor's",
        '`rel="ugc"` tells search engines that a visitor wrote the link, as in a comment, '
        "and that the site does not stand for it.",
        '[Book a call](https://calendar.example.com/){rel="nofollow ugc"}',
        'Remove `ugc`; `rel="nofollow"` alone says not to count the link.',
        "information",
    ),
    Code(
        "LNK011",
        "feed or sitemap that nobody can read",
        "A feed or a sitemap is not well-formed, so readers and search engines refuse all "
        "of it. Often a template prints `&` or `<` as it is, or an empty line in front of "
        "`<?xml`.",
        "<title>Fees & expenses</title>",
        "Escape what templates print, with the filter `escape`; begin the file with "
        "`<?xml`.",
        "error",
    ),
)
