"""Draw cards: a title that is as large as it can be, in lines of about one length.

Loads Pillow, so it is loaded late itself.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from sitewright.model.card import HEIGHT, WIDTH, Card, CardRules

Font = ImageFont.FreeTypeFont

_MARGIN: Final = 82
_SMALL: Final = 30
_LARGEST, _SMALLEST, _STEP = 84, 44, 4
_LEADING: Final = 1.14
_MOST_LINES: Final = 5
_BETWEEN: Final = 34
"""Pixels between the small text at the top and the title."""


def draw_card(root: Path, card: Card) -> bytes:
    """Draw a card.

    Raises:
        OSError: A file that it is made of cannot be read.
    """
    rules = card.rules
    image = _background(root, rules)
    draw = ImageDraw.Draw(image)
    small = _font(root, rules.small_font or rules.font, _SMALL)
    top = _MARGIN
    if card.label:
        _write(
            draw,
            _fit([card.label], small, rules.width)[0],
            top,
            small,
            rules.small_color,
        )
        top += _SMALL + _BETWEEN
    bottom = HEIGHT - _MARGIN - (_SMALL + _BETWEEN if card.name else 0)
    font, lines = _set_title(root, card, bottom - top)
    height = round(font.size * _LEADING)
    for number, line in enumerate(lines):
        _write(draw, line, top + number * height, font, rules.color)
    if card.name:
        line = _fit([card.name], small, rules.width)[0]
        _write(draw, line, HEIGHT - _MARGIN - _SMALL, small, rules.small_color)
    buffer = BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _background(root: Path, rules: CardRules) -> Image.Image:
    if rules.background.startswith("#"):
        return Image.new("RGB", (WIDTH, HEIGHT), rules.background)
    with Image.open(root / rules.background, formats=("PNG", "JPEG", "WEBP")) as image:
        return image.convert("RGB").resize((WIDTH, HEIGHT))


def _font(root: Path, path: str, size: int) -> Font:
    # Not Raqm: whether that is there differs from machine to machine.
    engine = ImageFont.Layout.BASIC
    return ImageFont.truetype(root / path, size, layout_engine=engine)


def _write(
    draw: ImageDraw.ImageDraw, text: str, top: int, font: Font, color: str
) -> None:
    """Write a line so that its capitals begin at a height."""
    rise = font.getbbox("H", anchor="ls")[1]
    draw.text((_MARGIN, top - rise), text, fill=color, font=font, anchor="ls")


def _set_title(root: Path, card: Card, height: int) -> tuple[Font, list[str]]:
    """Choose the largest size in which a title fits, and divide it into lines."""
    size = _LARGEST
    while True:
        font = _font(root, card.rules.font, size)
        most = min(_MOST_LINES, int(height / (size * _LEADING)))
        lines = _divide(card.title, font, card.rules.width)
        if len(lines) <= most and max(map(font.getlength, lines)) <= card.rules.width:
            return font, lines
        if size <= _SMALLEST:
            return font, _fit(
                lines[:most], font, card.rules.width, cut=len(lines) > most
            )
        size -= _STEP


def _divide(text: str, font: Font, width: int) -> list[str]:
    """Divide text into as few lines as there must be, all about equally long."""
    lines = _fill(text, font, width)
    low, high = 0, width
    while high - low > 4:
        middle = (low + high) // 2
        if len(_fill(text, font, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return _fill(text, font, high)


def _fill(text: str, font: Font, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _fit(lines: list[str], font: Font, width: int, *, cut: bool = False) -> list[str]:
    """Shorten lines that are too long; the last one, too, if more would follow."""
    shown = []
    for number, line in enumerate(lines):
        end = "…" if cut and number == len(lines) - 1 else ""
        short = line
        while short and font.getlength(short + end) > width:
            short, end = short[:-1].rstrip(), "…"
        shown.append(short + end)
    return shown
