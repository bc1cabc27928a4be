"""Read what cards are drawn with: fonts, and perhaps a picture to draw on."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from sitewright.edges.gathering import Gathering
from sitewright.kernel.diagnostics import Span, error, warning
from sitewright.model.card import CardRules, Desk, Face
from sitewright.stages.cards.charmap import FontError, read_coverage

_INSTALL = "install it with: pip install 'sitewright[images]'"


def read_desk(gathering: Gathering, rules: CardRules) -> Desk:
    """Read the files that the settings name, and see whether anything can be drawn."""
    files = []
    for path in rules.files:
        if not gathering.is_file(path):
            message = f"'cards' names '{path}', which is not there"
            hint = "paths count from the folder of the settings file"
            gathering.findings.append(error("CFG008", message, rules.span, hint))
        files += [(it.path, it.digest) for it in gathering.asset_if_there(path)]
    faces = tuple(_read_faces(gathering, rules, {path for path, _ in files}))
    can_draw = find_spec("PIL") is not None
    if not can_draw:
        message = "pages have no cards of their own: Pillow is not installed"
        gathering.findings.append(warning("IMG004", message, rules.span, _INSTALL))
    return Desk(faces, tuple(files), can_draw)


def _read_faces(
    gathering: Gathering, rules: CardRules, there: set[str]
) -> Iterator[Face]:
    for path in dict.fromkeys(filter(None, (rules.font, rules.small_font))):
        if path not in there:
            continue
        try:
            content = (gathering.root / path).read_bytes()
            yield Face(path, read_coverage(content))
        except (FontError, OSError) as bad:
            message = f"this font cannot be used: {bad}"
            hint = (
                "name a font that ends in .ttf; web fonts (.woff2) have to be unpacked"
            )
            gathering.findings.append(error("IMG007", message, Span(path), hint))
