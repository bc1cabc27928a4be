"""Tell JavaScript's kinds of values apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import ModuleType

from jinja2 import Undefined
from markupsafe import Markup

from sitewright.model.data import Blank
from sitewright.stages.templates.dialect.javascript.arrays import Array, is_array
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.views import VIEWS, CollectionView

_ALWAYS = frozenset({list, tuple, dict, Array, Markup})
"""Types whose values are true even if they are empty."""

_PRIMITIVES = frozenset(
    {str, int, float, bool, type(None), type(UNDEFINED), Blank},
)
_NO_FUNCTIONS = (str, int, float, list, dict, Undefined, ModuleType)
_PRIMITIVE_BASES = (str, int, float, Undefined)

_OBJECTS = VIEWS - {CollectionView}


def truthy(value: object) -> bool:
    """Tell whether a value counts as true: empty arrays, objects and safe texts do."""
    kind = type(value)
    if kind is bool:
        return value  # type: ignore[return-value] # as its type says
    if kind is str or kind is int:
        return bool(value)
    if value is UNDEFINED or value is None or kind is Blank:
        return False
    if kind in _ALWAYS:
        return True
    return _is_truthy(value)


def _is_truthy(value: object) -> bool:
    """Tell it of what is not of one of the usual types."""
    if isinstance(value, Undefined):
        return False
    if isinstance(value, int | float):
        return value == value and value != 0  # noqa: PLR0124 -- NaN is not
    return not isinstance(value, str) or isinstance(value, Markup) or value != ""


def is_object(value: object) -> bool:
    """Tell whether a value is a plain object: a mapping, or a view of the site."""
    kind = type(value)
    return kind is dict or kind in _OBJECTS or isinstance(value, Mapping)


def is_function(value: object) -> bool:
    """Tell whether a value can be called: a macro, a method, the site's own function."""
    if isinstance(value, _NO_FUNCTIONS):
        return False
    return callable(value)


def type_of(value: object) -> str:
    """Tell a value's type as ``typeof`` does."""
    if isinstance(value, Undefined):
        return "undefined"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str) and not isinstance(value, Markup | Blank):
        return "string"
    if _is_object_type(value) or not is_function(value):
        return "object"
    return "function"


def is_primitive(value: object) -> bool:
    """Tell whether a value is text, a number, true, false, null or undefined."""
    if type(value) in _PRIMITIVES:
        return True
    if isinstance(value, _PRIMITIVE_BASES):
        return not isinstance(value, Markup)
    return False


def _is_object_type(value: object) -> bool:
    if value is None or isinstance(value, Mapping | date | Regex | str):
        return True
    return is_array(value) or type(value) in VIEWS
