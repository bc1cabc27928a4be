"""Split a source into its front matter and its text.

Follows gray-matter 4.0 as Eleventy uses it: front matter starts at the first
character, ``----`` is no fence, and the text after the closing fence is kept exactly.
Differs where gray-matter loses or publishes what nobody meant: a fence that is never
closed is an error, the closing fence is a whole line, and TOML is refused.
"""

from __future__ import annotations

import re
from typing import Final

from frontmatter.default_handlers import BaseHandler

from sitewright.kernel.diagnostics import (
    Checked,
    Findings,
    Span,
    error,
    printable,
)
from sitewright.model.document import Document, Head, Source
from sitewright.yamlcore import read_json, read_yaml

_OPENING: Final = re.compile(r"---(?!-)([^\n]*)(?:\n|\Z)|\+\+\+[ \t]*(?:\n|\Z)")
_CLOSING: Final = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


class FrontMatterError(Exception):
    """Front matter that cannot be read; ``findings`` say where and why."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


class FrontMatterHandler(BaseHandler):
    """Read front matter for python-frontmatter by the rules of this module.

    ``frontmatter.loads(text, handler=FrontMatterHandler())`` works, but strips the
    text before and after; ``split_document`` therefore calls the handler itself.
    """

    FM_BOUNDARY = _OPENING

    def __init__(self, path: str = "") -> None:
        """Prepare to read one file; its path is for the findings."""
        super().__init__()
        self.path = path

    def split(self, text: str) -> tuple[str, str]:
        """Divide a text at its closing fence.

        Returns:
            The front matter with its opening fence, which names the language and
            keeps line numbers right; and the text after the closing fence, unchanged.

        Raises:
            ValueError: The text has no front matter.
            FrontMatterError: Front matter is never closed, or is not YAML or JSON.
        """
        opening = _OPENING.match(text)
        if opening is None:
            raise ValueError("no front matter")
        _check_language(_language(opening[1]), self.path, len(opening[0].rstrip()))
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            place = Span(self.path, 1, 1, len(opening[0].rstrip()))
            message = "front matter is opened here but never closed"
            hint = "write '---' on a line of its own after the last field"
            raise FrontMatterError((error("FM001", message, place, hint),))
        return text[: closing.start()], text[closing.end() :]

    def read(self, fm: str) -> Checked[Head | None]:
        """Read front matter, as ``split`` gives it, with the place of every value."""
        opening = _OPENING.match(fm)
        if opening is None:
            return read_yaml(fm, self.path)
        read = read_json if _language(opening[1]) == "json" else read_yaml
        return read(fm[opening.end() :], self.path, 2)

    def load(self, fm: str) -> dict[str, object]:
        """Read front matter, as ``split`` gives it, into a dictionary.

        Raises:
            FrontMatterError: It has errors.
        """
        head, findings = self.read(fm)
        if head is None:
            raise FrontMatterError(findings)
        return dict(head.fields)


def split_document(source: Source) -> Checked[Document | None]:
    """Give a source its two halves: front matter, and the text below it.

    Returns:
        The document, without fields if the source has no front matter, and what was
        found; no document if there is an error.
    """
    text = source.text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    handler = FrontMatterHandler(source.path)
    try:
        head_text, body = handler.split(text)
    except ValueError:
        return Document(Head(source.path), text), ()
    except FrontMatterError as fault:
        return None, fault.findings
    head, findings = handler.read(head_text)
    if head is None:
        return None, findings
    return Document(head, body, head_text.count("\n") + 2), findings


def _language(rest_of_fence: str | None) -> str:
    """Name the language after an opening fence; ``+++`` is the fence of TOML."""
    if rest_of_fence is None:
        return "toml"
    return rest_of_fence.strip().lower()


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
