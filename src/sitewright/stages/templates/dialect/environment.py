"""The environment of Nunjucks templates, beside that of Jinja2's."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any, Final

from jinja2 import Environment, nodes
from jinja2.lexer import TokenStream

from sitewright.stages.templates.dialect.builtins.filters import make_filters
from sitewright.stages.templates.dialect.builtins.globals import GLOBALS
from sitewright.stages.templates.dialect.builtins.tests import TESTS
from sitewright.stages.templates.dialect.calls import name_looked_up
from sitewright.stages.templates.dialect.compiler import NunjucksCodeGenerator
from sitewright.stages.templates.dialect.javascript.nothing import Nothing
from sitewright.stages.templates.dialect.lexer import NunjucksLexer
from sitewright.stages.templates.dialect.parser import TAGS, NunjucksParser
from sitewright.stages.templates.dialect.scope import NunjucksContext
from sitewright.stages.templates.dialect.spots import Lint
from sitewright.stages.templates.environment import SiteEnvironment

_RELATIVE: Final = ("./", "../")


class NunjucksEnvironment(SiteEnvironment):
    """Gives a template the meaning that it has in Nunjucks 3.2.4."""

    code_generator_class = NunjucksCodeGenerator
    context_class = NunjucksContext
    tags = TAGS
    comes_from_javascript = True

    def __init__(
        self,
        jinja: SiteEnvironment,
        filters: Mapping[str, Any],
        lint: Lint | None = None,
    ) -> None:
        """Stand beside the environment of Jinja2, with the same templates.

        Args:
            jinja: The other environment.
            filters: What Sitewright adds to the filters of Nunjucks.
            lint: Takes note of what has no value, if that is asked for.
        """
        self.lint = lint
        super().__init__(jinja.sources, jinja.documents, jinja.folder)
        self.undefined = Nothing
        self.finalize = None
        self.optimized = False
        tests: Any = {**TESTS}
        self.tests = tests
        self.filters = {**filters, **make_filters(tests)}
        self.globals = dict(GLOBALS)
        self._lexer = NunjucksLexer(self)

    def _parse(
        self, source: str, name: str | None, filename: str | None
    ) -> nodes.Template:
        template = NunjucksParser(self, source, name, filename).parse()
        if self.lint and filename:
            from sitewright.stages.templates.dialect.lint import mark_spots

            mark_spots(template, filename)
        return template

    def _tokenize(
        self,
        source: str,
        name: str | None,
        filename: str | None = None,
        state: str | None = None,
    ) -> TokenStream:
        return self._lexer.tokenize(source, name, filename, state)

    def as_content(self, html: str) -> str:
        """Take the HTML of a page: in Eleventy it is text, and ``safe`` makes it HTML."""
        return html

    def in_front_matter(self) -> Environment:
        """Take this environment: Eleventy escapes in front matter as it does elsewhere."""
        return self

    def names_in(self, text: str) -> set[str]:
        """List the variables that a template looks at."""
        found = self.parse(text).find_all(nodes.Call)
        return {str(name) for call in found if (name := name_looked_up(call))}

    def join_path(self, template: str, parent: str) -> str:
        """Find the name of a template that is named from where another one is."""
        if not template.startswith(_RELATIVE):
            return template
        own = parent[:2] if parent[:2] == "./" else ""
        folder = posixpath.dirname(parent.removeprefix(own))
        return own + posixpath.normpath(posixpath.join(folder, template))

    def run_tag(
        self, name: str, given: tuple[object, ...], named: dict[str, object]
    ) -> object:
        """Run a tag of the site's own."""
        own = self.own_tags
        call = own.paired.get(name) or own.alone[name]
        return call(*given, **named)
