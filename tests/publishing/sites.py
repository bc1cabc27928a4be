"""Two versions of a site, and what a target may show of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from disk import SITE, Project, page, snapshot
from support import CONFIG

PUBLISH = "publish:\n  live: {}\n"


def version(name: str, numbers: range) -> dict[str, str]:
    return {
        **SITE,
        "static/css/site.css": f"/* {name} */\n",
        "static/big.txt": "The same in both.\n" * 5000,
        **{f"content/p{n}.md": page(f"{name} {n}") for n in numbers},
        f"content/only-{name}.md": page(name),
    }


OLD, NEW = version("old", range(9)), version("new", range(3, 12))


def aim(project: Project, target: str) -> None:
    """Give a project one target, called ``live``."""
    project.write({"site.yaml": CONFIG + PUBLISH.format(target)})


def renew(project: Project) -> None:
    """Bring the sources of a project from the old version to the new one."""
    project.write(dict.fromkeys(OLD.keys() - NEW.keys()))
    project.write({path: NEW[path] for path in NEW if path != "site.yaml"})


def go_back(project: Project) -> None:
    """Bring the sources of a project from the new version to the old one."""
    project.write(dict.fromkeys(NEW.keys() - OLD.keys()))
    project.write({path: OLD[path] for path in OLD if path != "site.yaml"})


def built(folder: Path, files: Mapping[str, str]) -> dict[str, bytes]:
    """What a clean build makes of sources: the files alone."""
    project = Project(folder, files)
    project.build()
    return files_of(project.output)


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder with their bytes."""
    return {path: content for path, content in snapshot(folder).items() if content}
