"""A mapping that never changes: another one is made of it, and shares what is the same."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from itertools import compress
from operator import is_not
from types import MappingProxyType
from typing import Any, Final, TypeVar

V = TypeVar("V")

_MOST: Final = 64
"""So many edits are looked through quickly; with more, the whole is laid out anew."""


class Table(Mapping[str, V]):
    """Values by their keys, in a fixed order.

    What is made of a table by edits lies over the same ground, so that the two differ in
    their edits alone: nobody has to look at all the rest to compare them.
    """

    __slots__ = ("_edits", "_ground")

    def __init__(
        self, ground: Mapping[str, V], edits: Mapping[str, V] = MappingProxyType({})
    ) -> None:
        """Take a mapping that nobody changes any more, and other values for its keys."""
        self._ground = ground
        self._edits = edits

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as a whole."""
        return Table, (dict(self.whole()),)

    def __getitem__(self, key: str) -> V:
        """Look a value up."""
        return self._edits[key] if key in self._edits else self._ground[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Look a value up that need not be there."""
        return self[key] if key in self._ground else default

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a value."""
        return key in self._ground

    def __iter__(self) -> Iterator[str]:
        """List the keys."""
        return iter(self._ground)

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._ground)

    def values(self) -> ValuesView[V]:
        """List the values."""
        return self.whole().values()

    def items(self) -> ItemsView[str, V]:
        """List the keys with their values."""
        return self.whole().items()

    def whole(self) -> Mapping[str, V]:
        """Lay all of it out, which may take a look at every key."""
        return {**self._ground, **self._edits} if self._edits else self._ground

    def edited(self, edits: Mapping[str, V]) -> Table[V]:
        """Make a table that has other values for some of the keys."""
        news = {key: value for key, value in edits.items() if self[key] is not value}
        if not news:
            return self
        edits = {**self._edits, **news}
        if len(edits) > _MOST:
            return Table({**self._ground, **edits})
        return Table(self._ground, edits)

    def changed_since(self, old: Table[V]) -> tuple[str, ...] | None:
        """Name the keys that have another value; None if the two lie apart."""
        if self._ground is not old._ground:
            return None
        either = {**old._edits, **self._edits}
        return tuple(key for key in either if self[key] is not old[key])


def changed_keys(
    old: Mapping[str, object], new: Mapping[str, object]
) -> tuple[str, ...] | None:
    """Name the keys that have another value; None if keys have come, gone or moved.

    Values are compared by identity, which results keep from build to build.
    """
    if old is new:
        return ()
    if isinstance(old, Table) and isinstance(new, Table):
        changed = new.changed_since(old)
        if changed is not None:
            return changed
    if len(old) != len(new) or list(old) != list(new):
        return None
    return tuple(compress(new, map(is_not, old.values(), new.values())))
