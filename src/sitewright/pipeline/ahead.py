"""Markdown is made while pages are still being planned: it depends on its text alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import Any

from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.texts import Part
from sitewright.model.body import Body
from sitewright.model.build import Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.crew import Crew, Made, Share
from sitewright.model.hooks import HookKind
from sitewright.pipeline.sources import is_template
from sitewright.stages.frontmatter import FrontMatterError, split_source
from sitewright.stages.markdown.body import render_markdown

Ready = Mapping[str, Checked[Body]]
"""Bodies that were made while pages were being planned, by their source paths."""


@contextmanager
def bodies_ahead(
    crew: Crew, workspace: Workspace, config: SiteConfig, ledger: Ledger
) -> Iterator[Callable[[], Ready]]:
    """Have bodies made by others while the block does something else.

    Args:
        crew: Who may make them.
        workspace: All sources.
        config: The site's settings.
        ledger: What is known already; only a first build has so much to do.

    Yields:
        What takes all that are ready.
    """
    is_first = not ledger.stage("body").has_results
    costs: dict[str, int] = {}
    if is_first and not workspace.hooks.of(HookKind.PREPROCESSOR):
        costs = {source.path: len(source.text) for source in workspace.content}
    make = partial(_make_bodies, workspace, config)
    with crew.ahead(make, costs) as turns, closing(turns):
        yield lambda: {
            p: body for _, it in turns if it for p, body in it.bodies.items()
        }


def _make_bodies(workspace: Workspace, config: SiteConfig, share: Share) -> Made:
    """Make bodies as the settings say; those for which pages say more are not adopted."""
    options, root = config.markdown, config.paths.content
    bodies = {}
    for path in share:
        with suppress(FrontMatterError):
            _, text, line = split_source(workspace.content_by_path[path])
            if not is_template(path, text, options.template != "none"):
                bodies[path] = make_body(text, options, path, line, root)
    return Made(bodies)


def make_body(rest: Part, *given: Any) -> Checked[Body]:
    """Render what ``markdown_input`` says."""
    return render_markdown(str(rest), *given)
