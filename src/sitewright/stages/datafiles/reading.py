"""Read a data file by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import splitext
from typing import Final

from sitewright.kernel.diagnostics import Checked, Span, warning
from sitewright.kernel.regexes import regex
from sitewright.model.data import DataFile
from sitewright.model.document import Source
from sitewright.yamlcore import read_json_file, read_yaml_file

_SAYS_SOMETHING: Final = regex(r"(?m)^[ \t]*[^\s#]")
"""A line that is neither blank nor a comment."""


def _read_csv_file(text: str, path: str) -> Checked[DataFile | None]:
    from sitewright.stages.datafiles.tables import read_csv_file

    return read_csv_file(text, path)


def _read_toml_file(text: str, path: str) -> Checked[DataFile | None]:
    from sitewright.stages.datafiles.toml import read_toml_file

    return read_toml_file(text, path)


# Parsers that few sites need are imported when they are.
_READERS: Final[dict[str, Callable[[str, str], Checked[DataFile | None]]]] = {
    ".yaml": read_yaml_file,
    ".yml": read_yaml_file,
    ".csv": _read_csv_file,
    ".toml": _read_toml_file,
    ".json": read_json_file,
}

DATA_ENDINGS: Final = tuple(_READERS)
"""Endings of data files, those of the higher formats last: ``a.json`` over ``a.yaml``."""


def read_data_file(source: Source) -> Checked[DataFile | None]:
    """Read a data file; its name has one of ``DATA_ENDINGS``.

    Returns:
        What it holds and the findings; nothing if any of them is an error.
    """
    read = _READERS[splitext(source.path)[1]]
    text = source.text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    file, found = read(text, source.path)
    if not _SAYS_SOMETHING.search(text):
        hint = "bring back what was in it, or remove it"
        message = "nothing is in this data file"
        found = (*found, warning("DAT008", message, Span(source.path), hint))
    return file, found
