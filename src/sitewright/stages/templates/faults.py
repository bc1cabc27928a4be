"""Turn what a template raises into a finding at its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from sitewright.kernel.diagnostics import Diagnostic, Note, Span, error, suggest
from sitewright.stages.templates.environment import NOT_REPRODUCIBLE, SiteEnvironment
from sitewright.stages.templates.undefined import UndefinedNameError
from sitewright.stages.templates.views import CollectionsView

_NAMED = re.compile(r"[Nn]o (filter|test) named '([^']*)'")


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
    places = _places(fault.__traceback__, environment.folder)
    place = places[-1] if places else Span(page)
    notes = (Note(f"while rendering {page}"),)
    if isinstance(fault, RecursionError):
        return _endless(places, notes)
    if isinstance(fault, TemplateSyntaxError):
        return _syntax(fault, environment, notes)
    if isinstance(fault, TemplateNotFound):
        return _not_found(fault, place, environment, notes)
    if isinstance(fault, UndefinedNameError):
        return _undefined(fault, place, environment, variables, notes)
    if isinstance(fault, SecurityError):
        hint = "templates may read values, not reach into Python"
        return error("TPL007", _sentence(fault), place, hint, notes)
    return error("TPL008", _sentence(fault), place, "", notes)


def _places(trace: TracebackType | None, folder: str) -> list[Span]:
    """List the template lines of a traceback, outermost first."""
    places = []
    while trace:
        path = trace.tb_frame.f_code.co_filename
        if path.startswith(folder + "/"):
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


def _syntax(
    fault: TemplateSyntaxError, environment: SiteEnvironment, notes: tuple[Note, ...]
) -> Diagnostic:
    path = fault.filename or f"{environment.folder}/{fault.name}"
    message = _sentence(fault)
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
        place = _locate(place, name, environment)
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
        _locate(place, name, environment),
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
        message = f"'{owner}' has no '{name}'" if owner else f"no '{name}' here"
        written = f"{owner}.{name}" if owner else name
        known = fault.owner if isinstance(fault.owner, Mapping) else dir(fault.owner)
    words = [word for word in known if isinstance(word, str) and word[:1] != "_"]
    near = suggest(name, words)
    hint = f"test it with '{{% if {written} %}}', or give it a '| default(…)'"
    if isinstance(fault.owner, CollectionsView):
        hint = f"if it may be empty: collections['{name}'] | default([])"
    return error(
        "TPL005",
        message,
        _locate(place, name, environment),
        f"did you mean '{near}'?" if near and near != name else hint,
        notes,
    )


def _owner(place: Span, name: str, environment: SiteEnvironment) -> str:
    """Name what a field was looked up in, as the template writes it; empty if unclear."""
    text = _line(place, environment)
    found = re.search(rf"([\w.]+)(?:\.|\[['\"]){re.escape(name)}(?!\w)", text)
    return found[1] if found else ""


def _locate(place: Span, word: str, environment: SiteEnvironment) -> Span:
    """Find the column of a word on a template's line, if it stands there."""
    text = _line(place, environment)
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    if not found:
        return place
    return Span(place.path, place.line, found.start() + 1, len(word))


def _line(place: Span, environment: SiteEnvironment) -> str:
    """Take the line of a template that a place lies on; empty if it is in none."""
    name = place.path.removeprefix(environment.folder + "/")
    if name not in environment.names:
        return ""
    lines = environment.template_text(name).split("\n")
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""
