"""Say in an author's words why the parser gave up, and point where the cure is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import yaml

from sitewright.kernel.diagnostics import Diagnostic, Span, error, printable
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.yamlcore.events import (
    MAPPING_END,
    MAPPING_START,
    SCALAR,
    SEQUENCE_END,
    SEQUENCE_START,
    STREAM_END,
    Events,
    Mark,
    Parsed,
)

_REFUSED = regex("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

At = tuple[int, int]
"""Line and column in the text, both counted from 0."""


@dataclass(slots=True)
class _Seen:
    """What the parser gave before it stopped."""

    scalar: Parsed | None = None
    open: list[Parsed] = field(default_factory=list)


@frozen
class _Trouble:
    """A problem of the parser, with the text around it."""

    lines: list[str]
    path: str
    first_line: int
    problem: str
    context: str
    at: At
    since: At
    seen: _Seen

    def rest(self, at: At) -> str:
        return self.lines[at[0]][at[1] :].rstrip(" \t")

    def report(
        self, message: str, hint: str, at: At, width: int | None = None
    ) -> Diagnostic:
        """Make the finding; without ``width`` it covers the rest of the line."""
        line, column = at
        covered = max(len(self.rest(at)), 1) if width is None else width
        span = Span(self.path, line + self.first_line, column + 1, covered)
        return error("FM002", message, span, hint)


def explain(
    fault: Exception,
    lines: list[str],
    path: str,
    first_line: int,
    replay: Callable[[], Events],
) -> Diagnostic:
    """Turn an exception of the parser into a finding.

    Args:
        fault: What the parser raised.
        lines: The text that it read, by line, with an empty one at the end.
        path: The file of the text.
        first_line: Line of the file on which the text begins.
        replay: Start the same parser once more: an error is rare enough to look twice.
    """
    if not isinstance(fault, yaml.MarkedYAMLError) or fault.problem_mark is None:
        return _explain_character(fault, lines, path, first_line)
    trouble = _Trouble(
        lines,
        path,
        first_line,
        fault.problem or "",
        fault.context or "",
        _within(fault.problem_mark, lines),
        _within(fault.context_mark or fault.problem_mark, lines),
        _look_again(replay),
    )
    for key, rule in _RULES:
        applies = key in trouble.problem or key in trouble.context
        if applies and (finding := rule(trouble)):
            return finding
    problem = printable(trouble.problem.lower())
    message = f"this cannot be read as YAML: {problem}"
    return trouble.report(message, "", trouble.at)


def _explain_character(
    fault: Exception, lines: list[str], path: str, first_line: int
) -> Diagnostic:
    for number, line in enumerate(lines, first_line):
        if found := _REFUSED.search(line):
            code = f"U+{ord(found[0]):04X}"
            escape = found[0].encode("unicode_escape").decode()
            message = f"the character {escape} ({code}) cannot stand in YAML"
            span = Span(path, number, found.start() + 1, 1)
            return error("FM002", message, span, "remove it")
    problem = printable(str(fault).lower().partition("\n")[0])
    span = Span(path, first_line)
    return error("FM002", f"this cannot be read as YAML: {problem}", span)


def _within(mark: Mark, lines: list[str]) -> At:
    """Keep a mark inside the text: at its end, libyaml counts one line more."""
    if mark.line < len(lines) - 1:
        return mark.line, mark.column
    last = max(len(lines) - 2, 0)
    while last and not lines[last].strip():
        last -= 1
    return last, len(lines[last].rstrip(" \t"))


def _look_again(replay: Callable[[], Events]) -> _Seen:
    seen = _Seen()
    try:
        following = replay()
        while (kind := (event := following()).__class__) is not STREAM_END:
            if kind is SCALAR:
                seen.scalar = event
            elif kind is MAPPING_START or kind is SEQUENCE_START:
                seen.open.append(event)
            elif kind is MAPPING_END or kind is SEQUENCE_END:
                seen.open.pop()
    except yaml.YAMLError:
        return seen
    return seen


def _quoted(text: str) -> str:
    inner = printable(text).replace("'", "''")
    return f"put it in quotes: '{inner}'"


def _bad_start(trouble: _Trouble) -> Diagnostic:
    """Explain ``@home``, ``%x``, ``*bold*`` and a tab where a value should start."""
    is_older = bool(trouble.context) and "token" not in trouble.context
    at = trouble.since if is_older else trouble.at
    value = trouble.rest(at)
    if not value or value[0] == "\t" or trouble.lines[at[0]][at[1]] == "\t":
        return _tab(trouble)
    in_flow = any(event.flow_style for event in trouble.seen.open)
    hint = "put the value in quotes" if in_flow else _quoted(value)
    message = f"'{value[0]}' cannot start a value without quotes"
    return trouble.report(message, hint, at, 1 if in_flow else None)


def _tab(trouble: _Trouble) -> Diagnostic:
    line = trouble.lines[trouble.at[0]]
    column = line.find("\t", trouble.at[1])
    at = (trouble.at[0], max(column, 0))
    return trouble.report(
        "a tab cannot indent YAML; use spaces", "replace the tab by spaces", at, 1
    )


def _open_quote(trouble: _Trouble) -> Diagnostic | None:
    if "quoted scalar" not in trouble.context:
        return None
    quote = trouble.rest(trouble.since)[:1]
    message = "this quote is never closed"
    return trouble.report(message, f"close it with {quote}", trouble.since)


def _bad_escape(trouble: _Trouble) -> Diagnostic:
    line, column = trouble.at
    column = trouble.lines[line].rfind("\\", 0, column + 1)
    at = (line, max(column, 0))
    escape = printable(trouble.rest(at)[:2])
    message = f"'{escape}' has no meaning inside double quotes"
    hint = "use single quotes, or write '\\\\' for a backslash"
    return trouble.report(message, hint, at, len(escape))


def _stray_colon(trouble: _Trouble) -> Diagnostic:
    line, column = trouble.at
    text = trouble.lines[line]
    if earlier := re.search(r":[ \t]+", text[:column]):
        at = (line, earlier.end())
        if text[earlier.end()] in "\"'":
            return _after_quote(trouble, trouble.at)
        message = "this value contains ': ' and must be in quotes"
        return trouble.report(message, _quoted(trouble.rest(at)), at)
    indent = len(text) - len(text.lstrip())
    above = line - 1
    while above > 0 and not trouble.lines[above].strip():
        above -= 1
    before = trouble.lines[max(above, 0)]
    start = len(before) - len(before.lstrip())
    if above >= 0 and start == indent and ":" not in before:
        return _no_colon(trouble, (above, start))
    message = "this line is indented as part of the value above it"
    hint = "align it with the keys beside it, or remove the value above"
    return trouble.report(message, hint, (line, indent), max(column - indent, 1))


def _no_colon(trouble: _Trouble, at: At | None = None) -> Diagnostic:
    message = "this line has no ': ' after its key"
    return trouble.report(message, "write 'key: value'", at or trouble.since)


def _after_quote(trouble: _Trouble, at: At) -> Diagnostic:
    message = "the value goes on after its closing quote"
    hint = "put the whole value in quotes; inside single quotes, write '' for '"
    return trouble.report(message, hint, at)


def _open_bracket(trouble: _Trouble) -> Diagnostic | None:
    """Explain a flow list or mapping that lacks its end, or a comma."""
    opened = [event for event in trouble.seen.open if event.flow_style]
    if not opened:
        return None
    start = _within(opened[-1].start_mark, trouble.lines)
    bracket = trouble.rest(start)[:1]
    if bracket not in {"[", "{"}:
        bracket = "[" if "]" in trouble.problem else "{"
    end = "]" if bracket == "[" else "}"
    if trouble.at[0] > start[0] or not trouble.rest(trouble.at):
        message = f"'{bracket}' is opened here but never closed"
        return trouble.report(message, f"close it with '{end}'", start, 1)
    message = f"',' or '{end}' is missing here"
    hint = "separate the values by ', '; put a value with special signs in quotes"
    return trouble.report(message, hint, trouble.at, 1)


def _no_value(trouble: _Trouble) -> Diagnostic | None:
    if not (rest := trouble.rest(trouble.at)):
        return _open_bracket(trouble)
    message = f"'{rest[0]}' cannot start a value without quotes"
    return trouble.report(message, "put the value in quotes", trouble.at, 1)


def _broken_block(trouble: _Trouble) -> Diagnostic | None:
    """Explain what stands where the next key of a mapping should."""
    line, column = trouble.at
    text, rest = trouble.lines[line], trouble.rest(trouble.at)
    if text[:column].rstrip()[-1:] in {'"', "'"} and (last := trouble.seen.scalar):
        if last.end_mark.line > last.start_mark.line:
            at = (last.start_mark.line, last.start_mark.column)
            message = "this quote is not closed on its line"
            quote = trouble.rest(at)[:1]
            return trouble.report(message, f"close it with {quote}", at)
        return _after_quote(trouble, trouble.at)
    if text[:column].strip():
        return None
    if rest.startswith(": ") or rest == ":":
        return trouble.report("this line has no key before ':'", "", trouble.at, 1)
    if rest == "-" or rest.startswith("- "):
        message = "a list item stands where a key is expected"
        return trouble.report(message, "indent the list below its key", trouble.at)
    message = "this line does not line up with those above it"
    hint = "give all keys of one mapping the same indentation"
    return trouble.report(message, hint, trouble.at)


def _key_in_list(trouble: _Trouble) -> Diagnostic:
    message = "a list item is expected here"
    return trouble.report(message, "start it with '- ', or indent it", trouble.at)


def _list_on_line(trouble: _Trouble) -> Diagnostic:
    message = "a list cannot start on the line of its key"
    hint = "put each '- item' on a line of its own"
    return trouble.report(message, hint, trouble.at)


def _block_header(trouble: _Trouble) -> Diagnostic:
    message = "text cannot follow '|' or '>' on the same line"
    hint = "put it on the next line, indented; or put the value in quotes"
    return trouble.report(message, hint, trouble.at)


def _bad_tag(trouble: _Trouble) -> Diagnostic:
    tag = printable(trouble.rest(trouble.since).split(maxsplit=1)[0])
    message = f"the tag '{tag}' is not allowed here"
    hint = "remove it, or put the value in quotes if it is meant as text"
    found = trouble.report(message, hint, trouble.since, len(tag))
    return error("FM008", found.message, found.span, found.hint)


def _after_end(trouble: _Trouble) -> Diagnostic:
    message = "this stands after the end of the YAML document"
    return trouble.report(message, "remove the '...' above it", trouble.at)


_RULES: tuple[tuple[str, Callable[[_Trouble], Diagnostic | None]], ...] = (
    ("tag", _bad_tag),
    ("tab character", _tab),
    ("cannot start any token", _bad_start),
    ("mapping keys are not allowed", _bad_start),
    ("scanning a directive", _bad_start),
    ("scanning an alias", _bad_start),
    ("scanning an anchor", _bad_start),
    ("unexpected end of stream", _open_quote),
    ("unexpected document indicator", _open_quote),
    ("scape", _bad_escape),
    ("hexdecimal", _bad_escape),
    ("hexadecimal", _bad_escape),
    ("mapping values are not allowed", _stray_colon),
    ("could not find expected ':'", _no_colon),
    ("expected ',' or", _open_bracket),
    ("expected node content", _no_value),
    ("expected the node content", _no_value),
    ("expected '-' indicator", _key_in_list),
    ("parsing a block collection", _key_in_list),
    ("parsing a block mapping", _broken_block),
    ("sequence entries are not allowed", _list_on_line),
    ("comment or line break", _block_header),
    ("chomping or indentation", _block_header),
    ("<document start>", _after_end),
)
