"""Turn what a template raises into a finding at its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from sitewright.kernel.diagnostics import Diagnostic, Note, Span, error, suggest
from sitewright.model.hooks import HookFault
from sitewright.stages.templates.environment import NOT_REPRODUCIBLE, SiteEnvironment
from sitewright.stages.templates.hooks import read_hook_fault, read_own_fault
from sitewright.stages.templates.shortcodes import known_tags
from sitewright.stages.templates.undefined import UndefinedNameError
from sitewright.stages.templates.views import CollectionsView

_TAG = re.compile(r"unknown tag '([^']*)'")
_NAMED = re.compile(r"[Nn]o (filter|test) named '([^']*)'")


class ContentCircleError(RecursionError):
    """The content of a page needs itself.

    Attributes:
        paths: The pages on the way, the first one once more at the end.
    """

    def __init__(self, paths: list[str]) -> None:
        super().__init__("content in a circle")
        self.paths = paths


def read_fault(
    fault: Exception,
    environment: SiteEnvironment,
    variables: Mapping[str, object],
    page: str,
) -> Diagnostic:
    """Describe an exception that came out of rendering a page.

    Args:
        fault: The exception, with its traceback.
        environment: Where the templates are.
        variables: What the templates could see, for suggestions.
        page: Source path of the page being rendered.
    """
    places = _places(fault.__traceback__, environment)
    place = places[-1] if places else Span(page)
    notes = (Note(f"while rendering {page}"),)
    if isinstance(fault, HookFault):
        named = rf"(?<!\w){re.escape(fault.hook.name)}(?!\w)"
        called = _locate(place, named, environment) if places else None
        return read_hook_fault(fault, called, notes)
    if isinstance(fault, RecursionError):
        return _circle(fault, place, environment, notes) or _endless(places, notes)
    if isinstance(fault, TemplateSyntaxError):
        return _syntax(fault, environment, notes)
    if isinstance(fault, TemplateNotFound):
        return _not_found(fault, place, environment, notes)
    if isinstance(fault, UndefinedNameError):
        return _undefined(fault, place, environment, variables, notes)
    # A filter of our own says in a note what to do about it.
    code, hint = "TPL008", "; ".join(getattr(fault, "__notes__", ()))
    if isinstance(fault, SecurityError):
        code, hint = "TPL007", "templates may read values, not reach into Python"
    own = read_own_fault(fault, environment.hooks, place, notes)
    return own or error(code, _sentence(fault), place, hint, notes)


def describe_fault(fault: Exception) -> str:
    """Say in a few words what an exception out of a template means."""
    if isinstance(fault, HookFault):
        return fault.finding.message
    if isinstance(fault, UndefinedNameError):
        return f"'{fault.name}' is not defined"
    return _sentence(fault)


def _places(trace: TracebackType | None, environment: SiteEnvironment) -> list[Span]:
    """List the template lines of a traceback, outermost first."""
    places = []
    while trace:
        path = trace.tb_frame.f_code.co_filename
        if environment.name_of(path):
            places.append(Span(path, trace.tb_lineno))
        trace = trace.tb_next
    return places


def _sentence(fault: Exception) -> str:
    """Write an exception's message in the house form: lower case, no full stop."""
    text = str(fault).strip().rstrip(".")
    head = text.split(" ", 1)[0]
    if head[:1].isupper() and not head.isupper():
        text = text[0].lower() + text[1:]
    if type(fault).__module__.startswith("jinja2"):
        return text or "the template failed"
    return f"{type(fault).__name__}: {text}" if text else type(fault).__name__


def _endless(places: list[Span], notes: tuple[Note, ...]) -> Diagnostic:
    """Name the templates that call one another without end, once round."""
    names = [place.path for place in places]
    cycle = names[:1]
    for name in names[1:]:
        if name != cycle[-1]:
            cycle.append(name)
        if len(cycle) > 1 and name == cycle[0]:
            break
    if len(cycle) == 1 and cycle:
        cycle *= 2
    return error(
        "TPL006",
        f"templates call one another without end: {' -> '.join(cycle)}",
        places[0] if places else None,
        "break the circle of 'include', 'extends', 'import' or macro calls",
        notes,
    )


def _circle(
    fault: RecursionError,
    place: Span,
    environment: SiteEnvironment,
    notes: tuple[Note, ...],
) -> Diagnostic | None:
    """Name the pages of which each needs the next one's content; None if none does."""
    if not isinstance(fault, ContentCircleError):
        return None
    return error(
        "TPL011",
        f"the content of this page needs itself: {' -> '.join(fault.paths)}",
        _locate(place, r"\b(?:templateContent|content)\b", environment),
        "show the content of other pages only, or show it in a layout",
        notes,
    )


