"""Write times in the one form that feeds and sitemaps take."""

from __future__ import annotations

from datetime import UTC, datetime


def format_time(moment: datetime) -> str:
    """Write a time as ``2025-03-21T15:24:33Z``, with four digits for any year."""
    whole = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return f"{whole.isoformat()}Z"
