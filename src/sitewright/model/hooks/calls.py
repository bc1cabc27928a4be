"""Call a site's own functions; whatever goes wrong in them becomes a finding."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from types import TracebackType

from sitewright.kernel.diagnostics import Checked, Diagnostic, Note, Span, error
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.hooks.hook import Hook, HookKind
from sitewright.model.hooks.values import NotPlainError, take_all

_CALLED = regex(r"^[\w.<>]+\(\) ")
_ADDRESS = regex(r"<[^<>]* at 0x[0-9a-fA-F]+>")

_FIRST = {
    HookKind.FILTER: "stands before '|'",
    HookKind.TEST: "stands before 'is'",
    HookKind.PAIRED_SHORTCODE: "is what stands between the tags",
}
"""Where the first argument of a hook comes from, if not out of its brackets."""


class HookFault(Exception):  # noqa: N818 -- not an error of ours: it carries a finding
    """A hook failed.

    Attributes:
        hook: Which one.
        finding: What to tell the author.
        is_misuse: Whether it was called with arguments that it does not take, so that
            the call is at fault and not the hook.
    """

    def __init__(self, hook: Hook, finding: Diagnostic, *, is_misuse: bool) -> None:
        super().__init__(finding.message)
        self.hook = hook
        self.finding = finding
        self.is_misuse = is_misuse


def invoke(hook: Hook, /, *given: object, **named: object) -> object:
    """Call a hook; what it yields becomes a list, so that it has run when this returns.

    Raises:
        HookFault: The hook failed, or does not take these arguments.
    """
    try:
        with hook.timing():
            value = hook.function(*given, **named)
            return take_all(value) if isinstance(value, Iterator) else value
    except (HookFault, KeyboardInterrupt):  # of a hook called by this one; of the user
        raise
    except NotPlainError as bad:
        raise refuse_result(hook, f"returned {bad}", "return a list") from None
    except BaseException as fault:
        trace = fault.__traceback__
        is_misuse = isinstance(fault, TypeError) and not (trace and trace.tb_next)
        finding = _misused(hook, fault) if is_misuse else _failed(hook, fault)
        raise HookFault(hook, finding, is_misuse=is_misuse) from fault


def refuse_result(hook: Hook, problem: str, hint: str) -> HookFault:
    """Say that a hook returned what is of no use."""
    message = f"{hook.kind} '{hook.name}' {problem}"
    finding = error("HOOK010", message, hook.span, hint)
    return HookFault(hook, finding, is_misuse=False)


def call_hook(hook: Hook, note: str, /, *given: object) -> Checked[object]:
    """Call a hook for a stage.

    Args:
        hook: What to call.
        note: What it is called for, such as ``while reading content/a.md``; may be
            empty.
        given: Its arguments.

    Returns:
        What it returned; or None, with a finding.
    """
    try:
        return invoke(hook, *given), ()
    except HookFault as fault:
        notes = (Note(note),) if note else ()
        return None, (replace(fault.finding, notes=notes),)


def find_place(trace: TracebackType | None, texts: Mapping[str, str]) -> Span | None:
    """Find the innermost line of some files in a traceback, to the character.

    Args:
        trace: Where the exception came by.
        texts: The files by the path under which they were compiled.
    """
    innermost = None
    while trace:
        if trace.tb_frame.f_code.co_filename in texts:
            innermost = trace
        trace = trace.tb_next
    if innermost is None:
        return None
    code, line = innermost.tb_frame.f_code, innermost.tb_lineno
    # Python has one position for each of its instructions, which are two bytes long.
    found = next(islice(code.co_positions(), innermost.tb_lasti // 2, None), None)
    place = Span(code.co_filename, line)
    if found is None:
        return place
    _, last, start, end = found
    if start is None or end is None:
        return place
    row = texts[code.co_filename].split("\n")[line - 1].encode()
    column = len(row[:start].decode("utf-8", "ignore")) + 1
    stretch = row[start:end] if last == line else row[start:]
    return replace(place, column=column, width=len(stretch.decode("utf-8", "ignore")))


def count_frames(trace: TracebackType | None, texts: Mapping[str, str]) -> int:
    """Count how many calls of a traceback were made by functions of some files."""
    count = 0
    while trace:
        count += trace.tb_frame.f_code.co_filename in texts
        trace = trace.tb_next
    return count


def format_fault(fault: BaseException) -> str:
    """Write an exception on one line: its kind, and the first line that it says."""
    if isinstance(fault, RecursionError):
        return "it calls itself without end"
    kind = type(fault).__name__
    try:
        text = str(fault).strip()
    except Exception:  # noqa: BLE001 -- exceptions of the site's own may do anything
        text = ""
    said = text.split("\n", 1)[0].rstrip(".")
    return f"{kind}: {said}" if said else kind


def format_signature(hook: Hook) -> str:
    """Write what a hook takes, without types: ``(text, times=2)``; empty if unknown."""
    try:
        signature = inspect.signature(hook.function)
    except (TypeError, ValueError):
        return ""
    bare = [
        parameter.replace(annotation=parameter.empty)
        for parameter in signature.parameters.values()
    ]
    return _ADDRESS.sub("…", str(inspect.Signature(bare)))


def _failed(hook: Hook, fault: BaseException) -> Diagnostic:
    place = find_place(fault.__traceback__, hook.texts) or hook.span
    message = f"{hook.kind} '{hook.name}' failed: {format_fault(fault)}"
    is_key = isinstance(fault, KeyError) and fault.args
    hint = f"where it may be missing, write .get({fault.args[0]!r})" if is_key else ""
    return error("HOOK008", message, place, hint)


def _misused(hook: Hook, fault: BaseException) -> Diagnostic:
    # Newer versions of Python go on to suggest a name.
    said = _CALLED.sub("", str(fault)).partition(". Did you")[0].rstrip(".")
    hint = ""
    if signature := format_signature(hook):
        hint = f"it takes {signature}"
        if first := re.match(r"\((\w+)", signature):
            where = _FIRST.get(hook.kind)
            hint += f", of which '{first[1]}' {where}" if where else ""
    return error("HOOK009", f"{hook.kind} '{hook.name}' {said}", hook.span, hint)
