"""How templates call what is built in: with more, fewer or named arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jinja2.exceptions import FilterArgumentError

from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED

Work = Callable[..., object]


def accept(name: str, find: Callable[[], Work], *parameters: str) -> Work:
    """Make a filter of a function: arguments beyond its own are not looked at.

    Args:
        name: The filter.
        find: Finds the function at the first call. It takes the value, then the
            parameters by position; all may be missing.
        parameters: What they are called.
    """
    count = len(parameters) + 1
    work: Work | None = None

    def call(*given: object, **named: object) -> object:
        nonlocal work
        work = work or find()
        if named:
            _refuse_unknown(name, parameters, named)
            missing = parameters[len(given) - 1 :]
            given = *given, *(named.get(one, UNDEFINED) for one in missing)
        return work(*given[:count])

    return call


def _refuse_unknown(
    name: str, parameters: tuple[str, ...], named: Iterable[str]
) -> None:
    for argument in named:
        if argument not in parameters:
            message = f"the '{name}' filter has no argument named '{argument}'"
            raise FilterArgumentError(message)
