"""Find characters that no page may have, as browsers would not show them."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.diagnostics import Findings, Span, warning

_MARKUP: Final = (".html", ".htm", ".xml", ".xhtml", ".svg")
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\f\r"})


def find_controls(output_path: str, content: bytes, path: str) -> Findings:
    """Warn of a control character in a finished page.

    Args:
        output_path: Where the page goes.
        content: The page.
        path: Its source path.
    """
    if len(content.translate(None, _CONTROLS)) == len(content):
        return ()
    if not output_path.endswith(_MARKUP):
        return ()
    found = next(byte for byte in content if byte in _CONTROLS)
    line = content[: content.index(found)].count(b"\n") + 1
    message = f"the page has the control character U+{found:04X} in line {line} of {output_path}"
    hint = "remove it from the text, the value or the template that it comes from"
    return (warning("TPL016", message, Span(path), hint),)
