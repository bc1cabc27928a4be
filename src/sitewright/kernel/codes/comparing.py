"""Codes of ``sitewright compare``."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

CMP: Final = (
    Code(
        "CMP001",
        "file that cannot be compared",
        "Something in one of the two folders cannot be read, is neither a file nor a "
        "folder, is a link that leads out of the folder, or has a name that is no "
        "address. So nobody can say that the two sites are the same.",
        "_site/about/index.html -> /home/me/about.html",
        "Mend it, or leave it out of both folders, and compare again.",
    ),
    Code(
        "CMP002",
        "page of another encoding",
        "A page, or another text, is not UTF-8. It was read as Windows-1252, as browsers "
        "read a page that says nothing about it; what it says of itself is not looked at.",
        "<p>Caf\\xe9</p>   # in ISO 8859-1",
        "Save it as UTF-8, if letters differ that should not.",
    ),
    Code(
        "CMP003",
        "page too large to be read",
        "A page is larger than 16 MiB, or its elements are nested some hundred levels "
        "deep. It was compared byte by byte.",
        "<div><div><div>   # and so on, 900 times",
        "Look at what made it. Allow the difference if it is fine.",
    ),
    Code(
        "CMP004",
        "entry that cannot allow anything",
        "An entry of the list of what may differ (`--allow`) has an unknown key or kind, "
        "a pattern or a selector that is none, no reason, or nothing but a reason.",
        "- {reason: New slogan, url: about}",
        "Write a reason, and at least one of `url`, `kind`, `selector`, `attribute` and "
        "`text`.",
    ),
    Code(
        "CMP005",
        "entry that allows nothing",
        "Nothing in the two sites differs in the way that an entry of the list allows. It "
        "may be misspelt, or what it was about may be the same by now.",
        "- {reason: New slogan, url: /abuot/}",
        "Mend it or take it out, lest it allow something else one day.",
    ),
)
"""What can be wrong with the files that are compared, or with what is allowed."""
