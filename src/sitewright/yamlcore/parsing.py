"""Read YAML with the parser: values, what is wrong, and the place of every value."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from sitewright.kernel.diagnostics import Checked, has_errors
from sitewright.model.data import DataFile
from sitewright.yamlcore.composer import Composer, RefusedError
from sitewright.yamlcore.errors import explain
from sitewright.yamlcore.events import Events, parse_events
from sitewright.yamlcore.surrogates import has_pairs, join_pairs

_YAML_1_1_BREAKS = re.compile("[\x85\u2028\u2029]")


def parse_yaml(
    text: str,
    path: str,
    first_line: int = 1,
    *,
    takes_any: bool = True,
    parse: Callable[[str], Events] = parse_events,
) -> Checked[DataFile | None]:
    """Read a text, as ``read_yaml`` says.

    Args:
        text: The YAML text alone.
        path: The file that it comes from.
        first_line: Line of the file on which ``text`` begins.
        takes_any: Whether it may be something else than a mapping.
        parse: Start a parser; another one than PyYAML's own choice in tests.

    Returns:
        The value (an empty mapping if the text is empty) and the findings; no value
        if any of them is an error.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [*text.split("\n"), ""]
    shown: dict[int, str] = {}
    if not text.isascii() and _YAML_1_1_BREAKS.search(text):
        text, shown = _hide_breaks(text)
    filler = ""
    if has_pairs(text):
        text, filler = join_pairs(text)
    composer = Composer(lines, path, first_line, shown, filler)
    try:
        value = composer.compose(parse(text), takes_any=takes_any)
    except RefusedError as refusal:
        return None, (*composer.findings, refusal.finding)
    except (yaml.YAMLError, UnicodeEncodeError) as fault:
        last = explain(fault, lines, path, first_line, lambda: parse(text))
        return None, (*composer.findings, last)
    findings = tuple(composer.findings)
    if findings and has_errors(findings):
        return None, findings
    return DataFile(path, value, composer.places), findings


def _hide_breaks(text: str) -> tuple[str, dict[int, str]]:
    """Replace what ends a line in YAML 1.1 alone by characters unused in the text.

    PyYAML follows YAML 1.1, which also breaks lines at U+0085, U+2028 and U+2029.

    Returns:
        The text, and how to turn the stand-ins back (for ``str.translate``).
    """
    unused = (code for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    there = {code: next(unused) for code in (0x85, 0x2028, 0x2029)}
    back = {stand_in: chr(code) for code, stand_in in there.items()}
    return text.translate(there), back
