"""The filter that shows a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from jinja2.exceptions import FilterArgumentError
from markupsafe import Markup

from sitewright.model.config import SiteConfig
from sitewright.model.depiction import Depiction, locate_picture, write_picture
from sitewright.stages.templates.assets import AssetError
from sitewright.stages.templates.fields import Rendering
from sitewright.stages.templates.filters import Filter, each_render, text_of


def make_picture_filters(
    config: SiteConfig, current: Callable[[], Rendering]
) -> dict[str, Filter]:
    """Make the filter ``picture``.

    Args:
        config: The site's settings.
        current: Tells which page is being rendered.
    """
    sizes = config.images.sizes if config.images else ""

    def picture(
        path: object, alt: str | None = None, *, eager: bool = False, **named: object
    ) -> Markup:
        """Show a picture, with all that is made of it."""
        if alt is None:
            message = (
                "a picture needs an 'alt': what it shows, or '' if that is nothing"
            )
            raise FilterArgumentError(message)
        rendering, root = current(), config.paths.content
        written = text_of(path, "picture")
        location = locate_picture(written, rendering.path, root)
        found = cast("Depiction", rendering.reader.read(f"picture:{location}"))
        if found.code:
            raise AssetError(found.code, found.problem, written, found.hint)
        given = {"src": written, "alt": alt}
        given |= {name.replace("_", "-"): str(it) for name, it in named.items()}
        html = write_picture(found, given, sizes, is_first=eager)
        return Markup(html)  # noqa: S704 -- all that it is given is escaped

    return {"picture": each_render(picture)}
