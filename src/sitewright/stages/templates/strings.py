"""Templates in front matter: permalinks, and computed values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import TemplateError, meta

from sitewright.kernel.diagnostics import Diagnostic, Note, Span, error
from sitewright.model.facts import Reader
from sitewright.model.hooks import HookFault
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.faults import describe_fault
from sitewright.stages.templates.hooks import read_hook_fault

_SYNTAX = re.compile(r"\{\{|\{%")


def is_template(value: object) -> bool:
    """Tell whether a value is text with template syntax in it."""
    return isinstance(value, str) and bool(_SYNTAX.search(value))


class StringRenderer:
    """Renders the templates in one page's front matter.

    What they print is a value, not HTML: nothing is escaped.

    Attributes:
        findings: What failed, each at its place.
    """

    def __init__(self, environment: SiteEnvironment, path: str) -> None:
        """Take the environment, and the page's source path."""
        self.findings: list[Diagnostic] = []
        self._environment = environment
        self._plain = environment.overlay(autoescape=False)
        self._path = path

    def render(self, text: str, variables: Mapping[str, object], span: Span) -> str:
        """Render one text; empty, with a finding, if it fails."""
        with self._environment.recording(Reader({}), self._path):
            try:
                return self._plain.from_string(text).render(variables)
            except HookFault as fault:
                notes = (Note(f"while reading {self._path}"),)
                self.findings.append(read_hook_fault(fault, span, notes))
                return ""
            except Exception as fault:  # noqa: BLE001 -- templates may raise anything
                message = describe_fault(fault)
        self.findings.append(
            error(
                "TPL009",
                f"this template in front matter fails: {message}",
                span,
                "it sees the page's own values, the site's data, and 'page'",
            )
        )
        return ""

    def names_in(self, text: str) -> set[str]:
        """List the variables that a text looks at; none if it cannot be read."""
        try:
            return meta.find_undeclared_variables(self._environment.parse(text))
        except TemplateError:
            return set()
