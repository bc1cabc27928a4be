"""Make a site's own filters, tests, functions and shortcodes known to its templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from jinja2 import TemplateError
from markupsafe import Markup

from sitewright.kernel.diagnostics import (
    Diagnostic,
    Findings,
    Note,
    Span,
    error,
    warning,
)
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.data import blank_value
from sitewright.model.hooks import (
    Hook,
    HookFault,
    HookKind,
    Hooks,
    NotPlainError,
    invoke,
)
from sitewright.model.hooks.calls import (
    count_frames,
    find_place,
    format_fault,
    refuse_result,
)
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.fields import Rendering
from sitewright.stages.templates.handover import plain_python, templates_own
from sitewright.stages.templates.owntags import OwnTags
from sitewright.stages.templates.shortcodes import add_shortcodes

_ADDRESS = regex(r"\bat 0x([0-9a-fA-F]+)>")

_DEEP = 50
"""Calls of the site's own, one inside the other, that are no template's doing."""

_OF_JINJA = frozenset({"__jinja_template__", "__jinja_exception__"})
"""Globals of a template's frames: as it ran, and as Jinja writes its traceback."""

_TAG = regex(r"</?[a-zA-Z][^<>]*>")


def add_hooks(
    environment: SiteEnvironment,
    hooks: Hooks,
    own: Iterable[str],
    current: Callable[[], Rendering],
) -> Findings:
    """Add what a site's hooks are to its templates.

    Args:
        environment: Where to add them.
        hooks: The hooks of the site.
        own: Names of the filters that Sitewright adds to those of Jinja2.
        current: Tells which page is being rendered.

    Returns:
        A warning for each filter that takes the place of one of Sitewright's.
    """
    calls = {
        kind: {hook.name: _callable(hook, current) for hook in hooks.of(kind)}
        for kind in (HookKind.FILTER, HookKind.TEST, HookKind.FUNCTION)
    }
    ours = frozenset(own)
    clashes = [hook for hook in hooks.of(HookKind.FILTER) if hook.name in ours]
    environment.filters.update(calls[HookKind.FILTER])
    environment.tests.update(calls[HookKind.TEST])
    environment.globals.update(calls[HookKind.FUNCTION])
    environment.globals.update({k: blank_value(v) for k, v in hooks.values.items()})
    alone, paired = (
        {hook.name: _shortcode(hook, current) for hook in hooks.of(kind)}
        for kind in (HookKind.SHORTCODE, HookKind.PAIRED_SHORTCODE)
    )
    if alone or paired:
        add_shortcodes(environment, OwnTags(alone, paired))
    return tuple(map(_clash, clashes))


def _callable(hook: Hook, current: Callable[[], Rendering]) -> Callable[..., object]:
    """Make what templates call: the hook, with its faults told from a template's."""

    def keep(value: object) -> None:
        current().objects[id(value)] = hook, value

    def call(*given: object, **named: object) -> object:
        plain = [plain_python(value) for value in given]
        by_name = {name: plain_python(value) for name, value in named.items()}
        try:
            value = invoke(hook, *plain, **by_name)
        except HookFault as fault:
            cause = fault.__cause__
            if cause and _is_of_template(cause, fault.hook):
                raise cause from None
            raise
        try:
            made = templates_own(value, keep)
        except NotPlainError as bad:
            hint = "return text, a number, a time, or a list or mapping of these"
            raise refuse_result(hook, f"returned {bad}", hint) from None
        return made

    return call


def _is_of_template(cause: BaseException, hook: Hook) -> bool:
    """Tell whether what came out of a hook is the doing of the template around it.

    A name without a value fails where the hook looks at it; a macro may be called by a
    hook; templates without end may happen to be in one when the stack is full.
    """
    if isinstance(cause, RecursionError):
        return count_frames(cause.__traceback__, hook.texts) < _DEEP
    return isinstance(cause, TemplateError) or _ends_in_template(cause, hook.texts)


def _ends_in_template(cause: BaseException, texts: Mapping[str, str]) -> bool:
    """Tell whether a template's line is further in than the site's own Python."""
    is_template, trace = False, cause.__traceback__
    while trace:
        if not _OF_JINJA.isdisjoint(trace.tb_frame.f_globals):
            is_template = True
        elif trace.tb_frame.f_code.co_filename in texts:
            is_template = False
        trace = trace.tb_next
    return is_template


def _shortcode(hook: Hook, current: Callable[[], Rendering]) -> Callable[..., object]:
    """Make what a tag calls: it takes text and HTML alone, and doubts HTML as text."""
    call = _callable(hook, current)

    def run(*given: object, **named: object) -> object:
        value = call(*given, **named)
        if not isinstance(value, str | int | float):
            kind = type(value).__name__
            hint = "return hooks.Markup(…) for HTML, or text, or nothing"
            raise refuse_result(hook, f"returned a {kind}, not text", hint)
        is_text = isinstance(value, str) and not isinstance(value, Markup)
        if is_text and _TAG.search(str(value)):
            current().findings.append(_shown_as_text(hook))
        return value

    return run


def _shown_as_text(hook: Hook) -> Diagnostic:
    return warning(
        "HOOK011",
        f"shortcode '{hook.name}' returned HTML as plain text, so its tags are shown",
        hook.span,
        "return hooks.Markup('<b>{}</b>').format(text), which escapes the text alone",
    )


def _clash(hook: Hook) -> Diagnostic:
    return warning(
        "HOOK007",
        f"the filter '{hook.name}' takes the place of Sitewright's own",
        hook.span,
        "give it another name, unless that is meant",
    )


def read_own_fault(
    fault: Exception, hooks: Hooks, place: Span, notes: tuple[Note, ...]
) -> Diagnostic | None:
    """Describe what came out of the site's own Python, but not by way of a hook.

    Templates may use the objects that hooks return, whose methods may fail.

    Returns:
        The finding; None if the template is at fault.
    """
    texts = {source.path: source.text for source in hooks.sources}
    where = find_place(fault.__traceback__, texts)
    if where is None or _ends_in_template(fault, texts):
        return None
    message = f"the site's own Python failed: {format_fault(fault)}"
    return error("HOOK008", message, where, "", (Note("called here", place), *notes))


def find_maker(fault: Exception, rendering: Rendering) -> HookFault | None:
    """Find the hook that returned what cannot be printed; None if none did."""
    for address in _ADDRESS.findall(str(getattr(fault, "printed", ""))):
        if found := rendering.objects.get(int(address, 16)):
            hook, value = found
            kind = type(value).__name__
            problem = f"returned something of the type '{kind}', which is printed here"
            return refuse_result(
                hook, problem, "return text, or give the type a __str__"
            )
    return None


def read_hook_fault(
    fault: HookFault, place: Span | None, notes: tuple[Note, ...]
) -> Diagnostic:
    """Describe the failure of a hook during a render.

    Args:
        fault: What happened.
        place: The template's line that called the hook; None if there is none.
        notes: What else is known.
    """
    finding = fault.finding
    if place is None:
        return replace(finding, notes=notes)
    if fault.is_misuse:
        here = Note(f"the {fault.hook.kind} is here", finding.span)
        return replace(finding, span=place, notes=(here, *notes))
    return replace(finding, notes=(Note("called here", place), *notes))
