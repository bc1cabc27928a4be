"""Turn what a template raises into a finding at its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from sitewright.kernel.diagnostics import Diagnostic, Note, Span, error, suggest
from sitewright.kernel.frozen import replace
from sitewright.model.hooks import HookFault
from sitewright.stages.templates.assets import AssetError, BrokenAssetError
from sitewright.stages.templates.budget import BudgetError
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.names import (
    find_unknown,
    read_undefined,
    sentence_of,
)
from sitewright.stages.templates.places import list_places, locate
from sitewright.stages.templates.undefined import UndefinedNameError


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
    places = list_places(fault.__traceback__, environment)
    place = places[-1] if places else Span(page)
    notes = (Note(f"while rendering {page}"),)
    fault = environment.find_maker(fault) or fault
    if isinstance(fault, HookFault):
        named = rf"(?<!\w){re.escape(fault.hook.name)}(?!\w)"
        called = locate(place, named, environment) if places else None
        from sitewright.stages.templates.hooks import read_hook_fault

        return read_hook_fault(fault, called, notes)
    if isinstance(fault, RecursionError):
        return _circle(fault, place, environment, notes) or _endless(places, notes)
    if isinstance(fault, TemplateSyntaxError):
        place = _place_of(fault, environment)
        unknown = _unknown(fault, place, environment, notes)
        return unknown or error("TPL003", sentence_of(fault), place, "", notes)
    if isinstance(fault, UndefinedNameError):
        return read_undefined(fault, place, environment, variables, notes)
    return _unknown(fault, place, environment, notes) or _other(
        fault, place, environment, notes
    )


def _other(
    fault: Exception,
    place: Span,
    environment: SiteEnvironment,
    notes: tuple[Note, ...],
) -> Diagnostic:
    """Describe a template that is not there, and whatever else may happen."""
    if isinstance(fault, TemplateNotFound):
        return _not_found(fault, place, environment, notes)
    # A filter of our own says in a note what to do about it.
    code, hint = "TPL008", "; ".join(getattr(fault, "__notes__", ()))
    if isinstance(fault, BrokenAssetError):
        return fault.finding
    if isinstance(fault, AssetError):
        code, place = fault.code, locate(place, re.escape(fault.written), environment)
    if isinstance(fault, BudgetError):
        code, hint = "TPL013", fault.hint
        if fault.written:
            place = locate(place, re.escape(fault.written), environment)
    if isinstance(fault, SecurityError):
        code, hint = "TPL007", "templates may read values, not reach into Python"
    if environment.hooks:
        from sitewright.stages.templates.hooks import read_own_fault

        if own := read_own_fault(fault, environment.hooks, place, notes):
            return own
    return error(code, sentence_of(fault), place, hint, notes)


def _endless(places: list[Span], notes: tuple[Note, ...]) -> Diagnostic:
    """Name the templates that call one another without end, once round."""
    times = Counter(places)
    most = max(times.values(), default=0)
    turn = {place for place, count in times.items() if 2 * count > most}
    # What leads into the circle may pass through one of its templates, too.
    start = next((at for at, place in enumerate(places) if place in turn), 0)
    names = [place.path for place in places[start:]]
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
        places[start] if places else None,
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
        locate(place, r"\b(?:templateContent|content)\b", environment),
        "show the content of other pages only, or show it in a layout",
        notes,
    )


def _unknown(
    fault: Exception,
    place: Span,
    environment: SiteEnvironment,
    notes: tuple[Note, ...],
) -> Diagnostic | None:
    """Name the filter, test or tag that there is not; None if none is missing."""
    language, name = (
        environment.language_of(place.path),
        environment.name_of(place.path),
    )
    text = environment.template_text(name) if name else ""
    if unknown := find_unknown(fault, language, text):
        place = locate(place, unknown.pattern, environment)
        found = error("TPL003", unknown.message, place, unknown.hint, notes)
        return replace(found, paste=unknown.paste)
    return None


def _place_of(fault: TemplateSyntaxError, environment: SiteEnvironment) -> Span:
    name = fault.filename or fault.name or ""  # Jinja is not of one mind about these
    path = name if environment.name_of(name) else environment.path_of(name)
    return Span(path, fault.lineno)


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
        locate(place, re.escape(name), environment),
        f"did you mean '{near}'?"
        if near
        else f"templates are looked for in {environment.folder}/",
        notes,
    )
