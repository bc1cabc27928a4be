"""Hand values from templates to the site's own Python, and back.

Templates have blanks where a field has no value, and views of the site that note every
look; hooks get plain Python for both, and what they return is made the templates' own.
"""

from __future__ import annotations

import inspect
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from jinja2.runtime import Undefined

from sitewright.model.data import BLANK, Blank
from sitewright.model.hooks import NotPlainError, read_only
from sitewright.model.hooks.values import (
    ReadOnlyDict,
    ReadOnlyList,
    ReadOnlyPage,
    item_of,
)
from sitewright.model.item import PageItem
from sitewright.stages.templates.views import (
    CollectionsView,
    CollectionView,
    EntryView,
    NavigationView,
    view_for_hooks,
    view_for_templates,
)

_DEEPEST = 100
_LISTS = frozenset({list, tuple, ReadOnlyList})
_MAPPINGS = frozenset({dict, ReadOnlyDict, OrderedDict, defaultdict})


def plain_python(value: object) -> object:
    """Make what a hook is given of a template's value.

    Lists and mappings are copies, which the hook may change; pages are for reading.

    Raises:
        UndefinedNameError: It is a name without a value, or holds one.
    """
    if isinstance(value, Undefined):
        str(value)  # which fails, and names it
        return None
    if isinstance(value, EntryView | NavigationView):
        return view_for_hooks(value)
    if isinstance(value, dict | CollectionsView):
        return _plain_mapping(value)
    if isinstance(value, list | CollectionView):
        return [plain_python(item) for item in value]
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(map(plain_python, value))
    return None if type(value) is Blank else value


def _plain_mapping(value: dict[Any, object] | CollectionsView) -> object:
    if isinstance(value, PageItem):
        return read_only(value)
    return {key: plain_python(value[key]) for key in value}


def templates_own(
    value: object, keep: Callable[[object], None], depth: int = 0
) -> object:
    """Make what a template gets of what a hook returned.

    Args:
        value: What it returned.
        keep: Takes every object in it that is no plain value.
        depth: How many lists and mappings it lies in.

    Raises:
        NotPlainError: It is, or holds, what no template can use.
    """
    if value is None:
        return BLANK
    if isinstance(value, ReadOnlyPage):
        return item_of(value)
    if isinstance(value, EntryView | NavigationView):
        return view_for_templates(value)
    if depth > _DEEPEST:
        raise NotPlainError("a value that contains itself, or is nested without end")
    kind, deeper = type(value), depth + 1
    if isinstance(value, dict) and kind in _MAPPINGS:
        return {k: templates_own(item, keep, deeper) for k, item in value.items()}
    if isinstance(value, list | tuple) and kind in _LISTS:
        own = [templates_own(item, keep, deeper) for item in value]
        return tuple(own) if kind is tuple else own
    _check_other(value, keep)
    return value


def _check_other(value: object, keep: Callable[[object], None]) -> None:
    """Keep an object that is no plain value; refuse it if it can be of no use.

    That is what would be another text in every build, or is not done yet.

    Raises:
        NotPlainError: It is such.
    """
    if isinstance(value, str | int | float | datetime):
        return
    if isinstance(value, set | frozenset):
        raise NotPlainError("a set, which has no order; make a list with sorted(…)")
    if isinstance(value, bytes | bytearray):
        raise NotPlainError("bytes, not text; use .decode()")
    if inspect.iscoroutine(value):
        value.close()
        raise NotPlainError("a coroutine, and nothing waits for it; do without 'async'")
    if inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value):
        kind = "function" if inspect.isroutine(value) else type(value).__name__
        kind = "class" if inspect.isclass(value) else kind
        raise NotPlainError(f"the {kind} '{value.__name__}', not a value")
    keep(value)
