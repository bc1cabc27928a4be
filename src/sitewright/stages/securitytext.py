"""Write ``/.well-known/security.txt``, and watch its date; see RFC 9116."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Findings, Severity, warning
from sitewright.kernel.times import format_time
from sitewright.kernel.urls import base_path_of
from sitewright.model.security import SecurityText

NEAR: Final = timedelta(days=30)


def render_security_text(said: SecurityText) -> str:
    """Write the file, one field a line."""
    lines = [f"{name}: {value}\n" for name, value in said.fields]
    return "".join(lines) + f"Expires: {format_time(said.expires)}\n"


def watch_security_text(
    said: SecurityText | None, url: str, now: datetime, severity: Severity
) -> Findings:
    """Find that a file is out of date, soon will be, or where nobody looks for it.

    Args:
        said: What the file says, if there is one.
        url: The site's address.
        now: The time of the build.
        severity: How much it matters that the file is out of date.
    """
    if said is None:
        return ()
    findings = []
    folder = base_path_of(url)
    if folder:
        findings.append(
            warning(
                "SEC004",
                f"nobody looks for security.txt below '{folder}/'",
                said.span,
                "publish it at the top of the host, with the site that is there",
            )
        )
    left = said.expires - now
    when = said.expires.date().isoformat()
    hint = "write a date at most a year ahead, when you have looked through the rest"
    if left <= timedelta():
        message = f"security.txt was to be trusted until {when}"
        findings.append(Diagnostic("SEC002", severity, message, said.span, hint))
    elif left <= NEAR:
        days = "a day" if left.days <= 1 else f"{left.days} days"
        message = f"security.txt expires in {days}, on {when}"
        findings.append(warning("SEC003", message, said.span, hint))
    return tuple(findings)


def next_remark(said: SecurityText, now: datetime) -> datetime | None:
    """Find when there will be something else to say about the date; None for never."""
    left = said.expires - now
    if left <= timedelta():
        return None
    if left > NEAR:
        return said.expires - NEAR
    return said.expires - timedelta(days=left.days)
