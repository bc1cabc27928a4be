"""Make nodes that call the functions a compiled template has at hand."""

from __future__ import annotations

from typing import Final, cast

from jinja2 import nodes

SUPER: Final = "super()"
"""The variable, of a name that no template can write, that holds what it gives."""


def name_of_ours(name: str, line: int | None = None) -> nodes.InternalName:
    """Name a thing of the compiled template; templates cannot write such a name."""
    node: nodes.InternalName = object.__new__(nodes.InternalName)
    nodes.Node.__init__(node, name, lineno=line)
    return node


def call_function(
    name: str,
    *given: nodes.Expr,
    line: int | None,
    named: list[nodes.Keyword] | None = None,
) -> nodes.Call:
    """Call a function of ``runtime`` or of the scope."""
    return nodes.Call(
        name_of_ours(name, line), list(given), named or [], None, None, lineno=line
    )


def do(name: str, *given: nodes.Expr, line: int | None) -> nodes.ExprStmt:
    """Call a function for what it does."""
    return nodes.ExprStmt(call_function(name, *given, line=line), lineno=line)


def const(value: object, line: int | None = None) -> nodes.Const:
    """Write a value down."""
    return nodes.Const(value, lineno=line)


def is_call_of(node: nodes.Node, name: str) -> bool:
    """Tell whether a node calls a certain function of ours."""
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.InternalName)
        and node.node.name == name
    )


def name_looked_up(node: nodes.Node) -> str:
    """Name the variable that a node looks up; empty if it does not."""
    if isinstance(node, nodes.Call) and is_call_of(node, "get"):
        return str(cast("nodes.Const", node.args[0]).value)
    return ""
