"""Request, Response and Showing: what a browser asks the preview, and what it gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sitewright.kernel.frozen import frozen
from sitewright.model.build import Artifact
from sitewright.model.redirect import Redirect

Headers = Sequence[tuple[str, str]]


def _none(_path: str) -> Headers:
    return ()


def _nothing(_path: str) -> Mapping[str, object]:
    return {}


@frozen
class Request:
    """What a client asks.

    Attributes:
        method: Such as ``GET``.
        target: As it was sent: a path, perhaps with a query.
        headers: Names in lower case, in their order; a name may come twice.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()

    def values(self, name: str) -> list[str]:
        """List the values of a header, whose name is in lower case."""
        return [value for key, value in self.headers if key == name]


@frozen
class FilePart:
    """A stretch of a source file, which is sent as it lies on the disk.

    Attributes:
        path: The file, relative to the project.
        start: Its first byte, counted from 0.
        size: How many bytes.
    """

    path: str
    start: int
    size: int


@frozen
class Response:
    """What it gets.

    Attributes:
        status: Such as 200.
        headers: Names as they are to be sent.
        body: Empty for ``HEAD``, too; ``Content-Length`` says what there would be.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | FilePart = b""


@frozen
class Fault:
    """An error in the sources, as it is shown in the browser.

    Attributes:
        text: All that the terminal says about it.
        place: Where it is, as ``path:line:column``; or empty.
        link: An address that opens the author's editor there; or empty.
    """

    text: str
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Showing:
    """What there is to serve at one moment; it is replaced as a whole.

    Attributes:
        files: Every file of the site by its output path.
        redirects: The table of redirects.
        headers_for: The headers that the site asks for, by a URL's path.
        base: The folder below which the site lives, such as ``/repo``, not
            percent-encoded; mostly empty.
        faults: Why the sources as they are now make no site; the files are those of
            the last build without errors.
        pending: Output paths of pages that are shown in a preview only.
        about: What is known of a page, by its output path, in values fit for JSON.
        is_whole: Whether these are all files; not before the first build has ended.
        mark: What ``mark_of_files`` says, if that is known already; or empty.
    """

    files: Mapping[str, Artifact] = field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()
    headers_for: Callable[[str], Headers] = _none
    base: str = ""
    faults: tuple[Fault, ...] = ()
    pending: frozenset[str] = frozenset()
    about: Callable[[str], Mapping[str, object]] = _nothing
    is_whole: bool = True
    mark: str = ""
