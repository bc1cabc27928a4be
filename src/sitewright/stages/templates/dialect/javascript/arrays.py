"""Array: a list that a template has made, and that alone may be changed by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED

LARGEST_ARRAY = 1_000_000
"""Items that one array may have."""


class Array(list[object]):
    """An array made by a template; any other list is the site's data."""

    __slots__ = ()


class Match(Array):
    """What a regular expression found: the whole, and its groups.

    Attributes:
        start: Where it begins, in UTF-16 units.
        searched: The text.
        groups: The named groups; ``UNDEFINED`` if the expression has none.
    """

    __slots__ = ("groups", "searched", "start")

    def __init__(
        self,
        items: Iterable[object],
        start: int,
        searched: str,
        groups: object = UNDEFINED,
    ) -> None:
        super().__init__(items)
        self.start = start
        self.searched = searched
        self.groups = groups


def is_array(value: object) -> bool:
    """Tell whether a value is an array: a list, tuple or any other plain sequence."""
    kind = type(value)
    if kind is list or kind is Array:
        return True
    if kind is str or kind is dict or kind is Markup:
        return False
    return isinstance(value, Sequence) and not isinstance(
        value, str | bytes | bytearray | memoryview | range
    )


def list_items(value: object) -> Sequence[object]:
    """Take an array for its items; anything else is one."""
    return value if is_array(value) else (value,)  # type: ignore[return-value] # just looked


def changeable(value: Sequence[object], method: str) -> Array:
    """Take an array to change it.

    Raises:
        TemplateRuntimeError: It is the site's data.
    """
    if isinstance(value, Array):
        return value
    raise TemplateRuntimeError(
        f"'.{method}()' would change a list of the site's data, which all pages share;"
        f" copy it first: .slice().{method}(…)"
    )


def check_length(count: float) -> None:
    """Stop an array that would be out of all proportion.

    Raises:
        OverflowError: It would be.
    """
    if count > LARGEST_ARRAY:
        raise OverflowError(f"this array would be longer than {LARGEST_ARRAY:,}")
