"""Read what a finished file of the site needs of a policy."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import replace
from sitewright.kernel.srcset import split_srcset
from sitewright.kernel.texts import encode
from sitewright.model.security import Needs
from sitewright.stages.policy.addresses import (
    SELF,
    full_address,
    scheme_of,
    source_of,
)
from sitewright.stages.policy.elements import (
    LINKS,
    LOADS,
    LOADS_SEVERAL,
    PRELOADS,
    is_script,
    is_style,
)
from sitewright.stages.policy.styles import find_loaded

_OF_SCRIPTS: Final = ("src", "href", "xlink:href")
_LEADS: Final = ("href", "xlink:href", "src", "action", "formaction")

Attributes = Mapping[str, str | None]


def read_page(html: str, address: str, home: str, origin: str) -> Checked[Needs]:
    """Read what a page needs.

    A real parser of HTML reads it, since a browser takes the hash of what its own
    parser makes of a script: without comments, entities and odd line breaks.

    Args:
        html: The finished page.
        address: Its full address.
        home: The site's address.
        origin: The source that it was made from.
    """
    page = _Page(address, home)
    page.read(LexborHTMLParser(encode(html)).root)
    return page.needs(origin), ()


def read_style_sheet(css: str, address: str, home: str, origin: str) -> Checked[Needs]:
    """Read what a style sheet needs."""
    page = _Page(address, home)
    page.read_style(css)
    return replace(page.needs(origin), is_shared=True), ()


def hash_source(text: str) -> str:
    """Name a script or a style that stands in a page itself."""
    digest = b64encode(sha256(encode(text)).digest()).decode()
    return f"'sha256-{digest}'"


class _Page:
    """Gathers what one file needs."""

    def __init__(self, address: str, home: str) -> None:
        self._sources: set[tuple[str, str]] = set()
        self._features: set[str] = set()
        self._blocked: set[str] = set()
        self._base = address
        self._home = home

    def needs(self, origin: str) -> Needs:
        """Sum up what was read."""
        return Needs(
            tuple(sorted(self._sources)),
            tuple(sorted(self._features)),
            tuple(sorted(self._blocked)),
            origin,
        )

    def read(self, root: LexborNode | None) -> None:
        """Read all below an element, and what templates of the page hold."""
        elements = [] if root is None else [*root.traverse()]
        for element in elements:
            if element.tag == "base" and (href := element.attributes.get("href")):
                self._base = full_address(href, self._base)
                break
        for element in elements:
            self._read_element(element, element.attributes)
        if root is not None:
            for fragment in root.template_fragments():
                self.read(fragment)

    def read_style(self, css: str) -> None:
        """Read what a style loads."""
        if "url(" in css or "@" in css or "image-set" in css or "\\" in css:
            for directive, address in find_loaded(css):
                self._load(directive, address)

    def _read_element(self, element: LexborNode, attributes: Attributes) -> None:
        tag = (element.tag or "").lower()
        if tag == "script":
            self._read_script(element, attributes)
        elif tag == "style" and is_style(attributes.get("type")):
            self._read_style(element)
        elif tag == "link":
            self._read_link(attributes)
        elif tag == "iframe":
            self._read_frame(attributes)
        elif tag == "form" and not attributes.get("action"):
            self._sources.add(("form-action", SELF))
        for name, value in attributes.items():
            if value:
                self._read_attribute(tag, name, value)

    def _read_attribute(self, tag: str, name: str, value: str) -> None:
        if name == "style":
            self._sources.add(("style-src-attr", hash_source(value)))
            self.read_style(value)
        elif name.startswith("on"):
            self._sources.add(("script-src-attr", hash_source(value)))
        elif name in _LEADS and scheme_of(value) == "javascript":
            self._blocked.add(value)
        elif directive := LOADS.get((tag, name)):
            self._load(directive, value)
        elif directive := LOADS_SEVERAL.get((tag, name)):
            for address in split_srcset(value):
                self._load(directive, address)
        elif name == "ping":
            for address in value.split():
                self._load("connect-src", address)

    def _read_script(self, element: LexborNode, attributes: Attributes) -> None:
        if not is_script(attributes.get("type"), attributes.get("language")):
            return
        for name in _OF_SCRIPTS:
            if (address := attributes.get(name)) is not None:
                if scheme_of(address) == "data":
                    self._blocked.add(address)
                else:
                    self._load("script-src", address)
                return
        if text := element.text():
            self._sources.add(("script-src", hash_source(text)))

    def _read_style(self, element: LexborNode) -> None:
        if text := element.text():
            self._sources.add(("style-src", hash_source(text)))
            self.read_style(text)

    def _read_link(self, attributes: Attributes) -> None:
        address, words = attributes.get("href"), (attributes.get("rel") or "").lower()
        if not address:
            return
        for word in words.split():
            directive = LINKS.get(word)
            if word == "preload":
                directive = PRELOADS.get((attributes.get("as") or "").lower())
            if directive:
                self._load(directive, address)

    def _read_frame(self, attributes: Attributes) -> None:
        if text := attributes.get("srcdoc"):
            self.read(LexborHTMLParser(encode(text)).root)
        for part in (attributes.get("allow") or "").split(";"):
            self._features.update(part.split()[:1])

    def _load(self, directive: str, address: str) -> None:
        if source := source_of(address, self._base, self._home):
            self._sources.add((directive, source))
            if directive == "object-src":  # it may be a page, or a PDF
                self._sources.add(("frame-src", source))
