"""Find out what of a template can be looked up without a search through its frames.

Frames are kept for what looks into them from elsewhere: macros that are called with a
body, blocks, other files. Where nothing does, a variable of a loop is one of Python's,
and a name that the file never binds has the same value from the start to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, cast

from jinja2 import nodes

from sitewright.stages.templates.dialect.calls import SUPER, name_looked_up

_BY_FORM: Final = {
    "scope.set": (0,),
    "scope.push": (0,),
    "scope.loop": (1,),
    "scope.define": (0, 1, 2),
    "scope.make_caller": (0, 1),
    "scope.lacks": (0,),
    "scope.import_all": (1,),
    "scope.import_some": (1,),
}
"""Which arguments of a call name variables that it binds."""

_OF_ITS_OWN: Final = ("scope.loop", "scope.push")
"""The calls that bind them in a new frame, and leave those around it as they are."""


class Loop:
    """What is known of the body of one loop.

    Attributes:
        changed: Names that it binds anew, the loop's own variables perhaps among them.
        is_open: Whether something in it may look into the loop's frame, or fill it.
        is_counted: Whether it reads ``loop``.
    """

    __slots__ = ("changed", "is_counted", "is_open")

    def __init__(self) -> None:
        self.changed: set[str] = set()
        self.is_open = False
        self.is_counted = False


class Binding:
    """What one template binds.

    Attributes:
        names: All names that it binds, or that are bound for it.
    """

    def __init__(self, template: nodes.Template, hooks: frozenset[str]) -> None:
        """Look through a template.

        Args:
            template: Its nodes.
            hooks: The filters and tests of the site's own, which may do anything.
        """
        self.names: set[str] = set()
        self._hooks = hooks
        self._loops: dict[int, Loop] = {}
        self._walk(template, ())
        if "loop" in self.names:
            for loop in self._loops.values():
                loop.is_open = True
                loop.changed |= self.names & {"loop"}
        self.names |= {"loop", "caller", SUPER}

    def loop(self, node: nodes.For) -> Loop:
        """Tell what is known of a loop."""
        return self._loops[id(node)]

    def _walk(self, node: nodes.Node, around: tuple[Loop, ...]) -> None:
        """Look at a node and all below it, inside some loops."""
        if isinstance(node, nodes.For):
            own = self._loops[id(node)] = Loop()
            self._walk(node.iter, around)
            for child in node.body:
                self._walk(child, (*around, own))
            for child in node.else_:
                self._walk(child, around)
            return
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.InternalName):
            self._note_call(node, node.node.name, around)
        elif isinstance(node, nodes.Filter | nodes.Test) and node.name in self._hooks:
            _open(around)
        for child in node.iter_child_nodes():
            self._walk(child, around)

    def _note_call(
        self, call: nodes.Call, function: str, around: tuple[Loop, ...]
    ) -> None:
        """Note what a function of ours binds, and whether it may look at frames."""
        if function == "get":
            if around and name_looked_up(call) == "loop":
                around[-1].is_counted = True
            return
        if function == "call" or (
            function[:6] == "scope." and function != "scope.loop"
        ):
            _open(around)
        for at in _BY_FORM.get(function, ()):
            names = set(_named(cast("nodes.Const", call.args[at]).value))
            self.names |= names
            for loop in around if function not in _OF_ITS_OWN else ():
                loop.changed |= names


def names_of_loop(loop: nodes.For) -> tuple[str, ...]:
    """Name the variables of a loop."""
    names = cast("nodes.Const", cast("nodes.Call", loop.iter).args[1])
    return cast("tuple[str, ...]", names.value)


def _open(loops: Iterable[Loop]) -> None:
    for loop in loops:
        loop.is_open = True


def _named(value: str | Iterable[str | tuple[str, str]]) -> Iterator[str]:
    """Take a name, names, or pairs of a name elsewhere and one here."""
    if isinstance(value, str):
        yield value
    else:
        yield from (item if isinstance(item, str) else item[1] for item in value)
