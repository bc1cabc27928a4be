"""The methods of texts, but for those that search by regular expressions."""

from __future__ import annotations

import unicodedata
from typing import Literal, cast

from jinja2 import TemplateRuntimeError

from sitewright.stages.templates.dialect.javascript.collation import compare
from sitewright.stages.templates.dialect.javascript.digits import SPACES
from sitewright.stages.templates.dialect.javascript.limits import (
    check_repetition,
    check_text,
)
from sitewright.stages.templates.dialect.javascript.methods import (
    clamp,
    clamp_from_end,
    is_undefined,
    make_methods,
    make_wide_methods,
    wide_text,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.numbers import (
    NAN,
    to_integer,
    to_number,
)
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.dialect.javascript.texts import to_text
from sitewright.stages.templates.dialect.javascript.units import mend, narrow


def at(text: str, index: object = UNDEFINED) -> object:
    """Take one unit; a negative index counts from the end."""
    place = to_integer(index)
    place += len(text) if place < 0 else 0
    return text[int(place)] if 0 <= place < len(text) else UNDEFINED


def char_at(text: str, index: object = UNDEFINED) -> str:
    """Take one unit; empty if there is none."""
    place = to_integer(index)
    return text[int(place)] if 0 <= place < len(text) else ""


def char_code_at(text: str, index: object = UNDEFINED) -> int | float:
    """Take the number of one unit; NaN if there is none."""
    return ord(unit) if (unit := char_at(text, index)) else NAN


def code_point_at(text: str, index: object = UNDEFINED) -> object:
    """Take the number of the character that begins at a unit."""
    place = to_integer(index)
    if not 0 <= place < len(text):
        return UNDEFINED
    return ord(narrow(text[int(place) : int(place) + 2])[0])


def concat(text: str, *others: object) -> str:
    """Join texts."""
    return check_text(text + "".join(map(to_text, others)))


def ends_with(text: str, search: object = UNDEFINED, end: object = UNDEFINED) -> bool:
    """Tell whether a text ends so, or did if it were cut off."""
    return text[: clamp(end, len(text), len(text))].endswith(_plain(search))


def starts_with(text: str, search: object = UNDEFINED, start: object = 0) -> bool:
    """Tell whether a text goes on so from a place on."""
    return text.startswith(_plain(search), clamp(start, len(text), 0))


def includes(text: str, search: object = UNDEFINED, start: object = 0) -> bool:
    """Tell whether a text has another in it."""
    return text.find(_plain(search), clamp(start, len(text), 0)) >= 0


def _plain(search: object) -> str:
    """Take what is searched for.

    Raises:
        TemplateRuntimeError: It is a regular expression.
    """
    if isinstance(search, Regex):
        raise TemplateRuntimeError("this takes text, not a regular expression")
    return wide_text(search)


def index_of(text: str, search: object = UNDEFINED, start: object = 0) -> int:
    """Find the first place of a text from a place on; -1 if there is none."""
    return text.find(wide_text(search), clamp(start, len(text), 0))


def last_index_of(
    text: str, search: object = UNDEFINED, start: object = UNDEFINED
) -> int:
    """Find the last place of a text up to a place; -1 if there is none."""
    wanted, number = wide_text(search), to_number(start)
    is_open = number != number  # noqa: PLR0124 -- NaN alone is so
    place = len(text) if is_open else clamp(number, len(text), 0)
    return text.rfind(wanted, 0, place + len(wanted))


def locale_compare(text: str, other: object = UNDEFINED) -> int:
    """Tell which text a reader would put first."""
    return compare(text, to_text(other))


def normalize(text: str, form: object = UNDEFINED) -> str:
    """Compose or decompose characters.

    Raises:
        TemplateRuntimeError: There is no such form.
    """
    name = "NFC" if is_undefined(form) else to_text(form)
    if name not in ("NFC", "NFD", "NFKC", "NFKD"):
        raise TemplateRuntimeError(f"there is no form '{name}' of Unicode")
    return unicodedata.normalize(
        cast('Literal["NFC", "NFD", "NFKC", "NFKD"]', name), text
    )


def pad_end(text: str, length: object = UNDEFINED, filler: object = UNDEFINED) -> str:
    """Make a text as long as wanted, at its end."""
    return text + _padding(text, length, filler)


def pad_start(text: str, length: object = UNDEFINED, filler: object = UNDEFINED) -> str:
    """Make a text as long as wanted, at its beginning."""
    return _padding(text, length, filler) + text


def _padding(text: str, length: object, filler: object) -> str:
    wanted = to_integer(length) - len(text)
    unit = " " if is_undefined(filler) else wide_text(filler)
    if wanted <= 0 or not unit:
        return ""
    check_repetition(wanted)
    return (unit * (int(wanted) // len(unit) + 1))[: int(wanted)]


def repeat(text: str, times: object = UNDEFINED) -> str:
    """Repeat a text.

    Raises:
        TemplateRuntimeError: Less often than not at all, or without end.
        OverflowError: So often that it would fill the memory.
    """
    count = to_integer(times)
    if count < 0 or count == float("inf"):
        raise TemplateRuntimeError(f"text cannot be repeated {to_text(count)} times")
    check_repetition(count * len(text))
    return text * int(count) if text else ""


def cut(text: str, start: object = UNDEFINED, end: object = UNDEFINED) -> str:
    """Take a part; negative places count from the end."""
    size = len(text)
    return text[clamp_from_end(start, size, 0) : clamp_from_end(end, size, size)]


def substr(text: str, start: object = UNDEFINED, count: object = UNDEFINED) -> str:
    """Take so many units from a place on."""
    first = clamp_from_end(start, len(text), 0)
    return text[first : first + clamp(count, len(text), len(text))]


def substring(text: str, start: object = UNDEFINED, end: object = UNDEFINED) -> str:
    """Take the part between two places, whichever comes first."""
    size = len(text)
    places = sorted((clamp(start, size, 0), clamp(end, size, size)))
    return text[places[0] : places[1]]


WIDE_METHODS = make_wide_methods(
    {
        "at": at,
        "charAt": char_at,
        "charCodeAt": char_code_at,
        "codePointAt": code_point_at,
        "endsWith": ends_with,
        "includes": includes,
        "indexOf": index_of,
        "lastIndexOf": last_index_of,
        "padEnd": pad_end,
        "padStart": pad_start,
        "slice": cut,
        "startsWith": starts_with,
        "substr": substr,
        "substring": substring,
    }
)
"""Those that count units."""

METHODS = make_methods(
    {
        "concat": concat,
        "isWellFormed": lambda text: mend(text) == narrow(text),
        "localeCompare": locale_compare,
        "normalize": normalize,
        "repeat": repeat,
        "toLocaleLowerCase": lambda text: text.lower(),
        "toLocaleUpperCase": lambda text: text.upper(),
        "toLocaleString": lambda text: text,
        "toLowerCase": lambda text: text.lower(),
        "toString": lambda text: text,
        "toUpperCase": lambda text: text.upper(),
        "toWellFormed": lambda text: mend(text),
        "trim": lambda text: text.strip(SPACES),
        "trimEnd": lambda text: text.rstrip(SPACES),
        "trimLeft": lambda text: text.lstrip(SPACES),
        "trimRight": lambda text: text.rstrip(SPACES),
        "trimStart": lambda text: text.lstrip(SPACES),
        "valueOf": lambda text: text,
    }
)
"""Those that do not."""
