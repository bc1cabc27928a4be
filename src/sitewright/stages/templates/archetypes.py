"""Render an archetype: what stands in a new page before anybody writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import Template
from jinja2.nodes import EvalContext
from jinja2.runtime import Undefined
from jinja2.utils import pass_eval_context

from sitewright.kernel.diagnostics import Checked
from sitewright.model.document import Source
from sitewright.model.facts import Facts, Reader
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.faults import read_fault
from sitewright.stages.templates.printing import print_value


def render_archetype(
    environment: SiteEnvironment,
    archetype: Source,
    variables: Mapping[str, object],
    show: Callable[[object], str],
    path: str,
) -> Checked[str]:
    """Render an archetype in Jinja2, with the filters and macros of the site.

    Args:
        environment: Where the templates are, and the archetype as if it were one.
        archetype: The archetype.
        variables: What it sees.
        show: Writes what it prints.
        path: The page that is to be.

    Returns:
        The page; empty, with a finding, if the archetype fails.
    """

    @pass_eval_context
    def show_value(context: EvalContext, value: object) -> str:
        if isinstance(value, Undefined):
            str(value)  # which fails, and names it
        return show(print_value(context, value))

    plain = environment.overlay(autoescape=False, finalize=show_value)
    name = environment.name_of(archetype.path)
    with environment.recording(Reader(Facts({})), path):
        try:
            code = plain.compile(archetype.text, name, archetype.path)
            made = Template.from_code(plain, code, plain.make_globals(None))
            return made.render(variables), ()
        except Exception as fault:  # noqa: BLE001 -- templates may raise anything
            return "", (read_fault(fault, environment, variables, path),)
