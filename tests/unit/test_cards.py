"""The cards of pages: their names, what stands on them, and what they are drawn with."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image, ImageFont

from disk import Project, page
from pictures import FONT, picture_of
from sitewright.edges.pictures.cards import draw_card
from sitewright.kernel.digests import Digest
from sitewright.model.card import Card, CardRules, Desk, Face
from sitewright.stages.cards.charmap import FontError, read_coverage
from support import CONFIG, build

DARK, LIGHT = (15, 52, 49), (251, 250, 246)
RULES = CardRules("title.ttf", "", "#0f3431", "#fbfaf6", "#fbfaf6", 1036)
SETTINGS = f"{CONFIG}cards: {{font: cards/title.ttf}}\n"
LATIN = Desk(
    (Face("cards/title.ttf", ((32, 126),)),), (("cards/title.ttf", Digest("1")),)
)
ASKS = "{{ (title | social_card(label=label, name='Us')).url }}"


def address(desk: Desk = LATIN, layout: str = ASKS, settings: str = SETTINGS, **asked):
    files = {
        "site.yaml": settings,
        "templates/page.html": layout,
        "content/index.md": "---\ntitle: A page\nlabel: Above\nlayout: page.html\n---\n",
    }
    result = build(files, desk=desk, **asked)
    return result.files["index.html"].content.decode(), result


def test_a_card_is_named_by_all_that_is_on_it():
    url, result = address()
    assert re.fullmatch(r"/cards/card\.[0-9a-f]{10}\.immutable\.png", url)
    (card,) = result.cards
    assert (f"/{card.path}", card.title, card.label, card.name) == (
        url,
        "A page",
        "Above",
        "Us",
    )
    assert card.path in {it.path for it in result.outputs}
    others = {
        url,
        address(layout=ASKS.replace("'Us'", "'Them'"))[0],
        address(layout=ASKS.replace("label=label, ", ""))[0],
        address(settings=SETTINGS.replace("ttf}", "ttf, color: '#123456'}"))[0],
        address(Desk(LATIN.faces, (("cards/title.ttf", Digest("2")),)))[0],
    }
    assert len(others) == 5


def test_pages_with_the_same_words_share_a_card():
    text = "---\ntitle: A page\nlayout: page.html\n---\n"
    files = {
        "site.yaml": SETTINGS,
        "templates/page.html": "{{ (title | social_card).url }}",
        "content/a.md": text,
        "content/b.md": text,
    }
    assert len(build(files, desk=LATIN).cards) == 1


@pytest.mark.parametrize(
    ("desk", "settings", "asked"),
    [
        (Desk(LATIN.faces, LATIN.files, can_draw=False), SETTINGS, {}),
        (LATIN, CONFIG, {}),
        (LATIN, SETTINGS, {"keeps_names": True}),
    ],
    ids=["no Pillow", "no settings", "preview"],
)
def test_where_there_are_no_cards_templates_are_told(desk, settings, asked):
    layout = "{{ 'none' if not title | social_card else 'one' }}"
    text, result = address(desk, layout, settings, **asked)
    assert text == "none"
    assert result.cards == ()


def test_spaces_and_ends_of_lines_are_one_space():
    layout = "{{ ('A\n  page' | social_card).url }}"
    assert (
        address(layout=layout)[0]
        == address(layout="{{ (title | social_card).url }}")[0]
    )


def drawn(tmp_path, title: str, **others) -> Image.Image:
    (tmp_path / "title.ttf").write_bytes(FONT)
    given = {"label": "", "name": "", "rules": RULES, **others}
    content = draw_card(tmp_path, Card("", Digest(""), title, **given))
    assert content == draw_card(tmp_path, Card("", Digest(""), title, **given))
    return Image.open(BytesIO(content)).convert("RGB")


def words(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around all that is written."""
    box = image.convert("L").point(lambda value: 255 if value > 128 else 0).getbbox()
    assert box
    return box


@pytest.mark.parametrize(
    "title",
    [
        "I",
        "A page",
        "How to say no to a date that nobody believes in any more",
        "Rechtsschutzversicherungsgesellschaften und Donaudampfschifffahrt",
        "word " * 200,
        "W" * 300,
    ],
)
def test_a_title_stays_within_its_margins(tmp_path, title):
    left, top, right, bottom = words(drawn(tmp_path, title, label="Above", name="Us"))
    assert left >= 78
    assert right <= 82 + RULES.width + 2
    assert top >= 78
    assert bottom <= 630 - 74


