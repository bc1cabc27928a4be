"""All codes, and how they are laid out to be read."""

from __future__ import annotations

from textwrap import fill, indent
from typing import Final

from sitewright.kernel.codes.accessibility import A11Y
from sitewright.kernel.codes.addresses import URL
from sitewright.kernel.codes.assets import AST
from sitewright.kernel.codes.checking import CHK
from sitewright.kernel.codes.classes import CLS
from sitewright.kernel.codes.code import Code
from sitewright.kernel.codes.comparing import CMP
from sitewright.kernel.codes.datafiles import DAT
from sitewright.kernel.codes.frontmatter import FM
from sitewright.kernel.codes.hooks import HOOK
from sitewright.kernel.codes.hosts import HOST
from sitewright.kernel.codes.leaks import LEAK
from sitewright.kernel.codes.links import LNK
from sitewright.kernel.codes.markdown import MD
from sitewright.kernel.codes.markup import HTM
from sitewright.kernel.codes.metadata import SEO
from sitewright.kernel.codes.moving import MOV
from sitewright.kernel.codes.navigation import NAV
from sitewright.kernel.codes.newpages import NEW
from sitewright.kernel.codes.output import OUT
from sitewright.kernel.codes.pictures import IMG
from sitewright.kernel.codes.publishing import PUB
from sitewright.kernel.codes.redirects import RED
from sitewright.kernel.codes.security import SEC
from sitewright.kernel.codes.settings import CFG
from sitewright.kernel.codes.sources import SRC
from sitewright.kernel.codes.templates import TPL
from sitewright.kernel.codes.types import TYP
from sitewright.kernel.codes.working import JOB

AREAS: Final = {
    "Settings (`site.yaml`)": CFG,
    "Source files": SRC,
    "Front matter": FM,
    "Types of pages": TYP,
    "Data files": DAT,
    "Addresses": URL,
    "Markdown": MD,
    "Navigation": NAV,
    "Redirects": RED,
    "Templates": TPL,
    "Names of files": AST,
    "Pictures": IMG,
    "Python of the site's own (`hooks.py`)": HOOK,
    "Files of hosts": HOST,
    "Security": SEC,
    "New pages (`sitewright new`)": NEW,
    "Moving (`sitewright move`)": MOV,
    "Processes": JOB,
    "Checks (`sitewright check`)": CHK,
    "Tags (`sitewright check`)": HTM,
    "Links (`sitewright check`)": LNK,
    "Classes (`sitewright check`)": CLS,
    "Accessibility (`sitewright check`)": A11Y,
    "Search engines (`sitewright check`)": SEO,
    "Not meant for visitors (`sitewright check`)": LEAK,
    "Output": OUT,
    "Publishing": PUB,
    "Comparing (`sitewright compare`)": CMP,
}

CODES: Final = {code.name: code for codes in AREAS.values() for code in codes}

CHECK_LEVELS: Final = {code.name: code.level for code in CODES.values() if code.level}
"""How much each check of the finished site matters, unless the settings say otherwise."""

LEVELLED: Final = frozenset(
    code.name for code in CODES.values() if code.level or code.is_warning
)
"""Those about which the settings may say how much they matter to checks."""


def format_code(code: Code) -> str:
    """Lay a code out for a terminal."""
    return "\n".join(
        (
            f"{code.name}: {code.title}",
            "",
            fill(code.cause, 78),
            "",
            "For example:",
            indent(code.example, "    "),
            "",
            fill(code.cure, 78),
            *(("", format_level(code)) if code.name in LEVELLED else ()),
        )
    )


def format_level(code: Code) -> str:
    """Say how much something matters to checks, and where to change that."""
    if code.is_warning:
        return (
            "For `check` and `publish`, `check.levels` says how much a warning matters."
        )
    level = "Off" if code.level == "off" else code.level.capitalize()
    return f"{level}, unless `check.levels` says otherwise."


def format_catalogue() -> str:
    """Lay all codes out as the page ``docs/diagnostics.md``."""
    lines = [
        "# Diagnostics",
        "",
        "Every message of Sitewright has a code. `sitewright explain CODE` prints what",
        "stands here. This page is generated: `make docs` writes it from",
        "`src/sitewright/kernel/codes/`.",
    ]
    for area, codes in AREAS.items():
        lines += ["", f"## {area}"]
        for code in codes:
            lines += [
                "",
                f"### {code.name}: {code.title}",
                "",
                code.cause,
                "",
                "```",
                code.example,
                "```",
                "",
                code.cure,
            ]
            if code.name in LEVELLED:
                lines += ["", format_level(code)]
    return "\n".join(lines) + "\n"
