"""Find the data files that stand beside pages: those of folders, and those of one page.

Follows Eleventy 3.1: ``blog/blog.json`` is for all pages below ``blog/``, and
``blog/post.json`` for the page ``blog/post.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from posixpath import basename, dirname, splitext
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Findings,
    Span,
    error,
    suggest,
    warning,
)
from sitewright.model.data import DataFile
from sitewright.model.document import Head
from sitewright.yamlcore.fields import kind_of

CONTENT_DATA_ENDINGS: Final = (".yaml", ".yml", ".toml", ".json")
"""Endings of data files beside pages, the higher formats last."""

_SUFFIX: Final = ".11tydata"
_ENDINGS: Final = (
    *CONTENT_DATA_ENDINGS,
    *(_SUFFIX + ending for ending in CONTENT_DATA_ENDINGS),
)


def find_data_files(path: str, folder: str, names: Collection[str]) -> tuple[str, ...]:
    """Find the data files that apply to a page.

    Args:
        path: The page's file.
        folder: The content folder.
        names: All data files in the content folder; a set is quickest.

    Returns:
        Their paths, lowest level first: those of the content folder, of each folder
        down to the page's own, and of the page. Each once: ``about/about.json`` is for
        ``about/about.md`` both its folder's and its own.
    """
    if not names:
        return ()
    return tuple(
        name
        for base in dict.fromkeys(_bases(path, folder))
        for ending in _ENDINGS
        if (name := base + ending) in names
    )


def find_unattached(
    names: Iterable[str], pages: Iterable[str], folder: str
) -> Findings:
    """Report the data files that apply to no page.

    Args:
        names: All data files in the content folder.
        pages: The files of all pages.
        folder: The content folder.
    """
    names = tuple(names)
    if not names:
        return ()
    bases = find_attached_stems(pages, folder)
    lost = sorted(name for name in names if stem_of(name) not in bases)
    return tuple(_unattached(name, bases) for name in lost)


def find_attached_stems(pages: Iterable[str], folder: str) -> frozenset[str]:
    """Name all that data files of some page can be called, without their ending."""
    return frozenset(base for page in pages for base in _bases(page, folder))


def stem_of(name: str) -> str:
    """Take the ending of a data file away: ``blog/blog`` of ``blog/blog.11tydata.json``."""
    return splitext(name)[0].removesuffix(_SUFFIX)


def make_level(file: DataFile) -> Checked[Head | None]:
    """Make a level of the cascade out of a data file, which must be a mapping."""
    if isinstance(file.value, dict):
        return Head(file.path, file.value, file.places), ()
    return None, (
        error(
            "FM003",
            f"data of a folder or page must be keys with values, not {kind_of(file.value)}",
            Span(file.path, 1),
            "write 'key: value' lines, or put the file into the data folder",
        ),
    )


def _bases(path: str, folder: str) -> Iterator[str]:
    """Name what data files of a page can be called, without ending, lowest first."""
    yield f"{folder}/{basename(folder)}"
    below = dirname(path).removeprefix(folder).strip("/")
    here = folder
    for part in below.split("/") if below else ():
        here = f"{here}/{part}"
        yield f"{here}/{part}"
    yield splitext(path)[0]


def _unattached(name: str, bases: Collection[str]) -> Diagnostic:
    folder, stem = dirname(name), basename(stem_of(name))
    ending = name.removeprefix(stem_of(name))
    beside = [basename(base) for base in sorted(bases) if dirname(base) == folder]
    of_folder = f"{basename(folder)}{ending}"
    if near := suggest(stem, beside):
        hint = f"did you mean '{near}{ending}'?"
    elif beside:
        hint = (
            f"call it '{of_folder}' if it is for all pages of this folder, or like the "
            "page that it is for; data for the whole site goes into the data folder"
        )
    else:
        hint = "move it to the pages that it is for, or into the data folder"
    message = "this data file applies to no page"
    return warning("DAT005", message, Span(name), hint)
