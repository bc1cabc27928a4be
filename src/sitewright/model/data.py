"""Data: the merged values of one page, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitewright.kernel.diagnostics import Span
from sitewright.model.document import KeyPath, Place


class Blank(str):
    """A field that is there without a value: empty text, but without text's methods.

    Templates print nothing for it, and find no fields in it.
    """

    __slots__ = ()


BLANK = Blank()


@dataclass(frozen=True, slots=True)
class Data:
    """Values for templates, each with its origin.

    Attributes:
        path: The content file that they are merged for.
        values: The merged data by key.
        places: Where each value was written, in whichever file that was.
    """

    path: str
    values: Mapping[str, object]
    places: Mapping[KeyPath, Place]

    def key_span(self, *keys: str | int) -> Span:
        """Find where a key was written; its nearest written parent if it was not."""
        place = self._nearest(keys)
        return place.key if place else Span(self.path, 1)

    def value_span(self, *keys: str | int) -> Span:
        """Find where a value was written; its nearest written parent if it was not."""
        place = self._nearest(keys)
        return place.value if place else Span(self.path, 1)

    def _nearest(self, keys: KeyPath) -> Place | None:
        for end in range(len(keys), 0, -1):
            if place := self.places.get(keys[:end]):
                return place
        return None
