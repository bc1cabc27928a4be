"""Answer requests: a pure function of what is asked and what there is to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sitewright.kernel.digests import digest_of_bytes
from sitewright.kernel.frozen import replace
from sitewright.kernel.mediatypes import media_type_of
from sitewright.model.serving import FilePart, Request, Response, Showing
from sitewright.server.answers import (
    ALLOW,
    OWN_HEADERS,
    REASONS,
    REFERRER,
    own_page,
    refuse,
)
from sitewright.server.client import (
    CLIENT,
    CLIENT_PATH,
    FOLDER,
    LIVE_PATH,
    add_client,
    is_html,
)
from sitewright.server.finding import MISSING, Found, find
from sitewright.server.guard import Access, find_refusal, read_target
from sitewright.server.handshake import shake_hands
from sitewright.server.ranges import UnsatisfiableError, read_range
from sitewright.server.siteheaders import admit_in_page, merge_site_headers

SizeOf = Callable[[str], int | None]
"""Tells how large a source file is now; None if it is not there."""


def answer(
    request: Request, showing: Showing, access: Access, size_of: SizeOf
) -> Response | None:
    """Answer a request.

    Args:
        request: What is asked.
        showing: What there is to serve.
        access: Who may ask.
        size_of: Looks for the files that are served as they are.

    Returns:
        The answer; None if what is asked for is still being made.
    """
    response = find_refusal(request, access) or _answer(request, showing, size_of)
    if response and request.method == "HEAD":
        return replace(response, body=b"")
    return response


def _answer(request: Request, showing: Showing, size_of: SizeOf) -> Response | None:
    if request.method == "OPTIONS":
        return Response(204, (ALLOW, *OWN_HEADERS))
    if request.method not in ("GET", "HEAD"):
        why = f"The preview does not answer to {request.method}."
        return refuse(405, why, "", ALLOW)
    if not (target := read_target(request.target)):
        return refuse(400, "The address has characters that no page's address has.")
    path, query = target
    if path.startswith(FOLDER):
        return _answer_own(request, path)
    found = find(showing, path, query)
    if found.status == 404 and not showing.is_whole:
        return None
    return _respond(request, showing, found, size_of)


def _answer_own(request: Request, path: str) -> Response:
    """Answer for an address of the preview itself."""
    if path == CLIENT_PATH:
        headers = (("Content-Type", media_type_of(path)), *OWN_HEADERS, REFERRER)
        return _send(request, 200, headers, CLIENT, digest_of_bytes(CLIENT))
    if path == LIVE_PATH:
        return shake_hands(request)
    return refuse(404, "The preview has no such address.")


def _respond(
    request: Request, showing: Showing, found: Found, size_of: SizeOf
) -> Response:
    """Write the answer for what was found."""
    if found.location:
        way = (("Location", found.location), ("Content-Length", "0"))
        return Response(found.status, (*way, *OWN_HEADERS, REFERRER))
    host = request.values("host")[0]
    body = _body_of(showing, found, size_of, host)
    if body is None:
        return refuse(404, "This file was there when the site was built, and has gone.")
    name = found.artifact.path if found.artifact else MISSING
    own = [("Content-Type", media_type_of(name)), *OWN_HEADERS]
    site = showing.headers_for(found.url)
    headers = merge_site_headers(own, site, host)
    is_broken = not showing.files and showing.faults
    status = 500 if is_broken else found.status
    if isinstance(body, bytes):
        return _send(request, status, headers, body, digest_of_bytes(body))
    digest = found.artifact.digest if found.artifact else ""
    return _send(request, status, headers, body, digest)


def _body_of(
    showing: Showing, found: Found, size_of: SizeOf, host: str
) -> bytes | FilePart | None:
    """Take what is to be sent; None if it is not there any more."""
    artifact = found.artifact
    if artifact is None:
        return add_client(_own_page(showing, found.status), found, showing)
    if artifact.content is not None:
        if not is_html(artifact.path):
            return artifact.content
        return add_client(admit_in_page(artifact.content, host), found, showing)
    size = size_of(artifact.copied_from)
    return None if size is None else FilePart(artifact.copied_from, 0, size)


def _own_page(showing: Showing, status: int) -> bytes:
    """Write a page for what the site has none for."""
    if not showing.files and showing.faults:
        title = "The site has errors"
        return own_page(title, [], [fault.text for fault in showing.faults])
    if status == 410:
        return own_page(REASONS[status], ["The site says that this is gone for good."])
    lives = f"The site lives below {showing.base}/." if showing.base else ""
    why = "There is no page at this address."
    return own_page(REASONS[status], [why, lives] if lives else [why])


def _send(
    request: Request,
    status: int,
    headers: Sequence[tuple[str, str]],
    body: bytes | FilePart,
    digest: str,
) -> Response:
    """Send a body: whole, in part, or not at all, as the client has it already."""
    size = len(body) if isinstance(body, bytes) else body.size
    if status != 200:
        return Response(status, (*headers, ("Content-Length", str(size))), body)
    etag = f'"{digest}"'
    headers = (*headers, ("ETag", etag), ("Accept-Ranges", "bytes"))
    if _is_known(request, etag):
        kept = [item for item in headers if item[0].lower() != "content-type"]
        return Response(304, tuple(kept))
    try:
        part = _part_asked(request, etag, size)
    except UnsatisfiableError:
        more = (("Content-Range", f"bytes */{size}"), ("Content-Length", "0"))
        return Response(416, (*headers, *more))
    if part is None:
        return Response(200, (*headers, ("Content-Length", str(size))), body)
    start, length = part
    more = (
        ("Content-Range", f"bytes {start}-{start + length - 1}/{size}"),
        ("Content-Length", str(length)),
    )
    if isinstance(body, bytes):
        body = body[start : start + length]
    else:
        body = replace(body, start=start, size=length)
    return Response(206, (*headers, *more), body)


def _is_known(request: Request, etag: str) -> bool:
    """Tell whether the client has these very bytes."""
    known = ",".join(request.values("if-none-match"))
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return etag in tags or known.strip() == "*"


def _part_asked(request: Request, etag: str, size: int) -> tuple[int, int] | None:
    """Read which part is asked for; None for all of it."""
    asked = request.values("range")
    if len(asked) != 1 or request.method != "GET":
        return None
    if request.values("if-range") not in ([], [etag]):
        return None
    return read_range(asked[0], size)
