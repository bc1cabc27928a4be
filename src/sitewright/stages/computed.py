"""Computed values: front matter that is made from front matter.

Follows Eleventy's ``eleventyComputed``: texts in it, at any depth, are templates, which
may look at one another; what they make is laid over the page's data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Protocol

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error
from sitewright.model.data import Data
from sitewright.model.document import KeyPath, Place
from sitewright.yamlcore.fields import kind_of

COMPUTED = "eleventyComputed"
PERMALINK = "permalink"

_LOOKS_AT_URL = re.compile(r"\bpage\s*\.\s*(?:url|outputPath|output_path)\b")


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
    filling = _Filling(data, variables, renderer, describe, own)
    try:
        order = list(TopologicalSorter(filling.needs()).static_order())
    except CycleError as bad:
        circle = " -> ".join(reversed(bad.args[1]))
        span = data.key_span(COMPUTED)
        hint = "let one of them do without the others"
        message = f"computed values need one another: {circle}"
        return data, (error("FM016", message, span, hint),)
    for key in order:
        filling.fill(key)
    return filling.data, tuple(renderer.findings)


class _Filling:
    """The data of one page, as far as its templates have been rendered."""

    def __init__(
        self,
        data: Data,
        variables: Mapping[str, object],
        renderer: Renderer,
        describe: Callable[[Data], Mapping[str, object]],
        own: Mapping[str, object],
    ) -> None:
        given = data.values.get(COMPUTED)
        self._computed = dict(given) if isinstance(given, Mapping) else {}
        values = {key: data.values[key] for key in data.values if key != COMPUTED}
        if PERMALINK not in self._computed and PERMALINK in values:
            self._computed[PERMALINK] = values.pop(PERMALINK)
            self._permalink_at: KeyPath = (PERMALINK,)
        else:
            self._permalink_at = (COMPUTED, PERMALINK)
        self._origin = data
        self._variables = variables
        self._renderer = renderer
        self._describe = describe
        self._own = own
        self.data = replace(data, values=values)

    def needs(self) -> dict[str, set[str]]:
        """Say which computed values each of them has to wait for."""
        needs: dict[str, set[str]] = {}
        for key, value in self._computed.items():
            texts = list(_texts(value))
            names = {name for text in texts for name in self._renderer.names_in(text)}
            if key in self.data.values or key == PERMALINK:
                names.discard(key)  # it may look at what it is laid over
            if any(map(_LOOKS_AT_URL.search, texts)):
                names.add(PERMALINK)
            needs[key] = names & self._computed.keys()
        return needs

    def fill(self, key: str) -> None:
        """Render one computed value, and lay it over the data."""
        at: KeyPath = self._permalink_at if key == PERMALINK else (COMPUTED, key)
        page = {"page": self._describe(self.data)}
        variables = {**self._variables, **self.data.values, **self._own, **page}
        made = self._render(self._computed[key], variables, at)
        if key == PERMALINK and isinstance(made, str):
            made = made.strip()
        values = {**self.data.values, key: _lay_over(self.data.values.get(key), made)}
        places = {**self.data.places, **_moved(self._origin.places, at, (key,))}
        self.data = replace(self.data, values=values, places=places)

    def _render(
        self, value: object, variables: Mapping[str, object], at: KeyPath
    ) -> object:
        if isinstance(value, str):
            if "{{" not in value and "{%" not in value:
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


def _moved(
    places: Mapping[KeyPath, Place], source: KeyPath, target: KeyPath
) -> dict[KeyPath, Place]:
    """Give the places below one key to another."""
    depth = len(source)
    return {
        target + path[depth:]: place
        for path, place in places.items()
        if path[:depth] == source
    }
