"""What is wrong with a text that is not JSON, in the same words whatever the Python."""

from __future__ import annotations

from json import JSONDecodeError
from typing import Final

_ENDS: Final = {"}": "object", "]": "array"}


def describe_fault(fault: JSONDecodeError) -> tuple[str, int, int]:
    """Say what is wrong, and in which line and column, counted from 1.

    Of a comma with nothing behind it, Python before 3.13 says what it expected instead.
    """
    text, end = fault.doc, _ENDS.get(fault.doc[fault.pos : fault.pos + 1])
    before = text[: fault.pos].rstrip(" \t\n\r")
    if not end or not before.endswith(","):
        return fault.msg.lower(), fault.lineno, fault.colno
    comma = len(before) - 1
    line, column = text.count("\n", 0, comma) + 1, comma - text.rfind("\n", 0, comma)
    return f"illegal trailing comma before end of {end}", line, column
