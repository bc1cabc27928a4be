"""Compare sites that are mappings of paths to texts."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.kernel.digests import digest_of_bytes
from sitewright.model.document import Source
from sitewright.model.likeness import Likeness, SiteFiles
from sitewright.model.redirect import Redirect
from sitewright.pipeline.likeness import compare_sites, leads_of
from sitewright.stages.likeness.allowing import Allowed, read_allowed
from sitewright.stages.likeness.telling import sentence_about

Files = Mapping[str, str | bytes]

PAGE = "<!doctype html><html><head><title>T</title></head><body>{}</body></html>"


def files_of(name: str, files: Files) -> SiteFiles:
    raw = {
        path: text if isinstance(text, bytes) else text.encode()
        for path, text in sorted(files.items())
    }
    digests = {path: digest_of_bytes(content) for path, content in raw.items()}
    return SiteFiles(f"{name}/", digests, raw.__getitem__)


def compare(old: Files, new: Files, *redirects: Redirect, allow: str = "") -> Likeness:
    entries, findings = read_allowed(Source("allow.yaml", allow)) if allow else ((), ())
    assert findings == ()
    sides = files_of("old", old), files_of("new", new)
    return compare_sites(*sides, leads_of(redirects), Allowed(entries))


def compare_pages(old: str, new: str) -> Likeness:
    return compare({"index.html": old}, {"index.html": new})


def told(likeness: Likeness) -> list[tuple[str, str, str, str]]:
    """Kind, sentence, and both sides of each difference."""
    return [
        (
            group.difference.aspect.value,
            sentence_about(group.difference),
            group.difference.old.part,
            group.difference.new.part,
        )
        for group in likeness.groups
    ]
