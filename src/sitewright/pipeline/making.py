"""Make pages: their Markdown, their HTML; here, or out of what was made elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from sys import intern

from sitewright.engine.memory import Memory
from sitewright.kernel.diagnostics import Checked, has_errors
from sitewright.model.audience import Audience
from sitewright.model.build import Artifact, make_artifact
from sitewright.model.crew import Made, MadePage, Share, Turn
from sitewright.model.facts import Facts, Reader
from sitewright.model.page import Page
from sitewright.model.stopwatch import timing
from sitewright.pipeline.bodies import Bodies
from sitewright.pipeline.own import render_finished
from sitewright.pipeline.plan import Plan
from sitewright.pipeline.turns import take_turns
from sitewright.stages.templates.content import Contents


class Making:
    """Makes the pages of one build.

    Attributes:
        is_shared: Whether somebody else makes some of them.
    """

    def __init__(
        self, plan: Plan, bodies: Bodies, facts: Facts, audience: Audience
    ) -> None:
        """Take what they are made of, and who looks on."""
        self._plan = plan
        self._bodies = bodies
        self._facts = facts
        self._audience = audience
        self._contents = Contents(plan.reading.environment)
        self._ready: dict[str, MadePage] = {}
        self.is_shared = False

    def take_turns(self, todo: Collection[str], turns: Iterable[Turn]) -> Iterator[str]:
        """Yield pages to be rendered, as their turn comes or somebody waits for them."""

        def shares() -> Iterator[Share]:
            for share, made in turns:
                if len(share) < len(todo) and not self.is_shared:
                    self.is_shared = True
                    self._bodies.spare_ids()
                if made:
                    self._adopt(made)
                yield () if made else share

        keys = self._plan.keys
        yield from take_turns(self._audience, keys, todo, shares(), self._prepare)

    def again(self, memory: Memory) -> Iterator[str]:
        """Yield pages with errors to be rendered in the order of the site.

        If pages show one another in a circle, what is said of it depends on which of
        them is first.
        """
        self._contents = Contents(self._plan.reading.environment)
        self._ready.clear()
        for key in self._plan.pages if memory.is_broken else ():
            if has_errors(memory.findings((key,))):
                yield key

    def render(self, reader: Reader, page: Page) -> Checked[Artifact]:
        """Render a page and show it, unless that has been done elsewhere."""
        if page.key in self._ready:
            names, made = self._ready.pop(page.key)
            reader.read_all(names)
            return made
        made = self._render(reader, page)
        self._show(made)
        return made

    def make(self, share: Share) -> Made:
        """Make a share for another process, in a copy of that or with a plan like its.

        What has been made for it is let go, and made again for pages that show it.
        """
        self._bodies.spare_ids()
        stopwatch = self._plan.reading.environment.stopwatch
        lint = self._plan.reading.lint
        if lint:
            lint.spots.clear()
        for key in share:
            self._prepare(key)
        pages = {}
        for key in share:
            reader = Reader(self._facts)
            with timing(stopwatch, "stage", "render", key):
                made = self._render(reader, self._plan.pages[key])
            # One name in many pages is sent once.
            pages[key] = tuple(map(intern, reader.reads)), made
        paths = {self._plan.pages[key].path for key in share} & self._plan.prose.keys()
        paths -= self._bodies.early  # which are there already, where it goes
        bodies = {path: self._bodies.made_of(path) for path in sorted(paths)}
        self._bodies.let_go(paths)
        self._facts.forget(f"body:{path}" for path in paths)
        return Made(bodies, pages, dict(lint.spots) if lint else {})

    def _render(self, reader: Reader, page: Page) -> Checked[Artifact]:
        return make_page(reader, page, self._contents)

    def _show(self, made: Checked[Artifact]) -> None:
        file, found = made
        if file.path and not has_errors(found):
            self._audience.show(file)

    def _prepare(self, key: str) -> None:
        self._facts.get(f"body:{self._plan.pages[key].path}")

    def _adopt(self, made: Made) -> None:
        """Take what was made elsewhere."""
        for path, body in made.bodies.items():
            self._bodies.adopt(path, body)
        self._ready.update(made.pages)
        for _, page in made.pages.values():
            self._show(page)
        if lint := self._plan.reading.lint:
            lint.add(made.spots)


def make_page(reader: Reader, page: Page, contents: Contents) -> Checked[Artifact]:
    """Render the file of a page.

    Args:
        reader: Window on the facts of the site.
        page: The page.
        contents: The content of all pages.
    """
    place = (page.key, page.path, page.output_path)
    html, found = render_finished(reader, *place, contents)
    return make_artifact(page.output_path, html), found
