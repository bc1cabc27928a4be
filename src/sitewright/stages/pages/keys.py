"""Check the keys of a page: reserved, hidden, misspelt, or not yet understood."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.diagnostics import error, warning
from sitewright.model.data import HIDDEN, KNOWN, RESERVED
from sitewright.model.pagetype import TYPE, Field
from sitewright.yamlcore.fields import FieldReader

UNSUPPORTED = {
    "templateEngineOverride": "Markdown is read as Markdown alone",
}
"""Keys of Eleventy's that this version does not follow, and what to do without."""

_HELD_BACK = {
    **dict.fromkeys(("published", "publish"), False),
    **dict.fromkeys(("drafts", "isDraft", "is_draft", "unpublished", "hidden"), True),
}
"""Keys of others that hold a page back, and the value by which they do so."""

_OURS = frozenset((*RESERVED, *HIDDEN))


def check_keys(reader: FieldReader, types: Mapping[str, Field]) -> None:
    """Report the keys that would not do what their author expects.

    Args:
        reader: What is said about the page.
        types: All types; one that is closed knows all keys, and reports the others.
    """
    _refuse_unsupported(reader)
    _refuse_reserved(reader)
    _doubt_holding_back(reader)
    _doubt_hidden(reader)
    kind = types.get(str(reader.value(TYPE))) if types else None
    if not (kind and kind.is_closed):
        reader.doubt_near_misses(KNOWN, code="FM014", closeness=0.85)


def _refuse_unsupported(reader: FieldReader) -> None:
    for key, hint in UNSUPPORTED.items():
        if reader.value(key) is not None:
            reader.add(
                error(
                    "FM015",
                    f"'{key}' is not understood by this version",
                    reader.data.key_span(key),
                    hint,
                )
            )


def _doubt_holding_back(reader: FieldReader) -> None:
    """Warn of a page that is published although its author seems to hold it back."""
    if _HELD_BACK.keys().isdisjoint(reader.data.values):
        return
    for key, value in _HELD_BACK.items():
        if key in reader.data.values and reader.value(key) is value:
            reader.add(
                warning(
                    "FM014",
                    f"'{key}' holds no page back",
                    reader.data.key_span(key),
                    "did you mean 'pending: true'?",
                )
            )


def _doubt_hidden(reader: FieldReader) -> None:
    """Warn of keys that are others than they look, as of a space that is none."""
    if "".join(reader.data.values).isprintable():
        return
    for key in reader.data.values:
        if not key.isprintable():
            reader.add(
                warning(
                    "FM014",
                    f"the key {key!a} has characters that nobody sees",
                    reader.data.key_span(key),
                    "write it anew; such characters come along with copied text",
                )
            )


def _refuse_reserved(reader: FieldReader) -> None:
    if _OURS.isdisjoint(reader.data.values):
        return
    for key in reader.data.values:
        if key in RESERVED:
            reader.add(
                error(
                    "FM011",
                    f"'{key}' is a name that only Sitewright may set",
                    reader.data.key_span(key),
                    "give the value another name",
                )
            )
        elif key in HIDDEN:
            reader.add(
                warning(
                    "FM012",
                    f"templates cannot see '{key}': Sitewright's own hides it",
                    reader.data.key_span(key),
                    "give the value another name",
                )
            )