def _syntax(
    fault: TemplateSyntaxError, environment: SiteEnvironment, notes: tuple[Note, ...]
) -> Diagnostic:
    message = _sentence(fault)
    name = fault.filename or fault.name or ""  # Jinja is not of one mind about these
    path = name if environment.name_of(name) else environment.path_of(name)
    place = Span(path, fault.lineno)
    hint = ""
    if found := _NAMED.search(str(fault)):
        kind, name = found.groups()
        known = environment.filters if kind == "filter" else environment.tests
        near = suggest(name, known)
        message = f"there is no {kind} '{name}'"
        hint = f"did you mean '{near}'?" if near else ""
        if name in NOT_REPRODUCIBLE:
            hint = f"'{name}' would change the site with every build"
        place = _locate(place, rf"(?<!\w){re.escape(name)}(?!\w)", environment)
    elif (found := _TAG.search(str(fault))) and (
        found[1] not in (tags := known_tags(environment))
    ):
        near = suggest(found[1], tags)
        hint = f"did you mean '{near}'?" if near else ""
        place = _locate(place, rf"(?<!\w){re.escape(found[1])}(?!\w)", environment)
    return error("TPL003", message, place, hint, notes)


def _not_found(
    fault: TemplateNotFound,
    place: Span,
    environment: SiteEnvironment,
    notes: tuple[Note, ...],
) -> Diagnostic:
    name = str(fault.name)
    near = suggest(name, environment.names)
    return error(
        "TPL004",
        f"there is no template '{name}'",
        _locate(place, re.escape(name), environment),
        f"did you mean '{near}'?"
        if near
        else f"templates are looked for in {environment.folder}/",
        notes,
    )


def _undefined(
    fault: UndefinedNameError,
    place: Span,
    environment: SiteEnvironment,
    variables: Mapping[str, object],
    notes: tuple[Note, ...],
) -> Diagnostic:
    name = fault.name
    known: Iterable[object] = ()
    written = name
    if fault.is_variable:
        message = f"'{name}' is not defined"
        known = [*variables, *environment.globals]
    elif isinstance(fault.owner, CollectionsView):
        message = f"there is no collection '{name}': no published page has that tag"
        known = list(fault.owner)
    else:
        owner = _owner(place, name, environment)
        is_index = name.removeprefix("-").isdigit()
        what = f"item {name}" if is_index else f"'{name}'"
        message = f"'{owner or 'this'}' has no {what}"
        written = f"{owner}[{name}]" if is_index else f"{owner}.{name}".lstrip(".")
        known = fault.owner if isinstance(fault.owner, Mapping) else dir(fault.owner)
    words = [word for word in known if isinstance(word, str) and word[:1] != "_"]
    near = suggest(name, words)
    hint = f"test it with '{{% if {written} %}}', or give it a '| default(…)'"
    if isinstance(fault.owner, CollectionsView):
        hint = f"if it may be empty: collections['{name}'] | default([])"
    # A variable stands alone; a field stands behind a dot, or in brackets.
    before = r"(?<![\w.])" if fault.is_variable else r"(?<=[.'\"\[])"
    return error(
        "TPL005",
        message,
        _locate(place, rf"{before}{re.escape(name)}(?!\w)", environment),
        f"did you mean '{near}'?" if near and near != name else hint,
        notes,
    )


def _owner(place: Span, name: str, environment: SiteEnvironment) -> str:
    """Name what a field was looked up in, as the template writes it; empty if unclear."""
    start, end, text = _line(place, environment)
    found = re.search(
        rf"([\w.]+)(?:\.|\[['\"]?){re.escape(name)}(?!\w)", text[start:end]
    )
    return found[1] if found else ""


def _locate(place: Span, pattern: str, environment: SiteEnvironment) -> Span:
    """Find the column of a word on a template's line, inside an expression or tag."""
    start, end, text = _line(place, environment)
    for found in re.compile(pattern).finditer(text, start, end):
        if found[0] and _is_in_tag(text, found.start()):
            column = found.start() - start + 1
            return Span(place.path, place.line, column, len(found[0]))
    return place


def _is_in_tag(text: str, position: int) -> bool:
    """Tell whether a place in a template lies between ``{{`` and ``}}`` or the like."""
    opened = max(text.rfind(mark, 0, position) for mark in ("{{", "{%"))
    closed = max(text.rfind(mark, 0, position) for mark in ("}}", "%}"))
    return opened > closed


def _line(place: Span, environment: SiteEnvironment) -> tuple[int, int, str]:
    """Find a line in the text of its template: start, end, and the text; else empty."""
    name = environment.name_of(place.path)
    if not name or place.line < 1:
        return 0, 0, ""
    text = environment.template_text(name)
    start = 0
    for _ in range(place.line - 1):
        start = text.find("\n", start) + 1
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end, text
