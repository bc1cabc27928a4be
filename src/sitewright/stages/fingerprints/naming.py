"""Give files names that have a digest of their content in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
)
from sitewright.kernel.frozen import replace
from sitewright.kernel.hashing import digest_of_bytes, integrity_of_bytes
from sitewright.kernel.texts import encode
from sitewright.model.assetnames import (
    AssetName,
    AssetNames,
    Fingerprinting,
    fingerprinted_path,
)
from sitewright.model.build import Artifact, Asset, make_artifact
from sitewright.model.fingerprint import Fingerprinted, Places
from sitewright.model.security import STYLE_SHEETS
from sitewright.stages.fingerprints.leading import Sheet, lead_addresses

_DEEPEST: Final = 50
_LOST: Final = "\ufffd"


def name_assets(
    assets: tuple[Asset, ...],
    sheets: Mapping[str, str],
    fingerprinting: Fingerprinting,
    places: Places,
) -> Checked[Mapping[str, Fingerprinted]]:
    """Name the files to copy that are to be fingerprinted.

    Args:
        assets: All files to copy.
        sheets: Texts of the style sheets among them, by their source paths.
        fingerprinting: What the settings say.
        places: What the addresses in style sheets may lead to.

    Returns:
        The files by their plain output paths, and a warning for each address in a style
        sheet that leads to nothing.
    """
    wants = fingerprinting.matcher()
    naming = _Naming({it.output_path: it for it in assets}, sheets, places)
    wanted = sorted(it.output_path for it in assets if wants(it.output_path))
    naming.wanted = frozenset(wanted)
    named = {path: naming.take(path) for path in wanted}
    return named, tuple(naming.findings)


class _Naming:
    """Names files, those first that others lead to.

    Attributes:
        wanted: The plain output paths of the files to be named.
        findings: What was found wrong.
    """

    def __init__(
        self,
        assets: Mapping[str, Asset],
        sheets: Mapping[str, str],
        places: Places,
    ) -> None:
        self.wanted: frozenset[str] = frozenset()
        self.findings: list[Diagnostic] = []
        self._assets, self._sheets, self._places = assets, sheets, places
        self._made: dict[str, Fingerprinted] = {}
        self._under_way: list[str] = []

    def take(self, path: str) -> Fingerprinted:
        """Name one file."""
        if path not in self._made:
            self._under_way.append(path)
            self._made[path] = self._name(self._assets[path])
            self._under_way.pop()
        return self._made[path]

    def _name(self, asset: Asset) -> Fingerprinted:
        path, text = asset.output_path, self._sheets.get(asset.path)
        if text is not None and path.lower().endswith(STYLE_SHEETS):
            sheet = Sheet(path, text, asset.path, is_whole=_is_whole(text, asset))
            led, found = lead_addresses(sheet, self._places, self._name_of)
            self.findings += found
            if led != text:
                return name_text(path, led, asset.path)
        name = fingerprinted_path(path, asset.digest)
        file = Artifact(name, None, asset.digest, asset.path)
        return Fingerprinted(AssetName(name, asset.integrity), file, asset.path)

    def _name_of(self, path: str) -> str:
        """Name a file that a style sheet loads; in a circle, one keeps its plain name."""
        is_too_deep = len(self._under_way) > _DEEPEST
        if path not in self.wanted or path in self._under_way or is_too_deep:
            return path
        return self.take(path).name.path


def _is_whole(text: str, asset: Asset) -> bool:
    """Tell whether nothing was lost when a file was read as text."""
    return _LOST not in text or digest_of_bytes(encode(text)) == asset.digest


def name_text(path: str, text: str, origin: str) -> Fingerprinted:
    """Name a file that is made of a text.

    Args:
        path: Its plain output path.
        text: The text.
        origin: The source that it was made of.
    """
    file = make_artifact(path, text)
    file = replace(file, path=fingerprinted_path(path, file.digest))
    integrity = integrity_of_bytes(file.content or b"")
    return Fingerprinted(AssetName(file.path, integrity), file, origin)


def name_page(
    page: Artifact, origin: str, places: Places, names: AssetNames
) -> Checked[Fingerprinted]:
    """Name a page that is to be fingerprinted, such as a style sheet made of several.

    Args:
        page: The finished page, under its plain name.
        origin: Its source.
        places: What the addresses in it may lead to, if it is a style sheet.
        names: The names of the files that are copied.
    """
    text = (page.content or b"").decode()
    if not page.path.lower().endswith(STYLE_SHEETS):
        return name_text(page.path, text, origin), ()

    def name_of(path: str) -> str:
        name = names.named.get(path)
        return name.path if name else path

    # A template may have asked for the name of a file itself.
    known = places.files.union(name.path for name in names.named.values())
    places = replace(places, files=known)
    sheet = Sheet(page.path, text, origin, is_source=False)
    led, found = lead_addresses(sheet, places, name_of)
    return name_text(page.path, led, origin), found
