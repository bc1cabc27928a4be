"""Choose the archetype of a new page: the one asked for, or that of its section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, splitext
from typing import Final

from sitewright.kernel.diagnostics import Checked, error, printable, suggest
from sitewright.model.document import Source

FOLDER: Final = "archetypes"
"""Name of the folder in the templates folder that archetypes lie in."""

DEFAULT: Final = "default"
"""The archetype of pages that have no other."""

_ENDING: Final = ".md"

BUILT_IN: Final = """\
---
title: {{ title }}
description:
{%- if parent %}
eleventyNavigation:
  key: {{ key }}
{%- if key != title %}
  title: {{ title }}
{%- endif %}
  parent: {{ parent }}
{%- endif %}
---

"""
"""What stands in a new page if the project has no archetype for it."""


def is_archetype(path: str, templates: str) -> bool:
    """Tell whether a file of the templates folder is an archetype, and no template."""
    return path.startswith(f"{templates}/{FOLDER}/") and path.endswith(_ENDING)


def name_archetypes(sources: Iterable[Source], templates: str) -> dict[str, Source]:
    """Name archetypes by their paths below their folder, without the ending.

    The one that is built in is among them unless the project has its own default.
    """
    start = f"{templates}/{FOLDER}/"
    own = {splitext(it.path.removeprefix(start))[0]: it for it in sources}
    built_in = Source(f"{start}{DEFAULT}{_ENDING}", BUILT_IN)
    return {DEFAULT: built_in, **own}


def choose_archetype(
    archetypes: Mapping[str, Source], inside: str, asked: str
) -> Checked[Source | None]:
    """Choose the archetype of a page.

    Args:
        archetypes: All archetypes by their names.
        inside: Path of the page, below the content folder.
        asked: The name that was asked for; empty for the archetype of the nearest
            folder that has one.
    """
    names = [asked] if asked else [*_folders(inside), DEFAULT]
    for name in names:
        if name in archetypes:
            return archetypes[name], ()
    near = suggest(asked, archetypes)
    hint = f"there are: {', '.join(map(printable, sorted(archetypes)))}"
    hint = f"did you mean '{printable(near)}'?" if near else hint
    message = f"there is no archetype '{printable(asked)}'"
    return None, (error("NEW003", message, None, hint),)


def _folders(inside: str) -> Iterator[str]:
    """List the folders that a page lies in, inwards out."""
    while inside := dirname(inside):
        yield inside
