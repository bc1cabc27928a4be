"""``undefined`` and ``null``."""

from __future__ import annotations

from typing import Final

from jinja2 import Undefined

from sitewright.model.data import Blank


class Nothing(Undefined):
    """What a name without a value is: free to be tested, chained, printed and looped."""

    __slots__ = ()


UNDEFINED: Final = Nothing()
"""The one ``undefined``; compare with ``is``."""


def is_nullish(value: object) -> bool:
    """Tell whether a value is ``undefined`` or ``null``."""
    return value is UNDEFINED or value is None or type(value) is Blank
