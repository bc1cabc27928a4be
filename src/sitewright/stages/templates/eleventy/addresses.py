"""Turn the path of a source file into its page's address."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import NoReturn
from urllib.parse import unquote

from sitewright.kernel.diagnostics import suggest
from sitewright.kernel.regexes import regex
from sitewright.model.facts import Reader
from sitewright.stages.templates.eleventy.options import refuse

_FULL_URL = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SUFFIX = regex(r"[?#].*", re.DOTALL)


def find_url(written: str, reader: Reader, page: str, root: str) -> str:
    """Find the URL of a source file, as ``inputPathToUrl`` does.

    Args:
        written: A path from the content folder, the project's, or the page's own, with
            or without ``?…`` or ``#…``; a full URL stays as it is.
        reader: Window on the facts of the site.
        page: Source path of the page that asks.
        root: The content folder.

    Raises:
        FilterArgumentError: There is no such page.
    """
    if _FULL_URL.match(written):
        return written
    path = _SUFFIX.sub("", written)
    name = unquote(path).removeprefix("./").lstrip("/")
    candidates = [join(root, name), join(dirname(page), name)]
    if path.startswith("/"):
        candidates.pop()
    if normpath(name).startswith(root):
        candidates.insert(0, name)
    looks = (f"url:{normpath(candidate)}" for candidate in candidates if name)
    if url := next(filter(None, map(reader.read, looks)), None):
        return f"{url}{written[len(path) :]}"
    return _refuse_path(written, candidates[0], reader, root)


def _refuse_path(written: str, path: str, reader: Reader, root: str) -> NoReturn:
    near = suggest(path, reader.read("sources") or ())
    refuse(
        f"there is no page '{written}'",
        f"did you mean '{near.removeprefix(root + '/')}'?"
        if near
        else f"a path counts from {root}/, or from the page's own folder",
    )
