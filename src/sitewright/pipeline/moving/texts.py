"""The texts of a project while they are changed, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitewright.kernel.edits import Edit, Region, apply_edits
from sitewright.model.build import Workspace
from sitewright.model.document import Source
from sitewright.model.move import FileChange, Relocation, Steps


class Texts:
    """All texts by their old paths, and what was done to each.

    Attributes:
        changed: The new text of every source that has one.
        regions: What was written anew in each of these, in the order of writing.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self.changed: dict[str, str] = {}
        self.regions: dict[str, list[Region]] = {}
        self._old = {source.path: source.text for source in sources}
        self._steps: dict[str, Steps] = {}

    def now(self, path: str) -> str:
        """Give the text of a source as it is by now."""
        return self.changed.get(path, self._old[path])

    def change(self, path: str, steps: Steps) -> None:
        """Change a text."""
        for edits in steps:
            text = self.now(path)
            regions = self.regions.get(path, [])
            self.regions[path] = _moved(regions, edits) + _made(text, edits)
            self.changed[path] = apply_edits(text, edits)
        self._steps[path] = (*self._steps.get(path, ()), *steps)

    def after(self, path: str, steps: Iterable[tuple[Edit, ...]]) -> str:
        """Give a text as it would be if it were changed."""
        text = self.now(path)
        for edits in steps:
            text = apply_edits(text, edits)
        return text

    def list_all(self) -> Iterator[tuple[str, str, Sequence[Region]]]:
        """List all texts as they are by now, with what was written anew in each."""
        for path in self._old:
            yield path, self.now(path), self.regions.get(path, ())

    def files(self, paths: Mapping[str, str]) -> tuple[FileChange, ...]:
        """List every file that goes elsewhere, or has another text."""
        return tuple(
            FileChange(
                path,
                paths.get(path, path),
                self._old.get(path, ""),
                self.changed.get(path, self._old.get(path, "")),
                self._steps.get(path, ()),
            )
            for path in sorted({*paths, *self.changed})
        )


def _made(text: str, edits: Iterable[Edit]) -> list[Region]:
    """List what edits write, by its place after all of them."""
    made, shift = [], 0
    for edit in sorted(edits):
        start = edit.start + shift
        old = text[edit.start : edit.end]
        made.append(Region(start, start + len(edit.text), old))
        shift += len(edit.text) - len(old)
    return made


def _moved(regions: Iterable[Region], edits: tuple[Edit, ...]) -> list[Region]:
    """Tell where earlier regions are after edits, which lie outside of them."""
    return [
        Region(r.start + shift, r.end + shift, r.old)
        for r in regions
        for shift in (
            sum(len(e.text) - e.end + e.start for e in edits if e.end <= r.start),
        )
    ]


def texts_of(workspace: Workspace, relocation: Relocation) -> Texts:
    """Take all texts of a project."""
    ledger = (workspace.ledger,) if workspace.ledger else ()
    return Texts(
        (
            workspace.config,
            *workspace.content,
            *workspace.templates,
            *workspace.data,
            *workspace.content_data,
            *workspace.redirects,
            *ledger,
            *relocation.texts,
        )
    )
