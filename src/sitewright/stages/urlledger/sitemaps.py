"""Read a sitemap, or an index of sitemaps, that another tool wrote."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from sitewright.kernel.diagnostics import Checked, Span, error
from sitewright.kernel.frozen import frozen

_CHILDREN: Final = {"urlset": "url", "sitemapindex": "sitemap"}


@frozen
class Found:
    """An address as another tool wrote it.

    Attributes:
        text: What it wrote.
        span: Where.
        is_exact: Whether it is the place of a file, and so needs no reading.
    """

    text: str
    span: Span
    is_exact: bool = False


@frozen
class Sitemap:
    """What a sitemap lists.

    Attributes:
        locations: Addresses of pages, or of other sitemaps.
        is_index: Whether it is other sitemaps.
    """

    locations: tuple[Found, ...] = ()
    is_index: bool = False


class _UnfitError(Exception):
    """The file is XML, but no sitemap."""

    def __init__(self, problem: str, place: Span) -> None:
        super().__init__(problem)
        self.place = place


def read_sitemap(raw: bytes, path: str) -> Checked[Sitemap]:
    """Read a sitemap; every encoding that XML knows is understood.

    Returns:
        What it lists; nothing, with a finding, if it is broken.
    """
    listener = _Listener(path)
    try:
        # In one piece: in many, a token that never ends takes time without end.
        listener.parser.Parse(raw, True)
    except expat.ExpatError as bad:
        place = Span(path, bad.lineno, bad.offset + 1, 1)
        problem = f"this is not XML: {expat.ErrorString(bad.code)}"
        return Sitemap(), (error("URL015", problem, place),)
    except _UnfitError as bad:
        hint = "name a sitemap, an output folder, or a text file of addresses"
        return Sitemap(), (error("URL015", str(bad), bad.place, hint),)
    except (LookupError, ValueError) as bad:
        return Sitemap(), (error("URL015", f"this is not XML: {bad}", Span(path)),)
    return Sitemap(tuple(listener.locations), listener.root == "sitemapindex"), ()


class _Listener:
    """Listens to the parser.

    A location stands three levels deep, in the namespace of the file's first element;
    that of a picture (``image:loc``) stands deeper, and in another.

    Attributes:
        parser: What reads.
        locations: What was found so far.
        root: Name of the first element.
    """

    def __init__(self, path: str) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._take
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.locations: list[Found] = []
        self.root = ""
        self._path = path
        self._names: list[str] = []
        self._location: tuple[str, ...] = ()
        self._texts: list[str] = []
        self._place: Span | None = None

    def _here(self) -> Span:
        column = self.parser.CurrentColumnNumber + 1
        return Span(self._path, self.parser.CurrentLineNumber, column, 1)

    def _refuse(self, *_: object) -> None:
        # Entities are declared there: one can stand for gigabytes, or for a file.
        problem = "this has a DOCTYPE, which no sitemap needs"
        raise _UnfitError(problem, self._here())

    def _begin(self, name: str, _: object) -> None:
        if not self._names:
            space, between, self.root = name.rpartition(" ")
            if self.root not in _CHILDREN:
                problem = f"this is no sitemap, but begins with <{self.root}>"
                raise _UnfitError(problem, self._here())
            steps = (self.root, _CHILDREN[self.root], "loc")
            self._location = tuple(f"{space}{between}{step}" for step in steps)
        self._names.append(name)
        if len(self._names) == 3 and tuple(self._names) == self._location:
            self._place = self._here()

    def _take(self, text: str) -> None:
        if self._place:
            self._texts.append(text)

    def _end(self, _: str) -> None:
        self._names.pop()
        if self._place and len(self._names) == 2:
            text = "".join(self._texts).strip()
            self.locations.append(Found(text, self._place))
            self._texts.clear()
            self._place = None
