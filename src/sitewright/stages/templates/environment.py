"""The Jinja2 environment of one site."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
)
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from jinja2 import (
    Environment,
    FunctionLoader,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.compiler import CodeGenerator
from jinja2.utils import missing
from markupsafe import Markup

from sitewright.model.data import Blank
from sitewright.model.document import Document, Source
from sitewright.model.facts import Reader
from sitewright.model.hooks import NONE, HookFault, Hooks
from sitewright.model.item import PageItem
from sitewright.model.stopwatch import Stopwatch
from sitewright.stages.templates.bounded import BoundedEnvironment
from sitewright.stages.templates.budget import CALL, Budget
from sitewright.stages.templates.conflicts import refuse_conflict
from sitewright.stages.templates.context import FreshTemplate, SiteContext
from sitewright.stages.templates.current import LATE, RENDERING, RenderBody, late_field
from sitewright.stages.templates.eleventy.menus import MenuEntry
from sitewright.stages.templates.fields import (
    Rendering,
    refuse_content,
)
from sitewright.stages.templates.limits import sized_filters
from sitewright.stages.templates.lines import line_of_compiled
from sitewright.stages.templates.owntags import NO_TAGS
from sitewright.stages.templates.printing import (
    PrintingCodeGenerator,
    as_json,
    escape_text,
    force_escape,
    is_none,
    print_value,
    show_value,
    strict_filters,
)
from sitewright.stages.templates.undefined import StrictUndefined
from sitewright.stages.templates.views import VIEWS, CollectionsView

_OWN = "./"

_MAPPINGS: dict[type, frozenset[str]] = {
    dict: frozenset(dir(dict)),
    PageItem: frozenset(dir(PageItem)) | LATE,
    MenuEntry: frozenset(dir(MenuEntry)),
    CollectionsView: frozenset(dir(CollectionsView)),
}
"""What is looked into by keys, and of each the names that are not just keys of it."""

NOT_REPRODUCIBLE = ("lipsum", "random")
"""What Jinja2 offers and a build that must give the same bytes twice cannot."""


class SiteEnvironment(BoundedEnvironment):
    """Sandboxed, autoescaping, strict about names; notes every template it hands out.

    Attributes:
        names: All templates, relative to the templates folder. Those that are pages
            are not among them; such a one is called ``./`` and its path.
        folder: The templates folder, relative to the project.
        comes_from_javascript: Whether sites bring its templates from Eleventy.
        stopwatch: Who times templates; None if nobody does.
        hooks: The site's own filters, functions and the like.
        own_tags: The site's own tags.
        others: The environments of other languages, by the ending of the templates
            that are written in them.
        sources: All templates as they were read.
        documents: The same without front matter.
        render_body: Turns what a Markdown page's own template printed into its body.
    """

    comes_from_javascript = False
    stopwatch: Stopwatch | None = None
    hooks: Hooks = NONE
    own_tags = NO_TAGS
    others: dict[str, SiteEnvironment] = {}  # noqa: RUF012 -- replaced, never changed
    render_body: RenderBody
    context_class = SiteContext
    template_class = FreshTemplate
    code_generator_class: type[CodeGenerator] = PrintingCodeGenerator
    show = staticmethod(show_value)

    def __init__(
        self,
        sources: tuple[Source, ...],
        documents: tuple[Document, ...],
        folder: str,
    ) -> None:
        """Take all templates: as they were read, and without front matter."""
        self.folder = folder
        self.sources, self.documents = sources, documents
        self._documents = {document.head.path: document for document in documents}
        self._texts = {self._name(source.path): source.text for source in sources}
        self.names = tuple(sorted(n for n in self._texts if n[:2] != _OWN))
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
        self.filters.update(strict_filters() | sized_filters())
        self.filters.update(e=escape_text, escape=escape_text, forceescape=force_escape)
        self.tests["none"] = is_none
        self.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": as_json}

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Hand Jinja a template with its real path, which its errors then name.

        A comment takes the place of front matter, so that lines keep their numbers.
        """
        text = self._texts.get(name)
        if text is None:
            return None
        if document := self._documents.get(self.path_of(name)):
            lines = document.text_line - 1
            head = "{#" + "\n" * lines + "#}" if lines else ""
            text = head + document.text
        return text, self.path_of(name), lambda: True

    def find_maker(self, fault: Exception) -> HookFault | None:
        """Find the hook that returned what cannot be printed; None if none did."""
        rendering = RENDERING.get(None)
        if not rendering or not self.hooks:
            return None
        from sitewright.stages.templates.hooks import find_maker

        return find_maker(fault, rendering)

    def path_of(self, name: str) -> str:
        """Name a template by its path in the project."""
        return name[2:] if name[:2] == _OWN else f"{self.folder}/{name}"

    def name_of(self, path: str) -> str:
        """Name the template that a file is; empty if it is none."""
        name = self._name(path)
        return name if name in self._texts else ""

    def _name(self, path: str) -> str:
        """Name a template by its place in its folder; a page's own by its whole path."""
        below = path.removeprefix(self.folder + "/")
        return below if below != path else _OWN + path

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
            if parent is not None:
                name, parent = self.join_path(name, parent), None
            if (language := self.language_of(name)) is not self:
                return language.get_template(name, parent, globals)
            rendering = RENDERING.get()
            rendering.budget.step(CALL)
            rendering.reader.read(f"template:{name}")
        return super().get_template(name, parent, globals)

    def load_ahead(self, names: Iterable[str]) -> None:
        """Compile templates; what is wrong with one is said of the pages that show it."""
        for name in names:
            with suppress(Exception):
                Environment.get_template(self.language_of(name), name)

    def make_globals(
        self, d: MutableMapping[str, Any] | None
    ) -> MutableMapping[str, Any]:
        """Lay the globals of a template over those of all in one mapping.

        Jinja's own looks in one, then in the other, and is copied for each render.
        """
        return {**self.globals, **(d or {})}

    def language_of(self, name: str) -> SiteEnvironment:
        """Find the environment of the language that a file is written in."""
        for ending, other in self.others.items():
            if name.endswith(ending):
                return other
        return self

    def as_content(self, html: str) -> str:
        """Make the HTML of a page what its layout sees as ``content``."""
        return Markup(html)  # noqa: S704 -- made by the page's own template

    def in_front_matter(self) -> Environment:
        """Make the environment for the templates in front matter."""
        return self.overlay(autoescape=False)

    def names_in(self, text: str) -> set[str]:
        """List the variables that a template looks at.

        Raises:
            TemplateSyntaxError: It cannot be read.
        """
        from jinja2.meta import find_undeclared_variables

        return find_undeclared_variables(self.parse(text))

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
                RENDERING.get().reader.read(f"template:{name}")
                if name not in self._texts:
                    continue
            break
        return super().select_template(tried, parent, globals)

    def compile(
        self,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """Compile a template, or say that Python cannot hold it.

        Raises:
            TemplateSyntaxError: It is wrong, or nested too deeply.
        """
        if isinstance(source, str) and "<<<<<<<" in source:
            refuse_conflict(source, name, filename)
        make = partial(super().compile, source, name, filename, defer_init=defer_init)
        if self.stopwatch and filename:
            make = partial(self._time_compiling, filename, make)
        try:
            return make(raw=raw)
        except SyntaxError as bad:  # of the Python that Jinja made
            line = line_of_compiled(str(make(raw=True)), bad.lineno)
        except (RecursionError, MemoryError):
            line = 1
        message = "this is nested too deeply for a template"
        fault = TemplateSyntaxError(message, line, name, filename)
        fault.translated = True  # whose text is then the message alone
        raise fault

    def _time_compiling(self, path: str, make: Callable[..., Any], *, raw: bool) -> Any:
        assert self.stopwatch  # noqa: S101 -- for the type checker
        with self.stopwatch.lap("compiling", path):
            return make(raw=raw)

    @property
    def all_texts(self) -> Mapping[str, str]:
        """The text of every template, pages among them, by its name."""
        return self._texts

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
        kind = type(obj)
        if kind in _MAPPINGS and attribute not in _MAPPINGS[kind]:
            try:
                return obj[attribute]
            except (TypeError, LookupError):
                return self.undefined(obj=obj, name=attribute)
        if kind in VIEWS and attribute[:1] != "_":
            found = getattr(obj, attribute, missing)
            return super().getattr(obj, attribute) if found is missing else found
        if kind is Blank:
            return self.undefined(obj=obj, name=attribute)
        if kind is PageItem and attribute in LATE:
            return self._look_up(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look an item up; a field without a value has none."""
        if type(obj) is Blank:
            return self.undefined(obj=obj, name=str(argument))
        if type(obj) is PageItem and argument in LATE:
            return self._look_up(obj, argument)
        return super().getitem(obj, argument)

    def _look_up(self, item: PageItem, name: str) -> object:
        """Look up what is too large to be in a page's item."""
        found = late_field(item, name)
        return self.undefined(obj=item, name=name) if found is None else found

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Let everything public of the views through at once; ask Jinja for the rest."""
        if type(obj) in VIEWS:
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)

    @contextmanager
    def recording(
        self,
        reader: Reader,
        path: str,
        content_of: Callable[[str], str] = refuse_content,
    ) -> Iterator[Rendering]:
        """Tell the environment which page is rendered inside the block, and by whom.

        Args:
            reader: Window on the facts of the site.
            path: The page's source path.
            content_of: Renders the content of a page, given its key.
        """
        rendering = Rendering(reader, path, content_of, Budget(self.limits))
        if self.hooks:  # which of them a template uses is not noted
            reader.read("hooks")
        token = RENDERING.set(rendering)
        try:
            yield rendering
        finally:
            RENDERING.reset(token)
