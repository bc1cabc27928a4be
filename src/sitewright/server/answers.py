"""Write the answers that the server gives by itself: refusals, and pages of its own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from sitewright.kernel.mediatypes import HTML
from sitewright.model.serving import Response

ALLOW: Final = ("Allow", "GET, HEAD, OPTIONS")

OWN_HEADERS: Final = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""What every answer says, whatever the site asks for."""

REFERRER: Final = ("Referrer-Policy", "no-referrer")
"""What it says unless the site asks for another."""

REASONS: Final = {
    101: "Switching Protocols",
    200: "OK",
    204: "No Content",
    206: "Partial Content",
    301: "Moved Permanently",
    302: "Found",
    304: "Not Modified",
    307: "Temporary Redirect",
    308: "Permanent Redirect",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    410: "Gone",
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    426: "Upgrade Required",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}

_PAGE: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width">
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def refuse(status: int, why: str, hint: str = "", *more: tuple[str, str]) -> Response:
    """Say no, and why.

    Args:
        status: The status.
        why: What is wrong, as one sentence.
        hint: What to do about it, or empty.
        more: Further headers.
    """
    body = own_page(REASONS[status], [why, hint] if hint else [why])
    headers = (
        ("Content-Type", HTML),
        ("Content-Length", str(len(body))),
        *OWN_HEADERS,
        REFERRER,
        *more,
    )
    return Response(status, headers, body)


def own_page(title: str, paragraphs: Iterable[str], code: Iterable[str] = ()) -> bytes:
    """Write a small page of the server's own.

    Args:
        title: Its title.
        paragraphs: Its text.
        code: Blocks of text that stand as they are.
    """
    parts = [f"<p>{escape(text)}</p>" for text in paragraphs]
    parts += [f"<pre>{escape(text)}</pre>" for text in code]
    body = "\n".join(parts)
    return _PAGE.format(title=escape(title), body=body).encode("utf-8", "replace")
