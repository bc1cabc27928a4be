"""Put the browser's side of the preview into pages: one script, as they are served."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Final

from sitewright.kernel.digests import digest_of_bytes
from sitewright.model.serving import Showing
from sitewright.server.finding import Found

FOLDER: Final = "/.sitewright/"
"""Where the preview's own addresses are; no file of a site can be there."""

CLIENT_PATH: Final = f"{FOLDER}client.js"
LIVE_PATH: Final = f"{FOLDER}live"

CLIENT: Final = files("sitewright.server").joinpath("client.js").read_bytes()
_SHA = base64.b64encode(hashlib.sha256(CLIENT).digest()).decode()
CLIENT_HASH: Final = f"'sha256-{_SHA}'"
"""The script as a content security policy names it."""

_BODY_END: Final = b"</body>"


def add_client(html: bytes, found: Found, showing: Showing) -> bytes:
    """Put the script into a page, which is left as it is but for that.

    Args:
        html: The page.
        found: What it answers for.
        showing: All that is shown now.
    """
    tag = _tag(found, showing).encode()
    end = html.rfind(_BODY_END)
    return html + tag if end < 0 else html[:end] + tag + html[end:]


def _tag(found: Found, showing: Showing) -> str:
    """Write the element that loads the script, and what it has to know."""
    known = {
        "src": CLIENT_PATH,
        "integrity": f"sha256-{_SHA}",
        "data-mark": found.mark,
        "data-files": mark_of_files(showing),
    }
    words = " ".join(f'{name}="{escape(value)}"' for name, value in known.items())
    return f"<script defer {words}></script>"


@lru_cache(maxsize=2)
def mark_of_files(showing: Showing) -> str:
    """Digest all that pages may load; empty as long as not all of it is known."""
    if not showing.is_whole:
        return ""
    if showing.mark:
        return showing.mark
    parts = [
        f"{path}:{item.digest}\n"
        for path, item in showing.files.items()
        if not path.endswith(".html")
    ]
    return digest_of_bytes("".join(parts).encode("utf-8", "surrogatepass"))


def is_html(path: str) -> bool:
    """Tell whether a file is a page, which loads the script."""
    return path.endswith((".html", ".htm"))
