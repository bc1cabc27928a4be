"""The table of built-in filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Final

from sitewright.stages.templates.dialect.builtins.calls import Work, accept
from sitewright.stages.templates.dialect.builtins.tests import TESTS

_PLACES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "abs": ("numbers.absolute", ()),
    "batch": ("lists.batch", ("linecount", "fillWith")),
    "capitalize": ("texts.capitalize", ()),
    "center": ("texts.center", ("width",)),
    "default": ("lists.default", ("def", "bool")),
    "dictsort": ("sorting.dictsort", ("caseSensitive", "by")),
    "dump": ("dumping.dump", ("spaces",)),
    "escape": ("markup.escape", ()),
    "first": ("lists.first", ()),
    "float": ("numbers.read_float", ("def",)),
    "forceescape": ("markup.forceescape", ()),
    "groupby": ("sorting.groupby", ("attr",)),
    "indent": ("texts.indent", ("width", "indentfirst")),
    "int": ("numbers.read_int", ("default", "base")),
    "join": ("lists.join", ("del", "attr")),
    "last": ("lists.last", ()),
    "length": ("lists.length", ()),
    "list": ("lists.list_items", ()),
    "lower": ("texts.lower", ()),
    "nl2br": ("texts.nl2br", ()),
    "rejectattr": ("selecting.rejectattr", ("attr",)),
    "replace": ("replacing.replace", ("old", "new_", "maxCount")),
    "reverse": ("texts.reverse", ()),
    "round": ("numbers.round_number", ("precision", "method")),
    "safe": ("markup.safe", ()),
    "selectattr": ("selecting.selectattr", ("attr",)),
    "slice": ("lists.slice_items", ("slices", "fillWith")),
    "sort": ("sorting.sort", ("reverse", "case_sensitive", "attribute")),
    "string": ("texts.string", ()),
    "striptags": ("markup.striptags", ("preserveLinebreaks",)),
    "sum": ("lists.total", ("attr", "start")),
    "title": ("texts.title", ()),
    "trim": ("texts.trim", ()),
    "truncate": ("texts.truncate", ("length", "killwords", "end")),
    "upper": ("texts.upper", ()),
    "urlencode": ("markup.urlencode", ()),
    "urlize": ("markup.urlize", ("length", "nofollow")),
    "wordcount": ("texts.wordcount", ()),
}
"""The function of each filter, which is imported when a template first calls it; and the
names of parameters that Nunjucks gives it."""

_SELECTORS: Final = ("select", "reject")


def make_filters(tests: Mapping[str, Callable[..., object]]) -> dict[str, Work]:
    """Make all filters but ``random``: a build gives the same bytes twice.

    Args:
        tests: All tests of the site by name, for ``select`` and ``reject``; what is
            added to them later counts, too.
    """
    filters = {
        name: accept(name, partial(_find, place), *names)
        for name, (place, names) in _PLACES.items()
    }
    for name in _SELECTORS:
        find = partial(_find_selector, name, tests)
        filters[name] = accept(name, find, "testName", "secondArg")
    return {**filters, "d": filters["default"], "e": filters["escape"]}


def _find(place: str) -> Work:
    module, _, name = place.partition(".")
    work: Work = getattr(import_module(f"{__package__}.{module}"), name)
    return work


def _find_selector(name: str, tests: Mapping[str, Callable[..., object]]) -> Work:
    from sitewright.stages.templates.dialect.builtins.selecting import make_selectors

    return make_selectors(tests)[name]


FILTERS: Final = make_filters(TESTS)
"""The filters of a site that has no tests of its own."""
