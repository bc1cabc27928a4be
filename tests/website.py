"""The website of this repository, built in memory."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from sitewright.commands.pictures import with_pictures
from sitewright.edges.workspace import read_workspace
from sitewright.model.build import Build
from support import build

ROOT = Path(__file__).parents[1]
FOLDERS = ("content", "data", "static", "templates")
TEXTS = {".css", ".html", ".jinja", ".js", ".md", ".svg", ".txt", ".yaml"}


def files() -> dict[str, str]:
    """Every source by its path; of pictures and fonts, only that they are there."""
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.*")]
    texts = {
        path.relative_to(ROOT).as_posix(): (
            path.read_text("utf-8") if path.suffix in TEXTS else ""
        )
        for path in paths
    }
    return texts | {"site.yaml": (ROOT / "site.yaml").read_text("utf-8")}


@cache
def website() -> Build:
    read = read_workspace(ROOT, "site.yaml")
    seen = {"gallery": read.gallery, "desk": read.desk}
    return with_pictures(ROOT, build(files(), shows_future=True, **seen))


def outputs_of(result: Build, ending: str = ".html") -> dict[str, str]:
    """What was written, by its path, but for pages that only send visitors on."""
    texts = {
        item.path: item.content.decode()
        for item in result.artifacts
        if item.content is not None and item.path.endswith(ending)
    }
    return {p: text for p, text in texts.items() if 'http-equiv="refresh"' not in text}


class Elements(HTMLParser):
    """The elements of a page: names and attributes, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, *names: str) -> list[str]:
        """The values of these attributes, wherever they stand."""
        return [a[name] for _, a in self.all for name in names if name in a]

    def named(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """The attributes of the elements of that name which have these among them."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [a for t, a in self.all if t == tag and wanted.items() <= a.items()]
