"""Lay findings, and what is known of a site, out as lists; and take them up again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from sitewright.kernel.diagnostics import Diagnostic, Note, Severity, Span
from sitewright.kernel.digests import Digest
from sitewright.kernel.frozen import names_of
from sitewright.kernel.later import LaterValues
from sitewright.model.assetnames import AssetName
from sitewright.model.known import Known, Shown
from sitewright.model.navigation import Navigation, NavigationNode

UNCHANGED = b"[{},{}]"
"""Stands for the pages, and the ids, that are known anew since the whole was built."""

_NODE = names_of(NavigationNode) or ()


def as_json(value: object) -> bytes:
    """Write a value as JSON, without spaces: its fields as lists, in their order."""
    return _ENCODER.encode(value).encode()


def plain(value: object) -> Any:
    """Lay a value out as it will be when it is read again."""
    return json.loads(as_json(value))


def _take_apart(value: object) -> object:
    """Take apart what JSON does not know; mappings are laid out."""
    kind: Any = type(value)
    getter = _GETTERS.get(kind)
    if getter is None:
        if isinstance(value, Mapping):
            return dict(value)
        # Of a place that is found only now, the parts are those of any other.
        names = names_of(Span if issubclass(kind, Span) else kind) or ()
        getter = _GETTERS[kind] = attrgetter(*names)
    return getter(value)


_GETTERS: dict[Any, Callable[[object], object]] = {}


_ENCODER = json.JSONEncoder(
    separators=(",", ":"), default=_take_apart, check_circular=False
)


def finding_of(kept: list[Any]) -> Diagnostic:
    """Take a finding up again.

    Raises:
        ValueError: It is none.
        TypeError: It is none.
    """
    code, severity, message, span, hint, notes, paste = kept
    return Diagnostic(
        code,
        Severity(severity),
        message,
        _span_of(span),
        hint,
        tuple(Note(text, _span_of(place)) for text, place in notes),
        paste,
    )


def known_of(
    kept: list[Any], pages_since: dict[str, Any], ids_since: dict[str, Any]
) -> Known:
    """Take up again what is known of a site.

    Its parts are taken up when they are asked for.

    Args:
        kept: What was known when the whole site was built.
        pages_since: The pages that are known anew since.
        ids_since: The ids that are.

    Raises:
        ValueError: It is something else.
        TypeError: It is something else.
    """
    navigation, collections, keys, unpublished, assets, names, *rest = kept
    templates, pages, readers, ids, cards, anchored = rest
    nodes, top, keys_of = navigation
    return Known(
        Navigation(LaterValues(nodes, _node_of), tuple(top), keys_of),
        LaterValues(collections, tuple),
        tuple(keys),
        tuple(unpublished),
        tuple(assets),
        LaterValues(names, _name_of),
        tuple(templates),
        LaterValues(pages | pages_since, _shown_of),
        LaterValues(readers, tuple),
        LaterValues(ids | ids_since, tuple),
        dict(cards),
        tuple(anchored),
    )


def _node_of(kept: list[Any]) -> NavigationNode:
    given = dict(zip(_NODE, kept, strict=True))
    return NavigationNode(**{**given, "children": tuple(given["children"])})


def _name_of(kept: list[Any]) -> AssetName:
    return AssetName(*kept)


def _shown_of(kept: list[Any]) -> Shown:
    head, shows, needs = kept
    return Shown(Digest(head), tuple(shows), Digest(needs))


def _span_of(kept: list[Any] | None) -> Span | None:
    return Span(*kept) if kept else None
