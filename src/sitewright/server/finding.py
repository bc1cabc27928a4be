"""Find what answers for an address: only what the build has made is looked up.

So there is no way out of the site, no hidden file, no link and no listing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sitewright.kernel.frozen import frozen
from sitewright.kernel.same import Same
from sitewright.kernel.urls import INDEX, encode_path
from sitewright.model.build import Artifact
from sitewright.model.redirect import Redirect
from sitewright.model.serving import Showing
from sitewright.server.signposts import Signposts

MISSING = "404.html"


@frozen
class Found:
    """What answers for an address.

    Attributes:
        status: What to answer.
        artifact: The file to send; None if there is none.
        location: Where to go instead, or empty.
        url: The path below the site's own folder.
    """

    status: int
    artifact: Artifact | None = None
    location: str = ""
    url: str = ""

    @property
    def mark(self) -> str:
        """What changes if and only if the browser would be shown something else."""
        return f"{self.status}-{self.artifact.digest if self.artifact else ''}"


def find(showing: Showing, path: str, query: str = "") -> Found:
    """Find what answers for an address.

    Args:
        showing: What there is to serve.
        path: The path, not percent-encoded.
        query: What is asked besides, with its ``?``; or empty.
    """
    home = f"{showing.base}/"
    if not path.startswith(home):
        if path in (showing.base, "/"):
            status = 301 if path == showing.base else 302
            return Found(status, location=encode_path(home) + query)
        return _missing(showing, path)
    url = path[len(home) - 1 :]
    signposts = _signposts(Same(showing.redirects), showing.base)
    if turn := signposts.find(url, query):
        return Found(turn.status, _page_of_gone(showing, turn.status), turn.location)
    if found := _find_file(showing, url, query):
        return found
    if turn := signposts.find_pattern(url, query):
        return Found(turn.status, _page_of_gone(showing, turn.status), turn.location)
    return _missing(showing, url)


@lru_cache(maxsize=2)
def _signposts(redirects: Same[Iterable[Redirect]], base: str) -> Signposts:
    return Signposts(redirects.value, base)


def _find_file(showing: Showing, url: str, query: str) -> Found | None:
    """Look for a file; what is in a folder has a slash at the end of its address."""
    for path in output_paths_of(url):
        if artifact := showing.files.get(path):
            if path.endswith(f"/{INDEX}") and not url.endswith(("/", INDEX)):
                location = encode_path(f"{showing.base}{url}/") + query
                return Found(301, location=location)
            return Found(200, artifact, url=url)
    return None


def output_paths_of(url: str) -> tuple[str, ...]:
    """Name the files that static hosts look for, the likeliest first.

    Args:
        url: A path below the site's own folder.
    """
    name = url[1:]
    if not name or name.endswith("/"):
        return (name + INDEX,)
    return name, f"{name}/{INDEX}", f"{name}.html"


def _missing(showing: Showing, url: str) -> Found:
    return Found(404, showing.files.get(MISSING), url=url)


def _page_of_gone(showing: Showing, status: int) -> Artifact | None:
    return showing.files.get(MISSING) if status == 410 else None
