"""Turn the bytes of a source into text."""

from __future__ import annotations

from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ASCII_AS_UTF16 = ([False, True] * 2, [True, False] * 2)
"""Which of the first bytes are 0, if the byte-order mark is missing."""


def decode(raw: bytes, path: str) -> Checked[str | None]:
    r"""Decode UTF-8, leave a byte-order mark out, and end all lines with ``\n``.

    Returns:
        The text; None, with a finding, if it is not UTF-8.
    """
    is_utf16 = raw.startswith(_UTF16) or (
        b"\0" in raw[:4] and [byte == 0 for byte in raw[:4]] in _ASCII_AS_UTF16
    )
    if is_utf16:
        hint = "save it as UTF-8"
        return None, (error("SRC002", "this file is UTF-16", Span(path), hint),)
    try:
        text = raw.removeprefix(_BOM).decode()
    except UnicodeDecodeError as bad:
        return None, (_not_utf8(raw, bad, path),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, ()


def _not_utf8(raw: bytes, bad: UnicodeDecodeError, path: str) -> Diagnostic:
    """Point at the first byte that is not UTF-8, behind a byte-order mark if any."""
    offset = len(raw) - len(bad.object) + bad.start
    before = bad.object[: bad.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode()) + 1
    return error(
        "SRC002",
        f"this file is not UTF-8: byte 0x{raw[offset]:02x} at offset {offset}",
        Span(path, line, column, 1),
        "save it as UTF-8",
    )
