"""All that operators and conditions do with values, in one place."""

from __future__ import annotations

from sitewright.stages.templates.dialect.javascript.arithmetic import (
    add,
    divide,
    floor_divide,
    modulo,
    multiply,
    negate,
    plus,
    power,
    subtract,
)
from sitewright.stages.templates.dialect.javascript.arrays import is_array
from sitewright.stages.templates.dialect.javascript.comparisons import (
    at_least,
    at_most,
    contains,
    greater,
    less,
    loose_equal,
    strict_equal,
)
from sitewright.stages.templates.dialect.javascript.kinds import (
    is_function,
    is_object,
    truthy,
    type_of,
)

__all__ = [
    "add",
    "at_least",
    "at_most",
    "contains",
    "divide",
    "floor_divide",
    "greater",
    "is_array",
    "is_function",
    "is_object",
    "less",
    "loose_equal",
    "modulo",
    "multiply",
    "negate",
    "plus",
    "power",
    "strict_equal",
    "subtract",
    "truthy",
    "type_of",
]
