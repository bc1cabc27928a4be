"""Take typed fields out of what an author wrote, with a finding for each misfit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from sitewright.kernel.diagnostics import (
    Diagnostic,
    Findings,
    Span,
    error,
    suggest,
    warning,
)
from sitewright.model.data import Data

_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a number"),
    (float, "a number"),
    (str, "text"),
    (datetime, "a date"),
    (list, "a list"),
    (dict, "a mapping"),
)


_MAPPING = (dict, Mapping)  # the first is asked quickly


def kind_of(value: object) -> str:
    """Name what a value is, in an author's words."""
    for kind, name in _KINDS:
        if isinstance(value, kind):
            return name
    return "empty"


def _shown(value: str | float) -> str:
    """Write a value as an author would."""
    return str(value).lower() if isinstance(value, bool) else str(value)


_set_of = lru_cache(frozenset[str])
"""Makes a set of names, once for all pages."""


@lru_cache(maxsize=1000)
def _suggest(key: str, known: tuple[str, ...], closeness: float) -> str:
    """Remember what was found for a key: many pages have the same."""
    return suggest(key, known, closeness)


def _below(value: object, names: tuple[str, ...]) -> object | None:
    """Look a value up in mappings within mappings; None if it is not there."""
    for name in names:
        if not isinstance(value, _MAPPING):
            return None
        value = value.get(name)
    return value


class FieldReader:
    """Reads fields of known types and gathers what does not fit.

    A key that is missing, or has no value, gives the default without a finding.

    Attributes:
        data: The values and their places.
        code: Diagnostic code for a value of the wrong type.
    """

    def __init__(self, data: Data, code: str) -> None:
        self.data = data
        self.code = code
        self._values = data.values
        self._findings: list[Diagnostic] = []

    @property
    def findings(self) -> Findings:
        """All that did not fit so far."""
        return tuple(self._findings)

    def add(self, found: Diagnostic) -> None:
        """Gather a finding of the caller's own."""
        self._findings.append(found)

    def value(self, key: str, *inner: str) -> object | None:
        """Take a value as it is; None if it is missing or has no value."""
        value = self._values.get(key)
        return _below(value, inner) if inner else value

    def text(self, key: str, *inner: str, default: str = "") -> str:
        """Take text; a number counts as the text that it prints as."""
        value = self._values.get(key)
        if inner:
            value = _below(value, inner)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.misfit(value, "text", key, *inner)
        return default

    def flag(self, key: str, *inner: str, default: bool = False) -> bool:
        """Take a truth value; ``yes`` and ``no`` are text in YAML 1.2 and do not fit."""
        value = self._values.get(key)
        if inner:
            value = _below(value, inner)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.misfit(value, "true or false", key, *inner)
        return default

    def whole(self, *keys: str, default: int) -> int:
        """Take a whole number of at least 1."""
        value = self.value(*keys)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        self.misfit(value, "a whole number from 1", *keys)
        return default

    def mapping(self, *keys: str) -> Mapping[str, object]:
        """Take a mapping; empty if there is none."""
        value = self.value(*keys) if keys else self._values
        if value is None or isinstance(value, dict):
            return value or {}
        self.misfit(value, "a mapping (indented 'key: value' lines)", *keys)
        return {}

    def texts(self, *keys: str) -> list[tuple[str, Span]]:
        """Take one text, or a list of them, each with its place; empty items go."""
        value = self.value(*keys)
        if value is None:
            return []
        items: list[tuple[object, tuple[str | int, ...]]] = [(value, keys)]
        if isinstance(value, list):
            items = [(item, (*keys, index)) for index, item in enumerate(value)]
        taken = []
        for item, path in items:
            if isinstance(item, str):
                taken.append((item, self.data.value_span(*path)))
            elif item is not None:
                wanted = "text" if path is not keys else "text or a list of texts"
                self.misfit(item, wanted, *path)
        return taken

    def misfit(self, value: object, wanted: str, *keys: str | int) -> None:
        """Report that a value is not what its key needs."""
        name = ".".join(str(key) for key in keys if isinstance(key, str))
        subject = f"each item of '{name}'" if isinstance(keys[-1], int) else f"'{name}'"
        shown = f" ('{_shown(value)}')" if isinstance(value, str | int | float) else ""
        self.add(
            error(
                self.code,
                f"{subject} must be {wanted}, not {kind_of(value)}{shown}",
                self.data.value_span(*keys),
            )
        )

    def refuse_unknown(self, known: Iterable[str], *keys: str, code: str) -> None:
        """Report every key of a mapping that has no meaning there."""
        known = tuple(dict.fromkeys(known))
        for key in self.mapping(*keys):
            if key not in known:
                near = suggest(key, known)
                where = f" in '{'.'.join(keys)}'" if keys else ""
                self.add(
                    error(
                        code,
                        f"unknown key '{key}'{where}",
                        self.data.key_span(*keys, key),
                        f"did you mean '{near}'?"
                        if near
                        else f"known here: {', '.join(known)}",
                    )
                )

    def doubt_near_misses(
        self, known: tuple[str, ...], *keys: str, code: str, closeness: float = 0.0
    ) -> None:
        """Warn of keys that look like a misspelt known one; others are the author's own.

        Args:
            known: The keys that have a meaning.
            *keys: The mapping to look into.
            code: Diagnostic code of the warning.
            closeness: How like a known key one must be, from 0 to 1, where other keys
                are common; ``titles`` and ``tag`` are then words of their own.
        """
        fields = self.mapping(*keys)
        if fields.keys() <= _set_of(known):
            return
        for key in fields:
            if key in known:
                continue
            near = _suggest(key, known, closeness)
            is_inflected = key.startswith(near) or near.startswith(key)
            if near and not (closeness and is_inflected):
                where = f" in '{'.'.join(keys)}'" if keys else ""
                self.add(
                    warning(
                        code,
                        f"'{key}' has no meaning{where}",
                        self.data.key_span(*keys, key),
                        f"did you mean '{near}'?",
                    )
                )
