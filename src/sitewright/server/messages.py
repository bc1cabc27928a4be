"""Say what has changed: to each tab only what matters to the page that it shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from sitewright.kernel.frozen import frozen
from sitewright.model.serving import Showing
from sitewright.server.client import is_html, mark_of_files
from sitewright.server.finding import Found, find

_LONGEST: Final = 1 << 20
"""What is longer is loaded again rather than compared by the script."""


@frozen
class Page:
    """What a tab shows.

    Attributes:
        path: Its address, not percent-encoded.
        mark: The mark of what was found there; see ``Found``.
        files: The mark of all that pages may load; empty if nobody knew.
    """

    path: str
    mark: str
    files: str


def greet(showing: Showing, page: Page) -> list[str]:
    """Say what a tab has missed since its page was served, perhaps by another server."""
    if showing.is_whole:
        is_same_page = mark_of(showing, page) == page.mark
        if not is_same_page or page.files not in ("", mark_of_files(showing)):
            return [_write("reload")]
    said = [_write_faults(showing)] if showing.faults else []
    return [*said, *_tell_pending(Showing(), showing, page)]


def mark_of(showing: Showing, page: Page) -> str:
    """Mark what a tab ought to show; as before as long as nobody knows."""
    found = find(showing, page.path)
    is_unknown = found.status == 404 and not showing.is_whole
    return page.mark if is_unknown else found.mark


def tell_all(old: Showing, new: Showing) -> Iterator[str]:
    """Say what has changed for every tab, whatever page it shows."""
    if old.faults != new.faults:
        yield _write_faults(new)
    paths = find_changed_files(old, new) if old.is_whole and new.is_whole else ()
    if paths:
        urls = [f"{new.base}/{path}" for path in paths]
        yield _write("files", paths=urls, mark=mark_of_files(new))


def tell_of_page(old: Showing, new: Showing, page: Page) -> Iterator[str]:
    """Say what has changed at an address.

    Args:
        old: What was shown.
        new: What is shown now.
        page: What is in the tab.
    """
    mark = mark_of(new, page)
    if mark != page.mark:
        yield _tell_difference(old, new, page, mark)
    yield from _tell_pending(old, new, page)


def _tell_difference(old: Showing, new: Showing, page: Page, mark: str) -> str:
    before, after = find(old, page.path), find(new, page.path)
    if after.status == 404 and not page.mark.startswith("404"):
        return _write("gone", mark=mark)
    texts = _text_of(before), _text_of(after)
    is_known = before.mark == page.mark and before.status == after.status
    headers = new.headers_for(after.url)
    if not is_known or not all(texts) or old.headers_for(before.url) != headers:
        return _write("reload")
    return _write("patch", before=texts[0], after=texts[1], mark=mark)


def _tell_pending(old: Showing, new: Showing, page: Page) -> Iterator[str]:
    """Say whether a page is shown in the preview only, if that is news."""
    was, is_now = (
        bool(artifact and artifact.path in showing.pending)
        for showing in (old, new)
        for artifact in (find(showing, page.path).artifact,)
    )
    if was != is_now:
        yield _write("pending", **{"is": is_now})


def tell_about(showing: Showing, path: str) -> str:
    """Say what is known of the page at an address."""
    artifact = find(showing, path).artifact
    facts = showing.about(artifact.path) if artifact else {}
    return _write("about", **facts)


@lru_cache(maxsize=2)
def find_changed_files(old: Showing, new: Showing) -> tuple[str, ...]:
    """Name the files that pages may load and that differ, come or go."""
    if mark_of_files(old) == mark_of_files(new):
        return ()
    every = dict.fromkeys((*old.files, *new.files))
    return tuple(
        path
        for path in every
        if not is_html(path) and _digest(old, path) != _digest(new, path)
    )


def _digest(showing: Showing, path: str) -> str:
    artifact = showing.files.get(path)
    return artifact.digest if artifact else ""


def _text_of(found: Found) -> str:
    """Take the text of a page that may be patched; empty if it may not."""
    artifact = found.artifact
    if not artifact or not artifact.content or not is_html(artifact.path):
        return ""
    if len(artifact.content) > _LONGEST:
        return ""
    return artifact.content.decode("utf-8", "replace")


def _write_faults(showing: Showing) -> str:
    faults = [
        {"text": fault.text, "place": fault.place, "link": fault.link}
        for fault in showing.faults
    ]
    return _write("faults", faults=faults)


def _write(kind: str, **more: object) -> str:
    return json.dumps({"kind": kind, **more}, ensure_ascii=False)
