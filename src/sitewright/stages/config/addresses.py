"""Say whether an address can be that of a site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def url_problem(url: str) -> str:
    """Say why an address cannot be a site's base; empty if it can."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not an address"
    problems = (
        (
            parts.scheme not in ("http", "https"),
            "must start with https:// or http://",
        ),
        (parts.username or parts.password, "must not hold a user or a password"),
        (not host or re.search(r"[\s<>\"'\\]", url), "is not an address"),
        (not url.isascii(), "must be percent-encoded, its host written as xn--…"),
        ("//" in parts.path, "has an empty part ('//') in its path"),
        (parts.query or parts.fragment, "must end before any '?' or '#'"),
    )
    return next((problem for is_so, problem in problems if is_so), "")
