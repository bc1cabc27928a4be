"""Turn the nodes of a Nunjucks template into Python: Jinja's code generator, adapted."""

from __future__ import annotations

from typing import Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from sitewright.stages.templates.dialect import runtime

SAFE: Final = "safe"
"""How the names of bodies start that give HTML; the others give text."""


class NunjucksCodeGenerator(CodeGenerator):
    """Writes operators, output and bodies as JavaScript's values need them."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 -- Jinja's name
        """Begin with what the template calls."""
        names = ", ".join(runtime.__all__)
        self.writeline(f"from {runtime.__name__} import {names}")
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Begin each function with its scope."""
        super().write_commons()
        self.writeline("scope = context.enter()")
        self.writeline("get = scope.get")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write a body as a function."""
        inner = frame.inner()
        inner.require_output_check = False
        inner.symbols.analyze_node(node)
        self.writeline(f"def {node.name}():", node)
        self.indent()
        self.buffer(inner)
        self.enter_frame(inner)
        self.blockvisit(node.body, inner)
        made = f"concat({inner.buffer})"
        is_safe = node.name.startswith(SAFE)
        self.writeline(f"return Markup({made})" if is_safe else f"return {made}")
        self.outdent()

    def visit_Call(  # noqa: N802 -- Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write the call of a function of ours."""
        del forward_caller
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

    def visit_And(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write ``&&``: the first value that is false, or the last one."""
        self._write_choice(node, frame, "{kept} if not truthy({kept} := (")

    def visit_Or(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write ``||``: the first value that is true, or the last one."""
        self._write_choice(node, frame, "{kept} if truthy({kept} := (")

    def _write_choice(self, node: nodes.BinExpr, frame: Frame, form: str) -> None:
        # A long chain is written flat: Python takes only so many brackets.
        operands: list[nodes.Expr] = []
        rest: nodes.Expr = node
        while isinstance(rest, type(node)):
            operands.append(rest.right)
            rest = rest.left
        operands.append(rest)
        self.write("(")
        for operand in reversed(operands[1:]):
            self.write(form.format(kept=self.temporary_identifier()))
            self.visit(operand, frame)
            self.write(")) else ")
        self.visit(operands[0], frame)
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
