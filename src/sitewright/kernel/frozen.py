"""Values that never change, of classes that cost little to import."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import (
    MISSING,
    Field,
    FrozenInstanceError,
    dataclass,
    field,
    fields,
    is_dataclass,
)
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform

from sitewright.kernel.compiled import COMPILED

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[T]) -> type[T]:
    """Do what ``dataclass(frozen=True, slots=True)`` does, but late.

    That writes and compiles eight methods of each class, which was a third of the start
    of a build. Here all classes share theirs; a constructor is compiled when it is first
    called, and fields are described once somebody asks for them.
    """
    scope = dict(vars(kind))
    names = tuple(scope.get("__annotations__", ()))
    defaults = {name: scope.pop(name) for name in names if name in scope}
    optional = {name: value for name, value in defaults.items() if _is_given(value)}
    for name in ("__dict__", "__weakref__"):
        scope.pop(name, None)
    metaclass: Any = type(kind)
    made = metaclass(
        kind.__name__,
        kind.__bases__,
        {
            **_SHARED,
            **scope,
            "__slots__": names,
            "__match_args__": names,
            "__init__": _begin(names, optional),
            "__dataclass_fields__": _Described(defaults),
            "__dataclass_params__": _Described(defaults),
            # Of a single name alone, attrgetter would make no tuple.
            "_parts": attrgetter("__class__", "__class__", *names),
            "_values": attrgetter(
                "__class__",
                "__class__",
                *[name for name in names if _is_compared(defaults.get(name))],
            ),
        },
    )
    return cast("type[T]", made)


class _Described:
    """What dataclasses know of a class, described when it is first looked at."""

    __slots__ = ("_defaults", "_name")

    def __init__(self, defaults: Mapping[str, object]) -> None:
        self._defaults = defaults

    def __set_name__(self, _kind: object, name: str) -> None:
        self._name = name

    def __get__(self, _value: object, kind: Any) -> object:
        # Without a text of its own it would get one, which takes longer than all else.
        scope = {
            **self._defaults,
            "__annotations__": kind.__annotations__,
            "__doc__": kind.__name__,
        }
        twin: Any = dataclass(init=False, repr=False, eq=False)(type("", (), scope))
        kind.__dataclass_fields__ = twin.__dataclass_fields__
        kind.__dataclass_params__ = twin.__dataclass_params__
        kind.__dataclass_params__.frozen = True
        return getattr(twin, self._name)


def _is_compared(default: object) -> bool:
    return not isinstance(default, Field) or bool(default.compare)


def _is_given(default: object) -> bool:
    if not isinstance(default, Field):
        return True
    return default.default is not MISSING or default.default_factory is not MISSING


def _begin(names: tuple[str, ...], defaults: Mapping[str, object]) -> Any:
    """Make what puts a constructor into its own place when it is first called."""

    def construct(self: Any, *given: object, **named: object) -> None:
        kind = self.__class__
        kind.__init__ = _compile(kind, names, defaults)
        kind.__init__(self, *given, **named)

    return construct


def _compile(
    kind: Any, names: tuple[str, ...], defaults: Mapping[str, object]
) -> Callable[..., None]:
    """Compile a constructor that sets slots past the guard against it."""
    scope: dict[str, Any] = {"_left_out": MISSING}
    parameters, lines = ["self"], []
    for name in names:
        value = name
        scope[f"_set_{name}"] = vars(kind)[name].__set__
        default: Any = defaults.get(name, MISSING)
        if isinstance(default, Field) and default.default_factory is not MISSING:
            scope[f"_make_{name}"] = default.default_factory
            parameters.append(f"{name}=_left_out")
            value = f"_make_{name}() if {name} is _left_out else {name}"
        elif default is not MISSING:
            is_field = isinstance(default, Field)
            scope[f"_default_{name}"] = default.default if is_field else default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        lines.append(f" _set_{name}(self, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    text = "\n".join(
        (f"def __init__({', '.join(parameters)}):", *lines, " return None")
    )
    # As dataclasses do: of names that are in the code.
    exec(COMPILED.code(text), scope)  # noqa: S102
    made = cast("Callable[..., None]", scope["__init__"])
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def names_of(kind: Any) -> tuple[str, ...] | None:
    """Name the fields of a class in their order; None if it is no dataclass."""
    if kind.__setattr__ is _refuse_change:  # one of ours, which need not be described
        return cast("tuple[str, ...]", kind.__match_args__)
    return tuple(item.name for item in fields(kind)) if is_dataclass(kind) else None


def parts_of(value: Any) -> tuple[object, ...] | None:
    """Take a value apart that never changes; None if it is of no class of ours."""
    kind: Any = type(value)
    if kind.__setattr__ is not _refuse_change:
        return None
    parts: tuple[object, ...] = value._parts(value)[2:]  # noqa: SLF001
    return parts


def replace(value: T, **changes: object) -> T:
    """Make a value that never changes anew, with other values for some fields.

    What ``dataclasses.replace`` does, but classes of ours need not be described for it.
    """
    parts = parts_of(value)
    if parts is None:
        return cast("T", dataclasses.replace(cast("Any", value), **changes))
    kind: Any = type(value)
    kept = dict(zip(kind.__match_args__, parts, strict=True))
    made: T = kind(**{**kept, **changes})
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
