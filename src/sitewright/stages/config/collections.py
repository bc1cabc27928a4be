"""Read the collections that the settings declare."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.diagnostics import error
from sitewright.kernel.globs import GlobError, compile_glob
from sitewright.model.config import CollectionRule
from sitewright.yamlcore.fields import FieldReader

COLLECTIONS = "collections"
COLLECTION_KEYS = ("from", "where", "sort", "reverse")

_ALL = "all"


def read_collections(reader: FieldReader) -> tuple[CollectionRule, ...]:
    """Read ``collections``, a mapping of names to what their members have in common."""
    rules = []
    for name in reader.mapping(COLLECTIONS):
        if name == _ALL:
            reader.add(
                error(
                    "CFG002",
                    "'all' is the collection of all pages",
                    reader.data.key_span(COLLECTIONS, name),
                    "give the collection another name",
                )
            )
        elif isinstance(reader.value(COLLECTIONS, name), Mapping):
            rules.append(_read_rule(reader, name))
        else:
            wanted = "a mapping such as {from: 'news/**'}"
            reader.misfit(reader.value(COLLECTIONS, name), wanted, COLLECTIONS, name)
    return tuple(rules)


def _read_rule(reader: FieldReader, name: str) -> CollectionRule:
    reader.refuse_unknown(COLLECTION_KEYS, COLLECTIONS, name, code="CFG001")
    where = reader.mapping(COLLECTIONS, name, "where")
    return CollectionRule(
        name=name,
        patterns=_read_patterns(reader, name),
        where=tuple(where.items()),
        sort=tuple(text for text, _ in reader.texts(COLLECTIONS, name, "sort")),
        is_reversed=reader.flag(COLLECTIONS, name, "reverse"),
        span=reader.data.key_span(COLLECTIONS, name),
    )


def _read_patterns(reader: FieldReader, name: str) -> tuple[str, ...]:
    patterns = []
    for pattern, span in reader.texts(COLLECTIONS, name, "from"):
        try:
            compile_glob(pattern)
        except GlobError as bad:
            message = f"'{pattern}' is no pattern of paths: {bad}"
            reader.add(error("CFG002", message, span, "write it as in 'news/**'"))
        else:
            patterns.append(pattern)
    return tuple(patterns) or ("**",)
