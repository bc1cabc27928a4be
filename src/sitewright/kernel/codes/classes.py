"""What can be wrong with the classes of finished pages."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

CLS: Final = (
    Code(
        "CLS001",
        "class that no style sheet defines",
        "A page gives an element a class that none of the style sheets it loads speaks of, "
        "so it looks as if nothing had been said. Classes that a script of the site names, "
        "in whatever text, and those of `check.classes.allow` are taken for hooks of "
        "scripts.",
        "## Fees {.margin-block-start-xlg}",
        "Write the class that was meant, or define this one.",
        "warning",
    ),
    Code(
        "CLS002",
        "classes that cannot be checked",
        "A page loads a style sheet from another host. Nobody knows what that defines, so "
        "the classes of all such pages are left out of the checks.",
        '<link rel="stylesheet" href="https://cdn.example.net/framework.css">',
        "Put the style sheet into the static folder. Or leave it, and know that nobody "
        "looks for misspelt classes.",
        "information",
    ),
)
