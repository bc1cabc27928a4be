"""Fingerprints: the names under which files are asked for, and the files themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sitewright.kernel.frozen import frozen
from sitewright.model.assetnames import AssetName, AssetNames
from sitewright.model.build import Artifact
from sitewright.model.header import Header


@frozen
class Fingerprinted:
    """A file under a name that has its digest in it.

    Attributes:
        name: That name.
        file: The file.
        origin: The source that it was made of.
    """

    name: AssetName
    file: Artifact
    origin: str


@frozen
class Places:
    """What the addresses in style sheets may lead to.

    Attributes:
        files: The output paths of all files of the site.
        base: The folder below which the site lives, or empty.
    """

    files: frozenset[str] = frozenset()
    base: str = ""


@frozen
class Fingerprints:
    """What of a site is fingerprinted.

    Attributes:
        names: The names of all files that are copied.
        files: Those of them that are fingerprinted.
        pages: The keys of pages that are, by their plain output paths.
        places: What the addresses in style sheets may lead to.
        headers: Those by which browsers keep such files.
    """

    names: AssetNames = field(default_factory=AssetNames)
    files: tuple[Fingerprinted, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    headers: tuple[Header, ...] = ()
