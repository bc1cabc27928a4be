"""Find a page among the pages of a collection, and those before and after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2.runtime import Undefined

from sitewright.stages.templates.eleventy.options import refuse
from sitewright.stages.templates.views import CollectionView, keys_of

_KEPT = 64


class Finder:
    """Finds pages in collections, and remembers where they are in the latest ones.

    Where the members of a collection are follows from their names alone, so nothing
    that is remembered here can be out of date.
    """

    def __init__(self) -> None:
        self._places: dict[int, tuple[Sequence[str], dict[str, list[int]]]] = {}

    def index_of(self, collection: object, page: Mapping[str, object]) -> int | None:
        """Find the place of a page: the same source, and the same output or URL.

        Raises:
            FilterArgumentError: It is not a collection.
        """
        if isinstance(collection, CollectionView):
            path = str(page.get("inputPath", "")).removeprefix("./")
            near = self._places_in(keys_of(collection)).get(path, [])
        elif isinstance(collection, list | tuple):
            near = list(range(len(collection)))
        else:
            if isinstance(collection, Undefined):
                iter(collection)  # which fails, and names it
            refuse("this filter needs a collection, or a list of its pages")
        return next((at for at in near if _is_same(collection[at], page)), None)

    def _places_in(self, keys: Sequence[str]) -> dict[str, list[int]]:
        known = self._places.get(id(keys))
        if known and known[0] is keys:
            return known[1]
        places: dict[str, list[int]] = {}
        for at, key in enumerate(keys):
            path = key.rpartition("#")[0] if key.rpartition("#")[2].isdigit() else key
            places.setdefault(path, []).append(at)
            if path != key:
                places.setdefault(key, []).append(at)
        if len(self._places) >= _KEPT:
            self._places.clear()
        self._places[id(keys)] = keys, places
        return places


def _is_same(item: object, page: Mapping[str, object]) -> bool:
    if not isinstance(item, Mapping):
        return False
    if item.get("inputPath") != page.get("inputPath"):
        return False
    names = ("outputPath", "url")
    return any(item.get(name) == page.get(name) for name in names)
