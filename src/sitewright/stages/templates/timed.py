"""Templates that are timed: whole files, their blocks, and their macros.

Each function that Jinja's compiler has made is timed on its own account, so that what a
file includes, inherits or calls counts for the file in which it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, Final, TypeVar

from jinja2 import Environment, Template
from jinja2.runtime import Macro

from sitewright.model.stopwatch import Kind, Stopwatch
from sitewright.stages.templates.context import FreshTemplate
from sitewright.stages.templates.dialect.environment import NunjucksEnvironment
from sitewright.stages.templates.dialect.scope import Body, NunjucksContext, Scope
from sitewright.stages.templates.environment import SiteEnvironment

T = TypeVar("T")

NAMELESS: Final = "templates in front matter"
"""Stands for the path of what is in no file of its own."""

_UNNAMED: Final = "<template>"


def time_templates(environment: SiteEnvironment, stopwatch: Stopwatch) -> None:
    """Have all templates timed, before the first of them is loaded.

    Args:
        environment: Where they are, in both languages.
        stopwatch: Who times them.
    """
    for one in {environment, *environment.others.values()}:
        one.stopwatch = stopwatch
        one.template_class = _TimedTemplate
        if isinstance(one, NunjucksEnvironment):
            one.context_class = _TimedContext


class _TimedTemplate(FreshTemplate):
    @classmethod
    def _from_namespace(
        cls,
        environment: Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],  # noqa: A002 -- Jinja's name
    ) -> Template:
        """Put timed functions in the place of those that were compiled."""
        stopwatch = _stopwatch_of(environment)
        namespace["root"] = _timed_output(stopwatch, "template", namespace["root"])
        blocks = namespace["blocks"]
        for name, block in blocks.items():
            # A block looks itself up by identity to find the one that it replaces.
            timed = _timed_output(stopwatch, "block", block)
            blocks[name] = namespace[block.__name__] = timed

        def make_macro(owner: Environment, body: Any, *rest: Any) -> Macro:
            return Macro(owner, _timed(stopwatch, body), *rest)

        namespace["Macro"] = make_macro
        return super()._from_namespace(environment, namespace, globals)


class _TimedScope(Scope):
    __slots__ = ()

    def define(
        self,
        name: str,
        names: tuple[str, ...],
        named: tuple[str, ...],
        body: Body,
        is_inner: bool,
    ) -> None:
        """Make a macro."""
        super().define(name, names, named, self._timed(body), is_inner)

    def make_caller(
        self, names: tuple[str, ...], named: tuple[str, ...], body: Body
    ) -> Any:
        """Make what a macro calls as ``caller``."""
        return super().make_caller(names, named, self._timed(body))

    def _timed(self, body: Body) -> Body:
        return _timed(_stopwatch_of(self._context.environment), body)


class _TimedContext(NunjucksContext):
    scope_class = _TimedScope


def _stopwatch_of(environment: Environment) -> Stopwatch:
    stopwatch: Stopwatch = environment.stopwatch  # type: ignore[attr-defined]
    return stopwatch


def _timed_output(
    stopwatch: Stopwatch, kind: Kind, function: Callable[..., Iterator[str]]
) -> Callable[..., Iterator[str]]:
    """Time what prints a file or block; all that it prints is made at once."""
    path, name = _path_of(function), function.__name__.removeprefix("block_")

    def run(*given: Any) -> Iterator[str]:
        with stopwatch.lap(kind, path, name):
            printed = [*function(*given)]
        yield from printed

    return run


def _timed(stopwatch: Stopwatch, body: Callable[..., T]) -> Callable[..., T]:
    """Time the body of a macro."""
    path = _path_of(body)

    def run(*given: Any) -> T:
        with stopwatch.lap("macro", path):
            return body(*given)

    return run


def _path_of(function: Any) -> str:
    path: str = function.__code__.co_filename
    return NAMELESS if path == _UNNAMED else path
