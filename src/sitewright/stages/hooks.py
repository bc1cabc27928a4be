"""Run the hooks that make data, collections and text; templates call the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import cast

from sitewright.kernel.diagnostics import Checked, Diagnostic, Note, Span, error
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.later import LaterMapping
from sitewright.model.data import Data, blank_value
from sitewright.model.document import KeyPath, Place
from sitewright.model.hooks import (
    Hook,
    HookKind,
    Hooks,
    Item,
    NotPlainError,
    Pages,
    call_hook,
    plain_value,
    read_only,
)

_Claim = tuple[KeyPath, Span]
"""Where a value stands that comes, with all that is in it, from a hook; and its hook."""


@frozen
class Gathered:
    """The collections that hooks make.

    Attributes:
        of_pages: Keys of the members, by the collection's name.
        of_values: What other collections hold, a list or a mapping, by their names.
    """

    of_pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of_values: Mapping[str, object] = field(default_factory=dict)


def run_data(hooks: Hooks, below: Data) -> Checked[Data]:
    """Lay the site's data that comes out of hooks over that of its data files.

    Follows Eleventy 3: mappings merge, any other value replaces.

    Args:
        hooks: The site's hooks.
        below: The data of the site's files.
    """
    makers = hooks.of(HookKind.DATA)
    if not makers:
        return below, ()
    values = dict(below.values)
    claims: list[_Claim] = []
    findings: list[Diagnostic] = []
    for hook in makers:
        value, found = call_hook(hook, "")
        if not found:
            value, found = _kept(hook, value, "")
        findings += found
        if not found:
            _lay_over(values, claims, (hook.name,), value, hook)
    return _claimed(below, values, claims), tuple(findings)


def _lay_over(
    values: dict[str, object],
    claims: list[_Claim],
    path: KeyPath,
    value: object,
    hook: Hook,
) -> None:
    """Lay one value over the one of its name, in place."""
    name = str(path[-1])
    below = values.get(name)
    if isinstance(value, dict) and isinstance(below, dict):
        values[name] = merged = dict(below)
        for key, item in value.items():
            _lay_over(merged, claims, (*path, key), item, hook)
    else:
        values[name] = value
        claims.append((path, hook.span))


def _claimed(
    below: Data, values: Mapping[str, object], claims: Iterable[_Claim]
) -> Data:
    """Give data other values, some of which come from hooks."""
    places = LaterMapping(_move_places, below.places, tuple(claims))
    return replace(below, values=values, places=places)


def _move_places(
    below: Mapping[KeyPath, Place], claims: tuple[_Claim, ...]
) -> dict[KeyPath, Place]:
    places = dict(below)
    for path, span in claims:
        for old in [known for known in places if known[: len(path)] == path]:
            del places[old]
        places[path] = Place(span, span)
    return places


def run_collections(
    hooks: Hooks,
    items: Mapping[str, Item],
    collections: Mapping[str, tuple[str, ...]],
) -> Checked[Gathered]:
    """Make the collections that come out of hooks.

    Args:
        hooks: The site's hooks.
        items: The published pages as templates know them, by key.
        collections: Keys of the members of all other collections, by name.
    """
    makers = hooks.of(HookKind.COLLECTION)
    if not makers:
        return Gathered(), ()
    given = {key: cast("Item", read_only(item)) for key, item in items.items()}
    keys = {id(item): key for key, item in given.items()}
    of_pages: dict[str, tuple[str, ...]] = {}
    of_values: dict[str, object] = {}
    findings: list[Diagnostic] = []
    for hook in makers:
        made, found = call_hook(hook, "", Pages(given, collections))
        findings += found
        if found:
            continue
        if isinstance(made, list | tuple) and all(id(item) in keys for item in made):
            of_pages[hook.name] = tuple(keys[id(item)] for item in made)
            continue
        value, found = _kept(hook, made, "", (list, dict), "a list")
        findings += found
        if not found:
            of_values[hook.name] = blank_value(value)
    return Gathered(of_pages, of_values), tuple(findings)


def run_computed(hooks: Hooks, data: Data, page: Mapping[str, object]) -> Checked[Data]:
    """Add the values that hooks compute to the data of one page.

    Each hook sees what those above it have computed.

    Args:
        hooks: The site's hooks.
        data: The page's merged data.
        page: What templates see as ``page``, as far as it is known.
    """
    makers = hooks.of(HookKind.COMPUTED)
    if not makers:
        return data, ()
    values = dict(data.values)
    claims: list[_Claim] = []
    findings: list[Diagnostic] = []
    note = f"while computing data of {data.path}"
    for hook in makers:
        value, found = call_hook(hook, note, read_only({**values, "page": page}))
        if not found:
            value, found = _kept(hook, value, note, allows_none=True)
        findings += found
        if not found:
            keys = tuple(hook.name.split("."))
            _set(values, keys, value)
            claims.append((keys, hook.span))
    return _claimed(data, values, claims), tuple(findings)


def apply_preprocessors(
    hooks: Hooks, path: str, data: Mapping[str, object], text: str
) -> Checked[str | None]:
    """Let hooks change the text of a page, or leave the page out.

    Args:
        hooks: The site's hooks.
        path: The page's source path.
        data: The page's data, with ``page`` as far as it is known.
        text: The page's text without front matter.

    Returns:
        The text; None if the page is to be left out.
    """
    note = f"while reading {path}"
    given = None
    for hook in _applying(hooks, HookKind.PREPROCESSOR, path):
        given = read_only(dict(data)) if given is None else given
        made, found = call_hook(hook, note, given, text)
        if found:
            return text, found
        if made is False:
            return None, ()
        if isinstance(made, str):
            text = str(made)
        elif made is not None:
            what = "the text, None to leave it as it is, or False to leave the page out"
            return text, (_wrong(hook, f"returned {_shown(made)}", what, note),)
    return text, ()


def apply_postprocessors(hooks: Hooks, path: str, text: str) -> Checked[str]:
    """Let hooks change finished text.

    Args:
        hooks: The site's hooks.
        path: The path that it will have, such as ``about/index.html``.
        text: The text.
    """
    note = f"while finishing {path}"
    for hook in _applying(hooks, HookKind.POSTPROCESSOR, path):
        made, found = call_hook(hook, note, text, path)
        if found:
            return text, found
        if not isinstance(made, str):
            problem = _nothing(made) or f"returned {_shown(made)}"
            return text, (_wrong(hook, problem, "the text", note),)
        text = str(made)
    return text, ()


def _applying(hooks: Hooks, kind: HookKind, path: str) -> Iterator[Hook]:
    return (hook for hook in hooks.of(kind) if hook.applies_to(path))


def _set(values: dict[str, object], keys: Iterable[str], value: object) -> None:
    """Set a nested value in place; mappings on the way are replaced by copies."""
    key, *rest = keys
    if rest:
        inner = values.get(key)
        copy = dict(inner) if isinstance(inner, dict) else {}
        _set(copy, rest, value)
        value = copy
    values[key] = value


def _kept(
    hook: Hook,
    made: object,
    note: str,
    kinds: tuple[type, ...] = (object,),
    wanted: str = "a value",
    *,
    allows_none: bool = False,
) -> Checked[object]:
    """Take what a hook returned, if it is a plain value of a kind that will do."""
    if problem := "" if allows_none else _nothing(made):
        return None, (_wrong(hook, problem, wanted, note),)
    try:
        value = plain_value(made)
    except NotPlainError as bad:
        what = "text, numbers, times, or lists and mappings of these"
        return None, (_wrong(hook, f"returned {bad}", what, note),)
    if not isinstance(value, kinds):
        return None, (_wrong(hook, f"returned {_shown(made)}", wanted, note),)
    return value, ()


def _nothing(made: object) -> str:
    return "returned nothing" if made is None else ""


def _shown(made: object) -> str:
    """Write down what a hook returned, without its place in memory."""
    text = f"{made!r:.40}"
    return (
        f"an object of the type '{type(made).__name__}'" if " at 0x" in text else text
    )


def _wrong(hook: Hook, problem: str, wanted: str, note: str) -> Diagnostic:
    return error(
        "HOOK010",
        f"{hook.kind} '{hook.name}' {problem}",
        hook.span,
        f"return {wanted}",
        (Note(note),) if note else (),
    )
