"""What can be wrong with a page that is to be begun."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

NEW: Final = (
    Code(
        "NEW001",
        "no place for a page",
        "`sitewright new` was given a path that lies outside the content folder, that an "
        "ignore file leaves out, that does not end in `.md`, or that would make an "
        "address with spaces, capitals or the like in it.",
        "sitewright new 'insights/When to stop.md'",
        "Write a path below the content folder in small letters, digits and hyphens, or "
        "the folder and the title of the page.",
    ),
    Code(
        "NEW002",
        "page that is there already",
        "There is a file of that name. `sitewright new` never writes over one.",
        "sitewright new about.md   # and there is content/about.md",
        "Change that file, or give the new page another name.",
    ),
    Code(
        "NEW003",
        "no such archetype",
        "`--archetype` names none of the files in the folder `archetypes` of the "
        "templates folder.",
        "sitewright new about.md --archetype insihgts",
        "Correct the name; `sitewright new` alone lists the archetypes that there are.",
    ),
    Code(
        "NEW004",
        "archetype that forbids what was asked",
        "The front matter of the archetype says something else than the command line "
        "asks for, or is written so that no line can be added to it.",
        "pending: false   # and sitewright new about.md --draft",
        "Let the archetype say what was asked, as in `pending: {{ pending }}`.",
    ),
)
