"""The filters that turn Markdown in a page's fields into HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import NoReturn, cast

from jinja2.exceptions import FilterArgumentError
from markupsafe import Markup

from sitewright.kernel.diagnostics import Checked, Diagnostic, Note, Span
from sitewright.kernel.frozen import frozen, replace
from sitewright.model.body import Body, Standpoint, Target
from sitewright.model.config import SiteConfig
from sitewright.model.depiction import Depiction
from sitewright.model.facts import Reader
from sitewright.model.hooks import Hook
from sitewright.model.limits import Limits
from sitewright.model.markdown import MarkdownOptions, Part
from sitewright.stages.templates.budget import Budget
from sitewright.stages.templates.extending import Extension
from sitewright.stages.templates.filters import Filter, each_render, text_of


def refuse_content(_key: str) -> NoReturn:
    """Say that what is rendered comes before the content of pages.

    Raises:
        FilterArgumentError: Always.
    """
    raise FilterArgumentError("the content of pages is not known in front matter")


@frozen
class Rendering:
    """One page's way through the templates.

    Attributes:
        reader: Window on the facts of the site.
        path: The page's source path.
        content_of: Renders the content of a page, given its key.
        budget: How much its templates may still do.
        findings: What filters found wrong on the way.
        objects: What hooks returned that is no plain value, with the hook, by its id.
        chains: Templates of which each has extended the next one.
    """

    reader: Reader
    path: str
    content_of: Callable[[str], str] = refuse_content
    budget: Budget = field(default_factory=lambda: Budget(Limits()))
    findings: list[Diagnostic] = field(default_factory=list)
    objects: dict[int, tuple[Hook, object]] = field(default_factory=dict)
    chains: list[list[Extension]] = field(default_factory=list)

    def depict(self, location: str) -> Depiction:
        """Find what a picture comes to; the look is noted as a read."""
        found: Depiction = self.reader.read(f"picture:{location}") or Depiction()
        return found

    def render_part(
        self,
        text: str,
        options: MarkdownOptions,
        root: str,
        part: Part,
        render_part: RenderPart,
    ) -> Body:
        """Render Markdown that is a part of this page, and note what is wrong with it."""
        standpoint = Standpoint(self.path, root, _Targets(self.reader), self.depict)
        body, found = render_part(text, options, standpoint, part)
        self.findings.extend(_of_part(item, text, part) for item in found)
        return body


RenderPart = Callable[[str, MarkdownOptions, Standpoint, Part], Checked[Body]]
"""Turns Markdown into HTML; its findings count lines from the start of the text."""


def make_markdown_filters(
    config: SiteConfig, render_part: RenderPart, current: Callable[[], Rendering]
) -> dict[str, Filter]:
    """Make the filters ``markdown`` and ``markdown_inline``.

    Args:
        config: The site's settings.
        render_part: Does the work.
        current: Tells which page is being rendered.
    """

    def render(text: str, part: Part) -> Markup:
        rendering, root = current(), config.paths.content
        body = rendering.render_part(text, config.markdown, root, part, render_part)
        return Markup(body.html)  # noqa: S704 -- the site's own Markdown

    def markdown(text: str | None) -> Markup:
        """Turn a Markdown field into HTML."""
        return render(text_of(text, "markdown"), Part.BLOCKS)

    def markdown_inline(text: str | None) -> Markup:
        """Turn a Markdown field into HTML without a paragraph around it."""
        return render(text_of(text, "markdown_inline"), Part.LINE)

    return {
        "markdown": each_render(markdown),
        "markdown_inline": each_render(markdown_inline),
    }


class _Targets:
    """Finds what links lead to; each look is noted as a read."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, path: str) -> Target:
        target = self._reader.read(f"target:{path}")
        if target is None:
            return Target(
                code="MD005",
                problem=f"there is no page {path}",
                hint="a path counts from the page's file, or, with a slash in front, "
                "from the content folder",
            )
        return cast("Target", target)


def _of_part(found: Diagnostic, text: str, part: Part) -> Diagnostic:
    """Quote the line that a finding is about: of its place only the page is known."""
    place = found.span or Span("", 1)
    line = text.split("\n")[place.line - 1].strip()
    what = "once rendered" if part is Part.BODY else "in a field that is Markdown"
    note = Note(f"{what}: {line}")
    return replace(found, span=Span(place.path), notes=(note,))
