"""The filters that show a picture, and name a card."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2.exceptions import FilterArgumentError
from markupsafe import Markup

from sitewright.kernel.diagnostics import Diagnostic, Span, warning
from sitewright.kernel.urls import base_path_of, encode_path
from sitewright.model.card import HEIGHT, WIDTH, CardName, ask_for
from sitewright.model.config import SiteConfig
from sitewright.model.depiction import Depiction, locate_picture, write_picture
from sitewright.stages.templates.assets import AssetError
from sitewright.stages.templates.fields import Rendering
from sitewright.stages.templates.filters import Filter, each_render, text_of


def make_picture_filters(
    config: SiteConfig, current: Callable[[], Rendering]
) -> dict[str, Filter]:
    """Make the filters ``picture`` and ``social_card``.

    Args:
        config: The site's settings.
        current: Tells which page is being rendered.
    """
    prefix = base_path_of(config.url)
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
        found: Depiction = rendering.reader.read(f"picture:{location}")
        if found.code:
            raise AssetError(found.code, found.problem, written, found.hint)
        given = {"src": written, "alt": alt}
        given |= {name.replace("_", "-"): str(it) for name, it in named.items()}
        html = write_picture(found, given, sizes, is_first=eager)
        return Markup(html)  # noqa: S704 -- all that it is given is escaped

    def social_card(
        title: object, *, label: object = "", name: object = ""
    ) -> Mapping[str, object] | None:
        """Name the card that stands for a page elsewhere; None if it has none."""
        texts = (title, label, name)
        asked = ask_for(*(" ".join(text_of(it, "social_card").split()) for it in texts))
        if config.cards is None:
            return None
        rendering = current()
        found: CardName = rendering.reader.read(f"card:{asked}")
        if found.problem:
            rendering.findings.append(_no_card(rendering.path, found.problem))
        if not found.path:
            return None
        url = prefix + encode_path(f"/{found.path}")
        return {"url": url, "width": WIDTH, "height": HEIGHT}

    return {"picture": each_render(picture), "social_card": each_render(social_card)}


def _no_card(path: str, lacking: str) -> Diagnostic:
    return warning(
        "IMG006",
        f"this page has no card of its own: the font has no '{lacking}'",
        Span(path),
        "name a font under 'cards' that has these characters",
    )
