"""Ask the system for room for many connections."""

from __future__ import annotations

from typing import Final

_ENOUGH: Final = 8192
_UNKNOWN: Final = 512


def allow_open_files() -> int:
    """Raise the limit of open files as far as this process may; tell what it is now."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return _UNKNOWN
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH if hard == resource.RLIM_INFINITY else min(_ENOUGH, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(soft, wanted)
