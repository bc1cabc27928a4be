"""Read YAML: the front matter of a file, ``site.yaml``, or a data file."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.diagnostics import Checked, Findings
from sitewright.kernel.later import LaterMapping
from sitewright.model.data import DataFile
from sitewright.model.document import Head, KeyPath, Place
from sitewright.yamlcore.simple import DECLINED, read_simple


def read_yaml(text: str, path: str, first_line: int = 1) -> Checked[Head | None]:
    """Read a mapping as Eleventy reads it, with the place of every value.

    Means YAML 1.2 core as js-yaml 4.3.2 does; ``scalars`` says where numbers and
    dates differ on purpose. Beyond that, a key may stand only once (js-yaml agrees,
    PyYAML keeps the last), a collection cannot be a key, a key that is a date keeps
    its spelling, and tags other than those of the core schema are refused.

    Args:
        text: The YAML text alone.
        path: The file that it comes from.
        first_line: Line of the file on which ``text`` begins.

    Returns:
        The fields (none if the text is empty) and the findings; no head if any of
        them is an error. Places are found when they are asked for.
    """
    value, findings = _read(text, path, first_line, takes_any=False)
    if not isinstance(value, dict):
        return None, findings
    return Head(
        path, value, LaterMapping(find_places, text, path, first_line)
    ), findings


def read_yaml_file(text: str, path: str) -> Checked[DataFile | None]:
    """Read a file of which the whole is one value of any kind; else as ``read_yaml``.

    Returns:
        The value (an empty mapping if the text is empty) and the findings; no value
        if any of them is an error.
    """
    value, findings = _read(text, path, 1, takes_any=True)
    if value is DECLINED:
        return None, findings
    return DataFile(path, value, LaterMapping(find_places, text, path, 1)), findings


def find_places(text: str, path: str, first_line: int) -> Mapping[KeyPath, Place]:
    """Find where each value of a text was written that could be read."""
    from sitewright.yamlcore.parsing import parse_yaml

    read, _ = parse_yaml(text, path, first_line)
    return read.places if read else {}


def _read(
    text: str, path: str, first_line: int, *, takes_any: bool
) -> tuple[object, Findings]:
    """Read a text without the parser, which is slow to load and to run, if it will do."""
    value = read_simple(text)
    if value is not DECLINED and (takes_any or isinstance(value, dict)):
        return value, ()
    from sitewright.yamlcore.parsing import parse_yaml

    read, findings = parse_yaml(text, path, first_line, takes_any=takes_any)
    return (read.value if read else DECLINED), findings
