"""Compare single files of two finished sites, and find the places of what differs."""

from __future__ import annotations

import re
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span, warning
from sitewright.kernel.urls import url_of
from sitewright.model.likeness import Difference, Sighting, SiteFiles
from sitewright.stages.likeness.aligning import Aligner
from sitewright.stages.likeness.allowing import Allowed
from sitewright.stages.likeness.datadiffing import compare_data
from sitewright.stages.likeness.differing import Found, compare_documents
from sitewright.stages.likeness.files import (
    PAGE,
    compare_bytes,
    compare_lines,
    is_json,
    is_text,
    is_xml,
    kind_of_file,
)
from sitewright.stages.likeness.grouping import Seen
from sitewright.stages.likeness.pages import read_page
from sitewright.stages.likeness.pairing import target_of_refresh
from sitewright.stages.likeness.places import Places
from sitewright.stages.likeness.tree import Element, Keys, way_to
from sitewright.stages.likeness.xmldocs import NoXmlError, read_xml

LARGEST: Final = 16 << 20
"""What is larger is compared byte by byte."""

_MAY_LEAD: Final = re.compile(rb"http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class Comparing:
    """Compares files, and gathers what differs.

    Attributes:
        seen: What differs.
        findings: What was wrong with the files themselves.
    """

    def __init__(self, old: SiteFiles, new: SiteFiles, allowed: Allowed) -> None:
        self.seen: list[Seen] = []
        self.findings: list[Diagnostic] = []
        self._old, self._new = old, new
        self._allowed = allowed
        self._keys = Keys()
        self._aligner = Aligner()

    def stub(self, side: SiteFiles, path: str) -> str:
        """Read where a page sends visitors on to; empty if it does not."""
        raw = side.read(path)
        if len(raw) > LARGEST or not _MAY_LEAD.search(raw):
            return ""
        for element in _elements(read_page(raw.decode("utf-8", "replace"))):
            words = element.attributes
            is_refresh = words.get("http-equiv", "").lower() == "refresh"
            # One for those without scripts does not lead everybody on.
            if (
                element.tag == "meta"
                and is_refresh
                and not element.is_within("noscript")
            ):
                return target_of_refresh(words.get("content", ""), url_of(path))
        return ""

    def compare(self, old: str, new: str) -> bool:
        """Compare two files that are not the same byte by byte.

        Returns:
            Whether they say the same.
        """
        before = len(self.seen)
        raws = self._old.read(old), self._new.read(new)
        kind = kind_of_file(old)
        is_large = max(map(len, raws)) > LARGEST
        if is_large and kind == PAGE:
            what = f"larger than {LARGEST >> 20} MiB: compared byte by byte"
            place = Span(f"{self._old.name}{old}")
            self.findings.append(warning("CMP003", what, place))
        if is_large or not (
            kind == PAGE or is_xml(kind) or is_json(kind) or is_text(kind)
        ):
            self._see_file(old, new, compare_bytes(kind, *map(len, raws)))
            return False
        texts = (
            self._decode(self._old, old, raws[0]),
            self._decode(self._new, new, raws[1]),
        )
        try:
            self._compare_texts(old, new, kind, texts)
        except RecursionError:
            place = Span(f"{self._old.name}{old}")
            what = "this is nested too deep: compared byte by byte"
            self.findings.append(warning("CMP003", what, place))
            del self.seen[before:]
            self._see_file(old, new, compare_bytes(kind, *map(len, raws)))
        return len(self.seen) == before

    def _compare_texts(
        self, old: str, new: str, kind: str, texts: tuple[str, str]
    ) -> None:
        if kind == PAGE:
            documents = read_page(texts[0]), read_page(texts[1])
            self._compare_documents((old, new), texts, documents)
        elif is_xml(kind):
            try:
                documents = read_xml(texts[0]), read_xml(texts[1])
            except NoXmlError:
                self._compare_lines(old, new, kind, texts)
            else:
                self._compare_documents((old, new), texts, documents)
        elif is_json(kind):
            for difference in compare_data(*texts):
                self._see_file(old, new, difference)
        else:
            self._compare_lines(old, new, kind, texts)

    def _compare_documents(
        self,
        paths: tuple[str, str],
        texts: tuple[str, str],
        documents: tuple[Element, Element],
    ) -> None:
        for document in documents:
            self._keys.seal(document)
        found = compare_documents(*documents, self._aligner)
        if not found:
            return
        places = (
            Places(f"{self._old.name}{paths[0]}", texts[0], documents[0]),
            Places(f"{self._new.name}{paths[1]}", texts[1], documents[1]),
        )
        for item in found:
            self._see(url_of(paths[0]), item, places)

    def _see(self, url: str, item: Found, places: tuple[Places, Places]) -> None:
        difference = item.difference
        elements = item.old, item.new
        sighting = Sighting(
            url,
            places[0].find(item.old, difference, difference.old),
            places[1].find(item.new, difference, difference.new),
            way_to(item.new if difference.what == "added" else item.old),
        )
        reason = self._allowed.reason_for(url, difference, elements)
        self.seen.append(Seen(difference, sighting, reason))

    def _compare_lines(
        self, old: str, new: str, kind: str, texts: tuple[str, str]
    ) -> None:
        if texts[0] == texts[1]:  # other ends of lines, or another encoding
            return
        difference, *lines = compare_lines(kind, *texts)
        self._see_file(old, new, difference, lines)

    def _see_file(
        self,
        old: str,
        new: str,
        difference: Difference,
        lines: list[int] | tuple[int, int] = (0, 0),
    ) -> None:
        places = (
            Span(f"{self._old.name}{old}", lines[0]),
            Span(f"{self._new.name}{new}", lines[1]),
        )
        url = url_of(old)
        reason = self._allowed.reason_for(url, difference)
        self.seen.append(Seen(difference, Sighting(url, *places), reason))

    def _decode(self, side: SiteFiles, path: str, raw: bytes) -> str:
        """Decode a file; what is not UTF-8 is read as browsers read it without being told."""
        encoding = "utf-16" if raw.startswith(_UTF16) else "utf-8-sig"
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as bad:
            place = Span(f"{side.name}{path}", raw.count(b"\n", 0, bad.start) + 1)
            byte = f"0x{raw[bad.start]:02x}" if bad.start < len(raw) else "its end"
            what = f"this is not UTF-8 ({byte}): read as Windows-1252"
            hint = "save it as UTF-8 before you trust the comparison"
            self.findings.append(warning("CMP002", what, place, hint))
            text = raw.decode("cp1252", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")


def _elements(element: Element) -> list[Element]:
    found = []
    for child in element.children:
        if isinstance(child, Element):
            found += [child, *_elements(child)]
    return found
