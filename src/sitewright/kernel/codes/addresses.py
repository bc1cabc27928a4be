"""What can be wrong with addresses."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

URL: Final = (
    Code(
        "URL001",
        "file name cannot be an address",
        "The path of a page is its address, and this one has characters that an "
        "address cannot have.",
        "content/what?.md",
        "Rename the file, or give the page a `permalink`.",
    ),
    Code(
        "URL002",
        "permalink cannot be an address",
        "The permalink leaves the site, has no file ending or trailing slash, or has "
        "characters that an address cannot have.",
        "permalink: ../other/",
        "Write a path such as `/about/team/`.",
    ),
    Code(
        "URL003",
        "two sources, one address",
        "Two files would be written to the same place; one would be lost. Pages of one "
        "pagination clash like that if the `permalink` is the same for all of them.",
        "permalink: /about/   # and there is about.md",
        "Give one of them another `permalink` or name; let the `permalink` of a "
        "pagination contain its number, or a part of its items.",
    ),
    Code(
        "URL004",
        "addresses that some computers take for one",
        "The addresses differ only in letter case or Unicode form. macOS, Windows and "
        "some hosts keep only one of them.",
        "About.md and about.md",
        "Rename one.",
    ),
    Code(
        "URL005",
        "a file where a folder is needed",
        "One address is a file, another lies below it as if it were a folder.",
        "permalink: /docs.html and permalink: /docs.html/more/",
        "Give one of them another address.",
    ),
    Code(
        "URL006",
        "name that Windows cannot have",
        "A file of the site would be called like a device (`con`, `aux.html`), end in a "
        'dot or a space, or have one of `<`, `>`, `:`, `"`, `|` and `*` in its name.',
        "content/notes: 2025.md",
        "Rename the file, or give the page a `permalink`.",
        is_warning=True,
    ),
    Code(
        "URL007",
        "name with its accents apart",
        "A letter with an accent can be one character or two. Older Macs name files in "
        "the second way, and people type the first: they do not find such an address, nor "
        "does a link.",
        "content/U\\u0308bung.md",
        "Rename the file; the message says what its name is made of.",
        is_warning=True,
    ),
    Code(
        "URL010",
        "address lost",
        "`urls.txt` says that the address was published, or redirected, and nothing "
        "answers for it now. Whoever kept it, or links to it, finds an error page.",
        "live  /about/   # and about.md is called about-us.md now",
        "Redirect it (`redirect_from`, or `redirects` in the settings), give a page its "
        "address back, or say `sitewright ledger accept --gone /about/`.",
    ),
    Code(
        "URL011",
        "line of the ledger that cannot be read",
        "A line of `urls.txt` is not a state (`live`, `moved`, `gone`) and an address, or "
        "a merge left its marks there.",
        "lvie  /about/",
        "Write `live  /about/`.",
    ),
    Code(
        "URL012",
        "address twice in the ledger",
        "`urls.txt` has two lines about one address, perhaps in two spellings. In two "
        "states, it cannot be right; in one, a merge may have brought both.",
        "live  /about/   # and gone  /about",
        "Remove the line that is wrong; `sitewright ledger accept` removes what is only "
        "repeated.",
        is_warning=True,
    ),
    Code(
        "URL013",
        "ledger out of order",
        "The lines of `urls.txt` are not sorted by their addresses, so that changes to "
        "it are hard to read and to merge. It is understood all the same.",
        "live  /b/   # and below it live  /a/",
        "Run `sitewright ledger accept`, which sorts it.",
        is_warning=True,
    ),
    Code(
        "URL014",
        "ledger of another version",
        "The first line of `urls.txt` names a version of the file that this Sitewright "
        "does not know.",
        "# Sitewright URL ledger, version 2",
        "Use the Sitewright that wrote it, or a later one.",
    ),
    Code(
        "URL015",
        "old site that cannot be read",
        "What `sitewright ledger import` is to read is not there, is no sitemap, no list "
        "of addresses and no output folder, or is larger than 64 MiB. Sitemaps with a "
        "DOCTYPE are refused: the entities in it can be made to fill any memory.",
        "sitewright ledger import feed.rss",
        "Name an output folder, a sitemap (packed or not), or a text file with an "
        "address on each line.",
    ),
    Code(
        "URL016",
        "address of another site",
        "An address that was to be imported is on another host, has a query, or cannot "
        "be a place on this site. It is left out.",
        "https://old.example.com/about/   # and url: https://www.example.com",
        "Import again with `--host old.example.com` if that was the site's name once.",
    ),
)
