"""What is to be known before anything else is loaded: settings, and kinds of sources."""

from __future__ import annotations

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.frozen import replace
from sitewright.kernel.texts import Part
from sitewright.model.build import Options, Workspace
from sitewright.model.config import SiteConfig
from sitewright.stages.config import read_config
from sitewright.stages.layouts import ENDINGS
from sitewright.stages.templates.markdown import has_syntax


def read_settings(
    run: Run, workspace: Workspace, options: Options
) -> SiteConfig | None:
    """Read the settings, and let the command line overrule them."""
    config = run.one("config", read_config, workspace.config)
    renames = config and (
        config.fingerprinting.patterns or config.images or config.cards
    )
    if config and options.keeps_names and renames:
        config = run.one("config of a preview", _keep_names, config)
    if config and options.base_url:
        return replace(config, url=options.base_url, own_url=config.url)
    return config


def _keep_names(config: SiteConfig) -> Checked[SiteConfig]:
    kept = replace(config.fingerprinting, keeps_names=True)
    images = config.images and replace(config.images, keeps_files=True)
    return replace(config, fingerprinting=kept, images=images, cards=None), ()


def is_template(path: str, text: Part, runs_templates: bool) -> bool:
    """Tell whether a file of the content folder is a template itself."""
    return path.endswith(ENDINGS) or (runs_templates and has_syntax(str(text)))
