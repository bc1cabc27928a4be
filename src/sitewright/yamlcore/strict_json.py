"""JSON, read by the YAML core for the place of every value once it is known to be JSON."""

from __future__ import annotations

import json
import re
from typing import Final, NoReturn

from sitewright.kernel.diagnostics import Checked, Findings, Span, error
from sitewright.kernel.jsonfaults import describe_fault
from sitewright.kernel.regexes import regex
from sitewright.model.data import DataFile
from sitewright.model.document import Head
from sitewright.yamlcore.core import read_yaml, read_yaml_file

_SURROGATES: Final = regex(r"\\u([dD][89abAB]..)\\u([dD][c-fC-F]..)")
_REFUSED: Final = regex("[\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NO_NUMBER: Final = regex(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)')


def read_json(text: str, path: str, first_line: int = 1) -> Checked[Head | None]:
    """Read a mapping; empty if there is no text.

    Args:
        text: The JSON text alone.
        path: The file that it comes from.
        first_line: Line of the file on which ``text`` begins.

    Returns:
        The fields and the findings; no head if any of them is an error.
    """
    if not text.strip():
        return Head(path), ()
    if found := _find_faults(text, path, first_line):
        return None, found
    return read_yaml(_for_yaml(text), path, first_line)


def read_json_file(text: str, path: str) -> Checked[DataFile | None]:
    """Read a file of which the whole is one value; an empty mapping if it is empty."""
    if not text.strip():
        return DataFile(path, {}), ()
    if found := _find_faults(text, path, 1):
        return None, found
    return read_yaml_file(_for_yaml(text), path)


class _ConstantError(ValueError):
    """A number that JavaScript has and JSON has not."""


def _find_faults(text: str, path: str, first_line: int) -> Findings:
    """Say why a text is not JSON; nothing if it is."""
    try:
        # Numbers are left to the YAML core: Python refuses very long ones.
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
    except json.JSONDecodeError as fault:
        said, line, column = describe_fault(fault)
        place = Span(path, line + first_line - 1, column, 1)
        return (error("FM002", f"this is not JSON: {said}", place),)
    except RecursionError:
        hint = "use fewer levels"
        place = Span(path, first_line, 1)
        return (error("FM009", "this is nested too deep", place, hint),)
    except _ConstantError:
        found = next(item for item in _NO_NUMBER.finditer(text) if item[1])
        before, name = text[: found.start()], found[1]
        line = before.count("\n") + first_line
        column = len(before.rpartition("\n")[2]) + 1
        message = f"this is not JSON: it has no '{name}'"
        place = Span(path, line, column, len(name))
        return (error("FM002", message, place, "write null, or text in quotes"),)
    return ()


def _refuse(name: str) -> NoReturn:
    raise _ConstantError(name)


def _for_yaml(text: str) -> str:
    """Write the characters of text in which YAML differs from JSON as YAML's escapes.

    JSON escapes some characters as two halves, and takes some that YAML refuses.
    """
    text = _SURROGATES.sub(_join_surrogates, text)
    return _REFUSED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _join_surrogates(pair: re.Match[str]) -> str:
    joined = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
    return f"\\U{ord(joined):08x}"
