"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

from sitewright.kernel.compiled import COMPILED


class _Later:
    """Stands for an expression, and asks it for whatever it is asked for."""

    def __init__(self, text: Any, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> object:
        """Find what an expression has; from then on, it is there."""
        value = getattr(COMPILED.expression(*self._given), name)
        setattr(self, name, value)
        return value

    def __reduce__(self) -> tuple[object, ...]:
        return regex, self._given


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Name an expression; it is compiled when it is first used.

    Args:
        text: The expression.
        flags: Those of ``re``.
    """
    return cast("re.Pattern[AnyStr]", _Later(text, flags))
