"""What can be wrong with pictures."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

IMG: Final = (
    Code(
        "IMG001",
        "no such picture",
        "With `images` in the settings, every picture of the site's own must be there. An "
        "address counts from the file that it stands in, or, with a slash in front, from "
        "the home page.",
        "![The river](rivver.jpg)",
        "Correct the address, or put the file there.",
    ),
    Code(
        "IMG002",
        "broken picture",
        "A page shows a picture that cannot be decoded: it was cut short on its way, or "
        "is no picture at all.",
        "![The river](river.jpg)   # which is an error page that somebody saved",
        "Export or download it again.",
    ),
    Code(
        "IMG003",
        "picture with too many pixels",
        "A picture of more than 100 million pixels takes more memory than a build should "
        "need, however small its file is.",
        "![The river](river.png)   # of 20,000 by 20,000 pixels",
        "Make it smaller: visitors see 2,000 pixels at most.",
    ),
    Code(
        "IMG004",
        "pictures cannot be encoded",
        "The settings ask for more to be made of pictures, and Pillow is not installed, or "
        "cannot write that format. Pages show what there is.",
        "images: true   # in an environment without Pillow",
        "`pip install 'sitewright[images]'`; or remove the format from `images.formats`.",
        is_warning=True,
    ),
    Code(
        "IMG005",
        "picture that says where it was taken",
        "Cameras write the place into their files. What is made of a picture does not say "
        "it, but this file is published itself, and everybody can read it there.",
        "static/img/team.jpg",
        "Move it beside the page that shows it, into the content folder, so that only what "
        "is made of it is published. Or remove its metadata.",
        is_warning=True,
    ),
    Code(
        "IMG006",
        "card with characters that its font lacks",
        "The card of a page would show empty boxes, so the page has none, and its template "
        "names another picture.",
        "title: Проекты   # with a font of Latin letters",
        "Name a font under `cards` that has these characters.",
        is_warning=True,
    ),
    Code(
        "IMG007",
        "font that cannot be used",
        "Cards are drawn with TrueType and OpenType fonts. Web fonts are packed, and have "
        "to be unpacked first.",
        "cards: {font: static/fonts/title.woff2}",
        "Name the `.ttf` or `.otf` of the same font. `pip install 'fonttools[woff]'` brings "
        "`fonttools ttLib.woff2 decompress title.woff2`.",
    ),
)
