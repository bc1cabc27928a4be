"""Tell of the settings which are written, and which have their default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from sitewright.kernel.diagnostics import Span
from sitewright.model.config import FeedConfig, Paths, SiteConfig
from sitewright.model.document import Head, Source
from sitewright.model.explanation import Row
from sitewright.model.markdown import PLAIN
from sitewright.model.security import Security
from sitewright.stages.config import KEYS, MARKDOWN_KEYS, read_config
from sitewright.stages.config.security import SECURITY_KEYS
from sitewright.stages.config.site import FEED_KEYS, PATH_KEYS
from sitewright.stages.origins import find_value, list_leaves, nearest_place, write_keys
from sitewright.yamlcore import read_yaml

SETTINGS, DEFAULT = "settings", "default"

_NESTED: Final[dict[str, tuple[str, ...]]] = {
    "paths": (*PATH_KEYS, "passthrough"),
    "assets": ("fingerprint",),
    "markdown": MARKDOWN_KEYS,
    "feed": FEED_KEYS,
    "security": SECURITY_KEYS,
}
_OF_SECURITY: Final = {
    "csp": "has_policy",
    "report_only": "only_reports",
    "nosniff": "has_nosniff",
}
"""What settings are called inside that have another name there."""

_SAID_OTHERWISE: Final = {
    ("security", "permissions_policy"): "most features off",
    ("security", "frame_ancestors"): "nobody",
}
"""Defaults that are no single value."""

_NOTHING: Final = "none"


def tell_setting(config: Source, parts: Sequence[str]) -> Row | None:
    """Tell where a setting was written, or that it has its default.

    Args:
        config: The settings.
        parts: The parts of its name.

    Returns:
        The setting; None if there is none of that name.
    """
    head, settings = _read(config)
    found = find_value(head.fields, parts) if parts else None
    if found is None:
        return _tell_default(head, settings, tuple(parts))
    place = nearest_place(head.places, found.keys)
    span = place.value if place else Span(config.path)
    return Row(write_keys(found.keys), found.value, span, SETTINGS)


def list_settings(config: Source) -> Iterator[Row]:
    """Tell of all settings: those that are written, then the others."""
    head, settings = _read(config)
    written = {leaf.keys for leaf in list_leaves(head.fields)}
    rows = [tell_setting(config, tuple(map(str, keys))) for keys in written if keys]
    yield from sorted(
        (row for row in rows if row), key=lambda row: row.span or Span("")
    )
    for name in setting_names():
        parts = tuple(name.split("."))
        is_written = any(keys[: len(parts)] == parts for keys in written)
        if not is_written and (row := _tell_default(head, settings, parts)):
            yield row


def setting_names() -> Iterator[str]:
    """Name all settings that there are."""
    for key in KEYS:
        yield from (
            (f"{key}.{inner}" for inner in _NESTED[key]) if key in _NESTED else (key,)
        )


@lru_cache(maxsize=1)
def _read(config: Source) -> tuple[Head, SiteConfig]:
    """Read what is written, and what that comes to."""
    head, _ = read_yaml(config.text, config.path)
    settings, _ = read_config(config)
    return head or Head(config.path), settings or SiteConfig(config.path)


def _tell_default(
    head: Head, settings: SiteConfig, parts: tuple[str, ...]
) -> Row | None:
    name = ".".join(parts)
    if name not in (*setting_names(), *_NESTED):
        return None
    around = head.fields.get(parts[0])
    if around is False or (parts[0] == "security" and not around):
        place = head.places.get((parts[0],))
        return Row(
            name, False, place.value if place else None, "off" if place else DEFAULT
        )
    return Row(name, _default_of(parts, settings), None, DEFAULT)


def _default_of(parts: tuple[str, ...], config: SiteConfig) -> object:
    if parts in _SAID_OTHERWISE:
        return _SAID_OTHERWISE[parts]
    key, *inner = parts
    nowhere = Span("")
    parents: dict[str, object] = {
        "paths": Paths(),
        "markdown": PLAIN,
        "feed": FeedConfig(),
        "security": Security(nowhere, nowhere),
    }
    if inner and key in parents:
        attribute = _OF_SECURITY.get(inner[0], inner[0])
        value = getattr(parents[key], attribute, None)
    else:
        value = getattr(config, key, None) if not inner else None
    return _NOTHING if value is None or value in ((), {}) else value
