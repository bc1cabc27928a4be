"""Put off what is hardly ever asked for, as a recipe that compares and travels well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from sitewright.kernel.diagnostics import Span

K = TypeVar("K")
V = TypeVar("V")

Recipe = tuple[Callable[..., object], tuple[object, ...]]
"""A pure function of a module, and what it is to be called with."""


class LaterMapping(Mapping[K, V]):
    """A mapping that is made when it is first looked into.

    Equal recipes make equal mappings, and are compared first. A copy in another process
    is a recipe again.
    """

    __slots__ = ("_made", "recipe")

    def __init__(self, make: Callable[..., Mapping[K, V]], *given: object) -> None:
        self.recipe: Recipe = make, given
        self._made: Mapping[K, V] | None = None

    @property
    def made(self) -> Mapping[K, V]:
        """The mapping itself."""
        if self._made is None:
            make, given = self.recipe
            self._made = make(*given)  # type: ignore[assignment]
        return self._made  # type: ignore[return-value]

    def __getitem__(self, key: K) -> V:
        return self.made[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LaterMapping):
            return self.recipe == other.recipe or self.made == other.made
        return self.made == other

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[object, ...]:
        make, given = self.recipe
        return LaterMapping, (make, *given)


class LaterValues(Mapping[str, V]):
    """A mapping whose values are made one by one, when they are first asked for."""

    __slots__ = ("_given", "_made", "_make")

    def __init__(self, given: Mapping[str, Any], make: Callable[[Any], V]) -> None:
        """Take what the values are made of, and what makes one."""
        self._given = given
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._made:
            self._made[key] = self._make(self._given[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._given

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)


class LaterSpan(Span):
    """A place that is found when anything about it is asked for."""

    __slots__ = ("recipe",)

    recipe: Recipe

    def __init__(self, find: Callable[..., Span], *given: object) -> None:
        object.__setattr__(self, "recipe", (find, given))

    def __getattr__(self, name: str) -> object:
        """Find the place; from then on, it is there as in any other span."""
        if name not in Span.__match_args__:
            raise AttributeError(name)
        find, given = self.recipe
        found = find(*given)
        for part in Span.__match_args__:
            object.__setattr__(self, part, getattr(found, part))
        return getattr(found, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and _parts(self) == _parts(other)

    def __hash__(self) -> int:
        return hash(_parts(self))

    def __reduce__(self) -> tuple[object, ...]:
        find, given = self.recipe
        return LaterSpan, (find, *given)


def _parts(span: Span) -> tuple[str, int, int, int]:
    return span.path, span.line, span.column, span.width
