"""The first lines of a hook, for those who move what another language did."""

from __future__ import annotations

from keyword import iskeyword
from typing import Final

from sitewright.kernel.regexes import regex
from sitewright.model.hooks.hook import HookKind

_CAPITAL: Final = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_ARGUMENTS: Final = {
    HookKind.FILTER: ("value, *values, **named", "return value"),
    HookKind.TEST: ("value, *values", "return bool(value)"),
    HookKind.FUNCTION: ("*values, **named", 'return ""'),
    HookKind.SHORTCODE: ("*values, **named", 'return hooks.Markup("…")'),
    HookKind.PAIRED_SHORTCODE: (
        "inner, *values, **named",
        'return hooks.Markup("<div>{}</div>").format(inner)',
    ),
    HookKind.DATA: ("", "return {}"),
    HookKind.COMPUTED: ("data", 'return data.get("key")'),
}
"""What the function of a hook takes, and how it may end."""


def write_stub(kind: HookKind, name: str) -> str:
    """Write the lines of ``hooks.py`` that begin a hook; empty if it cannot be one.

    Args:
        kind: A filter, test, function, shortcode, data or computed value.
        name: Its name in templates.
    """
    if not name.isidentifier():
        return ""
    function = _CAPITAL.sub("_", name).lower().strip("_") or "own"
    if iskeyword(function) or function == "hooks":
        function += "_"
    given, end = _ARGUMENTS[kind]
    word = kind.name.lower()
    called = f"@hooks.{word}" if function == name else f'@hooks.{word}("{name}")'
    rows = ("from sitewright import hooks", "", "", called, f"def {function}({given}):")
    return "\n".join((*rows, f"    {end}"))
