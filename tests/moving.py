"""Move pages in memory, and see what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

from sitewright.edges.passthrough import places_of
from sitewright.kernel.edits import apply_edits
from sitewright.kernel.reports import format_text
from sitewright.model.build import Options
from sitewright.model.config import Paths
from sitewright.model.document import Source
from sitewright.model.move import Move, Relocation
from sitewright.pipeline.moving import Planned, plan_move
from support import CONFIG, NOW, workspace_of

Files = Mapping[str, str]


def plan(files: Files, *paths: tuple[str, str]) -> Planned:
    """Plan to move files, each from one path to another."""
    workspace = workspace_of(files)
    places = {new: places_of(new, Paths()) for _, new in paths}
    texts = [Source(a.path, files[a.path]) for a in workspace.assets]
    relocation = Relocation(
        dict(paths),
        {new: found for new, found in places.items() if found},
        tuple(texts),
    )
    return plan_move(workspace, Options(now=NOW), relocation)


def moved(files: Files, *paths: tuple[str, str]) -> dict[str, str]:
    """Move files, and give all of them as they are then."""
    planned = plan(files, *paths)
    assert planned.move, shown(planned)
    return carried_out(files, planned.move)


def carried_out(files: Files, move: Move) -> dict[str, str]:
    """Change files as a move says; its steps must make what it says they do."""
    after = {"site.yaml": CONFIG, **files}
    changed = {}
    for change in move.files:
        text = after.pop(change.before)
        for edits in change.steps:
            text = apply_edits(text, edits)
        assert not change.old or text == change.new
        changed[change.after] = text
    assert not set(after) & set(changed)
    return after | changed


def shown(planned: Planned) -> str:
    """All findings as the terminal shows them."""
    workspace = planned.workspace
    sources = (
        workspace.config,
        *workspace.content,
        *workspace.templates,
        *workspace.content_data,
        *workspace.data,
        *workspace.hooks.sources,
    )
    texts = {source.path: source.text for source in sources}
    return "\n\n".join(format_text(item, texts) for item in planned.findings)
