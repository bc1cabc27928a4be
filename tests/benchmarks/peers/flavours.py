"""Write a page in the form that each generator reads; what it says is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from peers.workload import Page

Flavour: TypeAlias = Callable[[Page], tuple[str, str]]
"""Names the file of a page, below the content folder, and writes its text."""


def as_eleventy(page: Page) -> tuple[str, str]:
    """Write a page as the client does, for Eleventy, and Sitewright."""
    return f"{page.path or 'index'}.md", _head(
        page, _LAYOUT, "eleventyNavigation"
    ) + page.body


def as_hugo(page: Page) -> tuple[str, str]:
    """Write a page for Hugo, whose tree is that of the folders."""
    own = f"weight: {page.order}\nlinkTitle: {page.menu_title or page.key}\n"
    return _in_folder(page, "_index.md"), _head(page, own, "nav") + page.body


def as_mkdocs(page: Page) -> tuple[str, str]:
    """Write a page for MkDocs, which has its menu from folders and titles."""
    return _in_folder(page, "index.md"), _head(page, _LAYOUT, "nav") + page.body


def as_pelican(page: Page) -> tuple[str, str]:
    """Write a page for Pelican, whose fields are flat."""
    url = f"{page.path}/" if page.path else ""
    fields = {
        "Title": page.title,
        "Description": page.description,
        "Jumbotron": "\n    ".join(page.lead),
        "Date": page.date,
        "Navkey": page.key,
        "Navtitle": page.menu_title or page.key,
        "Navparent": _parent(page),
        "Navroot": page.root,
        "Navorder": page.order,
        "Pending": "false",
        "Tags": page.tag,
        "Metatitle": page.title,
        "Metadescription": page.description,
        "ShowTOC": "false",
        "Redirect_from": _old_address(page),
        "Url": url,
        "Save_as": f"{url}index.html",
        "Slug": f"p{page.number}",
    }
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"{page.path or 'index'}.md", f"{head}\n{page.body}"


def write_page(flavour: Flavour, page: Page, content: Path) -> Path:
    """Write the file of a page, and say which it is."""
    name, text = flavour(page)
    file = content / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


_LAYOUT = "layout: page.njk\ntype: page\n"


def _head(page: Page, own: str, navigation: str) -> str:
    menu = [f"key: {page.key}"]
    menu += [f"title: {page.menu_title}"] if page.menu_title else []
    menu += [f"parent: {_parent(page)}"] if _parent(page) else []
    menu += [f"order: {page.order}", f"root: {page.root}"]
    entry = "".join(f"  {line}\n" for line in menu)
    lead = "\n\n".join(f"  {paragraph}" for paragraph in page.lead)
    return (
        f"---\ntitle: {page.title}\n{own}description: {page.description}\n"
        f"jumbotron: |\n{lead}\npending: false\ndate: {page.date}\n{navigation}:\n{entry}"
        f"tags:\n  - '#{page.tag}'\nmeta:\n  title: {page.title}\n"
        f"  description: {page.description}\nshowTOC: false\n"
        f"redirect_from:\n  {_old_address(page)}\n---\n\n"
    )


def _parent(page: Page) -> str:
    """The key that the page names; sections stand beside the home page in the menu."""
    return "" if page.parent == "Home" else page.parent


def _old_address(page: Page) -> str:
    return f"/old/{page.path.rpartition('/')[2] or 'home'}/"


def _in_folder(page: Page, index: str) -> str:
    if page.has_children:
        return f"{page.path}/{index}".lstrip("/")
    return f"{page.path}.md"
