"""Read ``assets``: which files have a digest of themselves in their names."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.diagnostics import error
from sitewright.kernel.globs import GlobError, compile_glob
from sitewright.model.assetnames import Fingerprinting
from sitewright.yamlcore.fields import FieldReader

_KEY: Final = "assets"


def read_fingerprinting(reader: FieldReader) -> Fingerprinting:
    """Read the patterns of the files; a broken one is reported and left out."""
    reader.refuse_unknown(("fingerprint",), _KEY, code="CFG001")
    patterns = []
    for written, span in reader.texts(_KEY, "fingerprint"):
        glob = written.removeprefix("/")
        try:
            compile_glob(glob)
        except GlobError as fault:
            message = f"'{written}' is a broken pattern: {fault}"
            hint = "write patterns such as 'css/**' or 'img/*.{png,jpg}'"
            reader.add(error("CFG002", message, span, hint))
        else:
            patterns.append((glob, span))
    return Fingerprinting(tuple(patterns))
