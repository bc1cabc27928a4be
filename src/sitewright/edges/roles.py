"""Tell what a file would be if it lay somewhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitewright.edges.content import MARKDOWN, PAGE_ENDINGS, rule_out
from sitewright.edges.gathering import Gathering, name_of
from sitewright.edges.ignores import read_ignores
from sitewright.edges.passthrough import places_of
from sitewright.model.config import Paths
from sitewright.stages.directorydata import CONTENT_DATA_ENDINGS


class Roles:
    """Knows what the project's settings and ignore files say of any path."""

    def __init__(self, root: Path, paths: Paths) -> None:
        self._paths = paths
        gathering = Gathering(root)
        ignores = read_ignores(gathering, paths.content)
        self._is_left_out = rule_out(gathering, paths, ignores)

    def why_no_page(self, path: str) -> str:
        """Say why a file would be no page there; empty if it would be one."""
        if why := self._why_out(path):
            return why
        if not path.endswith(PAGE_ENDINGS):
            endings = ", ".join(PAGE_ENDINGS)
            return f"the names of pages end in {endings}"
        is_copied = not path.endswith(MARKDOWN) and places_of(path, self._paths)
        return "what lies there is copied as it is" if is_copied else ""

    def is_data(self, path: str) -> bool:
        """Tell whether a file would be data of pages there."""
        return not self._why_out(path) and path.endswith(CONTENT_DATA_ENDINGS)

    def _why_out(self, path: str) -> str:
        content = self._paths.content
        if not path.startswith(f"{content}/"):
            return f"pages lie in {content}/"
        for folder in _folders(path, content):
            if self._is_left_out(folder, True):
                return self._reason(folder)
        return self._reason(path) if self._is_left_out(path, False) else ""

    def _reason(self, path: str) -> str:
        if name_of(path).startswith("."):
            return f"{path} is hidden"
        own = {self._paths.data, self._paths.templates, self._paths.static}
        if path in own or name_of(path) in ("_data", "_includes", "node_modules"):
            return f"{path}/ is not for pages"
        return f"an ignore file leaves {path} out"


def _folders(path: str, content: str) -> Iterator[str]:
    """List the folders between the content folder and a file, outwards in."""
    end = path.find("/", len(content) + 1)
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)
