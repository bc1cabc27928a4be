"""Macros of Nunjucks: arguments may be missing, too many, or given by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED

Run = Callable[[dict[str, object], dict[str, object]], Markup]
"""Runs a macro's body with its arguments; those that have defaults apart."""


class Macro:
    """A macro, or the body of a ``call`` tag."""

    __slots__ = ("_named", "_names", "_run")

    def __init__(self, names: Sequence[str], named: Sequence[str], run: Run) -> None:
        """Take a signature and a body.

        Args:
            names: Arguments without default.
            named: Arguments with default.
            run: Runs the body.
        """
        self._names = names
        self._named = named
        self._run = run

    def __call__(self, *given: object, **named: object) -> Markup:
        """Run the macro.

        What is given beyond the names fills the arguments with defaults; what is given
        beyond those is dropped.
        """
        names = self._names
        values = dict(zip(names, given, strict=False))
        for name in names[len(given) :]:
            values[name] = named.pop(name, UNDEFINED)
        named.update(zip(self._named, given[len(names) :], strict=False))
        return self._run(values, named)
