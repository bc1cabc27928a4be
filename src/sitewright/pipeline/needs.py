"""What all files of the site need of a policy; apart, as it takes a parser of HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.regexes import regex
from sitewright.kernel.urls import absolute_url, url_of
from sitewright.model.build import Artifact, Asset, Workspace
from sitewright.model.document import Source
from sitewright.model.security import PAGES, STYLE_SHEETS, Needs
from sitewright.pipeline.plan import Plan
from sitewright.stages.policy.pages import read_page, read_style_sheet

_NUMBER: Final = regex(r"#\d+\Z")
"""What tells the pages of one source apart, in their keys."""


def read_needs(
    run: Run, plan: Plan, workspace: Workspace, rendered: Mapping[str, Artifact]
) -> tuple[Mapping[str, Needs], ...]:
    """Read what all files need; of those that have not changed, nothing is read.

    The pages for old addresses need nothing.

    Returns:
        What each page needs, by its key; and what each file that is copied, by its
        source.
    """
    url = plan.site.config.url
    copies = run.one("copies", _find_copies, workspace.copied, workspace.assets)
    return (
        run.follow("needs of a page", _read_artifact, rendered, url),
        run.follow("needs of a copy", _read_copy, copies, url),
    )


def _find_copies(
    sources: tuple[Source, ...], assets: tuple[Asset, ...]
) -> Checked[dict[str, tuple[str, str]]]:
    """Find the text of each copy, and where it goes, by its source."""
    places = {asset.path: asset.output_path for asset in assets}
    return {it.path: (it.text, places[it.path]) for it in sources}, ()


def _read_copy(path: str, copy: tuple[str, str], url: str) -> Checked[Needs]:
    return _read(*copy, url, path)


def _read_artifact(key: str, file: Artifact, url: str) -> Checked[Needs]:
    text = (file.content or b"").decode()
    return _read(text, file.path, url, _NUMBER.sub("", key))


def _read(text: str, path: str, url: str, origin: str) -> Checked[Needs]:
    address = absolute_url(url, url_of(path))
    name = path.lower()
    if text and name.endswith(PAGES):
        return read_page(text, address, url, origin)
    if text and name.endswith(STYLE_SHEETS):
        return read_style_sheet(text, address, url, origin)
    return Needs(origin=origin), ()
