"""Divide data among the pages of one source.

Follows Eleventy 3's ``pagination``: reversed first, then filtered, then divided.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    error,
    has_errors,
    suggest,
    warning,
)
from sitewright.kernel.regexes import regex
from sitewright.model.data import HIDDEN, PAGINATION, RESERVED, Data, blank_value
from sitewright.model.paging import Paging
from sitewright.yamlcore.fields import FieldReader, kind_of

_ON_EMPTY = "generatePageOnEmptyData"
KEYS = (
    "data",
    "size",
    "alias",
    "reverse",
    "filter",
    "resolve",
    _ON_EMPTY,
    "addAllPagesToCollections",
)

_COLLECTIONS = "collections"
_NUMBER = regex(r"\s*0*[1-9][0-9]{0,9}\s*")


def paginate(
    data: Data,
    collections: Mapping[str, tuple[str, ...]],
    values: Mapping[str, object],
    shared: Mapping[str, object],
) -> Checked[Paging | None]:
    """Divide what a page's ``pagination`` names.

    Args:
        data: All that is said about the page.
        collections: Keys of the members of each collection.
        values: Collections of anything but pages.
        shared: The data of the whole site.

    Returns:
        The parts; None if there is nothing to divide, or a finding says why not.
    """
    reader = FieldReader(data, "FM010")
    reader.refuse_unknown(KEYS, PAGINATION, code="FM017")
    source = reader.text(PAGINATION, "data")
    size = _read_size(reader)
    is_by_value = reader.text(PAGINATION, "resolve") == "values"
    known = {**shared, **data.values, _COLLECTIONS: {**collections, **values}}
    found = _find(source, known, reader)
    if reader.findings:
        return None, reader.findings
    items = _items_of(found, is_by_value, source, reader)
    holds_pages = source.removeprefix(f"{_COLLECTIONS}.") in collections
    if reader.flag(PAGINATION, "reverse"):
        items = items[::-1]
    unwanted = _read_filter(reader)
    items = [item for item in items if item not in unwanted]
    parts = [tuple(items[at : at + size]) for at in range(0, len(items), size)]
    makes_one = reader.flag(PAGINATION, _ON_EMPTY)
    if not parts and makes_one:
        parts = [()]
    _check_alias(reader)
    if not (parts or reader.findings) and reader.value(PAGINATION, _ON_EMPTY) is None:
        reader.add(_no_page(source, reader))
    paging = Paging(
        source=source,
        alias=reader.text(PAGINATION, "alias"),
        size=size,
        is_single=reader.value(PAGINATION, "size") == 1,
        parts=tuple(parts),
        holds_pages=holds_pages and source.startswith(f"{_COLLECTIONS}."),
        holds_collections=is_by_value and source == _COLLECTIONS,
        joins_collections=reader.flag(PAGINATION, "addAllPagesToCollections"),
        said={
            key: blank_value(item) for key, item in reader.mapping(PAGINATION).items()
        },
    )
    is_made = parts and not has_errors(reader.findings)
    return (paging if is_made else None), reader.findings


def _no_page(source: str, reader: FieldReader) -> Diagnostic:
    """Warn of a page that is gone as there is nothing to divide."""
    return warning(
        "FM017",
        f"nothing is left of '{source}' to divide, so there is no page",
        reader.data.value_span(PAGINATION, "data"),
        f"add '{_ON_EMPTY}: true' for an empty page, or 'false' if none is meant",
    )


def _read_size(reader: FieldReader) -> int:
    """Read the size, which Eleventy requires; it may be a number written as text."""
    size = reader.value(PAGINATION, "size")
    if isinstance(size, str) and _NUMBER.fullmatch(size):
        return int(size)
    if size is None:
        reader.add(
            error(
                "FM017",
                "'pagination' needs a 'size': how many items a page has",
                reader.data.key_span(PAGINATION),
                "add 'size: 10', or 'size: 1' for a page an item",
            )
        )
    return reader.whole(PAGINATION, "size", default=1)


def _check_alias(reader: FieldReader) -> None:
    """Refuse an alias that Sitewright's own variable of that name would hide."""
    name = reader.text(PAGINATION, "alias").partition(".")[0]
    if name in (*RESERVED, *HIDDEN, PAGINATION):
        span = reader.data.value_span(PAGINATION, "alias")
        message = f"'{name}' is a name that only Sitewright may set"
        reader.add(error("FM017", message, span, "give the alias another name"))


def _read_filter(reader: FieldReader) -> list[object]:
    value = reader.value(PAGINATION, "filter")
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _find(
    source: str, known: Mapping[str, object], reader: FieldReader
) -> object | None:
    """Look the data up; None, with a finding, if there is none of that name."""
    value: object = known
    passed = ""
    for part in source.split("."):
        if not isinstance(value, Mapping) or part not in value:
            names = list(value) if isinstance(value, Mapping) else []
            near = suggest(part, [name for name in names if isinstance(name, str)])
            hint = "name data of the site or the page, or 'collections.' and a tag"
            reader.add(
                error(
                    "FM017",
                    f"there is no data '{source}' to divide",
                    reader.data.value_span(PAGINATION, "data"),
                    f"did you mean '{passed}{near}'?" if near else hint,
                )
            )
            return None
        value = value[part]
        passed += f"{part}."
    return value


def _items_of(
    found: object, is_by_value: bool, source: str, reader: FieldReader
) -> list[object]:
    """List the items of what was found."""
    if isinstance(found, Mapping):
        return list(found.values() if is_by_value else found)
    if isinstance(found, list | tuple):
        return list(found)
    reader.add(
        error(
            "FM017",
            f"'{source}' is {kind_of(found)}, which cannot be divided",
            reader.data.value_span(PAGINATION, "data"),
            "name a list, a mapping or a collection",
        )
    )
    return []
