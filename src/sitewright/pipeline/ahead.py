"""What depends on one source alone is begun while this process is still being loaded.

Copies of it read the front matter of the first sources, and make the Markdown of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import Any, Final

from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Checked
from sitewright.kernel.texts import Part
from sitewright.model.body import Body
from sitewright.model.build import Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.crew import Crew, Made, Share, Turns, cut_into_shares
from sitewright.model.hooks import HookKind
from sitewright.pipeline.sources import is_template
from sitewright.stages.frontmatter import FrontMatterError, read_head, split_source
from sitewright.stages.markdown.body import render_markdown

Fields = Mapping[str, Mapping[str, object]]
"""Front matter in which nothing is wrong, by the paths of its sources."""

Ready = Mapping[str, Checked[Body]]
"""Bodies that were made while pages were being planned, by their source paths."""

_HEADS: Final = 600
"""As much front matter is read by the time that this process is loaded."""

_SIZE: Final = 50
_HEAD: Final = "\0"
"""Stands before the path of a source of which the front matter is to be read."""


class Ahead:
    """What others have made, each kind to be taken once and in this order."""

    def __init__(self, turns: Turns) -> None:
        """Take what they yield."""
        self._turns = turns
        self._bodies: dict[str, Checked[Body]] = {}

    def take_fields(self) -> Fields:
        """Take the front matter that is there by now; bodies that are there are kept."""
        fields: dict[str, Mapping[str, object]] = {}
        for share, made in self._turns:
            if not share:
                break
            if made:
                fields.update(made.fields)
                self._bodies.update(made.bodies)
        return fields

    def take_bodies(self) -> Ready:
        """Take all bodies; those that are not there yet are waited for."""
        for _, made in self._turns:
            self._bodies.update(made.bodies if made else {})
        return self._bodies


@contextmanager
def begun_ahead(
    crew: Crew, workspace: Workspace, config: SiteConfig, ledger: Ledger
) -> Iterator[Ahead]:
    """Have others begin while the block does something else.

    Args:
        crew: Who may do so.
        workspace: All sources.
        config: The site's settings.
        ledger: What is known already; only a first build has so much to do.
    """
    is_first = not ledger.stage("body").has_results
    costs: dict[str, int] = {}
    if is_first and not workspace.hooks.of(HookKind.PREPROCESSOR):
        costs = {source.path: len(source.text) for source in workspace.content}
    heads = dict.fromkeys((f"{_HEAD}{path}" for path in [*costs][:_HEADS]), 1)
    make = partial(_make, workspace, config)
    with (
        crew.ahead(make, costs, cut_into_shares(heads, _SIZE)) as turns,
        closing(turns),
    ):
        yield Ahead(turns)


def _make(workspace: Workspace, config: SiteConfig, share: Share) -> Made:
    if share[0].startswith(_HEAD):
        return _read_heads(workspace, share)
    return _make_bodies(workspace, config, share)


def _read_heads(workspace: Workspace, share: Share) -> Made:
    """Read front matter; of what is not as it should be, others will say so."""
    fields = {}
    for name in share:
        path = name.removeprefix(_HEAD)
        with suppress(FrontMatterError):
            front, *_ = split_source(workspace.content_by_path[path])
            head, found = read_head(str(front), path) if front else (None, ())
            if head and not found:
                fields[path] = head.fields
    return Made(fields=fields)


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
