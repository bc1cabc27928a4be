"""The sites that are built: their sources on disk, and edits to them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from peers.flavours import write_page
from peers.generators import Generator
from peers.measuring import find_log
from peers.workload import BELOW, Page, make_pages

SETUPS = Path(__file__).with_name("setups")
LEAVES = 20
"""How many pages at the end of a site are edited in turns."""

Edit: TypeAlias = "Callable[[Site, int], AbstractContextManager[Page]]"
"""Changes a site for the turn of that number, names the page that shows it, and undoes it."""


@dataclass(frozen=True)
class Site:
    """The sources of one site for one generator.

    Attributes:
        generator: What builds it.
        folder: Where it lies.
        menu: Pages of the second level, whose titles stand in the menu of their section.
        leaves: Pages at the end of the site, with none below them.
    """

    generator: Generator
    folder: Path
    menu: tuple[Page, ...]
    leaves: tuple[Page, ...]

    def clean(self) -> None:
        """Remove whatever builds have made."""
        for name in (self.generator.output, *self.generator.caches):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the site, with its sources."""
        shutil.rmtree(self.folder)
        find_log(self.folder).unlink(missing_ok=True)

    def write(self, page: Page) -> Path:
        """Write one page."""
        return write_page(self.generator.flavour, page, self.folder / "content")

    def read(self, page: Page) -> str:
        """Read what a page has become."""
        file = self.folder / self.generator.output / page.path / "index.html"
        return file.read_text("utf-8")

    def count_pages(self) -> int:
        """Count the pages that were made."""
        output = self.folder / self.generator.output
        return sum("index.html" in files for _, _, files in os.walk(output))


def make_sites(
    generators: Sequence[Generator], count: int, folder: Path
) -> dict[str, Site]:
    """Write a site of so many pages for each generator; the same pages for all."""
    folders = {each.name: folder / f"{each.name}-{count}" for each in generators}
    for name, root in folders.items():
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(SETUPS / name, root)
    menu, leaves = [], []
    for page in make_pages(count):
        for each in generators:
            write_page(each.flavour, page, folders[each.name] / "content")
        if BELOW < page.number <= BELOW * 3 - 1:
            menu.append(page)
        if page.number >= count - LEAVES:
            leaves.append(page)
    return {
        each.name: Site(each, folders[each.name], tuple(menu), tuple(leaves))
        for each in generators
    }


@contextmanager
def nothing(site: Site, turn: int) -> Iterator[Page]:
    """Leave the site as it is."""
    yield site.leaves[turn % LEAVES]


@contextmanager
def touched(site: Site, turn: int) -> Iterator[Page]:
    """Give every source a new time, as a fresh checkout does."""
    made = {site.generator.output, *site.generator.caches}
    for folder, folders, files in os.walk(site.folder):
        folders[:] = set(folders) - made if Path(folder) == site.folder else folders
        for name in files:
            os.utime(Path(folder, name))
    yield site.leaves[turn % LEAVES]


@contextmanager
def text_edited(site: Site, turn: int) -> Iterator[Page]:
    """Add a paragraph to a page that has none below it."""
    page = site.leaves[turn % LEAVES]
    with _written(site, page, replace(page, body=f"{page.body}\n{_new(turn)}\n")):
        yield page


@contextmanager
def title_edited(site: Site, turn: int) -> Iterator[Page]:
    """Give a page another title, which the menu on every page of its section shows."""
    page = site.menu[turn % len(site.menu)]
    with _written(site, page, replace(page, title=_new(turn), menu_title=_new(turn))):
        yield page


@contextmanager
def layout_edited(site: Site, turn: int) -> Iterator[Page]:
    """Change the layout of all pages."""
    file = site.folder / site.generator.layout
    text = file.read_text("utf-8")
    file.write_text(text.replace("</footer>", f"{_new(turn)}</footer>"), "utf-8")
    try:
        yield site.leaves[0]
    finally:
        file.write_text(text, "utf-8")


@contextmanager
def page_added(site: Site, turn: int) -> Iterator[Page]:
    """Add a page to a section, whose menu then shows it."""
    beside = site.menu[turn % len(site.menu)]
    page = replace(
        beside,
        path=f"{beside.path}-new-{turn}",
        key=_new(turn),
        title=_new(turn),
        order=beside.order + 5,
        has_children=False,
    )
    file = site.write(page)
    try:
        yield page
    finally:
        file.unlink()


@contextmanager
def _written(site: Site, old: Page, new: Page) -> Iterator[None]:
    site.write(new)
    try:
        yield
    finally:
        site.write(old)


def _new(turn: int) -> str:
    return f"Changed in turn {turn}"


EDITS: Mapping[str, Edit] = {
    "cold": nothing,
    "warm": nothing,
    "touch": touched,
    "body": text_edited,
    "title": title_edited,
    "template": layout_edited,
    "page": page_added,
}
