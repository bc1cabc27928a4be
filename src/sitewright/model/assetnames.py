"""The names of files that are copied: which of them have a digest of the file in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from posixpath import splitext
from typing import Final

from sitewright.kernel.diagnostics import Diagnostic, Span
from sitewright.kernel.digests import Digest
from sitewright.kernel.frozen import frozen
from sitewright.kernel.globs import compile_glob
from sitewright.kernel.regexes import regex
from sitewright.model.security import PAGES

MARK: Final = "immutable"
"""What such names have before their ending, so that one pattern fits to them alone."""

FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
"""What browsers are told of such a file."""

_ENDING: Final = regex(r"\.[A-Za-z0-9]+")
_LENGTH: Final = 10
_NAMED: Final = regex(rf".+\.[0-9a-f]{{{_LENGTH}}}\.{MARK}{_ENDING.pattern}")


@frozen
class Fingerprinting:
    """What the settings say of it.

    Attributes:
        patterns: Globs of output paths, each with its place.
        keeps_names: Whether files keep their names nevertheless, as in a preview.
    """

    patterns: tuple[tuple[str, Span], ...] = ()
    keeps_names: bool = False

    def matcher(self) -> Callable[[str], bool]:
        """Make what tells of an output path whether it is fingerprinted.

        Pages are not, nor hidden files: their names are what they are found by.
        """
        matches = [compile_glob(glob).match for glob, _ in self.patterns]

        def is_fingerprinted(path: str) -> bool:
            return any(match(path) for match in matches) and _may_be_renamed(path)

        return is_fingerprinted


@frozen
class AssetName:
    """The name under which a file is to be asked for.

    Attributes:
        path: Its place below the output folder.
        integrity: What a browser may check it by; empty in a preview, None if another
            version may come to have that name.
    """

    path: str
    integrity: str | None = None


@frozen
class Unnamed:
    """Why a page that is fingerprinted has no name.

    Attributes:
        circle: The sources on the way, if it needs its own name; the first one once
            more at the end.
        finding: What was found wrong with it, else.
    """

    circle: tuple[str, ...] = ()
    finding: Diagnostic | None = None


@frozen
class AssetNames:
    """The names of all files that are copied.

    Attributes:
        plain: Those that are written in the sources.
        named: The names of those that are fingerprinted, by the plain ones.
    """

    plain: frozenset[str] = frozenset()
    named: Mapping[str, AssetName] = field(default_factory=dict)


def fingerprinted_path(path: str, digest: Digest) -> str:
    """Put a digest into the name of a file: ``a.3f9a1c7d20.immutable.css``."""
    stem, ending = splitext(path)
    return f"{stem}.{digest[:_LENGTH]}.{MARK}{ending}"


def is_fingerprinted_path(path: str) -> bool:
    """Tell whether the name of a file has a digest in it."""
    return bool(_NAMED.fullmatch(path))


def _may_be_renamed(path: str) -> bool:
    ending = splitext(path)[1]
    is_hidden = any(part.startswith(".") for part in path.split("/"))
    is_page = ending.lower() in PAGES
    return bool(_ENDING.fullmatch(ending)) and not is_hidden and not is_page
