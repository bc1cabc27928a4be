"""Read XML, such as a feed or a sitemap, in the form that pages are read in."""

from __future__ import annotations

from xml.parsers import expat

from sitewright.stages.likeness.spaces import SPACE
from sitewright.stages.likeness.tree import DOCUMENT, Element


class NoXmlError(ValueError):
    """A file is not XML, or declares what others could fill any memory with."""


def read_xml(text: str) -> Element:
    """Read a document; prefixes, comments and the amount of white space do not count.

    Raises:
        NoXmlError: It is none, or has entities of its own.
    """
    reader = _Reader(text)
    try:
        reader.parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as bad:
        raise NoXmlError(expat.ErrorString(bad.code)) from bad
    return reader.document


class _Reader:
    """Listens to the parser."""

    def __init__(self, text: str) -> None:
        self.document = self._inner = Element(DOCUMENT, {}, None)
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._take
        self.parser.EntityDeclHandler = self._refuse
        self._starts = [0]
        self._starts += [n + 1 for n, letter in enumerate(text) if letter == "\n"]
        self._count = 0

    def _refuse(self, *_: object) -> None:
        raise NoXmlError("it declares entities")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        tidy = {_local(key): value for key, value in attributes.items()}
        element = Element(_local(name), tidy, self._inner, self._count)
        self._count += 1
        line = min(self.parser.CurrentLineNumber, len(self._starts))
        element.offset = self._starts[line - 1] + self.parser.CurrentColumnNumber
        self._inner.children.append(element)
        self._inner = element

    def _take(self, text: str) -> None:
        children = self._inner.children
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    def _end(self, _: str) -> None:
        element = self._inner
        texts = (
            SPACE.sub(" ", child).strip() if isinstance(child, str) else child
            for child in element.children
        )
        element.children = [child for child in texts if child]
        if element.parent is not None:
            self._inner = element.parent


def _local(name: str) -> str:
    """Name an element as pages would: without its space, which its parents tell."""
    return name.rpartition(" ")[2]
