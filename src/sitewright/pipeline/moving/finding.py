"""Find the source that has an address."""

from __future__ import annotations

from urllib.parse import unquote

from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Checked, error, suggest
from sitewright.kernel.urls import url_of
from sitewright.model.build import Options, Workspace
from sitewright.model.urlledger import key_of
from sitewright.pipeline.moving.survey import Surveyor
from sitewright.stages.config import read_config
from sitewright.stages.moving import Home


def find_source(workspace: Workspace, options: Options, url: str) -> Checked[str]:
    """Find the page, published or not, or the file that has an address.

    Args:
        workspace: All sources.
        options: What the command line asks for.
        url: A path of the site, or a full address.

    Returns:
        The path of the source; empty, with a finding, if there is none.
    """
    config, findings = read_config(workspace.config)
    if config is None:
        return "", findings
    survey = Surveyor(config, options, Ledger()).survey(workspace)
    known = {url_of(asset.output_path): asset.path for asset in workspace.assets}
    pages = (*survey.unpublished.values(), *survey.pages.values())
    known |= {page.url: page.path for page in pages if page.url}
    parts = Home(config.url).split(url)
    path = unquote(parts.path) if parts else ""
    by_key = {key_of(address): source for address, source in known.items()}
    if source := by_key.get(key_of(path)) if path else None:
        return source, ()
    near = suggest(path or url, known)
    hint = f"did you mean '{near}'?" if near else ""
    return "", (error("MOV001", f"there is no page or file at '{url}'", None, hint),)
