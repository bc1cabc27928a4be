"""Read YAML: the front matter of a file, ``site.yaml``, or a data file."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from sitewright.kernel.diagnostics import Checked, has_errors
from sitewright.model.data import DataFile
from sitewright.model.document import Head
from sitewright.yamlcore.composer import Composer, RefusedError
from sitewright.yamlcore.errors import explain
from sitewright.yamlcore.events import Events, parse_events
from sitewright.yamlcore.surrogates import has_pairs, join_pairs

_YAML_1_1_BREAKS = re.compile("[\x85\u2028\u2029]")


def read_yaml(
    text: str,
    path: str,
    first_line: int = 1,
    parse: Callable[[str], Events] = parse_events,
) -> Checked[Head | None]:
    """Read a mapping as Eleventy reads it, with the place of every value.

    Means YAML 1.2 core as js-yaml 4.3.2 does; ``scalars`` says where numbers and
    dates differ on purpose. Beyond that, a key may stand only once (js-yaml agrees,
    PyYAML keeps the last), a collection cannot be a key, a key that is a date keeps
    its spelling, and tags other than those of the core schema are refused.

    Args:
        text: The YAML text alone.
        path: The file that it comes from.
        first_line: Line of the file on which ``text`` begins.
        parse: Start a parser; another one than PyYAML's own choice in tests.

    Returns:
        The fields (none if the text is empty) and the findings; no head if any of
        them is an error.
    """
    read, findings = _read(text, path, first_line, parse, takes_any=False)
    if read is None or not isinstance(read.value, dict):
        return None, findings
    return Head(path, read.value, read.places), findings


def read_yaml_file(text: str, path: str) -> Checked[DataFile | None]:
    """Read a file of which the whole is one value of any kind; else as ``read_yaml``.

    Returns:
        The value (an empty mapping if the text is empty) and the findings; no value
        if any of them is an error.
    """
    return _read(text, path, 1, parse_events, takes_any=True)


def _read(
    text: str,
    path: str,
    first_line: int,
    parse: Callable[[str], Events],
    *,
    takes_any: bool,
) -> Checked[DataFile | None]:
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
