"""An environment in which templates cannot fill the memory, nor run for ever."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from itertools import islice
from typing import Any, Final

from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sitewright.model.limits import Limits
from sitewright.stages.templates.budget import BudgetError
from sitewright.stages.templates.current import RENDERING
from sitewright.stages.templates.limits import (
    refuse_huge,
    refuse_huge_call,
    refuse_wide,
)

_SOME: Final = 1000
"""How many pieces of what a template prints are joined, and paid for, at once."""


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Sandboxed; what a page's templates make comes out of the budget of the page.

    Attributes:
        limits: How much the templates of one page may do.
    """

    limits = Limits()
    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute what the sandbox lets through, if the result is of a sane size."""
        if length := refuse_huge(operator, left, right):
            RENDERING.get().budget.write(length)
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 -- Jinja's names
        """Call what the sandbox lets through, if the result is of a sane size."""
        if isinstance(getattr(__obj, "__self__", None), str):
            refuse_huge_call(__obj, args)
        return super().call(__context, __obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Fill in forms in the sandbox, if the result is of a sane size."""
        fill = super().wrap_str_format(value)
        if fill is None:
            return None

        def fill_sanely(*args: Any, **kwargs: Any) -> str:
            length = refuse_wide(str(value.__self__), *args, *kwargs.values())
            RENDERING.get().budget.write(length)
            return fill(*args, **kwargs)

        return fill_sanely

    def concat(self, pieces: Iterable[str]) -> str:
        """Join what a template prints, if the budget of the page allows for it."""
        write = RENDERING.get().budget.write
        if isinstance(pieces, list):
            write(sum(map(len, pieces)))
            return "".join(pieces)
        texts: list[str] = []
        rest = iter(pieces)
        while some := [*islice(rest, _SOME)]:
            try:
                write(sum(map(len, some)))
            except BudgetError as spent:
                if isinstance(pieces, Generator):
                    pieces.throw(spent)  # which tells the line that it is at
                raise
            texts += some
        return "".join(texts)
