"""What HTML says of the tags of each element. Follows the HTML standard, of October 2026."""

from __future__ import annotations

from typing import Final, NamedTuple


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID: Final = _set(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param "
    "source track wbr"
)
"""Elements that have no end tag."""

TEXTS: Final = _set("iframe noembed noframes script style textarea title xmp")
"""Elements in which nothing is a tag but their own end tag."""

FOREIGN: Final = frozenset({"svg", "math"})
"""Elements in which ``/>`` closes any other, and no end tag is implied."""

HOSTS: Final = frozenset({"foreignobject", "annotation-xml"})
"""Elements inside of these that hold HTML again."""

IMPLIED: Final = _set(
    "html head body p li dt dd tr td th thead tbody tfoot caption colgroup option optgroup"
    " rb rp rt rtc"
)
"""Elements whose end tag may be left out."""

INLINE: Final = _set(
    "a abbr audio b bdi bdo big cite code data del dfn em font i ins kbd label map mark "
    "nobr noscript q s samp small span strike strong sub sup time tt u var video"
)
"""Elements at whose end no other is implied to end."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_SCOPES: Final = _set(
    "applet caption html table td th marquee object template foreignobject"
)
_ENDING_P: Final = HEADINGS | _set(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form header hgroup hr li listing main menu nav ol p pre "
    "search section summary table ul xmp"
)


class Ends(NamedTuple):
    """What a start tag ends.

    Attributes:
        names: The elements that it ends, if they are open.
        bounds: The elements that these must be inside of, to be ended.
    """

    names: frozenset[str]
    bounds: frozenset[str]


def _ends(names: str, bounds: str = "", *, is_scoped: bool = True) -> Ends:
    within = _set(bounds) | (_SCOPES if is_scoped else frozenset())
    return Ends(_set(names), within - _set(names))


_PARAGRAPH: Final = _ends("p", "button")
_ROWS: Final = "tr td th caption colgroup"

ENDS: Final[dict[str, tuple[Ends, ...]]] = {
    **dict.fromkeys(_ENDING_P, (_PARAGRAPH,)),
    "li": (_PARAGRAPH, _ends("li", "ul ol menu")),
    **dict.fromkeys(("dt", "dd"), (_PARAGRAPH, _ends("dt dd", "dl"))),
    "option": (_ends("option", "select datalist optgroup"),),
    "optgroup": (_ends("option", "select optgroup"), _ends("optgroup", "select")),
    **dict.fromkeys(("td", "th"), (_ends("td th", "tr table"),)),
    "tr": (_ends(_ROWS, "table"),),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"), (_ends(f"thead tbody tfoot {_ROWS}", "table"),)
    ),
    **dict.fromkeys(("rb", "rp", "rt", "rtc"), (_ends("rb rp rt rtc", "ruby"),)),
    "body": (_ends("head"),),
    "a": (_ends("a"),),
    "button": (_ends("button"),),
    "form": (_ends("form", "template", is_scoped=False),),
    **dict.fromkeys(
        HEADINGS, (_PARAGRAPH, _ends(" ".join(HEADINGS), " ".join(_ENDING_P | INLINE)))
    ),
}
"""What each start tag ends before it begins."""
