"""Tell which name in a template has no meaning, and which one may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jinja2 import TemplateError, Undefined, nodes

from sitewright.kernel.diagnostics import Diagnostic, Note, Span, error, suggest
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.model.data import Blank
from sitewright.model.hooks import HookKind, write_stub
from sitewright.stages.templates.environment import NOT_REPRODUCIBLE, SiteEnvironment
from sitewright.stages.templates.places import find_owner, locate
from sitewright.stages.templates.undefined import UncallableError, UndefinedNameError
from sitewright.stages.templates.views import CollectionsView

_TAG = regex(r"unknown tag '([^']*)'")
_NAMED = regex(r"[Nn]o (filter|test) named '([^']*)'")
_KINDS = {"filter": HookKind.FILTER, "test": HookKind.TEST}
_NOT_EXPORTED = regex(r"the template '([^']*)' .*does not export")


@frozen
class Unknown:
    """A filter, test or tag that there is not.

    Attributes:
        name: Its name.
        message: What to say of it.
        hint: What to do.
        paste: Lines for ``hooks.py`` that would begin it; or empty.
    """

    name: str
    message: str
    hint: str
    paste: str = ""

    @property
    def pattern(self) -> str:
        """A regular expression that finds the name as a whole word."""
        return rf"(?<!\w){re.escape(self.name)}(?!\w)"


def find_unknown(
    fault: Exception, environment: SiteEnvironment, text: str = ""
) -> Unknown | None:
    """Tell which filter, test, tag or function is asked for in vain; None if none.

    Jinja says so while it reads a template, or, of what stands below an ``if`` or is
    handed to ``map`` and its like, when it comes to that.

    Args:
        fault: What was raised.
        environment: That of the template's language.
        text: The template; a tag that it ends as well is one of a pair.
    """
    if not isinstance(fault, TemplateError):
        return None
    if isinstance(fault, UncallableError) and fault.name:
        names, kind = list(environment.globals), HookKind.FUNCTION
        return _offer(environment, fault.name, sentence_of(fault), names, kind)
    if found := _NAMED.search(str(fault)):
        what, name = found.groups()
        known = list(environment.filters if what == "filter" else environment.tests)
        message = f"there is no {what} '{name}'"
        if name in NOT_REPRODUCIBLE:
            hint = f"'{name}' would change the site with every build"
            return Unknown(name, message, hint)
        return _offer(environment, name, message, known, _KINDS[what])
    tag = _TAG.search(str(fault))
    return _unknown_tag(tag[1], environment, text) if tag else None


def _unknown_tag(name: str, environment: SiteEnvironment, text: str) -> Unknown | None:
    """Tell about a tag that there is not; None if it only stands in a wrong place."""
    from sitewright.stages.templates.shortcodes import known_tags

    tags = known_tags(environment)
    message = f"there is no tag '{name}'"
    opening = name.removeprefix("end")
    if opening != name and opening in environment.own_tags.alone:
        hint = f"'{opening}' stands alone: make it a paired shortcode in hooks.py"
        return Unknown(name, message, hint)
    if name in tags:
        return None
    is_paired = re.search(rf"\{{%-?\s*end{re.escape(name)}\s*-?%\}}", text)
    kind = HookKind.PAIRED_SHORTCODE if is_paired else HookKind.SHORTCODE
    return _offer(environment, name, message, tags, kind)


def _offer(
    environment: SiteEnvironment,
    name: str,
    message: str,
    known: Iterable[str],
    kind: HookKind,
) -> Unknown:
    """Offer the name that is near, or lines for a hook of that name.

    A name in Nunjucks is more likely one of the site's JavaScript than a slip.
    """
    hint, stub = _did_you_mean(name, known), write_stub(kind, name)
    if not stub or (hint and not environment.comes_from_javascript):
        return Unknown(name, message, hint)
    asks = f"{hint} Else write" if hint else "write"
    return Unknown(name, message, f"{asks} it in hooks.py:", stub)


def sentence_of(fault: Exception) -> str:
    """Write an exception's message in the house form: lower case, no full stop."""
    if isinstance(fault, MemoryError):
        return "there is not enough memory for this"
    text = str(fault).strip().rstrip(".")
    head = text.split(" ", 1)[0]
    if head[:1].isupper() and not head.isupper():
        text = text[0].lower() + text[1:]
    if isinstance(fault, TemplateError):
        return text or "the template failed"
    return f"{type(fault).__name__}: {text}" if text else type(fault).__name__


def read_undefined(
    fault: UndefinedNameError,
    place: Span,
    environment: SiteEnvironment,
    variables: Mapping[str, object],
    notes: tuple[Note, ...],
) -> Diagnostic:
    """Describe the use of a name that has no value.

    Args:
        fault: What was raised.
        place: The line of the template.
        environment: Where the templates are.
        variables: What the template could see.
        notes: What else is known.
    """
    name = fault.name
    known: Iterable[object] = ()
    written = name
    if fault.is_variable:
        message = f"'{name}' is not defined"
        known = [*variables, *environment.globals, *_assigned(place.path, environment)]
        if found := _NOT_EXPORTED.match(str(fault)):
            message = f"'{found[1]}' has no macro or value '{name}'"
            known = _assigned(environment.path_of(found[1]), environment)
    elif isinstance(fault.owner, CollectionsView):
        message = f"there is no collection '{name}': no published page has that tag"
        known = list(fault.owner)
    else:
        is_nothing = isinstance(fault.owner, Undefined | Blank | None)
        owner = find_owner(place, name, environment, is_deepest=is_nothing)
        is_index = name.removeprefix("-").isdigit()
        what = f"item {name}" if is_index else f"'{name}'"
        message = f"'{owner or 'this'}' has no {what}"
        written = f"{owner}[{name}]" if is_index else f"{owner}.{name}".lstrip(".")
        known = fault.owner if isinstance(fault.owner, Mapping) else dir(fault.owner)
    hint = f"test it with '{{% if {written} %}}', or give it a '| default(…)'"
    if isinstance(fault.owner, CollectionsView):
        hint = f"if it may be empty: collections['{name}'] | default([])"
    # A variable stands alone; a field stands behind a dot, or in brackets.
    before = r"(?<![\w.])" if fault.is_variable else r"(?<=[.'\"\[])"
    if written.endswith(f".{name}"):
        before = rf"(?<={re.escape(written.removesuffix(name))})"
    return error(
        "TPL005",
        message,
        locate(place, rf"{before}{re.escape(name)}(?!\w)", environment),
        suggest_name(name, known) or hint,
        notes,
    )


def suggest_name(name: str, known: Iterable[object]) -> str:
    """Ask whether a name of the site's is meant; empty if none is near."""
    words = [word for word in known if isinstance(word, str) and word[:1] != "_"]
    return _did_you_mean(name, words)


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    near = suggest(name, [word for word in known if word != name])
    return f"did you mean '{near}'?" if near else ""


def _assigned(path: str, environment: SiteEnvironment) -> list[str]:
    """List the names that a template itself gives a value: macros, imports and all."""
    name = environment.name_of(path)
    try:
        language = environment.language_of(path)
        tree = language.parse(environment.template_text(name))
    except TemplateError:
        return []
    names = [item.name for item in tree.find_all(nodes.Macro)]
    names += [item.name for item in tree.find_all(nodes.Name) if item.ctx == "store"]
    names += [item.target for item in tree.find_all(nodes.Import)]
    for item in tree.find_all(nodes.FromImport):
        names += [one if isinstance(one, str) else one[1] for one in item.names]
    return names
