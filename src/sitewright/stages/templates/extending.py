"""Find what of a template that extends another one is shown nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from sitewright.kernel.diagnostics import (
    Diagnostic,
    Note,
    Span,
    suggest,
    warning,
)
from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex

_COMMENT = regex(r"(?s)<!--.*?-->")


@frozen
class Extension:
    """One template that extends another one.

    Attributes:
        path: The template.
        offered: The line of each of its blocks that stands in no other one.
        blocks: The names of all its blocks.
        lost_at: The line of its first text outside of blocks; 0 if there is none.
        parents: The names of all blocks of the other template.
    """

    path: str
    offered: Mapping[str, int]
    blocks: tuple[str, ...]
    lost_at: int
    parents: frozenset[str]


class ExtendingCodeGenerator(CodeGenerator):
    """Writes down, where a template extends another one, what it has for that."""

    _offered: dict[str, int]
    _lost_at = 0

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 -- Jinja's name
        """Look at the template as a whole, then write it."""
        self._offered = {
            block.name: block.lineno
            for block in node.body
            if isinstance(block, nodes.Block)
        }
        self._lost_at = getattr(node, "lost_at", 0) or find_lost(node.body)
        # Jinja2 would go through the whole template for each of these.
        found = [*node.find_all((nodes.Extends, nodes.Block, nodes.ImportedName))]
        node.find_all = lambda kind: (it for it in found if isinstance(it, kind))  # type: ignore[method-assign, assignment]
        super().visit_Template(node, frame)

    def visit_Extends(self, node: nodes.Extends, frame: Frame) -> None:  # noqa: N802 -- Jinja's name
        """Write what extends another template, and tell the context."""
        super().visit_Extends(node, frame)
        given = f"{self.filename!r}, {self._offered!r}, {tuple(self.blocks)!r}"
        self.writeline(f"context.extend({given}, {self._lost_at}, parent_template)")


def find_lost(body: Iterable[nodes.Node]) -> int:
    """Find the line of the first text behind an ``extends`` and outside of blocks."""
    is_lost = False
    for node in body:
        if isinstance(node, nodes.Extends):
            is_lost = True
        elif is_lost and isinstance(node, nodes.Output):
            for child in node.nodes:
                text = child.data if isinstance(child, nodes.TemplateData) else ""
                text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
                if shown := text.lstrip():
                    return child.lineno + text.count("\n", 0, -len(shown))
    return 0


def find_unshown(chains: Iterable[list[Any]], page: str) -> Iterator[Diagnostic]:
    """Report what templates that extend others have in vain.

    Args:
        chains: Templates of which each extends the next one, as ``Extension``.
        page: Source path of the page that they were run for.
    """
    notes = (Note(f"while rendering {page}"),)
    for chain in chains:
        placed = set(chain[-1].parents)
        for it in reversed(chain):
            lost = [name for name in it.offered if name not in placed]
            for name in lost:
                near = suggest(name, placed)
                known = f"there are: {', '.join(sorted(placed))}" if placed else ""
                yield warning(
                    "TPL014",
                    f"no template that this one extends has a block '{name}'",
                    Span(it.path, it.offered[name]),
                    f"did you mean '{near}'?" if near else known,
                    notes,
                )
            placed.update(name for name in it.blocks if name not in lost)
            if it.lost_at:
                yield warning(
                    "TPL015",
                    "text outside of blocks is shown nowhere in a template that "
                    "extends another one",
                    Span(it.path, it.lost_at),
                    "move it into a block, or remove it",
                    notes,
                )
