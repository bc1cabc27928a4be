"""Regular expressions that are compiled when they are first used.

A build uses a sixth of those that there are. To compile them all was a tenth of its start.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Later:
    """Stands for an expression, and asks it for whatever it is asked for."""

    def __init__(self, text: Any, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> object:
        """Find what an expression has; from then on, it is there."""
        value = getattr(re.compile(*self._given), name)
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
