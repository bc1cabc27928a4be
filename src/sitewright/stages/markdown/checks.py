"""What authors get wrong in Markdown without noticing, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from sitewright.kernel.comments import FOUND_IN_SOURCE, describe_comment
from sitewright.kernel.diagnostics import Diagnostic, Findings, Note, Span, warning
from sitewright.kernel.regexes import regex
from sitewright.stages.markdown.attributes.remarks import (
    BareWord,
    LeftText,
    Remark,
    SingleQuote,
)
from sitewright.stages.markdown.finder import Finder, Lines
from sitewright.stages.markdown.survey import Survey, without_silent_html

_LIST = regex(r"\{ ?[.#][\w-]+[^{}\n]*\}")

_CLASS = regex(r"[^\W\d_][\w-]*")
_FOR_A_BRACE = "for a brace that readers should see, write '\\{'"


def check_text(survey: Survey, env: dict[str, Any], finder: Finder) -> Findings:
    """Report what will not be as its author meant.

    Args:
        survey: What is in the text.
        env: What the parser's rules noted on their way.
        finder: Finds places in the text.
    """
    remarks = env.get("attribute_remarks", ())
    unknown = env.get("unknown_languages", ())
    if not (remarks or survey.ids or survey.html or unknown):
        return ()  # as of most fields
    return tuple(
        chain(
            _check_lists(remarks, finder),
            _check_ids(survey.ids, finder),
            _check_html(survey.html, finder),
            _check_languages(unknown, finder),
        )
    )


def _check_lists(remarks: Iterable[Remark], finder: Finder) -> Iterator[Diagnostic]:
    """Report attribute lists that do not say what they seem to say."""
    spans: dict[tuple[str, Lines], Span] = {}
    said: set[tuple[str, Lines, str]] = set()
    for remark in remarks:
        written, lines = remark.written, remark.lines
        if isinstance(remark, LeftText):
            before = remark.context.removesuffix(written)
            yield _left_text(finder.find(written, lines, before))
            continue
        if (written, lines) not in spans:
            spans[written, lines] = finder.find(written, lines)
        # Of several words behind one value, or of a template's, the first stands for all.
        after = remark.after if isinstance(remark, BareWord) else ""
        word = "%" if written.startswith("{%") else after or remark.name
        doubt = written, lines, word
        if doubt not in said:
            said.add(doubt)
            yield _misread(remark, spans[written, lines])


def _left_text(span: Span) -> Diagnostic:
    return warning(
        "MD001",
        "this attribute list belongs to nothing, and visitors see it as text",
        span,
        "a list stands at the very end of its block, or right behind a link, picture, "
        f"code or emphasis; {_FOR_A_BRACE}",
    )


def _misread(remark: BareWord | SingleQuote, whole: Span) -> Diagnostic:
    """Report a word or value of a list that is something else than was meant."""
    name = remark.name
    span = _within(whole, remark.written, name)
    if isinstance(remark, SingleQuote):
        message = f"single quotes become part of the value of '{name}'"
        hint = f'write {name}="…" with double quotes'
    elif remark.after:
        message = (
            f"the value of '{remark.after}' ends before '{name}', "
            "which becomes an attribute of its own"
        )
        hint = f"a value with spaces needs double quotes: {_quoted(remark)}"
    else:
        message = f"'{name}' becomes an attribute without a value"
        hint = f"for a class write '.{name}'; {_FOR_A_BRACE}"
        if remark.written.startswith("{%"):
            hint = "templates in Markdown are run only with 'markdown.template: jinja'"
        elif not _CLASS.fullmatch(name):
            hint = _FOR_A_BRACE
    return warning("MD002", message, span, hint)


def _quoted(remark: BareWord) -> str:
    """Write the value as it was probably meant."""
    found = re.search(
        rf"{re.escape(remark.after)}=([^=.#}}]*)(?=[ }}])", remark.written
    )
    value = found[1].strip() if found else f"… {remark.name}"
    return f'{remark.after}="{value}"'


def _within(span: Span, whole: str, part: str) -> Span:
    """Narrow a place down to a word inside it."""
    found = re.search(rf"(?<![\w-]){re.escape(part)}(?![\w-])", whole)
    if not span.column or not found:
        return span
    return Span(span.path, span.line, span.column + found.start(), len(part))


def _check_ids(
    ids: Iterable[tuple[str, Lines]], finder: Finder
) -> Iterator[Diagnostic]:
    """Report ids that stand twice on the page: a link leads to the first only."""
    first: dict[str, Lines] = {}
    places: dict[str, Span] = {}
    for name, lines in ids:
        if name not in first:
            first[name] = lines
            continue
        if name not in places:
            places[name] = finder.find_word(name, first[name])
        yield warning(
            "MD003",
            f"the id '{name}' is used twice on this page",
            finder.find_word(name, lines),
            "links lead to the first one only; give one of them another id",
            (Note("it is also here", places[name]),),
        )


def _check_html(
    pieces: Iterable[tuple[str, Lines]], finder: Finder
) -> Iterator[Diagnostic]:
    """Report prose in comments, and attribute lists that raw HTML does not read."""
    for html, lines in pieces:
        for comment in _find_comments(html):
            if found := describe_comment(comment):
                piece, message = found
                place = finder.find(piece, lines)
                yield warning("MD004", message, place, FOUND_IN_SOURCE)
        for left in _LIST.findall(without_silent_html(html)) if "{" in html else ():
            yield _left_html(finder.find(left, lines))


def _find_comments(html: str) -> Iterator[str]:
    """Find comments, each with its marks; the last one may have no end."""
    start = html.find("<!--")
    while start >= 0:
        end = html.find("-->", start + len("<!--"))
        stop = end + len("-->") if end >= 0 else len(html)
        yield html[start:stop]
        start = html.find("<!--", stop)


def _left_html(span: Span) -> Diagnostic:
    return warning(
        "MD001",
        "attribute lists have no effect inside HTML, and visitors see this as text",
        span,
        f'write the attribute into the tag: class="…"; {_FOR_A_BRACE}',
    )


def _check_languages(
    unknown: Iterable[tuple[int, str, str]], finder: Finder
) -> Iterator[Diagnostic]:
    """Report code that stays without highlighting for a slip of the pen."""
    for row, language, near in unknown:
        yield warning(
            "MD008",
            f"there is no language '{language}' to highlight",
            finder.find(language, (row, row + 1)),
            f"did you mean '{near}'?",
        )
