"""The table of built-in filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sitewright.stages.templates.dialect.builtins.calls import accept
from sitewright.stages.templates.dialect.builtins.dumping import dump
from sitewright.stages.templates.dialect.builtins.lists import (
    batch,
    default,
    first,
    join,
    last,
    length,
    list_items,
    slice_items,
    total,
)
from sitewright.stages.templates.dialect.builtins.markup import (
    escape,
    forceescape,
    safe,
    striptags,
    urlencode,
    urlize,
)
from sitewright.stages.templates.dialect.builtins.numbers import (
    absolute,
    read_float,
    read_int,
    round_number,
)
from sitewright.stages.templates.dialect.builtins.replacing import replace
from sitewright.stages.templates.dialect.builtins.selecting import (
    make_selectors,
    rejectattr,
    selectattr,
)
from sitewright.stages.templates.dialect.builtins.sorting import (
    dictsort,
    groupby,
    sort,
)
from sitewright.stages.templates.dialect.builtins.tests import TESTS
from sitewright.stages.templates.dialect.builtins.texts import (
    capitalize,
    center,
    indent,
    lower,
    nl2br,
    reverse,
    string,
    title,
    trim,
    truncate,
    upper,
    wordcount,
)

Filter = Callable[..., object]

# The names of parameters are those that Nunjucks gives them.
_WORK: dict[str, tuple[Filter, tuple[str, ...]]] = {
    "abs": (absolute, ()),
    "batch": (batch, ("linecount", "fillWith")),
    "capitalize": (capitalize, ()),
    "center": (center, ("width",)),
    "default": (default, ("def", "bool")),
    "dictsort": (dictsort, ("caseSensitive", "by")),
    "dump": (dump, ("spaces",)),
    "escape": (escape, ()),
    "first": (first, ()),
    "float": (read_float, ("def",)),
    "forceescape": (forceescape, ()),
    "groupby": (groupby, ("attr",)),
    "indent": (indent, ("width", "indentfirst")),
    "int": (read_int, ("default", "base")),
    "join": (join, ("del", "attr")),
    "last": (last, ()),
    "length": (length, ()),
    "list": (list_items, ()),
    "lower": (lower, ()),
    "nl2br": (nl2br, ()),
    "rejectattr": (rejectattr, ("attr",)),
    "replace": (replace, ("old", "new_", "maxCount")),
    "reverse": (reverse, ()),
    "round": (round_number, ("precision", "method")),
    "safe": (safe, ()),
    "selectattr": (selectattr, ("attr",)),
    "slice": (slice_items, ("slices", "fillWith")),
    "sort": (sort, ("reverse", "case_sensitive", "attribute")),
    "string": (string, ()),
    "striptags": (striptags, ("preserveLinebreaks",)),
    "sum": (total, ("attr", "start")),
    "title": (title, ()),
    "trim": (trim, ()),
    "truncate": (truncate, ("length", "killwords", "end")),
    "upper": (upper, ()),
    "urlencode": (urlencode, ()),
    "urlize": (urlize, ("length", "nofollow")),
    "wordcount": (wordcount, ()),
}


def make_filters(tests: Mapping[str, Callable[..., object]]) -> dict[str, Filter]:
    """Make all filters but ``random``: a build gives the same bytes twice.

    Args:
        tests: All tests of the site by name, for ``select`` and ``reject``; what is
            added to them later counts, too.
    """
    filters = {
        name: accept(name, work, *names) for name, (work, names) in _WORK.items()
    }
    for name, work in make_selectors(tests).items():
        filters[name] = accept(name, work, "testName", "secondArg")
    return {**filters, "d": filters["default"], "e": filters["escape"]}


FILTERS: Final = make_filters(TESTS)
"""The filters of a site that has no tests of its own."""
