"""Start faster: modules that others import, and hardly ever use, load when they are used.

Jinja2, argparse and others import a third of what a build has of the standard library for
functions that it never calls, such as ``inspect`` for asynchronous templates.
"""

from __future__ import annotations

import sys
from _thread import RLock
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

_MODULES = {
    "ast": ("literal_eval",),
    "gettext": ("gettext", "ngettext"),
    "inspect": ("getattr_static",),
    "ipaddress": (),
    "random": ("choice", "randrange"),
    "shutil": (),
    "tempfile": (),
}
"""The modules, and functions of them that are taken by their names long before a call."""

_OF_IMPORTS = frozenset({"__file__", "__loader__", "__path__", "__spec__"})
"""What is looked at to see what kind of module it is; for that, it need not be there."""

_lock = RLock()


def stand_in() -> None:
    """Have all that are not loaded yet load late."""
    for name in _MODULES.keys() - sys.modules.keys():
        sys.modules[name] = _StandIn(name)


class _StandIn(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> object:
        if name in _OF_IMPORTS:
            raise AttributeError(name)
        if name in _MODULES[self.__name__]:
            return self._late(name)
        self._load()
        return getattr(sys.modules[self.__name__], name)

    def _late(self, name: str) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            if name not in vars(self):
                self._load()
            return vars(self)[name](*given, **named)

        return call

    def _load(self) -> None:
        """Load the module into its place; what it has is found here from then on, too."""
        name = self.__name__
        with _lock:
            if sys.modules.get(name) is self:
                del sys.modules[name]
                vars(self).update(vars(import_module(name)))
