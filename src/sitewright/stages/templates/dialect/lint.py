"""Find what a template prints or loops over that has no value on any page.

Nunjucks prints nothing for a name that nothing is called, so a misspelt one is never
seen. What has a value on some pages and none on others is meant so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from jinja2 import nodes

from sitewright.kernel.diagnostics import Findings, Span, warning
from sitewright.stages.templates.dialect.calls import (
    call_function,
    const,
    is_call_of,
    name_looked_up,
)
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED

_DEFAULTS: Final = frozenset({"default", "d"})

Spot = tuple[str, int, str]
"""Path and line of a template, and what is written there."""


@dataclass(slots=True)
class Lint:
    """What the templates of one build have looked up.

    Attributes:
        spots: Whether each spot that was come to had a value at least once.
    """

    spots: dict[Spot, bool] = field(default_factory=dict)

    def note(self, value: object, path: str, line: int, written: str) -> object:
        """Note whether there is a value, and pass it on."""
        spot = path, line, written
        self.spots[spot] = self.spots.get(spot, False) or value is not UNDEFINED
        return value

    def add(self, spots: Mapping[Spot, bool]) -> None:
        """Take what was noted elsewhere, too."""
        for spot, has_value in spots.items():
            self.spots[spot] = self.spots.get(spot, False) or has_value

    def findings(self) -> Findings:
        """Make a warning of each spot that never had a value."""
        return tuple(
            warning(
                "TPL012",
                f"'{written}' has no value on any page",
                Span(path, line),
                f"correct the name, or write {{{{ {written} | default('') }}}} if it may "
                "be missing",
            )
            for (path, line, written), has_value in sorted(self.spots.items())
            if not has_value
        )


def mark_spots(template: nodes.Template, path: str) -> None:
    """Make a template note what it prints and loops over.

    Args:
        template: Its nodes, which are changed.
        path: Its path, for the warnings.
    """
    for output in template.find_all(nodes.Output):
        output.nodes = [_mark(node, path) for node in output.nodes]
    for call in template.find_all(nodes.Call):
        if is_call_of(call, "scope.loop"):
            call.args[0] = _mark(call.args[0], path)


def _mark(node: nodes.Expr, path: str) -> nodes.Expr:
    """Put a note round what a node looks up, inside the filters around it."""
    if isinstance(node, nodes.Filter) and node.node:
        if node.name not in _DEFAULTS:
            node.node = _mark(node.node, path)
        return node
    if not (written := _written(node)):
        return node
    place = (const(path), const(node.lineno), const(written))
    return call_function("environment.lint.note", node, *place, line=node.lineno)


def _written(node: nodes.Expr) -> str:
    """Write down a name and its fields; empty if a node is anything else."""
    if name := name_looked_up(node):
        return name
    if isinstance(node, nodes.Call) and is_call_of(node, "member"):
        owner, key = node.args
        before = _written(owner)
        if before and isinstance(key, nodes.Const) and isinstance(key.value, str):
            return f"{before}.{key.value}"
    return ""
