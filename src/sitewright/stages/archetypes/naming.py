"""Find out where a new page is to lie, from what was written on the command line."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from posixpath import normpath, splitext
from typing import Final

from sitewright.kernel.diagnostics import Checked, Findings, error, printable
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.newpage import Wish

_ENDING: Final = ".md"
_OTHERS: Final = (".html", ".jinja", ".markdown", ".njk", ".txt")
"""Endings by which a word is no title."""

_GOOD_PART: Final = regex(r"\w(?:[\w.~-]*[\w~-])?")
"""A part of an address that nobody has to encode, and no shell or system mistakes."""

_DEVICES: Final = regex(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""What cannot be the name of a file on Windows."""

Slugify = Callable[[str], str]
"""Makes a part of an address out of a title."""


def name_page(
    asked: Wish, content: str, folders: Collection[str], slugify: Slugify
) -> Checked[Wish | None]:
    """Name a page by its path, or by its title and the folder that it is to lie in.

    Args:
        asked: What is asked. Its path is as it was written: one that ends in ``.md``; a
            folder; or, without a title, the title of a page at the top.
        content: The content folder.
        folders: The folders that are in it already, relative to it.
        slugify: Makes the name of the file out of the title.

    Returns:
        The same with the path of the page, and its title as far as it says more than the
        name; None, with a finding, if there can be no such page.
    """
    page, title = asked.path, asked.title
    written = _below(page, content)
    if written.endswith(_ENDING):
        place = written
    elif page.endswith(_OTHERS) or (not title and (written in folders or "/" in page)):
        return None, _no_name(page, written, folders)
    else:
        folder, title = (written, title) if title else ("", page)
        slug = slugify(title)
        if not slug:
            return None, _no_slug(title)
        place = f"{folder}/{slug}{_ENDING}" if folder else f"{slug}{_ENDING}"
        title = "" if title == slug else title
    if found := _check(page, place, content, folders, slugify):
        return None, found
    return replace(asked, path=f"{content}/{place}", title=title), ()


def title_of(slug: str) -> str:
    """Make a title out of a page's name: ``when-to-stop`` is ``When to stop``."""
    words = " ".join(slug.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def _below(page: str, content: str) -> str:
    """Write a path as seen from the content folder, from which it counts in any case."""
    path = normpath(page.replace("\\", "/"))
    below = f"{path}/".removeprefix(f"{content}/").removesuffix("/")
    return "" if below == "." else below


def _check(
    page: str, place: str, content: str, folders: Collection[str], slugify: Slugify
) -> Findings:
    """Refuse what lies elsewhere, and names that make no good address."""
    parts = place.split("/")
    if place.startswith("/") or ".." in parts:
        hint = f"write its path below {content}/, such as 'about/team.md'"
        return _refuse(f"'{printable(page)}' does not lie in {content}/", hint)
    good: list[str] = []
    for part in parts[:-1]:
        is_there = "/".join((*good, part)) in folders
        good.append(part if is_there else _good_name(part, slugify))
    good.append(_good_name(parts[-1].removesuffix(_ENDING), slugify))
    better = "/".join(good) + _ENDING if all(good) else ""
    if better == place:
        return ()
    hint = f"did you mean '{better}'?" if better else ""
    message = f"'{printable(place)}' would make an odd address"
    return _refuse(message, hint or "write small letters, digits and hyphens")


def _good_name(part: str, slugify: Slugify) -> str:
    """Give a part of a path as it should be; empty if nobody can tell."""
    good = (part, part.lower(), slugify(part))
    return next(filter(_is_good, good), "")


def _is_good(part: str) -> bool:
    return (
        bool(_GOOD_PART.fullmatch(part))
        and part == unicodedata.normalize("NFC", part.lower())
        and not _DEVICES.fullmatch(part)
    )


def _no_name(page: str, written: str, folders: Collection[str]) -> Findings:
    """Refuse what may be a folder, or a page without an ending."""
    shown = printable(page)
    if written in folders or not written:
        hint = f'give the page a title: sitewright new {shown} "When to stop"'
        return _refuse(f"'{shown}' is a folder", hint)
    path = printable(splitext(written)[0].strip("/"))
    hint = f"did you mean '{path}.md'?"
    return _refuse(f"'{shown}' does not end in {_ENDING}, as new pages do", hint)


def _no_slug(title: str) -> Findings:
    hint = "name its file, and give the title with --title"
    return _refuse(f"no name can be made of the title '{printable(title)}'", hint)


def _refuse(message: str, hint: str) -> Findings:
    return (error("NEW001", message, None, hint),)
