"""Manifest: every file of a site with its digest, and one digest for all of them."""

from __future__ import annotations

from sitewright.kernel.digests import sha256_of_bytes
from sitewright.kernel.frozen import frozen


@frozen
class File:
    """One file of a site.

    Attributes:
        path: Place below the output folder.
        sha256: SHA-256 of its bytes, in hexadecimal.
        size: Its length in bytes.
        source: Source path of the page or file that it comes from; empty if it was
            generated.
    """

    path: str
    sha256: str
    size: int
    source: str = ""


@frozen
class Manifest:
    """All files of a site.

    Attributes:
        files: The files, sorted by path.
    """

    files: tuple[File, ...] = ()

    @property
    def digest(self) -> str:
        """Name the whole site by its content: ``sha256:`` and a SHA-256.

        It is that of what ``sha256sum`` prints for all files, sorted by path, so that
        anybody can compute it.
        """
        lines = "".join(f"{item.sha256}  {item.path}\n" for item in self.files)
        return f"sha256:{sha256_of_bytes(lines.encode())}"

    @property
    def size(self) -> int:
        """Count all bytes."""
        return sum(item.size for item in self.files)

    @property
    def sizes(self) -> dict[str, int]:
        """The size of every file by its path."""
        return {item.path: item.size for item in self.files}
