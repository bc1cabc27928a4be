"""Read ``cards``: how the pictures look that stand for pages elsewhere."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.diagnostics import error
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import path_problem
from sitewright.model.card import WIDTH, CardRules
from sitewright.yamlcore.fields import FieldReader

CARD_KEYS: Final = (
    *("font", "small_font", "background", "color", "small_color", "width"),
)
_KEY: Final = "cards"
_COLOR: Final = regex(r"#[0-9A-Fa-f]{6}")


def read_card_rules(reader: FieldReader) -> CardRules | None:
    """Read how cards look; None if there are none."""
    if reader.value(_KEY) in (None, False):
        return None
    reader.refuse_unknown(CARD_KEYS, _KEY, code="CFG001")
    font = _read_file(reader, "font")
    if not font and reader.mapping(_KEY) == reader.value(_KEY):
        message = "'cards.font' is missing"
        place = reader.data.key_span(_KEY)
        hint = "name a TrueType font of the project, such as 'cards/title.ttf'"
        reader.add(error("CFG003", message, place, hint))
    plain = CardRules(font)
    background = reader.text(_KEY, "background") or plain.background
    if not background.startswith("#"):
        background = _read_file(reader, "background")
    return CardRules(
        font,
        _read_file(reader, "small_font"),
        _as_color(reader, "background", background),
        _read_color(reader, "color", plain.color),
        _read_color(reader, "small_color", plain.small_color),
        min(reader.whole(_KEY, "width", default=plain.width), WIDTH),
        reader.data.key_span(_KEY),
    )


def _read_file(reader: FieldReader, key: str) -> str:
    written = reader.text(_KEY, key)
    path = written.removeprefix("./")
    problem = path_problem(f"/{path}") if path else ""
    if problem or path.startswith("/") or ".." in path.split("/"):
        message = f"'cards.{key}' must be a file of the project, not '{written}'"
        place = reader.data.value_span(_KEY, key)
        reader.add(error("CFG005", message, place, "write it as in 'cards/title.ttf'"))
    return path


def _read_color(reader: FieldReader, key: str, default: str) -> str:
    return _as_color(reader, key, reader.text(_KEY, key) or default, is_color=True)


def _as_color(
    reader: FieldReader, key: str, value: str, *, is_color: bool = False
) -> str:
    """Take a colour, or where that may be, the path of a picture."""
    if (is_color or value.startswith("#")) and not _COLOR.fullmatch(value):
        message = f"'cards.{key}' must be a colour, not '{value}'"
        place = reader.data.value_span(_KEY, key)
        hint = "write it as in '#0f3f3c', with quotes: to YAML, # begins a comment"
        reader.add(error("CFG002", message, place, hint))
    return value
