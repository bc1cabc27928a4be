"""Values that never change, of classes that cost little to import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[T]) -> type[T]:
    """Do what ``dataclass(frozen=True, slots=True)`` does, but late.

    That writes and compiles eight methods of each class, which was a third of the start
    of a build. Here all classes share theirs, and a constructor is compiled when the
    first value is made.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    made.__dataclass_params__.frozen = True

    def construct_first(self: object, *given: object, **named: object) -> None:
        made.__init__ = _make_constructor(made)
        made.__init__(self, *given, **named)

    made.__init__ = construct_first
    for name, method in _SHARED.items():
        if name not in vars(kind):
            setattr(made, name, method)
    # Of a single name alone, attrgetter would make no tuple.
    names = [item.name for item in fields(made)]
    made._parts = attrgetter("__class__", "__class__", *names)  # noqa: SLF001
    names = [item.name for item in fields(made) if item.compare]
    made._values = attrgetter("__class__", "__class__", *names)  # noqa: SLF001
    return cast("type[T]", made)


def _make_constructor(kind: Any) -> Callable[..., None]:
    """Compile a constructor that sets slots past the guard against it."""
    scope: dict[str, Any] = {"_left_out": MISSING}
    parameters, lines = ["self"], []
    for item in fields(kind):
        name = value = item.name
        scope[f"_set_{name}"] = vars(kind)[name].__set__
        if item.default is not MISSING:
            scope[f"_default_{name}"] = item.default
            parameters.append(f"{name}=_default_{name}")
        elif item.default_factory is not MISSING:
            scope[f"_make_{name}"] = item.default_factory
            parameters.append(f"{name}=_left_out")
            value = f"_make_{name}() if {name} is _left_out else {name}"
        else:
            parameters.append(name)
        lines.append(f" _set_{name}(self, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    text = "\n".join(
        (f"def __init__({', '.join(parameters)}):", *lines, " return None")
    )
    exec(text, scope)  # noqa: S102 -- as dataclasses do: of names that are in the code
    made = cast("Callable[..., None]", scope["__init__"])
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._values(self) == self._values(other)


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _repr(self: Any) -> str:
    shown = (f"{it.name}={getattr(self, it.name)!r}" for it in fields(self) if it.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse_change(_self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_removal(_self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _pickle(self: Any) -> tuple[object, ...]:
    parts = self._parts(self)
    return parts[0], parts[2:]


_SHARED = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_removal,
    "__reduce__": _pickle,
}
