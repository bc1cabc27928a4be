"""Rewrite links at their exact places, whatever the language of the text.

Readers know which links a text has, but not where. So whatever may be one of them is
replaced by a mark, and the text is read again: where the mark comes out as a link, there
the link stands; where it comes out as code, prose or a comment, or not at all, there was
none. After rewriting, the text is read once more, and must have the same links as before
but for those that were led elsewhere. Else it is left alone.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Collection, Mapping, Sequence
from html.entities import codepoint2name
from typing import Final
from urllib.parse import quote, unquote

from sitewright.kernel.edits import Edit, apply_edits
from sitewright.kernel.frozen import frozen
from sitewright.model.move import Kind, Link
from sitewright.stages.moving.addresses import Home
from sitewright.stages.moving.leading import Led

Read = Callable[[str], Sequence[Link]]
"""Lists the links of a text, in an order that their places decide."""

Lead = Callable[[Link], Led | None]
"""Tells what is to be written instead of a link's path."""

_AFTER: Final = r"(?![\w/%~-])"
_BEFORE: Final = r"(?<![\w/.%~-])"
_STRICT: Final = "/!$+,;=:@~-._"
_SAFE: Final = frozenset(string.ascii_letters + string.digits + _STRICT + "*&")
_OPEN: Final = _STRICT + "'*&()"
"""What those who encode an address leave as it is."""

_BARE: Final = frozenset(" ()[]{}|^")
"""What values may have besides, but addresses in Markdown and HTML may not."""

_PATIENCE: Final = 200
"""How often a text is read at most."""


@frozen
class LinkEdits:
    """What rewriting came to.

    Attributes:
        edits: The changes, in order; none if nothing is to change.
        missed: Links that lead elsewhere now, but could not be rewritten.
    """

    edits: tuple[Edit, ...] = ()
    missed: tuple[Link, ...] = ()


@frozen
class _Place:
    """A stretch of the text that may be the path of a link."""

    start: int
    end: int
    path: str


def rewrite_links(text: str, read: Read, lead: Lead, home: Home) -> LinkEdits:
    """Find what is to be written differently in a text.

    Args:
        text: The whole text of a file.
        read: Lists its links.
        lead: Tells where each leads from now on.
        home: Knows which addresses are of this site.
    """
    links = read(text)
    leads = [lead(link) for link in links]
    if not any(leads):
        return LinkEdits()
    rewriting = _Rewriting(text, read, links, leads)
    paths = sorted({led.before for led in leads if led})
    found = rewriting.run(_find_places(text, paths, _plain_spellings, home))
    if not found.missed:
        return found
    again = rewriting.run(_find_places(text, paths, _all_spellings, home))
    return again if len(again.missed) < len(found.missed) else found


