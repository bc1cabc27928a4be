"""Read front matter for python-frontmatter, which takes a while to load."""

from __future__ import annotations

from frontmatter.default_handlers import BaseHandler

from sitewright.stages.frontmatter.splitting import (
    OPENING,
    FrontMatterError,
    read_head,
    split_text,
)


class FrontMatterHandler(BaseHandler):
    """Read front matter for python-frontmatter by the rules of this package.

    ``frontmatter.loads(text, handler=FrontMatterHandler())`` works, but strips the
    text before and after.
    """

    FM_BOUNDARY = OPENING

    def __init__(self, path: str = "") -> None:
        """Prepare to read one file; its path is for the findings."""
        super().__init__()
        self.path = path

    def split(self, text: str) -> tuple[str, str]:
        """Divide a text at its closing fence.

        Raises:
            ValueError: The text has no front matter.
            FrontMatterError: Front matter is never closed, or is not YAML or JSON.
        """
        halves = split_text(text, self.path)
        if halves is None:
            raise ValueError("no front matter")
        front, rest = halves
        return str(front), str(rest)

    def load(self, fm: str) -> dict[str, object]:
        """Read front matter, as ``split`` gives it, into a dictionary.

        Raises:
            FrontMatterError: It has errors.
        """
        head, findings = read_head(fm, self.path)
        if head is None:
            raise FrontMatterError(findings)
        return dict(head.fields)
