"""Find the pictures that pages name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sitewright.kernel.diagnostics import Span, suggest
from sitewright.kernel.urls import base_path_of, encode_path
from sitewright.model.assetnames import FOR_A_YEAR, MARK
from sitewright.model.build import Asset, Output
from sitewright.model.config import SiteConfig
from sitewright.model.depiction import Depiction
from sitewright.model.header import Header
from sitewright.model.picture import (
    WRITTEN,
    Form,
    Gallery,
    Picture,
    Variant,
)
from sitewright.stages.pictures.variants import plan_variants

_AS_IT_IS: Final = Depiction()
"""Stands for what is shown by the very address that is written."""


class PictureFinder:
    """Knows all pictures of a site, and what is made of each."""

    def __init__(
        self,
        config: SiteConfig,
        gallery: Gallery,
        assets: Iterable[Asset],
        outputs: Iterable[Output],
    ) -> None:
        """Take the settings, all pictures, and all files that are published anyway."""
        self._config = config
        self._gallery = gallery
        self._places = {asset.path: asset.output_path for asset in assets}
        self._sources = {place: path for path, place in self._places.items()}
        self._published = {output.path for output in outputs}
        self._root = f"{config.paths.content}/" if config.paths.content else ""
        self._prefix = base_path_of(config.url)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms that can be written here."""
        return self._gallery.forms

    @property
    def locations(self) -> tuple[str, ...]:
        """Where all pictures are, as ``find`` takes it."""
        return tuple(self._gallery.pictures)

    @property
    def beside_pages(self) -> tuple[str, ...]:
        """The sources that are published only if a page shows them."""
        return tuple(it for it in self._gallery.pictures if it not in self._places)

    @property
    def copied(self) -> tuple[Picture, ...]:
        """The pictures that are copied anyway."""
        return tuple(
            picture
            for path, picture in self._gallery.pictures.items()
            if path in self._places
        )

    @property
    def headers(self) -> tuple[Header, ...]:
        """The headers by which browsers keep what is made of pictures."""
        rules = self._config.images
        if rules is None or rules.keeps_files:
            return ()
        own = {it.form for it in self._gallery.pictures.values() if it.form in WRITTEN}
        forms = own.union(rules.formats if own else ()).intersection(self.forms)
        span = rules.spans.get("", Span(self._config.path))
        return tuple(
            Header(f"/*.{MARK}{form.ending}", "Cache-Control", FOR_A_YEAR, span)
            for form in sorted(forms)
        )

    def find(self, location: str) -> Depiction:
        """Find what a picture comes to.

        Args:
            location: What ``locate_picture`` says of its address.
        """
        if not location:
            return _AS_IT_IS
        source = self._source_of(location)
        if source in self._gallery.pictures:
            return self._depict(self._gallery.pictures[source])
        place = self._places.get(source, location.lstrip("/"))
        if place in self._published and (source in self._places or location[0] == "/"):
            # Made by a template, or nobody has looked into it.
            return Depiction(url=self._prefix + encode_path(f"/{place}"))
        message = f"there is no picture '{location}'"
        return Depiction(code="IMG001", problem=message, hint=self._hint(location))

    def _source_of(self, location: str) -> str:
        if not location.startswith("/"):
            return location
        place = location.lstrip("/")
        return self._sources.get(place, self._root + place)

    def _depict(self, picture: Picture) -> Depiction:
        rules, own = self._config.images, self._places.get(picture.path, "")
        place = own or picture.path.removeprefix(self._root)
        url = self._prefix + encode_path(f"/{place}")
        if picture.problem:
            code = "IMG003" if picture.is_huge else "IMG002"
            hint = (
                "make it smaller" if picture.is_huge else "export or download it again"
            )
            message = f"{picture.path} cannot be shown: {picture.problem}"
            return Depiction(picture, url, code=code, problem=message, hint=hint)
        variants: tuple[tuple[Variant, ...], ...] = ()
        if rules and not rules.keeps_files and picture.width:
            variants = plan_variants(picture, place, rules, self._gallery.forms)
        copied_to = "" if own or variants else place
        return Depiction(picture, url, self._prefix, copied_to, variants)

    def _hint(self, location: str) -> str:
        known = [
            f"/{self._places.get(path) or path.removeprefix(self._root)}"
            for path in self._gallery.pictures
        ]
        name = location.rpartition("/")[2]
        same = [it for it in known if it.rpartition("/")[2] == name]
        wanted = location.removeprefix(self._root)
        near = same[0] if len(same) == 1 else suggest(f"/{wanted.lstrip('/')}", known)
        if near:
            return f"did you mean '{near}'?"
        return (
            "an address counts from the file that it stands in, or, with a slash in "
            "front, from the home page"
        )
