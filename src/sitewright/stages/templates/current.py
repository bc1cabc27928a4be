"""Which page is being rendered, and what is made for it when a template asks."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from typing import Any

from jinja2 import TemplateRuntimeError
from jinja2.utils import missing

from sitewright.kernel.frozen import replace
from sitewright.model.body import Body
from sitewright.model.config import SiteConfig
from sitewright.model.hooks import NotPlainError
from sitewright.model.item import PageItem, key_of
from sitewright.model.markdown import Part
from sitewright.stages.templates.fields import Rendering, RenderPart

# Jinja asks the environment for templates, not the render; this tells the environment
# which render asks. A context variable, so that two threads may render at once.
RENDERING: ContextVar[Rendering] = ContextVar("rendering")

_NOBODY: tuple[Any, object] = (None, missing)

_SHOWN = frozenset({"content", "templateContent"})
LATE = _SHOWN | {"rawInput", "raw_input"}
"""Fields of a page that are made when a template asks: what it shows, and its text."""

RenderBody = Callable[[str, bool], Body]
"""Renders the Markdown that a template has printed; with a table of contents, or not."""


def late_field(item: PageItem, name: str) -> object | None:
    """Make one of the ``LATE`` fields of a page, for the one that is being rendered.

    Returns:
        What the page shows, or its text as it was written; in front matter, that is None.
    """
    rendering = RENDERING.get()
    if name in _SHOWN:
        return rendering.content_of(key_of(item))
    path = str(item["inputPath"]).removeprefix("./")
    text: object = rendering.reader.read(f"raw:{path}")
    return text


def field_of_object(value: object, name: str) -> Any:
    """Look a field up in an object that one of the site's hooks returned.

    Returns:
        The field, as templates have values; Jinja's ``missing`` if it is not a field, or
        not an object of a hook's.

    Raises:
        TemplateRuntimeError: No template can use what the field holds.
    """
    rendering = RENDERING.get(None)
    hook, kept = rendering.objects.get(id(value), _NOBODY) if rendering else _NOBODY
    if rendering is None or kept is not value or name.startswith("_"):
        return missing
    found = getattr(value, name, missing)
    if found is missing or callable(found):
        return missing

    # Few sites have hooks that return objects.
    from sitewright.stages.templates.handover import templates_own

    def keep(inner: object) -> None:
        rendering.objects[id(inner)] = hook, inner

    try:
        return templates_own(found, keep)
    except NotPlainError as bad:
        raise TemplateRuntimeError(f"'{name}' is {bad}") from None


def current_rendering() -> Rendering:
    """Tell which page is being rendered."""
    return RENDERING.get()


def render_body_with(config: SiteConfig, render_part: RenderPart) -> RenderBody:
    """Make what turns the Markdown that a page's own template printed into its body."""
    return partial(_render_body, config, render_part)


def _render_body(
    config: SiteConfig, render_part: RenderPart, text: str, shows_toc: bool
) -> Body:
    """Render the Markdown that a page's own template has printed."""
    options, root = config.markdown, config.paths.content
    if shows_toc and not options.heading_ids:
        options = replace(options, heading_ids=True)
    rendering = RENDERING.get()
    return rendering.render_part(text, options, root, Part.BODY, render_part)
