"""Check what is said about a page by its type, as far as no other page matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span
from sitewright.kernel.frozen import frozen
from sitewright.kernel.patience import TooLongError
from sitewright.model.data import COMPUTED, HIDDEN, KNOWN, PAGINATION, RESERVED, Data
from sitewright.model.document import KeyPath
from sitewright.model.page import Page
from sitewright.model.pagetype import LISTS, REFERENCES, TYPE, Field
from sitewright.stages.types.kinds import FITS, bounds_problem, is_accepted
from sitewright.stages.types.telling import Teller

_EMPTY: Final[tuple[object, ...]] = ("", [], {})
_OWN: Final = frozenset((*KNOWN, *RESERVED, *HIDDEN, COMPUTED, PAGINATION))
"""Keys that Sitewright reads, or refuses, by itself."""


@frozen
class Reference:
    """A value that names something of the site.

    Attributes:
        kind: One of ``REFERENCES``.
        written: The value.
        keys: Where it stands among the page's values.
    """

    kind: str
    written: str
    keys: KeyPath


def check_page(
    _key: str,
    page: Page,
    data: Data,
    types: Mapping[str, Field],
    known: Mapping[str, frozenset[Span]],
) -> Checked[tuple[Reference, ...]]:
    """Check the values of a page.

    Args:
        page: The page.
        data: All that is said about it, with the place of each value.
        types: All types.
        known: The places of errors that were found before, by the source of a page.

    Returns:
        What is still to be looked for on the site, and all that is wrong.
    """
    name = page.data.get(TYPE)
    if name is None or name is False:  # which takes away what a folder says
        return (), ()
    teller = Teller(data, str(name))
    if not isinstance(name, str) or name not in types:
        return (), (teller.no_type(name, types),)
    checking = _Checking(page, teller)
    checking.check_mapping(types[name], page.data, ())
    found = checking.found
    if said := known.get(page.path):
        found = [it for it in found if it.span not in said]
    return tuple(checking.references), tuple(found)


class _Checking:
    """The check of one page.

    Attributes:
        references: What it refers to.
        found: All that is wrong.
    """

    def __init__(self, page: Page, teller: Teller) -> None:
        self._page = page
        self._tell = teller
        self.references: list[Reference] = []
        self.found: list[Diagnostic] = []

    def check_mapping(
        self, field: Field, values: Mapping[str, object], keys: KeyPath
    ) -> None:
        """Check the values of a mapping, or of the page as a whole.

        Unless it is needed, ``false`` takes away what a lower level says, and is fine.
        """
        fields = field.fields or {}
        for name, inner in fields.items():
            value = values.get(name)
            if inner.is_required and (value is None or value in _EMPTY):
                self._miss(inner, (*keys, name), is_there=name in values)
            elif value is not None and (value is not False or inner.is_required):
                self._check(inner, value, (*keys, name))
        if field.fields is not None and not values.keys() <= fields.keys():
            self._doubt(field, values, keys)

    def _miss(self, field: Field, keys: KeyPath, *, is_there: bool) -> None:
        """Report what is missing, but not while a page waits, or is dated by its path."""
        is_dated = keys == ("date",) and self._page.date
        if not self._page.is_pending and not is_dated:
            self.found.append(self._tell.missing(field, keys, is_there=is_there))

    def _doubt(self, field: Field, values: Mapping[str, object], keys: KeyPath) -> None:
        """Report keys that nobody knows."""
        known = tuple(field.fields or ())
        for name in values:
            is_own = not keys and (name in _OWN or name == self._alias())
            if name not in known and not is_own:
                found = self._tell.unknown(name, known, keys, is_closed=field.is_closed)
                self.found += found

    def _alias(self) -> str:
        """Name the key that holds the part of a page of several; empty if none does."""
        pagination = self._page.data.get(PAGINATION)
        alias = pagination.get("alias") if isinstance(pagination, Mapping) else None
        return str(alias or "").partition(".")[0]

    def _check(self, field: Field, value: object, keys: KeyPath) -> None:
        kind = field.kind
        if kind in LISTS:
            self._check_list(field, value, keys)
            return
        fits, wanted = FITS[kind]
        if not fits(value):
            self.found.append(self._tell.misfit(field, value, wanted, keys))
        elif field.enum and not is_accepted(field, value):
            self.found.append(self._tell.not_accepted(field, value, keys))
        elif self._is_out_of_bounds(field, value, keys):
            return
        elif kind in REFERENCES:
            self.references.append(Reference(kind, cast("str", value), keys))
        elif field.fields is not None:
            inner = cast("Mapping[str, object]", value)
            self.check_mapping(field, inner, keys)

    def _check_list(self, field: Field, value: object, keys: KeyPath) -> None:
        if not isinstance(value, list):
            if field.kind == "list":
                self.found.append(self._tell.misfit(field, value, "a list", keys))
                return
            if field.item:
                self._check(field.item, value, keys)
        elif field.item:
            for number, item in enumerate(value):
                self._check(field.item, item, (*keys, number))
        self._is_out_of_bounds(field, value, keys)

    def _is_out_of_bounds(self, field: Field, value: object, keys: KeyPath) -> bool:
        """Report a value that is not what it must be; tell whether it was."""
        try:
            problem = bounds_problem(field, value)
        except TooLongError as spent:
            self.found.append(self._tell.too_long(field, str(spent), keys))
            return True
        if problem:
            self.found.append(self._tell.out_of_bounds(field, value, problem, keys))
        return bool(problem)
