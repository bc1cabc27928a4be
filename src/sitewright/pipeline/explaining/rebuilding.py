"""Tell when a page was last written, and what had changed by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sitewright.kernel.digests import Digest, digest_of_bytes
from sitewright.kernel.texts import encode
from sitewright.model.explanation import UNSAID, Row, Section
from sitewright.model.page import Page
from sitewright.model.past import Past, PastBuild
from sitewright.pipeline.explaining.depending import Needs
from sitewright.pipeline.explaining.whole import Whole

_TITLE = "Last build"
_NO_RECORD = "No build of this version has left a record in .sitewright/."
_NO_RECORD_OF_HOOKS = (
    "Nothing is kept of builds with hooks.py, as nobody knows what hooks read."
)


def tell_past(whole: Whole, page: Page) -> Section:
    """Tell of the build that has written a page, and what the next one would do."""
    past = whole.past
    if past is None:
        has_hooks = bool(whole.workspace.hooks)
        return Section(_TITLE, (), _NO_RECORD_OF_HOOKS if has_hooks else _NO_RECORD)
    last = past.builds[-1]
    known = past.written.get(page.output_path)
    if known is None:
        row = Row("last build", _write(last.time), None, "did not write this page")
        return Section(_TITLE, (row,))
    number, digest = known
    sources = Needs(whole, page).sources()
    build = past.builds[number]
    is_last = build is last
    remark = "" if is_last else f"the same since; last build {_write(last.time)}"
    rows = (
        Row("written", _write(build.time), None, remark),
        *_tell_causes(build, sources),
        *_tell_next(whole, page, digest, past, sources),
    )
    return Section(_TITLE, rows)


def _write(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"


def _tell_causes(build: PastBuild, sources: Mapping[str, str]) -> Iterator[Row]:
    """Tell what had changed of that which the page is made of."""
    if build.changed is None:
        yield Row("because", "nothing is known of the builds before that")
        return
    causes = [path for path in build.changed if path in sources]
    yield from _tell_sources("because of", causes, sources)
    if not causes:
        others = ", ".join(build.changed[:3])
        more = "…" if len(build.changed) > len(others.split(", ")) else ""
        remark = f"others had: {others}{more}" if others else "nor had any other"
        yield Row("because of", "none of its own sources had changed", None, remark)


def _tell_next(
    whole: Whole, page: Page, digest: Digest, past: Past, sources: Mapping[str, str]
) -> Iterator[Row]:
    """Tell what the next build would do with it."""
    file = whole.files.get(page.output_path)
    if file is None:
        yield Row("next build", "nobody knows, as the site has errors")
        return
    if file.digest == digest:
        yield Row("next build", "leaves it as it is")
        return
    now = dict(_digests(whole))
    changed = [path for path in sources if now.get(path) != past.sources.get(path)]
    yield Row("next build", "writes it anew")
    yield from _tell_sources("because of", changed, sources)
    if not changed:
        yield Row("because of", UNSAID, None, "none of its own sources has changed")


def _tell_sources(
    label: str, paths: Iterable[str], sources: Mapping[str, str]
) -> Iterator[Row]:
    return (Row(label, path, None, sources[path]) for path in paths)


def _digests(whole: Whole) -> Iterator[tuple[str, Digest]]:
    """Tell what each source holds now."""
    for path, text in whole.texts():
        yield path, digest_of_bytes(encode(text))
    for asset in whole.workspace.assets:
        yield asset.path, asset.digest
