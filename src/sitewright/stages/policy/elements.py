"""Say which attributes of HTML load something, and which directive is about that."""

from __future__ import annotations

from typing import Final

_IMAGES: Final = "img-src"

LOADS: Final = {
    **dict.fromkeys(
        (
            *(("img", "src"), ("input", "src"), ("video", "poster")),
            *((tag, "background") for tag in ("body", "table", "tr", "td", "th")),
            *((tag, "href") for tag in ("image", "feimage", "use")),
            *((tag, "xlink:href") for tag in ("image", "feimage", "use")),
        ),
        _IMAGES,
    ),
    **dict.fromkeys(
        (("audio", "src"), ("video", "src"), ("track", "src"), ("source", "src")),
        "media-src",
    ),
    **dict.fromkeys((("iframe", "src"), ("frame", "src")), "frame-src"),
    **dict.fromkeys((("object", "data"), ("embed", "src")), "object-src"),
    **dict.fromkeys(
        (("form", "action"), ("button", "formaction"), ("input", "formaction")),
        "form-action",
    ),
    ("base", "href"): "base-uri",
}
"""The directive by tag and attribute, for attributes that hold one address."""

LOADS_SEVERAL: Final = {
    ("img", "srcset"): _IMAGES,
    ("source", "srcset"): _IMAGES,
    ("link", "imagesrcset"): _IMAGES,
}
"""The same for attributes that hold one for each size of a picture."""

LINKS: Final = {
    "stylesheet": "style-src",
    "icon": _IMAGES,
    "apple-touch-icon": _IMAGES,
    "apple-touch-icon-precomposed": _IMAGES,
    "apple-touch-startup-image": _IMAGES,
    "mask-icon": _IMAGES,
    "manifest": "manifest-src",
    "modulepreload": "script-src",
    "prefetch": "connect-src",
}
"""The directive by a word of ``rel``."""

PRELOADS: Final = {
    "audio": "media-src",
    "embed": "object-src",
    "fetch": "connect-src",
    "font": "font-src",
    "image": _IMAGES,
    "manifest": "manifest-src",
    "object": "object-src",
    "script": "script-src",
    "style": "style-src",
    "track": "media-src",
    "video": "media-src",
    "worker": "worker-src",
}
"""The directive by ``as`` of what is loaded before it is needed."""

# https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
_SCRIPTS: Final = frozenset(
    (
        "",
        "module",
        "importmap",
        "speculationrules",
        *(
            f"{area}/{name}"
            for area in ("text", "application")
            for name in ("javascript", "x-javascript", "ecmascript", "x-ecmascript")
        ),
        *(f"text/{name}" for name in ("jscript", "livescript")),
        *(f"text/javascript1.{number}" for number in range(6)),
    )
)
_STYLES: Final = ("", "text/css")


def is_script(kind: str | None, language: str | None) -> bool:
    """Tell whether browsers run, or otherwise obey, an element ``script``.

    Args:
        kind: Its attribute ``type``; all that is no script there is data.
        language: Its attribute ``language``, which was ``type`` once.
    """
    if kind is None and language:
        kind = f"text/{language}"
    return not kind or kind.strip("\t\n\f\r ").lower() in _SCRIPTS


def is_style(kind: str | None) -> bool:
    """Tell whether browsers apply an element ``style`` with such a ``type``."""
    return (kind or "").lower() in _STYLES
