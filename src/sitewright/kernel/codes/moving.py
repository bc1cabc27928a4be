"""What can be wrong with moving."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

MOV: Final = (
    Code(
        "MOV001",
        "nothing there to move",
        "`sitewright move` was given a path or an address at which there is nothing.",
        "sitewright move /abuot/ content/company/",
        "Correct it. Paths count from where you are, or else from the project.",
    ),
    Code(
        "MOV002",
        "cannot be moved",
        "What has no address of its own needs no leading there: templates, data, what an "
        "ignore file leaves out. Links of the file system, whole folders of the "
        "settings, and what the settings name by its path are left to you.",
        "sitewright move templates/page.html templates/default.html",
        "Rename it by hand, and what names it with it.",
    ),
    Code(
        "MOV003",
        "place taken",
        "Where the file is to go, there is another.",
        "sitewright move content/about.md content/contact.md",
        "Choose another name, or move the other file away first.",
    ),
    Code(
        "MOV004",
        "no place for it",
        "There, the file would not be what it is now: pages must lie in the content "
        "folder, end like pages, and not be hidden or left out by an ignore file.",
        "sitewright move content/about.md content/_includes/about.md",
        "Choose a place where the message would not hold.",
    ),
    Code(
        "MOV005",
        "an address would be lost",
        "At its new place the page or file would not be published, and so its old "
        "address could not lead anywhere; or data that belong to the old place give the "
        "page an old address, which nobody would answer for any more.",
        "a folder whose data say 'pending: true'",
        "Look at what the data of the new folder and the settings say, or remove the "
        "page and tell the ledger.",
    ),
    Code(
        "MOV006",
        "the old address cannot be written down",
        "Neither the page's front matter nor the settings could be changed so that they "
        "are read as before, and the old address as well.",
        "site.yaml is a link of the file system",
        "Write `redirect_from` into the page by hand, then move it.",
    ),
    Code(
        "MOV007",
        "named, and left as it is",
        "A text has the old address or path in it, but not as a link: in code, in a "
        "comment, as the start of something longer, or in `hooks.py`.",
        "{{ '/about/' ~ name }}",
        "Change it by hand if it should name the new place. Until then the redirect "
        "answers for it.",
    ),
    Code(
        "MOV008",
        "link that was not rewritten",
        "The link is about what has moved, but its exact place in the file could not be "
        "told for certain, or the file is a link of the file system.",
        "an address written with unusual escapes",
        "Change it by hand.",
    ),
    Code(
        "MOV009",
        "other values at the new place",
        "Data of folders, collections of folders, and dates in paths belong to places. "
        "Where the page is now, others hold for it.",
        "content/blog/blog.yaml gives all pages there a layout",
        "Write the values into the page's front matter if they are to stay, or let the "
        "collection name the new place.",
    ),
    Code(
        "MOV010",
        "link that is computed",
        "A finished page still leads to the old address, though no source has it as a "
        "link: a template or hook puts it together.",
        '<a href="/{{ section }}/">',
        "Find what computes it, and change that. Until then the redirect answers for it.",
    ),
    Code(
        "MOV011",
        "link that leads elsewhere",
        "A link in a layout, or on a page that comes in numbers, counts from the "
        "page's own address, which is another now.",
        '<link rel="stylesheet" href="../css/site.css">',
        "Write it from the top of the site: `/css/site.css`.",
    ),
)