class _Rewriting:
    """One text, and what is known of it."""

    def __init__(
        self, text: str, read: Read, links: Sequence[Link], leads: Sequence[Led | None]
    ) -> None:
        self._text = text
        self._read = read
        self._links = links
        self._leads = leads

    def run(self, places: Sequence[_Place]) -> LinkEdits:
        """Rewrite the links that stand at places known for certain."""
        hits = self._confirm(places)
        reached = {link for found in hits.values() for link in found}
        wanted = [
            _led(led) if led and n in reached else _text_of(link)
            for n, (link, led) in enumerate(zip(self._links, self._leads, strict=True))
        ]
        for is_strict in (False, True):
            edits = tuple(
                Edit(place.start, place.end, self._spell(found[0], place, is_strict))
                for number, found in sorted(hits.items())
                for place in (places[number],)
            )
            now = self._read(apply_edits(self._text, edits))
            if list(map(_text_of, now)) == wanted:
                return LinkEdits(edits, self._missed(reached))
        return LinkEdits((), self._missed(()))

    def _missed(self, reached: Collection[int]) -> tuple[Link, ...]:
        return tuple(
            self._links[n]
            for n, led in enumerate(self._leads)
            if led and n not in reached
        )

    def _confirm(self, places: Sequence[_Place]) -> Mapping[int, list[int]]:
        """Tell which places are links, and which links each of them is.

        Where marks disturb, such as in the label of a definition, halves are tried.
        """
        found: dict[int, list[int]] = {}
        waiting = [range(len(places))]
        patience = _PATIENCE
        while waiting and patience:
            numbers = waiting.pop()
            hits = self._try_marks(places, numbers)
            patience -= 1
            middle = len(numbers) // 2
            if hits is not None:
                found |= hits
            elif middle:
                waiting += [numbers[:middle], numbers[middle:]]
        return found

    def _try_marks(
        self, places: Sequence[_Place], numbers: Sequence[int]
    ) -> Mapping[int, list[int]] | None:
        """Put marks into places and read the text; None if that disturbs it."""
        stem = _unused(self._text)
        marks = (
            (places[n], f"{'/' * places[n].path.startswith('/')}{stem}{n}x")
            for n in numbers
        )
        edits = [Edit(place.start, place.end, mark) for place, mark in marks]
        marked = self._read(apply_edits(self._text, edits))
        if len(marked) != len(self._links):
            return None
        mark = re.compile(rf"/?{stem}(\d+)x")
        found: dict[int, list[int]] = {}
        unclear: set[int] = set()
        for n, seen in enumerate(marked):
            text, led = self._links[n].text, self._leads[n]
            names = [int(name) for name in mark.findall(seen.text)]
            back = mark.sub(led.before if led else "", seen.text)
            if not names and unquote(back) != unquote(text):
                return None
            if led and names and unquote(back) == unquote(text):
                found.setdefault(names.pop(0), []).append(n)
            unclear.update(names)
        return {
            number: links
            for number, links in found.items()
            if number not in unclear and len({self._leads[n] for n in links}) == 1
        }

    def _spell(self, number: int, place: _Place, is_strict: bool) -> str:
        """Write a path in the manner of the one before: encoded or as it is.

        The site's own values are not encoded, since pages know their addresses so.
        """
        led, kind = self._leads[number], self._links[number].kind
        path = led.after if led else place.path
        written = self._text[place.start : place.end]
        if is_strict or "\\" in written or "&" in written:
            return quote(path, safe=_STRICT)
        bare = {
            letter for letter in path if "%" not in written and not letter.isascii()
        }
        bare |= _SAFE | frozenset(written) - {"%"}
        if kind in (Kind.VALUE, Kind.TARGET) and "%" not in written:
            bare |= _BARE
        return "".join(c if c in bare else quote(c, safe="") for c in path)


def _text_of(link: Link) -> str:
    return unquote(link.text.strip())


def _led(led: Led) -> str:
    return f"{unquote(led.prefix)}{led.after}{unquote(led.suffix)}"


def _find_places(
    text: str, paths: Sequence[str], spell: Callable[[str], str], home: Home
) -> list[_Place]:
    """Find all that may be one of some paths.

    Args:
        text: Where to look.
        paths: The paths.
        spell: Makes a pattern of what one can be written as.
        home: Knows what may stand in front.
    """
    longest_first = sorted(paths, key=len, reverse=True)
    each = "|".join(f"({spell(path)})" for path in longest_first)
    begin = "|".join((_BEFORE, *home.before))
    found = re.finditer(rf"(?:{begin})(?:{each}){_AFTER}", text)
    return [
        _Place(match.start(), match.end(), longest_first[(match.lastindex or 1) - 1])
        for match in found
    ]


def _plain_spellings(path: str) -> str:
    """Make a pattern of what nearly everybody writes, which is quick to make."""
    return "|".join(map(re.escape, dict.fromkeys((path, quote(path, safe=_OPEN)))))


def _all_spellings(path: str) -> str:
    """Make a pattern of all that a path can be written as."""
    return "".join(map(_spellings_of, path))


def _spellings_of(letter: str) -> str:
    if letter.isascii() and letter.isalnum():
        return letter
    encoded = "".join(f"%{byte:02x}" for byte in letter.encode())
    code = ord(letter)
    forms = [rf"\\?{re.escape(letter)}", f"(?i:{encoded})"]
    forms += [rf"&#0*{code};", rf"(?i:&#x0*{code:x};)", rf"(?i:\\u{code:04x})"]
    forms += [f"&{name};"] if (name := codepoint2name.get(code)) else []
    return f"(?:{'|'.join(forms)})"


def _unused(text: str) -> str:
    """Make the start of a mark that nothing in a text begins with."""
    stem = "xmove"
    while stem in text:
        stem += "x"
    return stem
