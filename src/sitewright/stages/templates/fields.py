"""The filters that turn Markdown in a page's fields into HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol, cast

from markupsafe import Markup

from sitewright.kernel.diagnostics import Checked, Diagnostic, Note, Span
from sitewright.model.body import Standpoint, Target
from sitewright.model.config import SiteConfig
from sitewright.model.facts import Reader
from sitewright.model.markdown import MarkdownOptions
from sitewright.stages.templates.filters import Filter, text_of


@dataclass(frozen=True, slots=True)
class Rendering:
    """One page's way through the templates.

    Attributes:
        reader: Window on the facts of the site.
        path: The page's source path.
        findings: What filters found wrong on the way.
    """

    reader: Reader
    path: str
    findings: list[Diagnostic] = field(default_factory=list)


class RenderField(Protocol):
    """Turns Markdown into HTML; finds lines counted from the start of the text."""

    def __call__(
        self,
        text: str,
        options: MarkdownOptions,
        standpoint: Standpoint,
        *,
        is_inline: bool = False,
    ) -> Checked[str]:
        """Render one text."""
        ...


def make_markdown_filters(
    config: SiteConfig, render_field: RenderField, current: Callable[[], Rendering]
) -> dict[str, Filter]:
    """Make the filters ``markdown`` and ``markdown_inline``.

    Args:
        config: The site's settings.
        render_field: Does the work.
        current: Tells which page is being rendered.
    """

    def render(text: str | None, name: str) -> Markup:
        written, rendering = text_of(text, name), current()
        html, found = render_field(
            written,
            config.markdown,
            Standpoint(
                rendering.path, config.paths.content, _Targets(rendering.reader)
            ),
            is_inline=name == "markdown_inline",
        )
        rendering.findings.extend(_of_field(item, written) for item in found)
        return Markup(html)  # noqa: S704 -- the site's own Markdown

    def markdown(text: str | None) -> Markup:
        """Turn a Markdown field into HTML."""
        return render(text, "markdown")

    def markdown_inline(text: str | None) -> Markup:
        """Turn a Markdown field into HTML without a paragraph around it."""
        return render(text, "markdown_inline")

    return {"markdown": markdown, "markdown_inline": markdown_inline}


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


def _of_field(found: Diagnostic, text: str) -> Diagnostic:
    """Say of a finding that it is about a field, of which only the page is known."""
    place = found.span or Span("", 1)
    line = text.split("\n")[place.line - 1].strip()
    note = Note(f"in a field that is Markdown: {line}")
    return replace(found, span=Span(place.path), notes=(note,))
