"""Gather and check what the decorators of ``sitewright.hooks`` are given."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from contextvars import ContextVar

from sitewright.edges.hooks.names import NAMELESS, name_problem
from sitewright.kernel.diagnostics import Diagnostic, Note, Span, error
from sitewright.model.hooks import Hook, HookKind, NotPlainError, plain_value
from sitewright.model.hooks.calls import format_signature

_NAMESPACES = {
    HookKind.GLOBAL: HookKind.FUNCTION,
    HookKind.PAIRED_SHORTCODE: HookKind.SHORTCODE,
}
"""Kinds whose names templates could not tell from those of another kind."""

_GIVEN = {
    HookKind.FILTER: "the value in front of '|', and what stands in brackets",
    HookKind.TEST: "the value in front of 'is', and what stands in brackets",
    HookKind.PAIRED_SHORTCODE: "the HTML between the tags, and what stands in the tag",
    HookKind.COLLECTION: "the pages",
    HookKind.COMPUTED: "the page's data",
    HookKind.DATA: "nothing",
    HookKind.PREPROCESSOR: "the page's data and its text",
    HookKind.POSTPROCESSOR: "the finished text and its path",
}
"""What each kind of function is called with."""

_PARAMETERS = {
    HookKind.FILTER: "value",
    HookKind.TEST: "value",
    HookKind.PAIRED_SHORTCODE: "inner",
    HookKind.COLLECTION: "pages",
    HookKind.COMPUTED: "data",
    HookKind.DATA: "",
    HookKind.PREPROCESSOR: "data, text",
    HookKind.POSTPROCESSOR: "text, path",
}

_LEAST = {HookKind.FILTER: 1, HookKind.TEST: 1, HookKind.PAIRED_SHORTCODE: 1}
_EXACTLY = {
    HookKind.COLLECTION: 1,
    HookKind.COMPUTED: 1,
    HookKind.DATA: 0,
    HookKind.PREPROCESSOR: 2,
    HookKind.POSTPROCESSOR: 2,
}


class Registry:
    """What one site has registered so far.

    Attributes:
        hooks: The functions, in order.
        values: Global values by name.
        findings: What cannot be registered.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Start empty.

        Args:
            texts: The site's Python files by path.
        """
        self.hooks: list[Hook] = []
        self.values: dict[str, object] = {}
        self.findings: list[Diagnostic] = []
        self._texts = texts
        self._seen: dict[tuple[HookKind, str], Span] = {}

    def add(
        self,
        kind: HookKind,
        name: object,
        function: object,
        endings: tuple[object, ...] = (),
    ) -> None:
        """Register a function; what is wrong with it becomes a finding.

        Args:
            kind: What it is for.
            name: What it is called; None for its own name.
            function: What the decorator was put on.
            endings: For processors: of which files they are told.
        """
        called: object = getattr(function, "__name__", "") if name is None else name
        span = self._find(called)
        if not callable(function):
            what = type(function).__name__
            self._refuse(
                "HOOK006",
                f"a {kind} must be a function, not something of the type '{what}'",
                span,
                f"write @hooks.{_decorator(kind)} on the line above a 'def'",
            )
        elif inspect.iscoroutinefunction(function):
            message = f"{kind} '{called}' is 'async', and nothing would wait for it"
            self._refuse("HOOK006", message, span, "remove the word 'async'")
        elif bad := next((item for item in endings if not _is_ending(item)), None):
            hint = f"write '.{bad}'" if isinstance(bad, str) else "write '.md'"
            message = f"{bad!r} is not the ending of a file"
            self._refuse("HOOK004", message, self._find(str(bad)), hint)
        elif self._may_be_called(kind, called, span):
            given = tuple(str(item) for item in endings)
            hook = Hook(kind, str(called), function, span, given, self._texts)
            self._check_arguments(hook)
            self.hooks.append(hook)

    def add_value(self, name: object, value: object) -> None:
        """Register a global value for templates."""
        called = str(name)
        span = self._find(called)
        if not self._may_be_called(HookKind.GLOBAL, called, span):
            return
        try:
            self.values[called] = plain_value(value)
        except NotPlainError as bad:
            hint = "text, numbers, times, lists and mappings will do"
            if callable(value):
                hint = "put @hooks.function on the function instead"
            self._refuse("HOOK010", f"'{called}' is {bad}", span, hint)

    def _may_be_called(self, kind: HookKind, name: object, span: Span) -> bool:
        """Check a name, and that it is free; take it."""
        if problem := name_problem(kind, name):
            self._refuse("HOOK004", problem[0], span, problem[1])
            return False
        if kind in NAMELESS:
            return True
        key = (_NAMESPACES.get(kind, kind), str(name))
        if (first := self._seen.get(key)) is None:
            self._seen[key] = span
            return True
        message = f"there is a {key[0]} '{name}' already"
        note = Note("the first one", first)
        self._refuse("HOOK005", message, span, "give one another name", note)
        return False

    def _check_arguments(self, hook: Hook) -> None:
        """Check that a function can take what it will be called with."""
        try:
            signature = inspect.signature(hook.function)
        except (TypeError, ValueError):  # written in C, and says nothing
            return
        least, exactly = _LEAST.get(hook.kind, 0), _EXACTLY.get(hook.kind)
        try:
            if exactly is None:
                signature.bind_partial(*range(least))
            else:
                signature.bind(*range(exactly))
        except TypeError:
            message = (
                f"{hook.kind} '{hook.name}' takes {format_signature(hook)}, but is "
                f"given {_GIVEN[hook.kind]}"
            )
            hint = f"write 'def {hook.name}({_PARAMETERS[hook.kind]})'"
            self._refuse("HOOK006", message, hook.span, hint)

    def _refuse(
        self, code: str, message: str, span: Span, hint: str, *notes: Note
    ) -> None:
        self.findings.append(error(code, message, span, hint, notes))

    def _find(self, name: object) -> Span:
        """Find the name of a hook from the line on that is registering it."""
        frame = inspect.currentframe()
        while frame and frame.f_code.co_filename not in self._texts:
            frame = frame.f_back
        if frame is None:
            return Span(next(iter(self._texts), ""))
        path, line = frame.f_code.co_filename, frame.f_lineno
        rows = self._texts[path].split("\n")
        for number, row in enumerate(rows[line - 1 : line + 9], line):
            if name and (
                found := re.search(rf"(?<!\w){re.escape(str(name))}(?!\w)", row)
            ):
                return Span(path, number, found.start() + 1, len(found[0]))
        return Span(path, line)


REGISTRY: ContextVar[Registry | None] = ContextVar("registry", default=None)
"""Where the decorators register, while a site's ``hooks.py`` runs."""


def _decorator(kind: HookKind) -> str:
    return kind.name.lower()


def _is_ending(item: object) -> bool:
    return isinstance(item, str) and item.startswith(".") and "/" not in item
