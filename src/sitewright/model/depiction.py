"""Depiction: what a picture comes to in a page, and the HTML that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import dirname, normpath
from typing import Final
from urllib.parse import unquote

from markupsafe import escape

from sitewright.kernel.frozen import frozen
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import encode_path
from sitewright.model.picture import Picture, Variant

_ELSEWHERE: Final = regex(r"//|[A-Za-z][A-Za-z0-9+.-]*:|[^?#]*[?#]")
_NOW: Final = {"fetchpriority": "high"}
_LATER: Final = {"loading": "lazy"}


@frozen
class Depiction:
    """What a picture comes to where a page shows it.

    Attributes:
        picture: The picture; None if there is none.
        url: Address of the file itself, with the site's own folder in front.
        prefix: That folder; mostly empty.
        copied_to: Where the file is to go below the output folder, as the page shows it
            and it is not published anyway; else empty.
        variants: What is made of it, by form: the best first, its own last.
        code: Diagnostic code of why it cannot be shown; empty if it can.
        problem: Message about that.
        hint: What to do about that.
    """

    picture: Picture | None = None
    url: str = ""
    prefix: str = ""
    copied_to: str = ""
    variants: tuple[tuple[Variant, ...], ...] = ()
    code: str = ""
    problem: str = ""
    hint: str = ""


def locate_picture(written: str, path: str, root: str) -> str:
    """Say which file an address means.

    Args:
        written: The address of a picture, percent-encoded.
        path: The file that it stands in.
        root: The content folder.

    Returns:
        A path that begins with a slash and counts from the home page, or one of a
        source; empty if it is no address of the site's own, or has more to it.
    """
    if not written or _ELSEWHERE.match(written):
        return ""
    plain = unquote(written)
    if plain.startswith("/"):
        return normpath(plain)
    folder = dirname(path) or root
    return normpath(f"{folder}/{plain}" if folder else plain)


def write_picture(
    depiction: Depiction,
    attributes: Mapping[str, str],
    sizes: str,
    *,
    is_first: bool = False,
) -> str:
    """Write a ``<picture>`` with all that is made of it.

    Args:
        depiction: What it comes to; what is no picture of ours becomes a plain ``<img>``.
        attributes: What the author says of it, which comes before all else.
        sizes: How wide it is shown, as in HTML, unless the author says that.
        is_first: Whether it is the first one of its page, which should not wait.
    """
    picture = depiction.picture
    given = {name: value for name, value in attributes.items() if name != "src"}
    source = {"src": depiction.url or attributes.get("src", "")}
    if picture is None:
        return _tag("img", {**source, **given})
    is_eager = is_first or given.get("loading") == "eager"
    hints = {**(_NOW if is_first else {} if is_eager else _LATER), "decoding": "async"}
    shown = given.pop("sizes", "") or _sizes_of(given.get("width", ""), sizes)
    if not depiction.variants:
        known = {**source, **_dimensions(picture.width, picture.height, given)}
        html = _tag("img", {**known, **given, **_missing(hints, given)})
        return f"<picture>{html}</picture>" if picture.width else html
    *others, own = depiction.variants
    sources = [
        _tag("source", {**_candidates(variants, depiction.prefix, shown), "type": kind})
        for variants in others
        for kind in (f"image/{variants[0].form}",)
    ]
    largest = own[-1]
    known = {
        "src": _address(largest, depiction.prefix),
        **(_candidates(own, depiction.prefix, shown) if own[1:] else {}),
        **_dimensions(largest.width, largest.height, given),
    }
    html = _tag("img", {**known, **given, **_missing(hints, given)})
    return f"<picture>{''.join(sources)}{html}</picture>"


def _sizes_of(width: str, sizes: str) -> str:
    """Say how wide a picture is shown that has a width of its own."""
    return f"(min-width: {width}px) {width}px, 100vw" if width.isdecimal() else sizes


def _dimensions(width: int, height: int, given: Mapping[str, str]) -> dict[str, str]:
    """Give both dimensions, so that nothing moves when a picture comes."""
    if not width or "height" in given:
        return {}
    wanted = given.get("width", "")
    if wanted.isdecimal():
        return {"height": str(round(height * int(wanted) / width))}
    return {} if wanted else {"width": str(width), "height": str(height)}


def _missing(hints: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in hints.items() if name not in given}


def _candidates(variants: Iterable[Variant], prefix: str, sizes: str) -> dict[str, str]:
    """List the widths of a form, of which the browser chooses."""
    srcset = ", ".join(f"{_address(it, prefix)} {it.width}w" for it in variants)
    return {"srcset": srcset, "sizes": sizes}


def _address(variant: Variant, prefix: str) -> str:
    return prefix + encode_path(f"/{variant.path}")


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"
