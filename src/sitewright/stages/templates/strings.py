"""Templates in front matter: permalinks, and computed values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import TemplateError

from sitewright.kernel.diagnostics import Diagnostic, Note, Span, error
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.facts import Facts, Reader
from sitewright.model.hooks import HookFault
from sitewright.stages.templates.budget import BudgetError
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.undefined import UndefinedNameError

_SYNTAX = regex(r"\{\{|\{%|\{#.*?#\}", re.DOTALL)


def is_template(value: object) -> bool:
    """Tell whether a value is text with template syntax in it."""
    return isinstance(value, str) and bool(_SYNTAX.search(value))


class StringRenderer:
    """Renders the templates in one page's front matter.

    What they print is a value, not HTML: nothing is escaped; but in Nunjucks, for
    Eleventy escapes here, too.

    Attributes:
        findings: What failed, each at its place.
    """

    def __init__(self, environment: SiteEnvironment, path: str) -> None:
        """Take the environment, and the page's source path."""
        self.findings: list[Diagnostic] = []
        self._environment = environment.language_of(path)
        self._plain = self._environment.in_front_matter()
        self._path = path

    def render(self, text: str, variables: Mapping[str, object], span: Span) -> str:
        """Render one text; empty, with a finding, if it fails."""
        with self._environment.recording(Reader(Facts({})), self._path):
            try:
                return self._plain.from_string(text).render(variables)
            except Exception as fault:  # noqa: BLE001 -- templates may raise anything
                found = self._describe(fault, text, variables, span)
        self.findings.append(found)
        return ""

    def _describe(
        self, fault: Exception, text: str, variables: Mapping[str, object], span: Span
    ) -> Diagnostic:
        """Describe what came out of a template in front matter."""
        from sitewright.stages.templates.names import (
            find_unknown,
            sentence_of,
            suggest_name,
        )

        fault = self._environment.find_maker(fault) or fault
        if isinstance(fault, HookFault):
            from sitewright.stages.templates.hooks import read_hook_fault

            return read_hook_fault(fault, span, (Note(f"while reading {self._path}"),))
        if unknown := find_unknown(fault, self._environment):
            place = _narrow(span, unknown.pattern, text)
            found = error("TPL003", unknown.message, place, unknown.hint)
            return replace(found, paste=unknown.paste)
        hint = "it sees the page's own values, the site's data, and 'page'"
        message = sentence_of(fault)
        if isinstance(fault, BudgetError):
            hint = fault.hint
        if isinstance(fault, UndefinedNameError):
            message = f"'{fault.name}' is not defined"
            fields = fault.owner if isinstance(fault.owner, Mapping) else {}
            names = {**variables, **self._environment.globals}
            known = names if fault.is_variable else fields
            hint = suggest_name(fault.name, known) or hint
        message = f"this template in front matter fails: {message}"
        return error("TPL009", message, span, hint)

    def names_in(self, text: str) -> set[str]:
        """List the variables that a text looks at; none if it cannot be read."""
        try:
            return self._environment.names_in(text)
        except (TemplateError, RecursionError):  # which rendering it will tell
            return set()


def _narrow(span: Span, pattern: str, text: str) -> Span:
    """Point at a word of a text that stands on one line, in quotes or without."""
    found = re.search(pattern, text)
    quotes = span.width - len(text)
    if not found or "\n" in text or quotes not in (0, 2):
        return span
    column = span.column + quotes // 2 + found.start()
    return Span(span.path, span.line, column, len(found[0]))
