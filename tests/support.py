"""Build whole sites in memory, from a mapping of paths to texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sitewright.edges.content import PAGE_ENDINGS
from sitewright.edges.hooks import run_hooks
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Findings
from sitewright.kernel.hashing import digest_of_bytes, integrity_of_bytes
from sitewright.kernel.reports import format_text
from sitewright.model.audience import NOBODY, Audience
from sitewright.model.build import Asset, Build, Options, Workspace, by_path
from sitewright.model.card import Desk
from sitewright.model.config import Paths
from sitewright.model.crew import ALONE, Crew
from sitewright.model.document import Source
from sitewright.model.hooks import Hooks
from sitewright.model.picture import Gallery
from sitewright.pipeline.checking import check_site
from sitewright.pipeline.site import build_site
from sitewright.stages.archetypes.choosing import is_archetype
from sitewright.stages.config import read_config
from sitewright.stages.directorydata import CONTENT_DATA_ENDINGS

NOW = datetime(2026, 1, 1, tzinfo=UTC)

CONFIG = "title: Example\nurl: https://www.example.com\n"
BARE = "{{ content }}"
NO_PICTURES = Gallery()
NO_DESK = Desk()

IMPORTED = ("old/_redirects", "old/moved.csv")
"""Files of rules about old addresses."""

Files = Mapping[str, str]


def workspace_of(files: Files) -> Workspace:
    """Sort texts into a workspace as the disk would be: by folder and ending."""
    sources = [Source(path, text) for path, text in files.items()]

    def below(folder: str, *endings: str) -> tuple[Source, ...]:
        endings = endings or ("",)
        return tuple(
            s for s in sources if s.path.startswith(folder) and s.path.endswith(endings)
        )

    config = Source("site.yaml", files.get("site.yaml", CONFIG))
    settings, _ = read_config(config)
    data = f"{settings.paths.data if settings else Paths().data}/"
    return Workspace(
        config,
        Paths(),
        by_path(below("content/", *PAGE_ENDINGS)),
        tuple(s for s in below("templates/") if not is_archetype(s.path, "templates")),
        tuple(
            Asset(
                source.path,
                source.path.removeprefix("static/"),
                digest_of_bytes(source.text.encode()),
                len(source.text.encode()),
                integrity_of_bytes(source.text.encode()),
            )
            for source in below("static/")
        ),
        data=below(data),
        redirects=tuple(s for s in sources if s.path in IMPORTED),
        copied=below("static/", ".html", ".css"),
        ledger=next((s for s in sources if s.path == "urls.txt"), None),
        content_data=tuple(
            s
            for s in below("content/", *CONTENT_DATA_ENDINGS)
            if not s.path.startswith(data)
        ),
        hooks=hooks_of(files),
    )


def hooks_of(files: Files) -> Hooks:
    """Run ``hooks.py``, if there is one."""

    def find(path: str) -> tuple[Source | None, Findings]:
        return (Source(path, files[path]) if path in files else None), ()

    return run_hooks(find)


def build(
    files: Files,
    ledger: Ledger | None = None,
    audience: Audience = NOBODY,
    crew: Crew = ALONE,
    gallery: Gallery = NO_PICTURES,
    desk: Desk = NO_DESK,
    **options: object,
) -> Build:
    given = Options(**{"now": NOW, **options})
    workspace = replace(workspace_of(files), gallery=gallery, desk=desk)
    return build_site(workspace, given, ledger or Ledger(), audience, crew)


def check(files: Files, **options: object) -> Build:
    """Build a site and look it through, as ``sitewright check`` does."""
    given = {"looks_closely": True, "spares_lost": False, **options}
    return check_site(
        workspace_of(files), build(files, **given), lambda path: files[path].encode()
    )


def texts_of(result: Build) -> dict[str, str]:
    """The text of each written file; copied ones are left out."""
    assert result.findings == (), report(result, {})
    return {
        a.path: a.content.decode() for a in result.artifacts if a.content is not None
    }


def outputs(files: Files, **options: object) -> dict[str, str]:
    return texts_of(build(files, **options))


def report(result: Build, files: Files) -> str:
    """All findings as the terminal shows them."""
    sources = {"site.yaml": CONFIG, **files}
    return "\n\n".join(format_text(item, sources) for item in result.findings)


@dataclass(frozen=True)
class Case:
    """A text file of blocks, each under a line ``-- path --``."""

    name: str
    blocks: dict[str, str]

    def below(self, *prefixes: str) -> dict[str, str]:
        return {p: t for p, t in self.blocks.items() if p.startswith(prefixes)}

    @property
    def sources(self) -> dict[str, str]:
        return self.below(
            *("site.yaml", "urls.txt", "hooks.py", "site_helpers"),
            *("content/", "data/", "templates/", "static/", "old/"),
        )


def read_case(file: Path) -> Case:
    blocks: dict[str, str] = {}
    current = ""
    for line in file.read_text("utf-8").splitlines(keepends=True):
        if line.startswith("-- ") and line.endswith(" --\n"):
            current = line[3:-4]
            blocks[current] = ""
        elif current:
            blocks[current] += line
    return Case(file.stem, blocks)


def read_cases(folder: Path) -> list[Case]:
    return [read_case(file) for file in sorted(folder.glob("*.txt"))]
