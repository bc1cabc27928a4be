"""Computed values: front matter that is made from front matter.

Follows Eleventy's ``eleventyComputed``: texts in it, at any depth, are templates, which
may look at one another; what they make is laid over the page's data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error
from sitewright.kernel.frozen import replace
from sitewright.kernel.later import LaterMapping
from sitewright.kernel.regexes import regex
from sitewright.model.data import COMPUTED, PERMALINK, Data, places_below
from sitewright.model.document import KeyPath, Place
from sitewright.yamlcore.fields import kind_of

_Leaf = tuple[str, ...]
"""Keys from the top down to a value."""

_PERMALINK: _Leaf = (PERMALINK,)
_COLLECTIONS = "collections"

_SYNTAX = regex(r"\{\{|\{%|\{#.*?#\}", re.DOTALL)
_CODE = regex(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LONE_TEXT = regex(r"""(?<!\[)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_KEYS = r"""((?:\s*\.\s*[a-zA-Z_$][\w$]*|\[(?:"[^"\]]*"|'[^'\]]*'|\d+)\])*)"""
_KEY = regex(r"""\.\s*([\w$]+)|\["([^"]*)"\]|\['([^']*)'\]|\[(\d+)\]""")
_LOOKS_AT_URL = regex(r"\bpage\s*\.\s*(?:url|outputPath|output_path)\b")


class Renderer(Protocol):
    """Renders texts of front matter."""

    findings: list[Diagnostic]

    def render(self, text: str, variables: Mapping[str, object], span: Span) -> str:
        """Render one text."""
        ...

    def names_in(self, text: str) -> set[str]:
        """List the variables that a text looks at."""
        ...


def compute_data(
    data: Data,
    variables: Mapping[str, object],
    renderer: Renderer,
    describe: Callable[[Data], Mapping[str, object]],
    own: Mapping[str, object],
) -> Checked[Data]:
    """Fill in the permalink and the computed values of one page.

    Args:
        data: All that is said about the page.
        variables: What its templates see besides.
        renderer: Renders its templates.
        describe: Tells what templates see as ``page``, given the data so far.
        own: What they see instead of the page's data of that name.

    Returns:
        The data, in which no value is a template any more.
    """
    given = data.values.get(COMPUTED)
    if given is not None and not isinstance(given, Mapping):
        message = f"'{COMPUTED}' must be a mapping, not {kind_of(given)}"
        return data, (error("FM010", message, data.value_span(COMPUTED)),)
    # Few pages compute anything.
    from graphlib import CycleError, TopologicalSorter

    filling = _Filling(data, variables, renderer, describe, own)
    try:
        order = list(TopologicalSorter(filling.needs()).static_order())
    except CycleError as bad:
        circle = " -> ".join(".".join(leaf) for leaf in reversed(bad.args[1]))
        span = data.key_span(COMPUTED)
        hint = "let one of them do without the others"
        message = f"computed values need one another: {circle}"
        return data, (error("FM016", message, span, hint),)
    for leaf in order:
        filling.fill(leaf)
    return filling.data, tuple(renderer.findings)


class _Filling:
    """The data of one page, as far as its templates have been rendered.

    Each value that is no mapping is computed by itself, so that those of one mapping
    may look at one another.
    """

    def __init__(
        self,
        data: Data,
        variables: Mapping[str, object],
        renderer: Renderer,
        describe: Callable[[Data], Mapping[str, object]],
        own: Mapping[str, object],
    ) -> None:
        given = data.values.get(COMPUTED)
        computed = dict(given) if isinstance(given, Mapping) else {}
        values = {key: data.values[key] for key in data.values if key != COMPUTED}
        if PERMALINK not in computed and PERMALINK in values:
            computed[PERMALINK] = values.pop(PERMALINK)
            self._permalink_at: KeyPath = _PERMALINK
        else:
            self._permalink_at = (COMPUTED, PERMALINK)
        self._computed = dict(_leaves(computed))
        self._refused: set[_Leaf] = set()
        self._origin = data
        self._variables = variables
        self._renderer = renderer
        self._describe = describe
        self._own = own
        self._moves: list[tuple[KeyPath, _Leaf]] = []
        self.data = replace(data, values=values)

    def needs(self) -> dict[_Leaf, list[_Leaf]]:
        """Say which computed values each of them has to wait for."""
        return {leaf: sorted(self._needs_of(leaf)) for leaf in self._computed}

    def _needs_of(self, leaf: _Leaf) -> set[_Leaf]:
        texts = list(_texts(self._computed[leaf]))
        needs: set[_Leaf] = set()
        for text in texts:
            names = self._renderer.names_in(text)
            self._refuse_collections(names, leaf)
            for path in _paths_in(text, names):
                found = {key for key in self._computed if _overlap(key, path)}
                if leaf in found and (
                    path[0] in self.data.values or leaf == _PERMALINK
                ):
                    # It may look at what it is laid over.
                    found = found - {leaf} if len(path) >= len(leaf) else set()
                elif not found and path[0] != leaf[0]:  # such as 'meta.items()'
                    found = {key for key in self._computed if key[0] == path[0]}
                needs |= found
        if any(map(_LOOKS_AT_URL.search, texts)) and _PERMALINK in self._computed:
            needs.add(_PERMALINK)
        return needs

    def _refuse_collections(self, names: set[str], leaf: _Leaf) -> None:
        """Report a look at collections: they need the pages that are being read."""
        if _COLLECTIONS not in names or leaf in self._refused:
            return
        span = self._origin.value_span(*self._at(leaf))
        message = (
            f"front matter cannot see '{_COLLECTIONS}': its pages are not known yet"
        )
        hint = "look at them in the text of the page or in a layout"
        self._renderer.findings.append(error("TPL009", message, span, hint))
        self._refused.add(leaf)

    def _at(self, leaf: _Leaf) -> KeyPath:
        return self._permalink_at if leaf == _PERMALINK else (COMPUTED, *leaf)

    def fill(self, leaf: _Leaf) -> None:
        """Render one computed value, and lay it over the data."""
        if leaf in self._refused:
            return
        at = self._at(leaf)
        page = {"page": self._describe(self.data)}
        variables = {**self._variables, **self.data.values, **self._own, **page}
        made = self._render(self._computed[leaf], variables, at)
        if leaf == _PERMALINK and isinstance(made, str):
            made = made.strip()
        for key in reversed(leaf[1:]):
            made = {key: made}
        key = leaf[0]
        values = {**self.data.values, key: _lay_over(self.data.values.get(key), made)}
        self._moves.append((at, leaf))
        places = LaterMapping(_move_places, self._origin.places, tuple(self._moves))
        self.data = replace(self.data, values=values, places=places)

    def _render(
        self, value: object, variables: Mapping[str, object], at: KeyPath
    ) -> object:
        if isinstance(value, str):
            if not _SYNTAX.search(value):
                return value
            span = self._origin.value_span(*at)
            return self._renderer.render(value, variables, span)
        if isinstance(value, Mapping):
            return {
                key: self._render(item, variables, (*at, key))
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [
                self._render(item, variables, (*at, index))
                for index, item in enumerate(value)
            ]
        return value


def _leaves(
    computed: Mapping[str, object], at: _Leaf = ()
) -> Iterator[tuple[_Leaf, object]]:
    """List the values that are computed by themselves; a permalink is one of them."""
    for key, value in computed.items():
        here = (*at, key)
        if isinstance(value, Mapping) and value and here != _PERMALINK:
            yield from _leaves(value, here)
        else:
            yield here, value


def _paths_in(text: str, names: set[str]) -> Iterator[_Leaf]:
    """List what a template looks at, as far as keys are written out: ``meta.title``."""
    code = " ".join(found[0] for found in _CODE.finditer(text))
    code = _LONE_TEXT.sub('""', code)
    for name in sorted(names):
        uses = list(re.finditer(rf"(?<![\w.]){re.escape(name)}(?!\w){_KEYS}", code))
        for use in uses:
            yield (name, *("".join(key) for key in _KEY.findall(use[1])))
        if not uses:
            yield (name,)


def _overlap(one: _Leaf, other: _Leaf) -> bool:
    """Tell whether one of two values is the other, or lies in it."""
    return one[: len(other)] == other[: len(one)]


def _texts(value: object) -> Iterator[str]:
    """List all texts in a value, at every depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        inner: Iterable[object] = (
            value.values() if isinstance(value, Mapping) else value
        )
        for item in inner:
            yield from _texts(item)


def _lay_over(below: object, made: object) -> object:
    """Merge mappings at every depth; of anything else, what was computed counts."""
    if not isinstance(below, Mapping) or not isinstance(made, Mapping):
        return made
    return {
        **below,
        **{key: _lay_over(below.get(key), item) for key, item in made.items()},
    }


def _move_places(
    origins: Mapping[KeyPath, Place], moves: tuple[tuple[KeyPath, _Leaf], ...]
) -> dict[KeyPath, Place]:
    """Give the places of computed values to what is made of them.

    Args:
        origins: The places in the page's data.
        moves: Where each value was written there, and where it is laid over the data.
    """
    places = dict(origins)
    for at, leaf in moves:
        around = len(at) - len(leaf)
        for end in range(1, len(leaf)):
            if place := origins.get(at[: around + end]):
                places[leaf[:end]] = place
        places |= places_below(origins, at, leaf)
    return places
