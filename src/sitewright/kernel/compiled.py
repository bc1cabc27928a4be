"""What was compiled in an earlier process need not be compiled in this one.

The regular expressions and constructors that a build uses took a seventh of the time of
one of 30 pages.
"""

from __future__ import annotations

import marshal
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import CodeType

TYPE_CHECKING = False
if TYPE_CHECKING:  # the module of types is larger than all that a quick command needs
    from typing import Any, Final, TypeAlias

Given: TypeAlias = "tuple[Any, int]"
"""What an expression is made of: its text, and its flags."""

Kept: TypeAlias = "tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]"
"""What a text was compiled to, for ``re.compile`` of the very same Python."""

_LIBRARIES: Final = "libraries"
_PACKAGES: Final = sys.stdlib_module_names | {"jinja2"}
"""Those whose expressions are kept; of a site's own there may be any number."""

_IS_SOUND: Final = sys.version_info >= (3, 11, 5)
"""Before, a possessive group kept what its last turn had read until it failed."""

_PARTS: Final = r"""(?xs)
    \)(?P<times>[*+?]|\{\d*,?\d*\})\+ | [()]
  | \\. | \[\^?\]?(?:\\.|[^\]\\])*\] | [^()\\[]+
"""


class Compiled:
    """What has been compiled, in this process or before.

    What ``re`` makes of an expression is a list of numbers, which its engine takes. That
    there is such a list, nobody promises: if it cannot be had or is not taken, the
    expression is compiled as ever.
    """

    def __init__(self) -> None:
        """Know none."""
        self._kept: Mapping[object, Any] = {}
        self._expressions: dict[Given, re.Pattern[Any]] = {}
        self._code: dict[str, bytes] = {}
        self._early: list[Given] = []

    def recall(self, kept: Mapping[object, Any]) -> None:
        """Take what ``to_keep`` gave, of the same Python to the letter.

        Expressions of libraries are put where ``re`` finds what it has compiled before.
        """
        self._kept = kept
        with suppress(Exception):
            for (text, flags), parts in kept.get(_LIBRARIES, {}).items():
                _cache()[type(text), text, flags] = _restore(text, parts)

    def note(self) -> None:
        """Take note that no site has had ``re`` compile anything so far."""
        self._early = [(text, flags) for _, text, flags in _cache()]

    def code(self, text: str) -> CodeType:
        """Compile a piece of Python, if it was not kept."""
        if text in self._kept:
            with suppress(EOFError, ValueError, TypeError):
                kept: CodeType = marshal.loads(self._kept[text])  # noqa: S302 -- as Python's own
                return kept
        code = compile(text, "<string>", "exec", dont_inherit=True)
        self._code[text] = marshal.dumps(code)
        return code

    def expression(self, text: Any, flags: int) -> re.Pattern[Any]:
        """Compile an expression, if it was not kept."""
        if not _IS_SOUND and isinstance(text, str):
            text = with_atoms(text)
        given = text, int(flags)
        if given in self._kept:
            try:
                return _restore(text, self._kept[given])
            except Exception:  # noqa: BLE001 -- whatever the engine has against it
                self._kept = {}
        if given not in self._expressions:
            self._expressions[given] = re.compile(text, flags)
        return self._expressions[given]

    @property
    def has_news(self) -> bool:
        """Whether anything had to be compiled."""
        return bool(self._expressions or self._code)

    def to_keep(self) -> dict[object, object]:
        """Give all that was compiled, in this process and before."""
        kept: dict[object, Any] = dict(self._kept) | self._code
        with suppress(Exception):  # another Python may have no such parts
            kept.update((it, _take_apart(*it)) for it in self._expressions)
            known = self._kept.get(_LIBRARIES, {})
            found = {*self._early, *_find_in_libraries()} - known.keys()
            kept[_LIBRARIES] = known | {it: _take_apart(*it) for it in found}
        return kept


COMPILED: Final = Compiled()
"""What this process has of it."""


def _cache() -> dict[tuple[type, Any, int], re.Pattern[Any]]:
    """Get what ``re`` has compiled lately, by the kind of text, the text and the flags."""
    cache: dict[tuple[type, Any, int], re.Pattern[Any]] = re._cache  # type: ignore[attr-defined]  # noqa: SLF001
    return cache


def _find_in_libraries() -> Iterator[Given]:
    """Find expressions that libraries compile while they are imported."""
    given = {id(found): (text, flags) for (_, text, flags), found in _cache().items()}
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] in _PACKAGES:
            values = tuple(vars(module).values())
            inner = (
                it
                for kind in values
                if isinstance(kind, type)
                for it in vars(kind).values()
            )
            for value in (*values, *inner):
                if id(value) in given:
                    yield given[id(value)]


def _restore(text: Any, kept: Kept) -> re.Pattern[Any]:
    import _sre  # type: ignore[import-not-found]

    flags, code, *groups = kept
    numbers = memoryview(code).cast("I").tolist()
    made: re.Pattern[Any] = _sre.compile(text, flags, numbers, *groups)
    return made


def _take_apart(text: Any, flags: int) -> Kept:
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(text, flags)
    code = array("I", _compiler._code(parsed, flags))  # noqa: SLF001 -- see there
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    flags |= state.flags
    return flags, code.tobytes(), state.groups - 1, state.groupdict, tuple(names)


def with_atoms(text: str) -> str:
    """Write possessive groups as atomic ones: ``(?:a|b)*+`` as ``(?>(?:a|b)*)``."""
    parts: list[str] = []
    opened: list[int] = []
    for match in re.finditer(_PARTS, text):
        part, times = match[0], match["times"]
        if part == "(":
            opened.append(len(parts))
        elif part.startswith(")"):
            start = opened.pop()
            if times:
                parts[start] = "(?>("
                part = f"){times})"
        parts.append(part)
    return "".join(parts)
