"""Keep what one expression makes small: it must not fill the memory.

All that a page's templates make together is limited by its budget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Final, TypeVar

from jinja2.filters import FILTERS

from sitewright.kernel.regexes import regex

LARGEST_TEXT: Final = 1_000_000
"""Characters or items that a repetition may make."""

LARGEST_JOINED: Final = 50_000_000
"""Characters that joining a list may make."""

LARGEST_POWER: Final = 10_000
"""Bits that a power may have."""

_PADDING: Final = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill"})
_SIZED: Final = ("batch", "center", "indent", "slice", "tojson")
"""Filters of Jinja2's that make as much as a number tells them to."""

_WIDTH: Final = regex(r"[%:][^%{}]*?\d{7}")
"""A width, or precision, in the form of a text that is beyond the largest one."""

_PLACE: Final = regex(r"%%|\{\{|([%{])")
"""A place where one of the values goes, in a group; or a sign that stands for itself."""

_WIDTH_GIVEN: Final = regex(r"%[^%]*\*|:[^{}]*\{")
"""A place where one of the values says how wide the text is to be."""

_HOLDING: Final = frozenset({dict, list, tuple})

T = TypeVar("T")


def refuse_huge(operator: str, left: object, right: object) -> int:
    """Stop a ``*``, ``**`` or ``%`` whose result would be out of all proportion.

    Returns:
        How many characters or items it makes; 0 if it is a number.

    Raises:
        OverflowError: It would be.
    """
    if operator == "%":
        return refuse_wide(left, right) if isinstance(left, str) else 0
    if isinstance(left, int) and isinstance(right, int):
        of_power = left.bit_length() * right
        of_product = left.bit_length() + right.bit_length()
        if (of_power if operator == "**" else of_product) > LARGEST_POWER:
            kind = "power" if operator == "**" else "product"
            raise OverflowError(f"this {kind} is too large to be computed")
    length = max(_length(left, right), _length(right, left))
    if length > LARGEST_TEXT:
        raise OverflowError(f"this repetition would be longer than {LARGEST_TEXT:,}")
    return length


def refuse_wide(form: str, *given: object) -> int:
    """Stop a form such as ``%9999999999d``, or one that takes a long text many times.

    Returns:
        How many characters it may make at the most out of texts that it is given.

    Raises:
        OverflowError: It asks for more than the largest text.
    """
    if _WIDTH.search(form):
        raise OverflowError(f"this text would be longer than {LARGEST_TEXT:,}")
    values = given[0] if len(given) == 1 else given
    values = tuple(values.values()) if isinstance(values, dict) else values
    values = values if isinstance(values, tuple) else given
    if _WIDTH_GIVEN.search(form):
        refuse_numbers(*values)
    places = len([*filter(None, _PLACE.findall(form))])
    longest = max((len(it) for it in values if isinstance(it, str)), default=0)
    if places * longest > LARGEST_JOINED:
        raise OverflowError(f"this text would be longer than {LARGEST_JOINED:,}")
    return places * longest


def refuse_numbers(*given: object) -> None:
    """Stop what is told to make more than the largest text.

    Raises:
        OverflowError: A number among the arguments is larger.
    """
    for value in given:
        if isinstance(value, int) and value > LARGEST_TEXT:
            raise OverflowError(f"this text would be longer than {LARGEST_TEXT:,}")


def refuse_vast(*given: object) -> None:
    """Stop a list from being written that holds others again and again.

    Raises:
        OverflowError: It has more items than the largest text has characters.
    """
    left: list[Any] = [value for value in given if type(value) in _HOLDING]
    count = 0
    while left:
        value = left.pop()
        items = value.values() if isinstance(value, dict) else value
        count += len(value)
        if count > LARGEST_TEXT:
            raise OverflowError(f"this list has more than {LARGEST_TEXT:,} items")
        left += [item for item in items if type(item) in _HOLDING]


def refuse_huge_call(method: Any, given: tuple[object, ...]) -> None:
    """Stop a method of a text whose result would be out of all proportion.

    Raises:
        OverflowError: It would be.
    """
    name = method.__name__
    if name in _PADDING:
        refuse_numbers(*given)
    elif name == "replace":
        refuse_replacing(method.__self__, *given)
    elif name == "join":
        _refuse_joining(None, *given)


def refuse_replacing(text: object, *given: object) -> None:
    """Stop a text from growing out of all proportion by what is put into it.

    Raises:
        OverflowError: It would.
    """
    old, new = (str(value) for value in given[:2]) if len(given) > 1 else ("", "")
    if len(new) > len(old):
        grown = str(text).count(old) * (len(new) - len(old))
        if grown > LARGEST_TEXT:
            raise OverflowError(f"this text would grow by more than {LARGEST_TEXT:,}")


def sized_filters() -> dict[str, Callable[..., object]]:
    """Make the filters of Jinja2's refuse what would fill the memory."""
    made: dict[str, Callable[..., object]] = {
        name: _guarded(FILTERS[name], refuse_numbers) for name in _SIZED
    }
    for name in ("pprint", "string", "tojson"):
        made[name] = _guarded(made.get(name, FILTERS[name]), refuse_vast)
    made["format"] = _guarded(FILTERS["format"], _refuse_form)
    made["join"] = _guarded(FILTERS["join"], _refuse_joining)
    made["replace"] = _guarded(FILTERS["replace"], _refuse_filter)
    return made


def _refuse_form(form: object, *given: object) -> None:
    refuse_vast(*given)
    refuse_wide(str(form), *given)


def _refuse_joining(_context: object, given: object, *_more: object) -> None:
    refuse_vast(given)
    texts = given if isinstance(given, list | tuple) else ()
    if sum(len(text) for text in texts if isinstance(text, str)) > LARGEST_JOINED:
        raise OverflowError(f"this text would be longer than {LARGEST_JOINED:,}")


def _refuse_filter(_context: object, *given: object) -> None:
    refuse_replacing(*given)


def _guarded(
    filter_: Callable[..., T], refuse: Callable[..., None]
) -> Callable[..., T]:
    @wraps(filter_)  # with what Jinja has noted on it
    def run(*given: Any, **named: Any) -> T:
        refuse(*given, *named.values())
        return filter_(*given, **named)

    return run


def _length(text: object, times: object) -> int:
    """Tell how long a repetition becomes; 0 if it is none."""
    if isinstance(text, Sequence) and isinstance(times, int):
        return len(text) * times
    return 0
