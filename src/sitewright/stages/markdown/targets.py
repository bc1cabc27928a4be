"""Find the pages that links by source path lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sitewright.kernel.diagnostics import suggest
from sitewright.kernel.urls import base_path_of, encode_path
from sitewright.model.body import Body, Target
from sitewright.model.build import Asset
from sitewright.model.config import SiteConfig
from sitewright.model.page import Page


class TargetFinder:
    """Knows where every source file of a site is published."""

    def __init__(
        self,
        config: SiteConfig,
        pages: Iterable[Page],
        unpublished: Iterable[Page],
        assets: Iterable[Asset],
        unread: Iterable[str] = (),
    ) -> None:
        """Take all pages, the files that are copied, and pages that have errors."""
        self._urls = {page.path: page.url for page in pages if page.key == page.path}
        self._unpublished = {page.path for page in unpublished}
        self._assets = frozenset(asset.output_path for asset in assets)
        self._unread = frozenset(unread)
        self._root = config.paths.content + "/"
        self._prefix = base_path_of(config.url)

    def __contains__(self, path: str) -> bool:
        """Tell whether a path is that of a page, be it published or not."""
        return path in self._urls or path in self._unpublished

    def find(self, path: str, body_of: Callable[[str], Body]) -> Target:
        """Find what a link to a source file leads to.

        Args:
            path: The file, relative to the project.
            body_of: Finds the body of a page by its source path; those linked to are
                asked for their ids.
        """
        if url := self._urls.get(path):
            body = body_of(path)
            ids = None if body.is_late else body.ids
            return Target(self._prefix + encode_path(url), ids)
        below = path.removeprefix(self._root)
        if below in self._assets:
            return Target(self._prefix + encode_path(f"/{below}"))
        if path in self._urls:
            message = f"{path} writes no page: its 'permalink' is false"
            return Target(code="MD007", problem=message, hint="link to another page")
        if path in self._unpublished:
            message = f"{path} is not published"
            hint = "publish it, or remove the link until then"
            return Target(code="MD007", problem=message, hint=hint)
        if path in self._unread:  # of which something else is said
            return Target(self._prefix + encode_path(f"/{below}"), None)
        return Target(
            code="MD005", problem=f"there is no page {path}", hint=self._hint(path)
        )

    def _hint(self, path: str) -> str:
        """Suggest a page of the same file name, or else one of a similar path."""
        known = [*self._urls, *self._unpublished]
        name = "/" + path.rpartition("/")[2]
        same = [item for item in known if item.endswith(name)]
        stems = {self._stem(item): item for item in known}
        near = (
            same[0] if len(same) == 1 else stems.get(suggest(self._stem(path), stems))
        )
        if near:
            return f"did you mean '/{near.removeprefix(self._root)}'?"
        return (
            "a path counts from the file that it stands in, or, with a slash in front, "
            f"from {self._root}"
        )

    def _stem(self, path: str) -> str:
        return path.removeprefix(self._root).removesuffix(".md")
