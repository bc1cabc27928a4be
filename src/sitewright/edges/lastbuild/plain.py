"""Lay findings, and what is known of a site, out as lists; and take them up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sitewright.kernel.diagnostics import Diagnostic, Note, Severity, Span
from sitewright.kernel.digests import Digest
from sitewright.model.known import Known, Shown
from sitewright.model.navigation import Navigation, NavigationNode

_NODE = tuple(item.name for item in fields(NavigationNode))


def plain(value: object) -> Any:
    """Lay a value out as what JSON knows: its fields as lists, in their order."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Span):  # which may be one that is found only now
        return [value.path, value.line, value.column, value.width]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return list(map(plain, value))
    return [plain(getattr(value, name)) for name in value.__slots__]  # type: ignore[attr-defined]


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


def known_of(kept: list[Any]) -> Known:
    """Take up again what is known of a site.

    Raises:
        ValueError: It is something else.
        TypeError: It is something else.
        AttributeError: It is something else.
    """
    navigation, collections, keys, unpublished, assets, templates, *rest = kept
    pages, readers, ids, anchored = rest
    nodes, top, keys_of = navigation
    return Known(
        Navigation(
            {key: _node_of(it) for key, it in nodes.items()}, tuple(top), keys_of
        ),
        _tuples(collections),
        tuple(keys),
        tuple(unpublished),
        tuple(assets),
        tuple(templates),
        {
            path: Shown(Digest(head), tuple(shows), Digest(needs))
            for path, (head, shows, needs) in pages.items()
        },
        _tuples(readers),
        _tuples(ids),
        tuple(anchored),
    )


def _node_of(kept: list[Any]) -> NavigationNode:
    given = dict(zip(_NODE, kept, strict=True))
    return NavigationNode(**{**given, "children": tuple(given["children"])})


def _tuples(kept: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(items) for key, items in kept.items()}


def _span_of(kept: list[Any] | None) -> Span | None:
    return Span(*kept) if kept else None
