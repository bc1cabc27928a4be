"""Say what is wrong with the value of a page, at the place where it was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sitewright.kernel.diagnostics import (
    Diagnostic,
    Findings,
    Note,
    Severity,
    Span,
    error,
    suggest,
)
from sitewright.kernel.frozen import replace
from sitewright.kernel.patience import HINT
from sitewright.kernel.regexes import regex
from sitewright.model.data import COMPUTED, KNOWN, Data
from sitewright.model.document import KeyPath
from sitewright.model.pagetype import MISSING, NUMBERS, REFERENCES, TEXTS, TYPE, Field
from sitewright.stages.types.kinds import size_of
from sitewright.yamlcore.fields import kind_of

_CLOSE: Final = 0.85
"""How like a declared key one must be at the top, where pages have many of their own."""

_MOST_SHOWN: Final = 8
_LONGEST: Final = 60
_HINTS: Final = {
    "date": "write it as 2025-03-21 or 2025-03-21T15:24:33Z",
    "url": "write a path of this site, such as '/about/', or a full address",
}
_WORDS: Final = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""What YAML once took for truth values."""

_NUMBER: Final = regex(r"\s*[+-]?\d+(\.\d+)?\s*")


class Teller:
    """Makes the findings about the values of one page."""

    def __init__(self, data: Data, type_name: str) -> None:
        self._data = data
        self._type = type_name

    def no_type(self, value: object, types: Iterable[str]) -> Diagnostic:
        """Say that nobody declares the page's type."""
        if not isinstance(value, str):
            return self.misfit(Field("text"), value, "the name of a type", (TYPE,))
        near = suggest(value, types)
        hint = f"declare it under 'types', as in '{value}: {{}}'"
        if near:
            hint = f"did you mean '{near}'?"
        return self._at((TYPE,), "TYP001", f"there is no type '{value}'", hint)

    def misfit(
        self, field: Field, value: object, wanted: str, keys: KeyPath
    ) -> Diagnostic:
        """Say that a value is not of its kind."""
        message = f"{_subject(keys)} must be {wanted}, not {kind_of(value)}"
        if isinstance(value, str | int | float):
            message += f" ({_shown(value)})"
        hint = _hint(field, value) or field.description
        return self._at(keys, "TYP002", message, hint)

    def missing(self, field: Field, keys: KeyPath, *, is_there: bool) -> Diagnostic:
        """Say that a value is needed."""
        name = ".".join(str(key) for key in keys if isinstance(key, str))
        what = "empty" if is_there else "missing"
        message = f"'{name}' is {what}, and a page of the type '{self._type}' needs it"
        about = f": {field.description}" if field.description else ""
        hint = f"write '{keys[-1]}: …'{about}"
        return self._found(MISSING, message, self._place(keys, of_key=True), hint)

    def not_accepted(self, field: Field, value: object, keys: KeyPath) -> Diagnostic:
        """Say that a value is none of those that are listed."""
        known = [_shown(item) for item in field.enum]
        near = suggest(str(value), [str(item) for item in field.enum])
        hint = f"did you mean '{near}'?" if near else f"known: {_listed(known)}"
        subject = _subject(keys).replace("each item", "an item")
        message = f"{subject} cannot be {_shown(value)}"
        return self._at(keys, "TYP004", message, hint)

    def out_of_bounds(
        self, field: Field, value: object, problem: str, keys: KeyPath
    ) -> Diagnostic:
        """Say that a value is too short or long, little or much, or looks otherwise."""
        size = size_of(field.kind, value)
        has = _shown(value) if problem.startswith("must look") else size
        message = f"{_subject(keys)} {problem}, not {has}"
        return self._at(keys, "TYP005", message, field.description)

    def too_long(self, field: Field, problem: str, keys: KeyPath) -> Diagnostic:
        """Say that nobody can tell whether a value looks as it must."""
        message = f"{_subject(keys)} cannot be checked: '{field.pattern}' {problem}"
        return self._at(keys, "TYP005", message, HINT)

    def unknown(
        self, name: str, known: tuple[str, ...], keys: KeyPath, *, is_closed: bool
    ) -> Findings:
        """Say that nobody knows a key, if the type is closed or it looks misspelt."""
        others = () if keys else KNOWN
        near = suggest(name, (*known, *others), 0 if keys or is_closed else _CLOSE)
        if not (is_closed or near in known):  # a key of Sitewright's own is for FM014
            return ()
        is_inflected = name.startswith(near) or near.startswith(name)
        if not (is_closed or keys) and is_inflected:
            return ()
        where = f" in {_subject(keys)}" if keys else ""
        message = f"the type '{self._type}' has no '{name}'{where}"
        hint = f"did you mean '{near}'?" if near else f"known: {_listed(known)}"
        span = self._place((*keys, name), of_key=True)
        found = self._found("TYP006", message, span, hint)
        return (found if is_closed else replace(found, severity=Severity.WARNING),)

    def lost(self, message: str, hint: str, keys: KeyPath) -> Diagnostic:
        """Say that a value names nothing that there is."""
        return self._at(keys, "TYP007", message, hint)

    def _at(self, keys: KeyPath, code: str, message: str, hint: str) -> Diagnostic:
        return self._found(code, message, self._place(keys), hint)

    def _found(self, code: str, message: str, span: Span, hint: str) -> Diagnostic:
        """Make a finding, with the page if the value stands in another file."""
        page = Note("it is a value of this page", Span(self._data.path))
        notes = (page,) if span.path != self._data.path else ()
        return error(code, message, span, hint, notes)

    def _place(self, keys: KeyPath, *, of_key: bool = False) -> Span:
        """Find where a value was written, or what is around it; or a template for it."""
        places = self._data.places
        for end in range(len(keys), 0, -1):
            # A template in front matter has the last word.
            for path in ((COMPUTED, *keys[:end]), keys[:end]):
                if place := places.get(path):
                    return place.key if of_key else place.value
        return Span(self._data.path, 1)


def _hint(field: Field, value: object) -> str:
    """Say how to write a value that is of the wrong kind, if that can be known."""
    kind, is_text = field.kind, isinstance(value, str)
    if kind in (*TEXTS, *REFERENCES) and isinstance(value, int | float | datetime):
        return "put it in quotes"
    if kind in NUMBERS and is_text and _NUMBER.fullmatch(str(value)):
        return "write it without quotes"
    if kind == "boolean" and is_text:
        word = _WORDS.get(str(value).lower(), str(value).lower())
        return f"write {word}, without quotes" if word in ("true", "false") else ""
    if kind == "list" and is_text:
        return f"write it as a list: [{value}]"
    return _HINTS.get(kind, "")


def _subject(keys: KeyPath) -> str:
    name = ".".join(str(key) for key in keys if isinstance(key, str))
    return f"each item of '{name}'" if isinstance(keys[-1], int) else f"'{name}'"


def _shown(value: object) -> str:
    """Write a value as an author would."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"'{cut}'"


def _listed(names: Sequence[str]) -> str:
    more = ", …" if len(names) > _MOST_SHOWN else ""
    return ", ".join(names[:_MOST_SHOWN]) + more
