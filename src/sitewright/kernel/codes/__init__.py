"""Every diagnostic code, once: what it means, an example, and the cure."""

from sitewright.kernel.codes.catalogue import (
    CHECK_LEVELS,
    CODES,
    LEVELLED,
    format_catalogue,
    format_code,
)

__all__ = ["CHECK_LEVELS", "CODES", "LEVELLED", "format_catalogue", "format_code"]
