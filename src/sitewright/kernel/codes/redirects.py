"""What can be wrong with redirects."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

RED: Final = (
    Code(
        "RED001",
        "not an old address",
        "An entry of `redirect_from` cannot be a path of this site.",
        "redirect_from: ../old/",
        "Write a path such as `/old/page/`.",
    ),
    Code(
        "RED002",
        "nowhere to redirect to",
        "The page writes no file (`permalink: false`), so nothing can lead to it.",
        "permalink: false   # with redirect_from",
        "Remove one of the two.",
    ),
    Code(
        "RED003",
        "redirect to itself",
        "The old address is the page's own; visitors would go round for ever.",
        "redirect_from: /about/   # in about.md",
        "Remove it.",
    ),
    Code(
        "RED004",
        "two claims on an old address",
        "An old address can lead to one place only.",
        "redirect_from: /old/ in two pages",
        "Leave it with the page that visitors should see.",
    ),
    Code(
        "RED005",
        "redirected twice",
        "A page lists the same old address twice, perhaps in two spellings.",
        "redirect_from: [/old, /old/]",
        "Remove one.",
        is_warning=True,
    ),
    Code(
        "RED006",
        "redirect over a page or file",
        "The old address is one that the site still uses; the redirect would hide it.",
        "redirect_from: /contact/   # and there is contact.md",
        "Remove the redirect, or move the page or file. A site that writes such pages by "
        "itself sets `redirect_pages: false`.",
    ),
    Code(
        "RED007",
        "old address of a file that is not a page",
        "The old address has a file ending such as `.pdf`. The page that sends "
        "visitors on is written there, but hosts announce it as what the ending says.",
        "redirect_from: /brochure.pdf",
        "Set up a redirect rule at the host for this address.",
        is_warning=True,
    ),
    Code(
        "RED008",
        "redirects in a circle",
        "Old addresses lead to one another, and never to a page.",
        "redirects: {/a/: /b/, /b/: /a/}",
        "Let one of them lead to a page. Chains that end are joined by themselves.",
    ),
    Code(
        "RED009",
        "redirect to nothing",
        "A redirect leads, at its end, to an address that no page or file of the site "
        "has.",
        "redirects: {/old/: /nwe/}",
        "Correct the target; for what is gone for good, write `{status: 410}`.",
    ),
    Code(
        "RED010",
        "target that may not be led to",
        "A redirect leads to an address that is none, to another site that is not named "
        "in `redirects_allow`, or uses a placeholder that its old address has not.",
        "redirects: {/shop/: https://shop.example.org/}",
        "Name the host in `redirects_allow`, or correct the target.",
    ),
    Code(
        "RED011",
        "redirect to a lost place in a page",
        "A redirect leads to an id that its page does not have; browsers then show the "
        "top of the page.",
        "redirects: {/old/: /team/#ann}",
        "Correct what stands behind the `#`, or give the page that id.",
    ),
    Code(
        "RED012",
        "pattern about live pages",
        "A pattern is about addresses that the site still uses. Some hosts then send "
        "the page, others the redirect.",
        "redirects: {/blog/*: /insights/:splat}   # and there is /blog/",
        "Narrow the pattern, or move the pages.",
        is_warning=True,
    ),
    Code(
        "RED013",
        "line that is no rule",
        "A line of a file in `redirects_import` cannot be read, or asks for what this "
        "version does not do: rewrites (status 200), conditions, queries.",
        "/old/ /new/ 200",
        "Write the old address, the new one, and 301, 302, 307, 308 or 410.",
    ),
)
