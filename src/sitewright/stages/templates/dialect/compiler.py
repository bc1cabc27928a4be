"""Turn the nodes of a Nunjucks template into Python: Jinja's code generator, adapted."""

from __future__ import annotations

from typing import Final, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from sitewright.model.hooks import HookKind
from sitewright.stages.templates.dialect import runtime
from sitewright.stages.templates.dialect.binding import Binding, names_of_loop
from sitewright.stages.templates.dialect.calls import is_call_of, name_looked_up
from sitewright.stages.templates.extending import ExtendingCodeGenerator

SAFE: Final = "safe"
"""How the names of bodies start that give HTML; the others give text."""


_CLAIMS: Final = frozenset(
    {
        *("loose_equal", "strict_equal", "less", "greater", "at_most", "at_least"),
        *("contains", "any_of", "scope.fits", "scope.lacks"),
    }
)
"""Functions that give nothing but true or false."""


class NunjucksCodeGenerator(ExtendingCodeGenerator):
    """Writes operators, output and bodies as JavaScript's values need them."""

    _binding: Binding
    _variables: dict[str, str]
    """The variables of loops around what is written, and what they are in Python."""
    _is_in_macro = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 -- Jinja's name
        """Begin with what the template calls."""
        hooks = self.environment.hooks  # type: ignore[attr-defined] # our own
        own = (hook.name for hook in hooks.of(HookKind.FILTER, HookKind.TEST))
        self._binding = Binding(node, frozenset(own))
        self._variables = {}
        names = ", ".join(runtime.__all__)
        self.writeline(f"from {runtime.__name__} import {names}")
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Begin each function with its scope."""
        super().write_commons()
        self.writeline("scope = context.enter()")
        self.writeline("get = scope.get")
        self.writeline("known = scope.known")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write a body as a function."""
        is_safe = node.name.startswith(SAFE)
        inner = frame.inner()
        inner.require_output_check = False
        inner.symbols.analyze_node(node)
        self.writeline(f"def {node.name}():", node)
        self.indent()
        self.buffer(inner)
        self.enter_frame(inner)
        around = self._variables, self._is_in_macro
        if is_safe:  # which may be called from where other variables are
            self._variables, self._is_in_macro = {}, True
        self.blockvisit(node.body, inner)
        self._variables, self._is_in_macro = around
        made = f"concat({inner.buffer})"
        self.writeline(f"return Markup({made})" if is_safe else f"return {made}")
        self.outdent()

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write a loop; its variables are Python's where nothing changes them."""
        names = names_of_loop(node)
        count, *values = (self.temporary_identifier() for _ in ("loop", *names))
        own = dict(zip(("loop", *names), (count, *values), strict=True))
        loop = self._binding.loop(node)
        inside = {name: own[name] for name in own.keys() - loop.changed}
        row = f"({', '.join(values)})" if len(values) > 1 else values[0]
        turned = self.temporary_identifier() if node.else_ else ""
        if turned:
            self.writeline(f"{turned} = False")
        self._write_head(node, frame, count, row)
        self.indent()
        if turned:
            self.writeline(f"{turned} = True")
        self._write_body(node.body, frame, self._variables | inside)
        self.outdent()
        if turned:
            self.writeline(f"if not {turned}:")
            self.indent()
            around = {k: v for k, v in self._variables.items() if k not in names}
            self._write_body(node.else_, frame, around)
            self.outdent()

    def _write_head(self, node: nodes.For, frame: Frame, count: str, row: str) -> None:
        """Write what a loop runs through, and the frame of its own if that is needed."""
        over, names, is_plain = cast("nodes.Call", node.iter).args
        loop = self._binding.loop(node)
        is_counted = loop.is_open or loop.is_counted
        self.writeline(
            f"for {count}, {row} in " if is_counted else f"for {row} in ", node
        )
        if loop.is_open:
            self.write("scope.loop(")
        else:
            self.write("counted(scope.rows(" if is_counted else "scope.rows(")
        self.visit(over, frame)
        self.write(", ")
        self.visit(names, frame)
        if loop.is_open:
            self.write(", ")
            self.visit(is_plain, frame)
        self.write(")):" if is_counted and not loop.is_open else "):")

    def _write_body(
        self, body: list[nodes.Node], frame: Frame, variables: dict[str, str]
    ) -> None:
        """Write the body of a loop, or of its ``else``."""
        around, self._variables = self._variables, variables
        self.blockvisit(body, frame.inner())
        self._variables = around

    def visit_Call(  # noqa: N802 -- Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write the call of a function of ours, or something quicker instead."""
        del forward_caller
        if is_call_of(node, "truthy"):
            self._write_truth(node.args[0], frame)
        elif name := name_looked_up(node):
            self._write_variable(name)
        else:
            self._write_call(node, frame)

    def _write_variable(self, name: str) -> None:
        if name in self._variables:
            self.write(self._variables[name])
        elif self._is_in_macro or name in self._binding.names:
            self.write(f"get({name!r})")
        else:
            self.write(f"known[{name!r}]")

    def _write_call(self, node: nodes.Call, frame: Frame) -> None:
        if _looks_up_plainly(node):
            self.write("field")
        else:
            self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        if node.kwargs:
            self.write("**{")
            for named in node.kwargs:
                self.write(f"{named.key!r}: ")
                self.visit(named.value, frame)
                self.write(", ")
            self.write("}")
        self.write(")")

    def _write_truth(self, node: nodes.Expr, frame: Frame) -> None:
        """Write whether a value is true, for an ``if`` and the like."""
        if isinstance(node, nodes.And | nodes.Or):
            self.write("(")
            for number, operand in enumerate(_operands(node)):
                self.write(f" {type(node).__name__.lower()} " if number else "")
                self._write_truth(operand, frame)
            self.write(")")
        elif _is_claim(node):
            self.visit(node, frame)
        else:
            self.write("truthy(")
            self.visit(node, frame)
            self.write(")")

    def visit_And(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write ``&&``: the first value that is false, or the last one."""
        self._write_choice(node, frame, "{kept} if not {test}({kept} := (")

    def visit_Or(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write ``||``: the first value that is true, or the last one."""
        self._write_choice(node, frame, "{kept} if {test}({kept} := (")

    def _write_choice(self, node: nodes.BinExpr, frame: Frame, form: str) -> None:
        *tested, last = _operands(node)
        self.write("(")
        for operand in tested:
            test = "" if _is_claim(operand) else "truthy"
            self.write(form.format(kept=self.temporary_identifier(), test=test))
            self.visit(operand, frame)
            self.write(")) else ")
        self.visit(last, frame)
        self.write(")")

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        """Take text as it is; all else is computed when it is shown."""
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Show a value as JavaScript writes it, escaped as Nunjucks does."""
        del node, frame, finalize
        self.write("print_plain(")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Close what was opened before the value."""
        del node, frame, finalize
        self.write(")")


def _operands(node: nodes.BinExpr) -> list[nodes.Expr]:
    """List the operands of a chain, which is written flat: Python nests only so deep."""
    operands: list[nodes.Expr] = []
    rest: nodes.Expr = node
    while isinstance(rest, type(node)):
        operands.append(rest.right)
        rest = rest.left
    return [rest, *reversed(operands)]


def _is_claim(node: nodes.Expr) -> bool:
    """Tell whether an expression gives nothing but true or false."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.InternalName):
        return node.node.name in _CLAIMS
    return isinstance(node, nodes.Not | nodes.Test)


def _looks_up_plainly(node: nodes.Call) -> bool:
    """Tell whether a field is looked up whose name is written, and is a plain one."""
    if not is_call_of(node, "member"):
        return False
    key = node.args[1]
    return (
        isinstance(key, nodes.Const)
        and isinstance(key.value, str)
        and runtime.is_plain(key.value)
    )
