"""Find what a template prints or loops over that has no value on any page.

Nunjucks prints nothing for a name that nothing is called, so a misspelt one is never
seen. What has a value on some pages and none on others is meant so.
"""

from __future__ import annotations

from typing import Final

from jinja2 import nodes

from sitewright.stages.templates.dialect.calls import (
    call_function,
    const,
    is_call_of,
    name_looked_up,
)

_DEFAULTS: Final = frozenset({"default", "d"})


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