def test_a_short_title_is_large_and_a_long_one_small(tmp_path):
    # The height of an H in the title's largest and smallest size, by the font itself.
    (tmp_path / "title.ttf").write_bytes(FONT)

    def height(size):
        font = ImageFont.truetype(tmp_path / "title.ttf", size)
        box = font.getbbox("H")
        return box[3] - box[1]

    _, top, _, bottom = words(drawn(tmp_path, "HHH"))
    assert abs(bottom - top - height(84)) <= 2
    image = drawn(tmp_path, "HHHHHH HHHHHHH " * 40)
    _, top, _, _ = words(image)
    first = image.crop((0, top, 1200, top + height(44) + 12))
    _, upper, _, lower = words(first)
    assert abs(lower - upper - height(44)) <= 2


def test_lines_are_about_equally_long(tmp_path):
    image = drawn(tmp_path, "one two three four five six seven eight")
    _, top, _, bottom = words(image)
    upper = words(image.crop((0, top, 1200, (top + bottom) // 2)))
    lower = words(image.crop((0, (top + bottom) // 2, 1200, bottom)))
    assert 0.7 < (upper[2] - upper[0]) / (lower[2] - lower[0]) < 1.4


def test_a_picture_may_lie_behind_the_words(tmp_path):
    (tmp_path / "back.png").write_bytes(picture_of(1200, 630, "PNG"))
    rules = CardRules("title.ttf", background="back.png")
    image = drawn(tmp_path, "A page", rules=rules)
    assert image.getpixel((20, 600)) == (128, 0, 0)
    assert image.getpixel((1180, 600)) == (255, 255, 255)


def test_cards_are_written_with_the_site_and_drawn_once(tmp_path):
    project = Project(
        tmp_path / "site",
        {
            "site.yaml": SETTINGS.replace("cards/title", "templates/title"),
            "templates/title.ttf": FONT,
            "templates/page.html": "{{ (title | social_card).url }} {{ content }}",
            "content/index.md": page("Home"),
            "content/about.md": page("About"),
        },
    )
    project.build()  # a font among the templates is none of them
    cards = {p for p in project.snapshot() if p.startswith("cards/c")}
    assert len(cards) == 2
    for path in cards:
        with Image.open(project.output / path) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
    kept = [*(project.root / ".sitewright/pictures").glob("*.png")]
    inodes = [file.stat().st_ino for file in kept]
    project.write({"content/about.md": page("About", "Other")})
    said = project.build()
    assert "1 file written, " in said.out
    assert {p for p in project.snapshot() if p.startswith("cards/c")} == cards
    project.write({"content/about.md": page("About us", "Other")})
    project.build()
    now = {p for p in project.snapshot() if p.startswith("cards/c")}
    assert len(now & cards) == 1
    assert [file.stat().st_ino for file in kept] == inodes
    assert len(kept) == 2


def test_the_table_of_characters_is_that_of_the_font():
    covered = {n for first, last in read_coverage(FONT) for n in range(first, last + 1)}
    assert {*range(0x20, 0x7F)} <= covered
    assert {ord(it) for it in "é–“”’ß€"} <= covered
    assert not {ord(it) for it in "жλ漢🙂\n"} & covered


@pytest.mark.parametrize("size", range(0, len(FONT), 997))
def test_a_font_that_was_cut_short_is_none_or_says_what_it_has(size):
    whole = {*read_coverage(FONT)}
    try:
        assert {*read_coverage(FONT[:size])} == whole
    except FontError:
        assert size < 20_000 or size < len(FONT)


def test_a_table_of_groups_is_read_too():
    # Format 12 of the OpenType specification: 0x41-0x43 from glyph 1, 0x1F600 at 9.
    groups = [(0x41, 0x43, 1), (0x1F600, 0x1F600, 9)]
    table = b"".join(n.to_bytes(4, "big") for group in groups for n in group)
    head = b"\0\x0c\0\0" + (16 + len(table)).to_bytes(4, "big") + bytes(4)
    subtable = head + len(groups).to_bytes(4, "big") + table
    cmap = b"\0\0\0\1" + b"\0\3\0\x0a" + (12).to_bytes(4, "big") + subtable
    font = b"\0\1\0\0\0\1" + bytes(6) + b"cmap" + bytes(4) + (28).to_bytes(4, "big")
    font += len(cmap).to_bytes(4, "big") + cmap
    assert read_coverage(font) == ((0x41, 0x43), (0x1F600, 0x1F600))


def test_a_card_of_the_website_has_the_colours_of_its_tokens():
    from sitewright.yamlcore.core import read_yaml
    from website import files

    sources = files()
    tokens = read_yaml(sources["content/_data/tokens.yaml"], "")[0].fields["color"]
    cards = read_yaml(sources["site.yaml"], "")[0].fields["cards"]
    assert cards["color"] == tokens["inverse"]["light"]
    assert cards["small_color"] == tokens["brand-primary"]["dark"]
