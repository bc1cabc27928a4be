"""Read a data file by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import splitext
from typing import Final

from sitewright.kernel.diagnostics import Checked
from sitewright.model.data import DataFile
from sitewright.model.document import Source
from sitewright.stages.datafiles.tables import read_csv_file
from sitewright.stages.datafiles.toml import read_toml_file
from sitewright.yamlcore import read_json_file, read_yaml_file

_READERS: Final[dict[str, Callable[[str, str], Checked[DataFile | None]]]] = {
    ".yaml": read_yaml_file,
    ".yml": read_yaml_file,
    ".csv": read_csv_file,
    ".toml": read_toml_file,
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
    return read(text, source.path)
