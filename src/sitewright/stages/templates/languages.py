"""Make the environments in which a site's templates are rendered, one a language."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.diagnostics import Checked
from sitewright.model.config import SiteConfig
from sitewright.model.document import Document, Source
from sitewright.model.hooks import NONE, Hooks
from sitewright.stages.templates.assets import make_asset_filters
from sitewright.stages.templates.current import current_rendering, render_body_with
from sitewright.stages.templates.dialect.environment import NunjucksEnvironment
from sitewright.stages.templates.dialect.spots import Lint
from sitewright.stages.templates.eleventy import make_eleventy_filters
from sitewright.stages.templates.environment import SiteEnvironment
from sitewright.stages.templates.fields import RenderPart, make_markdown_filters
from sitewright.stages.templates.filters import make_filters
from sitewright.stages.templates.markdown import MARKDOWN
from sitewright.stages.templates.pictures import make_picture_filters

NUNJUCKS: Final = ".njk"
JINJA: Final = ".jinja"


def make_environment(
    templates: tuple[Source, ...],
    documents: tuple[Document, ...],
    config: SiteConfig,
    render_part: RenderPart,
    hooks: Hooks = NONE,
    lint: Lint | None = None,
) -> Checked[SiteEnvironment]:
    """Make the environment of Jinja2, and beside it that of Nunjucks.

    The ending of a template decides: ``.njk`` is Nunjucks, ``.jinja`` is Jinja2, and
    all others are what the template is that asks for them; Jinja2 if none does.

    Args:
        templates: All files of the templates folder, and pages that are templates.
        documents: The same, split into front matter and text; without those
            that could not be.
        config: The site's settings.
        render_part: Turns Markdown into HTML, for the ``markdown`` filters.
        hooks: The site's own filters, functions and the like.
        lint: Takes note of what Nunjucks templates print in vain.

    Returns:
        The environment of Jinja2, which hands out the templates of both, and a warning
        for each filter of the site's own that takes the place of one of Sitewright's.
    """
    own = {
        **make_filters(config),
        **make_asset_filters(config, current_rendering),
        **make_markdown_filters(config, render_part, current_rendering),
        **make_picture_filters(config, current_rendering),
        **make_eleventy_filters(config, current_rendering),
    }
    jinja = SiteEnvironment(templates, documents, config.paths.templates)
    jinja.filters.update(own)
    nunjucks = NunjucksEnvironment(jinja, own, lint)
    jinja.others = {NUNJUCKS: nunjucks}
    if config.markdown.template == "nunjucks":
        jinja.others |= {MARKDOWN: nunjucks}
    nunjucks.others = {JINJA: jinja}
    for environment in (jinja, nunjucks):
        environment.hooks = hooks
        environment.limits = config.limits
        environment.render_body = render_body_with(config, render_part)
    if not hooks:
        return jinja, ()
    from sitewright.stages.templates.hooks import add_hooks

    add_hooks(nunjucks, hooks, own, current_rendering)
    return jinja, add_hooks(jinja, hooks, own, current_rendering)
