"""What a template may print and loop over: values, never Python's own objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import markupsafe
from jinja2 import TemplateRuntimeError, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.filters import FILTERS
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Undefined
from jinja2.utils import pass_context, pass_eval_context
from markupsafe import Markup, escape

from sitewright.kernel.regexes import regex
from sitewright.model.data import Blank
from sitewright.stages.templates.budget import CALL
from sitewright.stages.templates.extending import ExtendingCodeGenerator
from sitewright.stages.templates.limits import refuse_vast
from sitewright.stages.templates.paging import PagingView


def _escape_slowly(text: str) -> str:
    return str(escape(text))


# Markup's own constructor takes longer than all the rest.
escape_plain: Callable[[str], str] = getattr(
    markupsafe, "_escape_inner", _escape_slowly
)

_ADDRESS = regex(r"\bat 0x[0-9a-fA-F]+>")

_LENIENT = ("map", "reject", "rejectattr", "select", "selectattr")
"""Filters of Jinja2's that take an undefined name for an empty list."""


class UnprintableError(TemplateRuntimeError):
    """A template prints an object of Python's.

    Attributes:
        printed: What it would have printed, with the object's place in memory.
    """

    def __init__(self, printed: str) -> None:
        kind = printed.removeprefix("<").split(" at 0x")[0]
        super().__init__(f"this is a Python object ({kind}), not a value")
        self.printed = printed


def escape_text(value: object) -> Markup:
    """Escape for HTML as Markdown and Nunjucks do: a quote is ``&quot;``."""
    if hasattr(value, "__html__"):
        return escape(value)
    return Markup(str(escape(value)).replace("&#34;", "&quot;"))  # noqa: S704


def force_escape(value: object) -> Markup:
    """Escape for HTML what may be HTML already."""
    return escape_text(str(value))


@pass_eval_context
def print_value(context: EvalContext, value: object) -> object:
    """Pass on what an expression prints; an empty field prints nothing.

    Raises:
        TemplateRuntimeError: It is a function or another object of Python's, whose
            text would change with every build.
    """
    if isinstance(value, str):
        # Jinja escapes the rest.
        has_quotes = type(value) is str and '"' in value
        return escape_text(value) if has_quotes and context.autoescape else value
    if isinstance(value, int | float | Undefined):
        return value
    if value is None:
        return ""
    refuse_vast(value)
    if _ADDRESS.search(text := str(value)):
        raise UnprintableError(text)
    return value


def show_value(context: EvalContext, value: object) -> str:
    """Escape what an expression prints: as ``escape(print_value(…))``, but quicker."""
    if type(value) is str:
        shown = escape_plain(value)
        has_quotes = '"' in value and context.autoescape
        return shown.replace("&#34;", "&quot;") if has_quotes else shown
    return value if type(value) is Markup else escape(print_value(context, value))


class PrintingCodeGenerator(ExtendingCodeGenerator):
    """Writes one call where a template prints a value that it escapes.

    It lets every turn of a loop and every call of a macro be paid for, and texts that
    are put together.
    """

    _price = 0

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write a loop whose body begins with its price."""
        self._price = 1
        super().visit_For(node, frame)

    def macro_body(
        self, node: nodes.Macro | nodes.CallBlock, frame: Frame
    ) -> tuple[Frame, MacroRef]:
        """Write a macro whose body begins with its price."""
        self._price = CALL
        return super().macro_body(node, frame)

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        """Write a body; the first one of a loop or a macro is its own."""
        if self._price:
            self.writeline(f"context.spend({self._price})")
            self._price = 0
        super().blockvisit(body, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write ``~``."""
        mode = frame.eval_ctx
        join = "markup_join" if mode.autoescape else "str_join"
        if mode.volatile:
            join = "(markup_join if context.eval_ctx.volatile else str_join)"
        self.write(f"context.pay({join}(context.sane((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))))")

    def visit_Add(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write ``+``, which joins texts and lists."""
        self.write("context.pay(")
        super().visit_Add(node, frame)
        self.write(")")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _always_escapes(frame):
            self.write("environment.show(context.eval_ctx, ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if _always_escapes(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def _always_escapes(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


def is_none(value: object) -> bool:
    """Tell whether a field has no value, for ``x is none``."""
    return value is None or type(value) is Blank


def strict_filters() -> dict[str, Callable[..., object]]:
    """Make the filters of Jinja2's that loop refuse what may not be looped over."""
    return {name: _strict(FILTERS[name]) for name in _LENIENT}


def _strict(lenient: Callable[..., Iterator[Any]]) -> Callable[..., object]:
    @pass_context
    def strict(context: Context, value: Any, *args: Any, **kwargs: Any) -> object:
        if isinstance(value, Undefined):
            iter(value)  # which fails, and names it
        return lenient(context, value, *args, **kwargs)

    return strict


_OF_PAGINATION = (
    *("data", "size", "alias", "pageNumber"),
    *("items", "pages", "page", "hrefs", "href"),
)


def as_json(value: object) -> object:
    """Make for ``tojson`` what JSON has a form for out of times and ``pagination``.

    Raises:
        TypeError: It is no value at all.
    """
    if isinstance(value, Undefined):
        return str(value)  # which fails, and names it
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, PagingView):
        return {name: getattr(value, name) for name in _OF_PAGINATION}
    raise TypeError(f"{type(value).__name__} has no form in JSON")
