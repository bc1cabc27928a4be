"""Find out what of a template can be looked up without a search through its frames.

Frames are kept for what looks into them from elsewhere: macros that are called with a
body, blocks, other files. Where nothing does, a variable of a loop is one of Python's,
and a name that the file never binds has the same value from the start to the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, cast

from jinja2 import nodes

from sitewright.stages.templates.dialect.calls import (
    SUPER,
    is_call_of,
    name_looked_up,
)

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

_IN_PLACE: Final = _BY_FORM.keys() - {"scope.loop", "scope.push"}
"""Those that may do so in a frame that is there already."""

_ALWAYS: Final = frozenset({"loop", "caller", SUPER})


class Binding:
    """What one template binds, and which of its loops nobody else looks into.

    Attributes:
        names: All names that it binds, or that are bound for it.
    """

    def __init__(self, template: nodes.Template, hooks: frozenset[str]) -> None:
        """Look through a template.

        Args:
            template: Its nodes.
            hooks: The filters and tests of the site's own, which may do anything.
        """
        written = frozenset(_names_in(template))
        self.names = written | _ALWAYS
        self._loop = written & {"loop"}
        self._hooks = hooks
        self._has_callers = any(_calls_in(template, "scope.make_caller"))

    def changed_in(self, loop: nodes.For) -> frozenset[str]:
        """Name what may have another value further on in the same turn of a loop."""
        changed = {name for node in loop.body for name in _names_in(node, _IN_PLACE)}
        return frozenset(changed | self._loop)

    def is_closed(self, loop: nodes.For) -> bool:
        """Tell whether nothing in a loop's body can look at its frame, or fill it."""
        if self._has_callers or self._loop:
            return False
        inside = (inner for node in loop.body for inner in _all(node))
        return not any(map(self._is_open, inside))

    def _is_open(self, node: nodes.Node) -> bool:
        """Tell whether a node runs what may look at frames."""
        if isinstance(node, nodes.Filter | nodes.Test):
            return node.name in self._hooks
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.InternalName):
            name = node.node.name
            return name == "call" or (name[:6] == "scope." and name != "scope.loop")
        return isinstance(node, nodes.Macro | nodes.Block)


def reads(nodes_: Iterable[nodes.Node], name: str) -> bool:
    """Tell whether a variable is looked up somewhere in some nodes."""
    return any(name_looked_up(node) == name for top in nodes_ for node in _all(top))


def names_of_loop(loop: nodes.For) -> tuple[str, ...]:
    """Name the variables of a loop."""
    names = cast("nodes.Const", cast("nodes.Call", loop.iter).args[1])
    return cast("tuple[str, ...]", names.value)


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    """Take a node and all below it."""
    yield node
    yield from node.find_all(nodes.Node)


def _calls_in(node: nodes.Node, name: str) -> Iterator[nodes.Node]:
    return (call for call in _all(node) if is_call_of(call, name))


def _names_in(
    node: nodes.Node, ways: Collection[str] = _BY_FORM.keys()
) -> Iterator[str]:
    """Name all that is bound in a node, in certain ways."""
    for call in _all(node):
        if isinstance(call, nodes.Call) and isinstance(call.node, nodes.InternalName):
            way = call.node.name
            for at in _BY_FORM[way] if way in ways else ():
                yield from _named(cast("nodes.Const", call.args[at]).value)


def _named(value: str | Iterable[str | tuple[str, str]]) -> Iterator[str]:
    """Take a name, names, or pairs of a name elsewhere and one here."""
    if isinstance(value, str):
        yield value
    else:
        yield from (item if isinstance(item, str) else item[1] for item in value)
