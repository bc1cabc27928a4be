"""Split a source into its front matter and its text.

Follows gray-matter 4.0 as Eleventy uses it: front matter starts at the first
character, ``----`` is no fence, and the text after the closing fence is kept exactly.
Differs where gray-matter loses or publishes what nobody meant: a fence that is never
closed is an error, the closing fence is a whole line, and TOML is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Findings,
    Span,
    error,
    printable,
)
from sitewright.kernel.later import LaterMapping
from sitewright.kernel.regexes import regex
from sitewright.kernel.texts import Part
from sitewright.model.document import Document, Head, KeyPath, Place, Source
from sitewright.yamlcore import read_json, read_yaml

OPENING: Final = regex(r"---(?!-)([^\n]*)(?:\n|\Z)|\+\+\+[ \t]*(?:\n|\Z)")
_BARE_JSON: Final = regex(r"\{\s*\"[^\"\n]*\"[ \t]*:")
_FENCE = "(?:-{2,}|[\u2010-\u2015\u2212]{1,3})[ \\t]*"
_FIELDS = rf"(?:[A-Za-z][\w-]*:(?:[ \t].*)?\n)(?:(?:[\w-]+:.*|[ \t#-].*|)\n)*?{_FENCE}(?:\n|\Z)"
_LATE: Final = regex(
    rf"(?P<before>(?:[\s\u200b-\u200f\ufeff]|<!--(?:(?!-->)[^\0])*-->)*)"
    rf"(?P<fence>{_FENCE})\n{_FIELDS}"
)
"""Fields where they are not read: behind something, or below marks that are no fence."""

_AGAIN: Final = regex(_FIELDS)
_CLOSING: Final = regex(r"\n---[ \t]*(?:\n|\Z)")


class FrontMatterError(Exception):
    """Front matter that cannot be read; ``findings`` say where and why."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def split_document(
    source: Source, fields: Mapping[str, object] | None = None
) -> Checked[Document | None]:
    """Give a source its two halves: front matter, and the text below it.

    Args:
        source: The source.
        fields: Its front matter, if that has been read already; nothing is wrong with it.

    Returns:
        The document, without fields if the source has no front matter, and what was
        found; no document if there is an error.
    """
    try:
        front, rest, line = split_source(source)
    except FrontMatterError as fault:
        return None, fault.findings
    if not front:
        return Document(Head(source.path), rest, line), ()
    findings: Findings = ()
    if fields is None:
        head, findings = read_head(str(front), source.path)
        if head is None:
            return None, findings
        fields = head.fields
    # They are found again where the text stands anyway.
    places = LaterMapping(_find_places, front, source.path)
    return Document(Head(source.path, fields, places), rest, line), findings


def split_source(source: Source) -> tuple[Part, Part, int]:
    """Divide a source at its closing fence, without a look at what stands above it.

    Returns:
        The front matter with its opening fence, empty if there is none; the text below
        it; and the line of the file on which that begins.

    Raises:
        FrontMatterError: Front matter is never closed, or is not YAML or JSON.
    """
    text = source.text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    halves = split_text(text, source.path)
    if halves is None:
        return Part(""), Part(text), 1
    front, rest = halves
    return front, rest, text.count("\n", 0, front.end) + 2


def _find_places(front: Part, path: str) -> Mapping[KeyPath, Place]:
    head, _ = read_head(str(front), path)
    return head.places if head else {}


def split_text(text: str, path: str) -> tuple[Part, Part] | None:
    """Divide a text at its closing fence.

    Returns:
        The front matter with its opening fence, which names the language and keeps line
        numbers right; and the text after the closing fence, unchanged. None if the text
        has no front matter.

    Raises:
        FrontMatterError: Front matter is never closed, or is not YAML or JSON.
    """
    opening = OPENING.match(text)
    if opening is None:
        _refuse_bare_json(text, path)
        _refuse_late(text, path)
        return None
    _check_language(_language(opening[1]), path, len(opening[0].rstrip()))
    closing = _CLOSING.search(text, opening.end() - 1)
    if closing is None:
        place = Span(path, 1, 1, len(opening[0].rstrip()))
        message = "front matter is opened here but never closed"
        hint = "write '---' on a line of its own after the last field"
        raise FrontMatterError((error("FM001", message, place, hint),))
    if not text[opening.end() : closing.start()].strip():
        _refuse_again(text, closing.end(), path)
    return Part(text, 0, closing.start() + 1), Part(text, closing.end())


def read_head(text: str, path: str) -> Checked[Head | None]:
    """Read front matter, as ``split_text`` gives it, with the place of every value."""
    opening = OPENING.match(text)
    if opening is None:
        return read_yaml(text, path)
    read = read_json if _language(opening[1]) == "json" else read_yaml
    return read(text[opening.end() :], path, 2)


def _language(rest_of_fence: str | None) -> str:
    """Name the language after an opening fence; ``+++`` is the fence of TOML."""
    if rest_of_fence is None:
        return "toml"
    return rest_of_fence.strip().lower()


def _refuse_bare_json(text: str, path: str) -> None:
    """Refuse fields in JSON without a fence, which would be published as text."""
    if text[:1] == "{" and (found := _BARE_JSON.match(text)):
        message = "JSON front matter is read between fences only"
        hint = "write '---json' above it, and '---' below it"
        place = Span(path, 1, 1, len(found[0].partition("\n")[0]))
        raise FrontMatterError((error("FM005", message, place, hint),))


def _refuse_late(text: str, path: str) -> None:
    """Refuse fields that would be published as text, as nothing reads them there."""
    found = _LATE.match(text)
    if found is None:
        return
    line = text.count("\n", 0, found.start("fence")) + 1
    column = found.start("fence") - text.rfind("\n", 0, found.start("fence"))
    fence = found["fence"].rstrip()
    message, hint = "front matter must be at the very start", "remove what is before it"
    if not found["before"]:
        message, hint = f"'{fence}' opens no front matter", "write three hyphens: '---'"
    place = Span(path, line, column, len(fence))
    raise FrontMatterError((error("FM019", message, place, hint),))


def _refuse_again(text: str, start: int, path: str) -> None:
    """Refuse fields behind front matter with nothing in it."""
    if _AGAIN.match(text, start):
        line = text.count("\n", 0, start)
        message = "front matter ends here, and has no fields"
        place = Span(path, line, 1, len("---"))
        hint = "write '---' once above the fields, and once below"
        raise FrontMatterError((error("FM019", message, place, hint),))


def _check_language(language: str, path: str, width: int) -> None:
    if language in {"", "yaml", "yml", "json"}:
        return
    place = Span(path, 1, 1, width)
    if language == "toml":
        message, hint = "TOML front matter is not read", "write it as YAML after '---'"
    else:
        message = f"'{printable(language)}' is not a language of front matter"
        hint = "write '---' alone on the first line, and YAML below it"
    raise FrontMatterError((error("FM005", message, place, hint),))
