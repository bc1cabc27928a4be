"""Options of filters: as a mapping, as Eleventy has them, or as keyword arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Undefined

from sitewright.kernel.diagnostics import suggest

Options = dict[str, object]


def read_options(
    name: str, defaults: Mapping[str, object], given: object, named: Options
) -> Options:
    """Gather the options of one call; one without a value has its default.

    Args:
        name: The filter.
        defaults: All options that it knows.
        given: Its last argument: a mapping, a list of options to switch on, or None.
        named: Its keyword arguments, which win.

    Raises:
        FilterArgumentError: There is no such option.
    """
    if isinstance(given, list | tuple):
        given = dict.fromkeys(map(str, given), True)
    if given is None or isinstance(given, Undefined):
        given = {}
    if not isinstance(given, Mapping):
        refuse(f"the options of '{name}' are a mapping, not {given!r}")
    options = {**given, **named}
    for option in options:
        if option not in defaults:
            near = suggest(str(option), defaults)
            known = f"known here: {', '.join(defaults)}"
            hint = f"did you mean '{near}'?" if near else known
            refuse(f"'{name}' has no option '{option}'", hint)
    is_set = {
        option: value
        for option, value in options.items()
        if value is not None and not isinstance(value, Undefined)
    }
    return {**defaults, **is_set}


def refuse(message: str, hint: str = "") -> NoReturn:
    """Stop a filter that cannot do what it is asked for.

    Raises:
        FilterArgumentError: Always; the hint is a note of it.
    """
    fault = FilterArgumentError(message)
    if hint:
        fault.add_note(hint)
    raise fault
