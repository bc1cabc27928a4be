"""Read the links of data: values that are an address or a path, and Markdown in values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.model.data import OVERRIDE
from sitewright.model.move import REDIRECT_FROM, Kind, Link
from sitewright.model.redirect import Rule

_MARKDOWN: Final = regex(r"\]\(|\]:|\]\[|<[A-Za-z]")

_NO_LINKS: Final = frozenset(
    (
        "permalink",
        "layout",
        "tags",
        "date",
        "title",
        "pagination",
        "eleventyComputed",
        "eleventyExcludeFromCollections",
        REDIRECT_FROM,
    )
)
"""Keys of pages whose values are something else than links, whatever they look like."""

_NAVIGATION: Final = ("eleventyNavigation", "navigation")
_NAMES: Final = frozenset(("key", "parent", "root", "title"))
"""Keys of the navigation that entries are known by."""

_OF_SETTINGS: Final = ("security_txt", "navigation", "defaults", "extra")
_HEADERS: Final = "headers"
"""The setting whose keys are addresses, or patterns of such."""

ReadMarkdown = Callable[[str], Iterable[Link]]


def read_values(value: object, read_markdown: ReadMarkdown) -> Iterator[Link]:
    """List the links of front matter or data.

    Args:
        value: What was read: a mapping, a list, or a single value.
        read_markdown: Lists the links of Markdown, which any text may be.
    """
    for text in _texts(value, is_top=True):
        if _MARKDOWN.search(text):
            yield from read_markdown(text)
        else:
            yield Link(text, Kind.VALUE)


def read_settings(
    fields: Mapping[str, object], rules: Iterable[Rule], read_markdown: ReadMarkdown
) -> Iterator[Link]:
    """List the links of the settings.

    Args:
        fields: All that the file says.
        rules: What it says about old addresses.
        read_markdown: Lists the links of Markdown.
    """
    yield from read_rules(rules)
    headers = fields.get(_HEADERS)
    if isinstance(headers, Mapping):
        yield from (Link(str(pattern), Kind.TARGET) for pattern in headers)
    for key in _OF_SETTINGS:
        part = fields.get(key)
        is_navigation = key in _NAVIGATION
        below = {key: part} if is_navigation else part
        yield from read_values(below, read_markdown)


def read_rules(rules: Iterable[Rule]) -> Iterator[Link]:
    """List where rules about old addresses lead."""
    return (Link(rule.target, Kind.TARGET) for rule in rules if rule.target)


def _texts(value: object, *, is_top: bool = False) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        for written, item in value.items():
            key = str(written).removeprefix(OVERRIDE)
            if is_top and key in _NAVIGATION:
                yield from _texts_of_entries(item)
            elif not (is_top and key in _NO_LINKS):
                yield from _texts(item)


def _texts_of_entries(value: object) -> Iterator[str]:
    """List the texts of entries of the navigation that are no names."""
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, Mapping):
            yield from _texts({k: v for k, v in entry.items() if k not in _NAMES})
