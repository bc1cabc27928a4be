"""Keep strangers out: other hosts' names, other sites' scripts, odd addresses.

A page anywhere in the web can send requests to a server on this machine, and by a name
that it controls it could even read the answers. So a request has to name this server
by a name that is surely its own, and must not come from another site's page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.model.serving import Request, Response
from sitewright.server.answers import refuse

_HOST = regex(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+)(?::([0-9]{1,5}))?")
_LOOPBACK = regex(r"127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}")
_ORIGIN = regex(r"https?://([^/]+)")
_CONTROL = regex(r"[\x00-\x1f\x7f-\x9f]")
_UNSAFE = regex(r"%(?![0-9A-Fa-f]{2})|%2f|%5c|[\\#]", re.IGNORECASE)


@frozen
class Access:
    """Who may ask.

    Attributes:
        hosts: Names by which the server may be called besides those of this machine,
            in lower case.
    """

    hosts: frozenset[str] = frozenset()


def find_refusal(request: Request, access: Access) -> Response | None:
    """Find why a request is not answered, whatever it asks for."""
    hosts = request.values("host")
    if len(hosts) != 1:
        many = "several" if hosts else "no"
        return refuse(400, f"The request has {many} Host headers.")
    name = read_host(hosts[0])
    if name is None:
        return refuse(400, "The Host header is not the name of a host.")
    if not _is_own(name, access):
        return refuse(
            403,
            f"The preview does not answer to the name '{name}'.",
            f"Open it as http://localhost, or start it with --allow-host {name}.",
        )
    if _is_foreign(request, hosts[0]):
        return refuse(403, "The preview is not for pages of other sites.")
    return None


@lru_cache(maxsize=64)
def read_host(host: str) -> str | None:
    """Take the name out of a ``Host`` header, in its one form; None if it has none."""
    found = _HOST.fullmatch(host)
    if not found or int(found[2] or 0) > 65535:
        return None
    return found[1].lower().removesuffix(".") or None


def _is_own(name: str, access: Access) -> bool:
    """Tell whether a name can only be this machine's, or is allowed."""
    return (
        name == "localhost"
        or name.endswith(".localhost")
        or is_loopback(name.strip("[]"))
        or name in access.hosts
    )


def is_loopback(address: str) -> bool:
    """Tell whether an address leads to this machine alone."""
    return address == "::1" or _LOOPBACK.fullmatch(address) is not None


def _is_foreign(request: Request, host: str) -> bool:
    """Tell whether a page of another site asks; visits from a link are welcome."""
    for origin in request.values("origin"):
        found = _ORIGIN.fullmatch(origin)
        if not found or found[1].lower() != host.lower():
            return True
    site = request.values("sec-fetch-site")
    is_visit = request.values("sec-fetch-mode") == ["navigate"]
    return not is_visit and not set(site) <= {"same-origin", "none"}


@lru_cache(maxsize=1024)
def read_target(target: str) -> tuple[str, str] | None:
    """Decode the path of a request once; None if there is anything odd about it.

    Args:
        target: As it was sent.

    Returns:
        The path, not percent-encoded, and the query with its ``?`` as it was sent. No
        part of the path is ``.`` or ``..``.
    """
    raw, mark, query = target.partition("?")
    if not raw.startswith("/") or _UNSAFE.search(raw) or "#" in query:
        return None
    try:
        path = unquote_to_bytes(raw).decode("utf-8", "strict")
    except UnicodeDecodeError:
        return None
    if _CONTROL.search(path) or not {".", ".."}.isdisjoint(path.split("/")):
        return None
    return path, mark + query
