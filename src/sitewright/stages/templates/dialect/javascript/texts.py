"""Write values as text: as JavaScript's ``String(value)``, and escaped for HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date, datetime
from types import ModuleType
from typing import Final

from jinja2 import TemplateRuntimeError, Undefined
from markupsafe import Markup

from sitewright.kernel.regexes import regex
from sitewright.model.data import Blank
from sitewright.stages.templates.dialect.javascript.arrays import is_array
from sitewright.stages.templates.dialect.javascript.digits import SAFE, format_number
from sitewright.stages.templates.dialect.javascript.limits import check_text, spend
from sitewright.stages.templates.dialect.javascript.moments import format_moment
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.printing import escape_plain
from sitewright.stages.templates.views import VIEWS

OBJECT: Final = "[object Object]"
"""What every object is as text."""

_ADDRESS = regex(r"\bat 0x[0-9a-fA-F]+>")
_OF_PYTHON = (bytes, bytearray, memoryview, range, type, ModuleType, Set)

_new = str.__new__


class PythonObjectError(TemplateRuntimeError):
    """A template takes an object of Python's for a value.

    Attributes:
        printed: Its text in Python, with the object's place in memory.
    """

    def __init__(self, value: object) -> None:
        kind = type(value).__name__
        if callable(value):
            kind = str(getattr(value, "__name__", "function"))
        super().__init__(f"this is a Python object ({kind}), not a value")
        self.printed = object.__repr__(value)


def to_text(value: object) -> str:
    """Write a value as ``String(value)`` does.

    Raises:
        TemplateRuntimeError: It is a function or another object of Python's.
    """
    kind = type(value)
    if kind is str:
        return value  # type: ignore[return-value] # as its type says
    if kind is int and -SAFE < value < SAFE:  # type: ignore[operator] # likewise
        return str(value)
    writer = _WRITERS.get(kind)
    return writer(value) if writer else _write_other(value)


def print_text(value: object) -> Markup:
    """Write what ``{{ value }}`` prints: escaped as Nunjucks 3.2.4 does.

    Raises:
        TemplateRuntimeError: It is a function or another object of Python's.
    """
    if type(value) is Markup:
        return value
    return _new(Markup, print_plain(value))


def print_plain(value: object) -> str:
    """Do the same, but without the mark that the text is HTML, which takes long."""
    kind = type(value)
    if kind is str:
        text: str = value  # type: ignore[assignment] # as its type says
        escaped = escape_plain(text)
    elif kind is Markup:
        return value  # type: ignore[return-value] # as its type says
    elif kind is int and -SAFE < value < SAFE:  # type: ignore[operator] # as above
        return str(value)
    elif value is None or kind is Blank or isinstance(value, Undefined):
        return ""
    elif isinstance(value, Markup):
        return str(value)
    else:
        text = to_text(value)
        escaped = escape_plain(text)
    if '"' in text:
        escaped = escaped.replace("&#34;", "&quot;")
    return escaped.replace("\\", "&#92;") if "\\" in text else escaped


def join_texts(items: Sequence[object], separator: str) -> str:
    """Join the texts of an array's items; null and undefined are empty.

    An array within itself is empty, too.
    """
    return _join(items, separator, ())


def _join(items: Sequence[object], separator: str, around: tuple[int, ...]) -> str:
    if id(items) in around:
        return ""
    if around:
        spend(len(items))  # a list may be in others again and again
    inner = (*around, id(items))
    texts = [
        item
        if type(item) is str
        else str(item)
        if type(item) is int and -SAFE < item < SAFE
        else _write_item(item, inner)
        for item in items
    ]
    check_text("", sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def _write_item(item: object, around: tuple[int, ...]) -> str:
    if item is None or type(item) is Blank or isinstance(item, Undefined):
        return ""
    if is_array(item):
        return _join(item, ",", around)  # type: ignore[arg-type] # just looked
    return to_text(item)


def _write_other(value: object) -> str:
    """Write what is not of one of the exact types."""
    kind = type(value)
    for base, writer in _BASES:
        if isinstance(value, base):
            return writer(value)
    if is_array(value):
        return join_texts(value, ",")  # type: ignore[arg-type] # just looked
    if isinstance(value, Mapping) or kind in VIEWS:
        return OBJECT
    if kind.__str__ is not object.__str__ and not isinstance(value, _OF_PYTHON):
        return _with_its_own(value)
    raise PythonObjectError(value)


def _with_its_own(value: object) -> str:
    """Let an object of the site's own Python write itself.

    Raises:
        TemplateRuntimeError: It names its place in memory.
    """
    text = str(value)
    if _ADDRESS.search(text):
        raise PythonObjectError(value)
    return text


def _write_text(value: object) -> str:
    return str(value)


def _write_items(value: Sequence[object]) -> str:
    return join_texts(value, ",")


_WRITERS: dict[type, Callable[..., str]] = {
    str: _write_text,
    Markup: _write_text,
    bool: lambda value: "true" if value else "false",
    int: format_number,
    float: format_number,
    type(None): lambda _value: "null",
    Blank: lambda _value: "null",
    type(UNDEFINED): lambda _value: "undefined",
    list: _write_items,
    tuple: _write_items,
    dict: lambda _value: OBJECT,
    datetime: format_moment,
    Regex: str,
}

_BASES: tuple[tuple[type, Callable[..., str]], ...] = (
    (Undefined, lambda _value: "undefined"),
    (Blank, lambda _value: "null"),
    (str, _write_text),
    (bool, lambda value: "true" if value else "false"),
    (int, format_number),
    (float, format_number),
    (date, format_moment),
    (Regex, str),
)
