"""What can be wrong with a single value that the parser accepts."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.diagnostics import (
    Diagnostic,
    Note,
    Span,
    error,
    printable,
    warning,
)

MAX_DEPTH: Final = 100
"""Levels of nesting, as in js-yaml 4.3."""

_IF_TEXT = "put the value in quotes if it is meant as text"


def key_set_twice(name: str, span: Span, first: Span) -> Diagnostic:
    """Report a key that its mapping has already."""
    message = f"the key '{printable(name)}' is set twice"
    notes = (Note("first set here", first),)
    return error("FM004", message, span, "remove one of the two", notes)


def lost_in_comment(comment: str, span: Span, *, is_item: bool) -> Diagnostic:
    """Report a value that is empty because what should be it is a comment."""
    what, mark = ("list item", "-") if is_item else ("value", ":")
    text = printable(comment)
    quoted = text.replace("'", "''")
    message = f"this {what} is empty: '{text}' after '{mark}' is a comment"
    return warning("FM006", message, span, f"put it in quotes: '{quoted}'")


def collection_as_key(span: Span) -> Diagnostic:
    """Report a key that is a list or a mapping."""
    message = "a list or a mapping cannot be a key"
    return error("FM007", message, span, "write the key as text")


def nothing_to_merge(span: Span) -> Diagnostic:
    """Report ``<<`` before something else than mappings."""
    message = "'<<' takes a mapping or a list of mappings"
    return error("FM007", message, span, "write '<<: *name'")


def tag_refused(tag: str, span: Span) -> Diagnostic:
    """Report a tag that is not of the core schema, or not for this kind of value."""
    message = f"the tag '{printable(tag)}' is not allowed here"
    return error("FM008", message, span, f"remove it, or {_IF_TEXT}")


def unknown_alias(name: str, span: Span) -> Diagnostic:
    """Report an alias before or without its anchor."""
    message = f"'*{name}' repeats a value that was never named '&{name}'"
    return error("FM002", message, span, _IF_TEXT)


def alias_inside_itself(name: str, span: Span) -> Diagnostic:
    """Report a value that would hold itself."""
    message = f"'*{name}' stands inside the value that it repeats"
    return error("FM009", message, span, "write the value out")


def too_many_aliased(limit: int, span: Span) -> Diagnostic:
    """Report aliases that repeat aliases until memory is full."""
    message = f"aliases repeat more than {limit:,} values"
    return error("FM009", message, span, "write the values out")


def too_deep(limit: int, span: Span) -> Diagnostic:
    """Report nesting that no page needs."""
    message = f"this is nested more than {limit} levels deep"
    return error("FM009", message, span, "use fewer levels")
