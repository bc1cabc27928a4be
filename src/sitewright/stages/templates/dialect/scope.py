"""One running file or block of Nunjucks: its variables, loops, macros and files.

A compiled template calls the methods of ``Scope``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast
from weakref import ref

from jinja2 import Template, TemplateNotFound, TemplateRuntimeError
from jinja2.runtime import BlockReference
from jinja2.utils import missing
from markupsafe import Markup

from sitewright.model.data import HIDDEN
from sitewright.stages.templates.budget import CALL
from sitewright.stages.templates.context import SiteContext
from sitewright.stages.templates.dialect.calls import SUPER
from sitewright.stages.templates.dialect.frames import Frame
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED
from sitewright.stages.templates.dialect.javascript.values import (
    strict_equal,
)
from sitewright.stages.templates.dialect.loops import (
    Turns,
    counted,
    is_taken_apart,
    rows_of,
)
from sitewright.stages.templates.dialect.macros import Macro

Body = Callable[[], str]
"""A compiled body: gives what it prints."""


def _find_nothing() -> None:
    return None


class NunjucksContext(SiteContext):
    """The variables of one file; what it shows to others.

    Attributes:
        scope_class: What scopes are made of.
        first: The frame that the file starts in.
        sees_site: Whether the page's values and the site's data are in reach; those
            that are imported without context see functions only.
    """

    scope_class: type[Scope]
    first: Frame | None = None
    sees_site = True
    _running: Callable[[], Scope | None] = staticmethod(_find_nothing)

    @property
    def scope(self) -> Scope | None:
        """The scope that runs at the moment."""
        return self._running()

    def enter(self) -> Scope:
        """Start to run a file or a block."""
        outer = self.scope
        frame = outer.frame if outer else self.first or Frame(is_top=True)
        scope = self.scope_class(self, frame, outer)
        self.run_in(scope)
        return scope

    def run_in(self, scope: Scope | None) -> None:
        """Note what runs; it is not kept, so that both go when the file has run."""
        self._running = ref(scope) if scope else _find_nothing

    def find(self, name: str) -> object:
        """Look up what no frame has."""
        if name in self.vars:
            return self.vars[name]
        if not self.sees_site:
            return self.parent.get(name, UNDEFINED)
        value = missing
        if name in HIDDEN:  # in Eleventy there is nothing that could hide the site's
            value = self.look_in_data(name)
        if value is missing:
            value = self.resolve_or_missing(name)
        return UNDEFINED if value is missing else value

    def keep(self, name: str, value: object) -> None:
        """Make a variable of the whole context."""
        self.vars[name] = value
        scope = self.scope
        while scope is not None:
            scope.known.pop(name, None)
            scope = scope.outer

    def publish(self, name: str, value: object) -> None:
        """Show a variable to the whole context, and to those who import the file."""
        self.keep(name, value)
        if name[:1] != "_":
            self.exported_vars.add(name)


class _Known(dict[str, object]):
    """Variables that cannot change while a file or block runs: each is looked up once.

    These are the names that it does not bind itself. If another file makes a variable
    of such a name meanwhile, the context takes it out here.
    """

    __slots__ = ("_context", "_frame")

    def __init__(self, frame: Frame, context: NunjucksContext) -> None:
        super().__init__()
        self._frame = frame
        self._context = context

    def __missing__(self, name: str) -> object:
        value = self._frame.find(name)
        if value is missing:
            value = self._context.find(name)
        self[name] = value
        return value


class Scope:
    """The frames of one running file, or of one running block.

    Attributes:
        frame: The current frame.
        outer: The scope inside which this one runs; None if there is none.
        known: The variables that the file does not bind itself, but in macros.
    """

    __slots__ = (
        *("_chosen", "_context", "_given", "frame", "known", "outer"),
        "__weakref__",
    )

    def __init__(
        self, context: NunjucksContext, frame: Frame, outer: Scope | None
    ) -> None:
        self.frame = frame
        self._context = context
        self.outer = outer
        self.known = _Known(frame, context)
        self._chosen: object = UNDEFINED
        self._given: Mapping[str, object] = {}

    # -- Variables

    def get(self, name: str) -> object:
        """Look a variable up; ``UNDEFINED`` if there is none."""
        frame = self.frame
        if name in frame.local:
            return frame.local[name]
        value = frame.find(name)
        return self._context.find(name) if value is missing else value

    def set(self, names: Sequence[str], value: object) -> None:
        """Do what ``set`` does."""
        for name in names:
            self.frame.set(name, value)
            if self.frame.is_top:
                self._context.publish(name, value)

    def put(self, name: str, value: object) -> None:
        """Give an argument of a macro its default."""
        self.frame.put(name, value)

    def push(self, names: tuple[str, ...] = ()) -> None:
        """Enter a frame, in which some names have no value."""
        self.frame = Frame(self.frame, self.frame)
        self.frame.local = dict.fromkeys(names, UNDEFINED)

    def pop(self) -> None:
        """Leave a frame."""
        self.frame = cast("Frame", self.frame.parent)

    def isolate(self) -> None:
        """Enter the frame of a block."""
        self.frame = Frame(self.frame, is_isolated=True)

    def leave(self) -> None:
        """Leave a block."""
        self._context.run_in(self.outer)

    # -- Loops and choices

    def rows(self, over: object, names: tuple[str, ...]) -> list[object]:
        """List what a loop binds whose variables only its own body can see.

        Args:
            over: What to run through: an array or, with two names, an object.
            names: The variables.
        """
        rows = rows_of(over, names)
        self._context.spend(len(rows))
        return rows

    def loop(self, over: object, names: tuple[str, ...], is_plain: bool) -> Turns:
        """Run through the same, and bind the variables for all that runs inside.

        Args:
            over: What to run through.
            names: The variables.
            is_plain: Whether it is a ``for``, not ``asyncEach`` or ``asyncAll``.
        """
        rows = self.rows(over, names)
        self.push()
        frame, is_one = self.frame, len(names) == 1
        # What runs inside does not see the parts of an array's items.
        hides = is_plain and is_taken_apart(over, names)
        bind = frame.local.__setitem__ if hides else frame.bind
        for state, row in counted(rows):
            values = (row,) if is_one else cast("tuple[object, ...]", row)
            for name, value in zip(names, values, strict=True):
                bind(name, value)
            frame.names["loop"] = state
            yield state, row
        self.pop()

    def choose(self, value: object) -> None:
        """Note what a ``switch`` is about."""
        self._chosen = value

    def fits(self, value: object) -> bool:
        """Tell whether a ``case`` is meant."""
        return strict_equal(self._chosen, value)

    # -- Macros

    def define(
        self,
        name: str,
        names: tuple[str, ...],
        named: tuple[str, ...],
        body: Body,
        is_inner: bool,
    ) -> None:
        """Make a macro: of the current frame, or of the whole context."""
        macro = Macro(names, named, lambda *given: self._run(body, Frame(), *given))
        self.frame.local[name] = macro
        if is_inner:
            self.frame.put(name, macro)
        else:
            self._context.publish(name, macro)

    def make_caller(
        self, names: tuple[str, ...], named: tuple[str, ...], body: Body
    ) -> Macro:
        """Make what a macro calls as ``caller``: it sees the variables around it."""
        around = self.frame

        def run(values: dict[str, object], extra: dict[str, object]) -> Markup:
            frame = Frame(self.frame, around, is_isolated=True)
            return self._run(body, frame, values, extra)

        return Macro(names, named, run)

    def _run(
        self,
        body: Body,
        frame: Frame,
        values: dict[str, object],
        named: dict[str, object],
    ) -> Markup:
        """Run a body in a frame of its own."""
        self._context.spend(CALL)
        before, given = self.frame, self._given
        self.frame, self._given = frame, named
        for name, value in values.items():
            frame.bind(name, value)
        if "caller" in named:
            frame.put("caller", named["caller"])
        try:
            return cast("Markup", body())
        finally:
            self.frame, self._given = before, given

    def lacks(self, name: str) -> bool:
        """Bind an argument that has a default, if it is given; else tell so."""
        if name not in self._given:
            return True
        self.put(name, self._given[name])
        return False

    # -- Files and blocks

    def include(self, name: object, may_lack: bool) -> Markup:
        """Run another file here, and give what it prints."""
        try:
            template = self._find_template(name)
        except TemplateNotFound:
            if may_lack:
                return Markup()
            raise
        known = self._context.get_all()
        context = template.new_context(known, shared=True, locals=None)
        if isinstance(context, NunjucksContext):
            context.first = Frame(self.frame, is_isolated=True, is_top=True)
            context.sees_site = self._context.sees_site
        else:
            context.parent.update(self._visible())
        printed = template.environment.concat(template.root_render_func(context))
        return Markup(printed)  # noqa: S704 -- a template's output

    def import_all(
        self, name: object, target: str, with_context: bool, is_inner: bool
    ) -> None:
        """Run another file for the macros and values that it makes."""
        self._keep(target, self._exports_of(name, with_context), is_inner)

    def import_some(
        self,
        name: object,
        pairs: tuple[tuple[str, str], ...],
        with_context: bool,
        is_inner: bool,
    ) -> None:
        """Run another file for some of the macros and values that it makes.

        Raises:
            TemplateRuntimeError: It does not make one of them.
        """
        exports = self._exports_of(name, with_context)
        for wanted, alias in pairs:
            if wanted not in exports:
                raise TemplateRuntimeError(f"'{name}' has no '{wanted}' to import")
            self._keep(alias, exports[wanted], is_inner)

    def _keep(self, name: str, value: object, is_inner: bool) -> None:
        self.frame.local[name] = value
        if is_inner:
            self.frame.put(name, value)
        else:
            self._context.keep(name, value)

    def _exports_of(self, name: object, with_context: bool) -> Mapping[str, object]:
        template = self._find_template(name)
        known = self._context.get_all() if with_context else None
        context = template.new_context(known, shared=with_context, locals=None)
        if isinstance(context, NunjucksContext):
            context.sees_site = with_context and self._context.sees_site
            context.first = Frame(self.frame if with_context else None, is_top=True)
        for _ in template.root_render_func(context):
            pass
        return context.get_exported()

    def _find_template(self, name: object) -> Template:
        if not isinstance(name, str):
            what = "nothing" if name is UNDEFINED else type(name).__name__
            raise TemplateRuntimeError(f"a template's name is a text, not {what}")
        return self._context.environment.get_template(str(name), self._context.name)

    def _visible(self) -> dict[str, object]:
        """Gather the variables of all frames."""
        frames = []
        frame: Frame | None = self.frame
        while frame is not None:
            frames.append(frame.names)
            frame = frame.parent
        frames.reverse()
        return {name: value for names in frames for name, value in names.items()}

    def take_super(self, name: str, block: Callable[..., Iterator[str]]) -> None:
        """Run the block that this one replaces, and keep what it prints.

        Raises:
            TemplateRuntimeError: There is none.
        """
        above = self._context.super(name, block)
        if not isinstance(above, BlockReference):
            raise TemplateRuntimeError(
                f"no template that this one extends has a block '{name}' for super()"
            )
        self.frame.local[SUPER] = Markup(above())  # noqa: S704 -- a template's output

    def run_tag(self, name: str, /, *given: object, **named: object) -> object:
        """Run a tag of the site's own."""
        environment = self._context.environment
        return environment.run_tag(name, given, named)  # type: ignore[attr-defined]


NunjucksContext.scope_class = Scope
