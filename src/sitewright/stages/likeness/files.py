"""Compare files that are no pages: by their data if they are XML or JSON, else by bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sitewright.kernel.mediatypes import media_type_of
from sitewright.kernel.sentences import count
from sitewright.model.likeness import Aspect, Difference, Excerpt
from sitewright.stages.likeness.aligning import align
from sitewright.stages.likeness.words import shorten

PAGE: Final = "page"
XML: Final = "XML file"
JSON: Final = "JSON file"

_TEXT: Final = "text file"

_BY_TYPE: Final = {
    "text/html": PAGE,
    "application/xhtml+xml": PAGE,
    "text/css": "style sheet",
    "text/javascript": "script",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/xml": XML,
    "application/json": JSON,
    "application/ld+json": JSON,
    "application/manifest+json": JSON,
    "image/svg+xml": "drawing",
    "application/pdf": "PDF",
}
_BY_BEGINNING: Final = {
    "image": "image",
    "font": "font",
    "audio": "sound",
    "video": "film",
    "text": _TEXT,
}
_XML: Final = frozenset(("feed", "sitemap", XML, "drawing"))
_TEXTS: Final = frozenset(("style sheet", "script", _TEXT))
_BARE: Final = frozenset(("_redirects", "_headers", "CNAME", ".htaccess"))


def kind_of_file(path: str) -> str:
    """Say what a file is, by its name."""
    name = path.rpartition("/")[2]
    media = media_type_of(path).partition(";")[0]
    kind = _BY_TYPE.get(media) or _BY_BEGINNING.get(media.partition("/")[0], "file")
    if kind == XML:
        stem = name.lower()
        if "sitemap" in stem:
            return "sitemap"
        return "feed" if any(word in stem for word in ("feed", "rss", "atom")) else kind
    return _TEXT if name in _BARE else kind


def is_xml(kind: str) -> bool:
    """Tell whether files of a kind are XML."""
    return kind in _XML


def is_json(kind: str) -> bool:
    """Tell whether files of a kind are JSON."""
    return kind == JSON


def is_text(kind: str) -> bool:
    """Tell whether files of a kind have lines that can be shown."""
    return kind in _TEXTS


def compare_bytes(kind: str, old: int, new: int) -> Difference:
    """Tell that two files differ, of which there is nothing to show but their sizes."""
    shown = Excerpt(count(old, "byte")), Excerpt(count(new, "byte"))
    return Difference(Aspect.FILE, "changed", kind, "", *shown)


def compare_lines(kind: str, old: str, new: str) -> tuple[Difference, int, int]:
    """Tell what differs first in two texts.

    Returns:
        The difference, and the line of it in each of them.
    """
    sides = old.split("\n"), new.split("\n")
    gaps = align(*sides)
    if not gaps:
        raise ValueError("they are equal")
    start, end, begin, stop = gaps[0]
    shown = _show(sides[0][start:end]), _show(sides[1][begin:stop])
    more = "" if len(gaps) == 1 else f" in {count(len(gaps), 'place')}"
    difference = Difference(Aspect.FILE, f"changed{more}", kind, "", *shown)
    return difference, start + 1, begin + 1


def _show(lines: Sequence[str]) -> Excerpt:
    return Excerpt(shorten("\n".join(lines), 300))
