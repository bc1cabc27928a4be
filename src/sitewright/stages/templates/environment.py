"""The Jinja2 environment of one site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from jinja2 import FunctionLoader, Template, TemplateNotFound
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error
from sitewright.model.config import SiteConfig
from sitewright.model.data import Blank
from sitewright.model.document import Source
from sitewright.model.facts import Reader
from sitewright.stages.templates.fields import (
    RenderField,
    Rendering,
    make_markdown_filters,
)
from sitewright.stages.templates.filters import make_filters
from sitewright.stages.templates.limits import refuse_huge
from sitewright.stages.templates.printing import (
    as_json,
    is_none,
    print_value,
    strict_filters,
)
from sitewright.stages.templates.undefined import StrictUndefined
from sitewright.stages.templates.views import VIEWS

# Jinja asks the environment for templates, not the render; this tells the environment
# which render asks. A context variable, so that two threads may render at once.
_RENDERING: ContextVar[Rendering] = ContextVar("rendering")

NOT_REPRODUCIBLE = ("lipsum", "random")
"""What Jinja2 offers and a build that must give the same bytes twice cannot."""


class _FreshTemplate(Template):
    """A template whose macros are made anew for each render that imports them.

    Jinja makes them once; of what such a template imports in its turn, only the first
    render would then be noted as a reader.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        self._module = None
        return super()._get_default_module(ctx)


class SiteEnvironment(ImmutableSandboxedEnvironment):
    """Sandboxed, autoescaping, strict about names; notes every template it hands out.

    Attributes:
        names: All templates, relative to the templates folder.
        folder: The templates folder, relative to the project.
    """

    template_class = _FreshTemplate
    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, sources: tuple[Source, ...], folder: str) -> None:
        self.folder = folder
        self._texts = {
            source.path.removeprefix(folder + "/"): source.text for source in sources
        }
        self.names = tuple(sorted(self._texts))
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            finalize=print_value,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            loader=FunctionLoader(self._load),
        )
        self.globals.pop("lipsum")
        self.filters.pop("random")
        self.filters.update(strict_filters())
        self.tests["none"] = is_none
        self.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": as_json}

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Hand Jinja a template with its real path, which its errors then name."""
        if (text := self._texts.get(name)) is None:
            return None
        return text, self.path_of(name), lambda: True

    def path_of(self, name: str) -> str:
        """Name a template by its path in the project."""
        return f"{self.folder}/{name}"

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 -- Jinja's name
    ) -> Template:
        """Note the read, of a missing template too, and load as Jinja does.

        Jinja calls this for every extends, include and import of every render, also
        when the template is in its cache.
        """
        if isinstance(name, str):
            _RENDERING.get().reader.read(f"template:{name}")
        return super().get_template(name, parent, globals)

    def select_template(
        self,
        names: Iterable[str | Template],
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 -- Jinja's name
    ) -> Template:
        """Note the read of every candidate of a list, as far as it was looked at."""
        tried = []
        for name in names:
            tried.append(name)
            if isinstance(name, str):
                _RENDERING.get().reader.read(f"template:{name}")
                if name not in self._texts:
                    continue
            break
        return super().select_template(tried, parent, globals)

    def template_text(self, name: str) -> str:
        """Take the text of a template.

        Raises:
            TemplateNotFound: There is none of that name.
        """
        try:
            return self._texts[name]
        except KeyError:
            raise TemplateNotFound(name) from None

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a field up; a field without a value has none."""
        if type(obj) is Blank:
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look an item up; a field without a value has none."""
        if type(obj) is Blank:
            return self.undefined(obj=obj, name=str(argument))
        return super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute what the sandbox lets through, if the result is of a sane size."""
        refuse_huge(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Let everything public of the views through at once; ask Jinja for the rest."""
        if type(obj) in VIEWS:
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)

    @contextmanager
    def recording(self, reader: Reader, path: str) -> Iterator[Rendering]:
        """Tell the environment which page is rendered inside the block, and by whom."""
        rendering = Rendering(reader, path)
        token = _RENDERING.set(rendering)
        try:
            yield rendering
        finally:
            _RENDERING.reset(token)


def make_environment(
    templates: tuple[Source, ...],
    config: SiteConfig,
    render_field: RenderField,
) -> Checked[SiteEnvironment]:
    """Make the environment in which a site's templates are rendered.

    Args:
        templates: All files of the templates folder.
        config: The site's settings.
        render_field: Turns Markdown into HTML, for the ``markdown`` filters.

    Returns:
        The environment, and a finding for each template with front matter, which this
        version does not read.
    """
    environment = SiteEnvironment(templates, config.paths.templates)
    environment.filters.update(make_filters(config))
    environment.filters.update(
        make_markdown_filters(config, render_field, _RENDERING.get)
    )
    findings = tuple(map(_front_matter, filter(_has_front_matter, templates)))
    return environment, findings


def _has_front_matter(source: Source) -> bool:
    return source.text.startswith(("---\n", "---\r\n"))


def _front_matter(source: Source) -> Diagnostic:
    return error(
        "TPL002",
        "front matter in a template is not read by this version",
        Span(source.path, 1, 1, 3),
        "move its values to 'defaults' in site.yaml, and wrap with '{% extends %}'",
    )
