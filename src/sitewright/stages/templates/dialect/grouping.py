"""Group the operators of an expression as Nunjucks does.

Nunjucks reads ``not a == b`` as one thinks, then writes it as JavaScript without
brackets: ``!a == b``, and JavaScript groups it anew. So the parser makes a flat list of
operands and operators, and this module groups it by JavaScript's rules.
"""

from __future__ import annotations

from typing import Final, cast

from jinja2 import nodes

from sitewright.stages.templates.dialect.calls import call_function, is_call_of

Flat = list[nodes.Expr | str]
"""Operands, and between and before them JavaScript's operators."""

_BINDING: Final = {
    "||": 1,
    "&&": 2,
    **dict.fromkeys(("==", "!=", "===", "!=="), 3),
    **dict.fromkeys(("<", ">", "<=", ">="), 4),
    **dict.fromkeys(("+", "-"), 5),
    **dict.fromkeys(("*", "/", "%"), 6),
}

_FUNCTIONS: Final = {
    "==": "loose_equal",
    "===": "strict_equal",
    "<": "less",
    ">": "greater",
    "<=": "at_most",
    ">=": "at_least",
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "%": "modulo",
}

_PREFIXES: Final = {"-": "negate", "+": "plus"}


def group(flat: Flat) -> nodes.Expr:
    """Make one expression of a flat list."""
    if len(flat) == 1 and isinstance(flat[0], nodes.Expr):
        return flat[0]
    return _Grouping(flat).read(1)


class _Grouping:
    """A way through a flat list, by precedence."""

    def __init__(self, flat: Flat) -> None:
        self._flat = flat
        self._at = 0

    def read(self, weakest: int) -> nodes.Expr:
        """Read operators that bind at least so strongly, from left to right."""
        left = self._operand()
        while self._at < len(self._flat):
            sign = str(self._flat[self._at])
            if _BINDING[sign] < weakest:
                break
            self._at += 1
            left = _join(sign, left, self.read(_BINDING[sign] + 1))
        return left

    def _operand(self) -> nodes.Expr:
        part = self._flat[self._at]
        self._at += 1
        if isinstance(part, nodes.Expr):
            return part
        if part == "!":
            return negation(self._operand())
        operand = self._operand()
        return call_function(_PREFIXES[part], operand, line=operand.lineno)


def truth(value: nodes.Expr) -> nodes.Expr:
    """Ask whether a value is true, as JavaScript has it."""
    if isinstance(value, nodes.Not | nodes.Test):
        return value
    return call_function("truthy", value, line=value.lineno)


def negation(value: nodes.Expr) -> nodes.Expr:
    """Turn a value's truth round."""
    return nodes.Not(truth(value), lineno=value.lineno)


def _join(sign: str, left: nodes.Expr, right: nodes.Expr) -> nodes.Expr:
    line = left.lineno
    if sign == "&&":
        return nodes.And(left, right, lineno=line)
    if sign == "||":
        return nodes.Or(left, right, lineno=line)
    if sign == "===" and isinstance(left, nodes.Test) and _is_true(right):
        return left
    if sign == "+" and (is_call_of(left, "add") or is_call_of(left, "add_all")):
        # One call for a long sum: Python takes only so many brackets.
        parts = cast("nodes.Call", left).args
        return call_function("add_all", *parts, right, line=line)
    if sign in ("!=", "!=="):
        same = call_function(_FUNCTIONS["=" + sign[1:]], left, right, line=line)
        return nodes.Not(same, lineno=line)
    return call_function(_FUNCTIONS[sign], left, right, line=line)


def _is_true(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and node.value is True
