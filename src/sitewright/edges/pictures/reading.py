"""Look into the pictures of a project; what was seen once is known from then on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field
from importlib.util import find_spec
from pathlib import Path
from posixpath import splitext
from typing import Any, Final

from sitewright.edges.cache import CACHE, make_cache
from sitewright.edges.gathering import Gathering
from sitewright.kernel.digests import Digest
from sitewright.kernel.frozen import frozen
from sitewright.model.build import Asset
from sitewright.model.config import Paths
from sitewright.model.picture import PICTURES, Form, Gallery, Picture

FOLDER: Final = "pictures"
"""Where in the cache all is kept that is about pictures."""

_FILE: Final = "known.json"
_MOST_KNOWN: Final = 20_000
_WIDEST: Final = 1 << 20


def is_picture(path: str) -> bool:
    """Tell whether a file is a picture by its name."""
    return path.lower().endswith(PICTURES)


def read_gallery(
    gathering: Gathering, paths: Paths, assets: Iterable[Asset], beside: Iterable[str]
) -> Gallery:
    """Look into all pictures of a project.

    Args:
        gathering: Reads files, and takes findings.
        paths: The project's folders.
        assets: The files that are copied.
        beside: Paths of the pictures in the content folder.
    """
    copied = {it.path: it for it in assets if is_picture(it.path)}
    others = (path for path in beside if path not in copied)
    prefix = f"{paths.content}/"
    found = (
        it for path in others for it in gathering.asset(path, path.removeprefix(prefix))
    )
    every = sorted((*copied.values(), *found), key=lambda it: it.path)
    pillow = _find_pillow()
    known = _read_known(gathering.root)
    if not pillow:
        return Gallery({it.path: _seen(it, known) or _unseen(it) for it in every})
    new = [it for it in every if _form_of(it) is not Form.SVG and not _seen(it, known)]
    if new or known.by != pillow:
        # Who knows all pictures does not wait for Pillow.
        from sitewright.edges.pictures.probing import find_forms, look_into

        seen = {it.digest: look_into(gathering.root / it.path, it) for it in new}
        fresh = {str(it.digest): _row_of(seen[it.digest]) for it in new}
        rows = {**fresh, **{k: row for k, row in known.rows.items() if k not in fresh}}
        known = _Known(pillow, find_forms(), rows)
        with suppress(OSError):  # then the next build has to look again
            _save(gathering.root, known)
    pictures = {it.path: _seen(it, known) or _unseen(it) for it in every}
    return Gallery(pictures, known.forms)


@frozen
class _Known:
    """What is known of pictures that were looked into.

    Attributes:
        by: Which Pillow has done that.
        forms: What it can write.
        rows: Each of them by the digest of its bytes.
    """

    by: str = ""
    forms: tuple[Form, ...] = ()
    rows: Mapping[str, Any] = field(default_factory=dict)


def _find_pillow() -> str:
    """Name the Pillow that is installed without loading it; empty if there is none."""
    spec = find_spec("PIL")
    if spec is None or not spec.origin:
        return ""
    with suppress(OSError):
        return f"{spec.origin}:{os.stat(spec.origin).st_mtime_ns}"  # noqa: PTH116
    return spec.origin


def _read_known(root: Path) -> _Known:
    """Read what is known; nothing, if the file is none of ours."""
    try:
        kept = json.loads((root / CACHE / FOLDER / _FILE).read_bytes())
        forms = tuple(map(Form, kept["forms"]))
        return _Known(str(kept["by"]), forms, dict(kept["pictures"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return _Known()


def _save(root: Path, known: _Known) -> None:
    folder = make_cache(root) / FOLDER
    folder.mkdir(exist_ok=True)
    rows = dict(list(known.rows.items())[:_MOST_KNOWN])
    kept = {"by": known.by, "forms": known.forms, "pictures": rows}
    part = folder / f"{_FILE}.{os.getpid()}.part"
    part.write_text(json.dumps(kept, separators=(",", ":")), "utf-8")
    part.replace(folder / _FILE)


def _row_of(picture: Picture) -> list[object]:
    it = picture
    return [
        str(it.form),
        it.width,
        it.height,
        it.moves,
        it.tells_place,
        it.problem,
        it.is_huge,
    ]


def _seen(asset: Asset, known: _Known) -> Picture | None:
    """Take what is known of a picture; None if it is nothing, or nothing sensible."""
    row = known.rows.get(asset.digest)
    if type(row) is not list or [*map(type, row)] != [
        str,
        int,
        int,
        bool,
        bool,
        str,
        bool,
    ]:
        return None
    form, width, height, *rest = row
    is_sensible = 0 <= width < _WIDEST and 0 <= height < _WIDEST and form in [*Form]
    if not is_sensible or bool(width) is not bool(height):
        return None
    return Picture(asset.path, asset.digest, Form(form), width, height, *rest)


def _unseen(asset: Asset) -> Picture:
    return Picture(asset.path, Digest(asset.digest), _form_of(asset))


def _form_of(asset: Asset) -> Form:
    """Tell the form of a picture by its ending."""
    ending = splitext(asset.path)[1].lower()
    return (
        Form.JPEG
        if ending == ".jpeg"
        else next(it for it in Form if it.ending == ending)
    )
