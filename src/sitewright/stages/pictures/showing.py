"""Gather what pages show of all pictures, and say what is odd about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sitewright.kernel.diagnostics import (
    Checked,
    Diagnostic,
    Note,
    Span,
    error,
    warning,
)
from sitewright.kernel.urls import clash_key
from sitewright.model.build import Kind, Output
from sitewright.model.picture import WRITTEN, ImageRules, Picture, Shown
from sitewright.stages.pictures.finding import PictureFinder

_INSTALL: Final = "install it with: pip install 'sitewright[images]'"
_BESIDE_PAGES: Final = "name it in a page, move it into the static folder, or remove it"


def show_pictures(
    finder: PictureFinder, used: tuple[str, ...], rules: ImageRules
) -> Checked[Shown]:
    """Gather the files that are made of pictures.

    Args:
        finder: Knows what each picture comes to.
        used: The locations of those that pages show.
        rules: What the settings say.
    """
    found = [finder.find(location) for location in used]
    variants = {it.path: it for one in found for row in one.variants for it in row}
    copies = {it.copied_to: it.picture for it in found if it.copied_to and it.picture}
    shown = Shown(
        tuple(variants[path] for path in sorted(variants)), dict(sorted(copies.items()))
    )
    if rules.keeps_files:
        return shown, ()
    seen = [it.picture for it in found if it.picture]
    return shown, (
        *_doubt_forms(finder, seen, rules),
        *_doubt_unused(finder, {it.path for it in seen}),
        *_doubt_places(finder),
    )


def add_outputs(
    outputs: tuple[Output, ...], shown: Shown
) -> Checked[tuple[Output, ...]]:
    """Add them to all files of the site, and find clashes."""
    wanted = [
        *(Output(it.path, Kind.PICTURE, it.source) for it in shown.variants),
        *(Output(it.path, Kind.PICTURE) for it in shown.cards),
        *(
            Output(place, Kind.PICTURE, it.path, Span(it.path))
            for place, it in shown.copies.items()
        ),
    ]
    taken = {clash_key(output.path): output for output in outputs}
    clashes = tuple(
        _clash(output, other)
        for output in wanted
        if (other := taken.get(clash_key(output.path)))
    )
    return tuple(sorted((*outputs, *wanted), key=lambda it: it.path)), clashes


def _clash(output: Output, other: Output) -> Diagnostic:
    return error(
        "URL003",
        f"two sources want the address '/{output.path}'",
        output.span,
        f"rename one of them: {output.origin} is published as pages show it",
        (Note(f"the {other.kind} is here", other.span),) if other.span else (),
    )


def _doubt_forms(
    finder: PictureFinder, seen: Iterable[Picture], rules: ImageRules
) -> Iterator[Diagnostic]:
    """Say once that what the settings ask for cannot be written here."""
    if not any(it.form in WRITTEN for it in seen):
        return
    place = rules.spans.get("", Span("site.yaml"))
    if not finder.forms:
        message = "pictures are published as they are: Pillow is not installed"
        yield warning("IMG004", message, place, _INSTALL)
        return
    for form in rules.formats:
        if form not in finder.forms:
            message = f"no {form} is made of pictures: this Pillow cannot write it"
            where = rules.spans.get(form, place)
            yield warning("IMG004", message, where, f"renew it; {_INSTALL}")


def _doubt_unused(finder: PictureFinder, seen: set[str]) -> Iterator[Diagnostic]:
    """Report pictures beside pages that no page shows."""
    for path in finder.beside_pages:
        if path not in seen:
            message = "this picture is on no page and is not published"
            yield warning("SRC006", message, Span(path), _BESIDE_PAGES)


def _doubt_places(finder: PictureFinder) -> Iterator[Diagnostic]:
    """Report files that tell everybody where they were taken."""
    for picture in finder.copied:
        if picture.tells_place:
            yield warning(
                "IMG005",
                "this file says where it was taken, and is published as it is",
                Span(picture.path),
                "move it beside a page that shows it, so that only what is made of it is "
                "published, or remove its metadata",
            )
