"""Read ``limits``: how much the templates of one page may do."""

from __future__ import annotations

from typing import Final

from sitewright.model.limits import Limits
from sitewright.yamlcore.fields import FieldReader

LIMIT_KEYS: Final = ("steps", "characters")


def read_limits(reader: FieldReader) -> Limits:
    """Read the limits."""
    reader.refuse_unknown(LIMIT_KEYS, "limits", code="CFG001")
    usual = Limits()
    return Limits(
        reader.whole("limits", "steps", default=usual.steps),
        reader.whole("limits", "characters", default=usual.characters),
    )
