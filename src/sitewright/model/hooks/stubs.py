"""The first lines of a hook, for those who move what another language did."""

from __future__ import annotations

import re
from typing import Final

from sitewright.model.hooks.hook import HookKind

_CAPITAL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_NAME: Final = re.compile(r"\W+")

_ARGUMENTS: Final = {
    HookKind.FILTER: ("value", "return value"),
    HookKind.TEST: ("value", "return bool(value)"),
    HookKind.FUNCTION: ("*values", 'return ""'),
    HookKind.SHORTCODE: ("*values", 'return hooks.Markup("…")'),
    HookKind.DATA: ("", "return {}"),
    HookKind.COMPUTED: ("data", 'return data.get("key")'),
}
"""What the function of a hook takes, and how it may end."""


def write_stub(kind: HookKind, name: str) -> str:
    """Write the lines of ``hooks.py`` that begin a hook.

    Args:
        kind: A filter, test, function, shortcode, data or computed value.
        name: Its name in templates.
    """
    function = _NO_NAME.sub("_", _CAPITAL.sub("_", name)).lower().strip("_") or "own"
    given, end = _ARGUMENTS[kind]
    word = kind.name.lower()
    called = f"@hooks.{word}" if function == name else f'@hooks.{word}("{name}")'
    rows = ("from sitewright import hooks", "", "", called, f"def {function}({given}):")
    return "\n".join((*rows, f"    {end}"))
