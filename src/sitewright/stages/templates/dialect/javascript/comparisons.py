"""JavaScript's comparisons: ``===``, ``==``, ``<`` and their kin, and ``in``."""

from __future__ import annotations

from datetime import date

from jinja2 import TemplateRuntimeError, Undefined
from markupsafe import Markup

from sitewright.model.data import Blank
from sitewright.model.item import PageItem, key_of
from sitewright.stages.templates.dialect.javascript.arrays import is_array
from sitewright.stages.templates.dialect.javascript.kinds import (
    is_object,
    is_primitive,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import to_number
from sitewright.stages.templates.dialect.javascript.objects import has_key
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.views import EntryView

_SIMPLE = frozenset({str, int, float, bool})


def strict_equal(left: object, right: object) -> bool:
    """Compare as ``===`` does."""
    kind, other = type(left), type(right)
    if kind in _SIMPLE and other in _SIMPLE:
        if kind is other:
            return left == right
        return kind is not bool and other is not bool and left == right
    if left is right:
        return True
    return _strictly(left, right)


def _strictly(left: object, right: object) -> bool:
    if not (is_primitive(left) and is_primitive(right)):
        return same_object(left, right)
    if is_missing(left) or is_missing(right):
        return _is_null(left) is _is_null(right) and is_missing(left) is is_missing(
            right
        )
    if isinstance(left, bool) or isinstance(right, bool):
        return isinstance(left, bool) and isinstance(right, bool) and left == right
    if isinstance(left, str) or isinstance(right, str):
        return isinstance(left, str) and isinstance(right, str) and left == right
    return to_number(left) == to_number(right)


def loose_equal(left: object, right: object) -> bool:
    """Compare as ``==`` does, which Nunjucks does not write otherwise."""
    kind = type(left)
    if kind is type(right) and (kind is str or kind in _SIMPLE):
        return left == right
    if left is right:
        return True
    return _loosely(left, right)


def _loosely(left: object, right: object) -> bool:
    if is_missing(left) or is_missing(right):
        return is_missing(left) and is_missing(right)
    if is_primitive(left):
        if is_primitive(right):
            return _primitives(left, right)
        return _primitives(left, to_primitive(right))
    if is_primitive(right):
        return _primitives(to_primitive(left), right)
    return same_object(left, right)


def _primitives(left: object, right: object) -> bool:
    """Compare two of text, number, true and false."""
    if isinstance(left, str) and isinstance(right, str):
        return str(left) == str(right)
    return to_number(left) == to_number(right)


def same_object(left: object, right: object) -> bool:
    """Tell whether two objects are one; pages and entries are made anew at each look."""
    if left is right:
        return True
    if isinstance(left, PageItem) and isinstance(right, PageItem):
        return key_of(left) == key_of(right)
    if isinstance(left, EntryView) and isinstance(right, EntryView):
        return left.key == right.key
    return False


def is_missing(value: object) -> bool:
    """Tell whether a value is undefined, of whatever sort, or null."""
    return value is UNDEFINED or _is_null(value) or isinstance(value, Undefined)


def _is_null(value: object) -> bool:
    return value is None or isinstance(value, Blank)


def to_primitive(value: object, *, of_date: type[str] | type[int] = str) -> object:
    """Take an object for text or a number, as operators do.

    Args:
        value: Whatever a template has.
        of_date: What a date becomes.

    Raises:
        TemplateRuntimeError: It is a function or another object of Python's.
    """
    if is_primitive(value):
        return value
    if of_date is int and isinstance(value, date):
        return to_number(value)
    return to_text(value)


def less(left: object, right: object) -> bool:
    """Compare as ``<`` does."""
    kind = type(left)
    if kind is type(right) and (kind is int or kind is float):
        return left < right  # type: ignore[operator, no-any-return] # two numbers
    return _is_less(left, right)


def greater(left: object, right: object) -> bool:
    """Compare as ``>`` does."""
    kind = type(left)
    if kind is type(right) and (kind is int or kind is float):
        return left > right  # type: ignore[operator, no-any-return] # two numbers
    return _is_less(right, left)


def at_most(left: object, right: object) -> bool:
    """Compare as ``<=`` does."""
    kind = type(left)
    if kind is type(right) and (kind is int or kind is float):
        return left <= right  # type: ignore[operator, no-any-return] # two numbers
    return _is_less(left, right, or_equal=True)


def at_least(left: object, right: object) -> bool:
    """Compare as ``>=`` does."""
    kind = type(left)
    if kind is type(right) and (kind is int or kind is float):
        return left >= right  # type: ignore[operator, no-any-return] # two numbers
    return _is_less(right, left, or_equal=True)


def _is_less(left: object, right: object, *, or_equal: bool = False) -> bool:
    left = to_primitive(left, of_date=int)
    right = to_primitive(right, of_date=int)
    if _is_text(left) and _is_text(right):
        return _is_text_less(str(left), str(right), or_equal=or_equal)
    one_, other_ = to_number(left), to_number(right)
    return one_ <= other_ if or_equal else one_ < other_


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Blank)


def _is_text_less(left: str, right: str, *, or_equal: bool) -> bool:
    if left.isascii() and right.isascii():
        return left <= right if or_equal else left < right
    one, other = order_of(left), order_of(right)
    return one <= other if or_equal else one < other


def order_of(text: str) -> bytes:
    """Make what texts are sorted by: their UTF-16 units."""
    return text.encode("utf-16-be", "surrogatepass")


def contains(key: object, container: object) -> bool:
    """Tell whether a value is in an array, text or object, as Nunjucks' ``in`` does.

    Raises:
        TemplateRuntimeError: What should contain it is something else.
    """
    if is_array(container):
        items: list[object] = container  # type: ignore[assignment] # just looked
        return any(strict_equal(item, key) for item in items)
    if isinstance(container, str) and not isinstance(container, Markup | Blank):
        return to_text(key) in container
    if isinstance(container, Markup) or is_object(container):
        return has_key(container, to_text(key))
    raise TemplateRuntimeError(
        f"'in' cannot search for '{to_text(key)}' in what is no list, text or object"
    )
