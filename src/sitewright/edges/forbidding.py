"""Say what forbids to move a file or folder from one place to another."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sitewright.edges.naming import Named, find_no_folder
from sitewright.edges.roles import Roles
from sitewright.kernel.diagnostics import Diagnostic, Findings, Span, error, printable
from sitewright.model.build import Workspace
from sitewright.stages.config import place_of_copy

_BY_HAND = "rename it by hand: no address and no link depends on its name"


def find_reasons(root: Path, workspace: Workspace, named: Named) -> Findings:
    """Find what forbids a move, before any file is looked at.

    Args:
        root: The project's folder.
        workspace: All sources.
        named: What is to be moved, and where.
    """
    checking = _Checking(root, workspace, named)
    checking.check_old()
    if not checking.findings:
        checking.check_settings()
        checking.check_new()
    return tuple(checking.findings)


@dataclass(slots=True)
class _Checking:
    """One look at both ends of a move.

    Attributes:
        findings: What forbids it.
    """

    root: Path
    workspace: Workspace
    named: Named
    findings: list[Diagnostic] = field(default_factory=list)

    def _add(self, code: str, message: str, path: str = "", hint: str = "") -> None:
        place = Span(path) if path else None
        self.findings.append(error(code, message, place, hint))

    def check_old(self) -> None:
        """Refuse what is neither page nor file to copy, nor a folder of such."""
        old, paths = self.named.old, self.workspace.paths
        if (self.root / old).is_symlink():
            hint = "move the file that it leads to, and make the link anew"
            self._add("MOV002", "this is a link of the file system", old, hint)
        elif not self.named.is_folder:
            if not self._is_published(old):
                self._add("MOV002", self._why_not(old), old, _BY_HAND)
        elif held := self._find_whole(old):
            hint = "name what lies in it, or change 'paths' in the settings"
            self._add("MOV002", f"this holds all of {held}/", old, hint)
        elif not old.startswith((f"{paths.content}/", f"{paths.static}/")):
            what = (
                f"only what lies in {paths.content}/ and {paths.static}/ can be moved"
            )
            self._add("MOV002", what, old, _BY_HAND)

    def _is_published(self, path: str) -> bool:
        pages, assets = self.workspace.content, self.workspace.assets
        return path in {*(page.path for page in pages), *(file.path for file in assets)}

    def _find_whole(self, old: str) -> str:
        """Find a folder of the settings that is this one, or lies in it."""
        paths = self.workspace.paths
        every = (paths.content, paths.data, paths.templates, paths.static, paths.output)
        return next((path for path in every if f"{path}/".startswith(f"{old}/")), "")

    def _why_not(self, path: str) -> str:
        """Say what a file is that has no address."""
        for sources, what in (
            (self.workspace.content_data, "data of pages"),
            (self.workspace.data, "data of the site"),
            (self.workspace.templates, "a template"),
        ):
            if any(source.path == path for source in sources):
                return f"this is {what}, and has no address"
        why = Roles(self.root, self.workspace.paths).why_no_page(path)
        return f"this is not published: {why}"

    def check_settings(self) -> None:
        """Refuse what the settings name by its path."""
        old = self.named.old
        for copy in self.workspace.paths.passthrough:
            if f"{copy[0]}/".startswith(f"{old}/"):
                place = place_of_copy(self.workspace.config, copy)
                message = f"the settings name '{copy[0]}'"
                hint = "change it there, and move it by hand"
                self.findings.append(error("MOV002", message, place, hint))

    def check_new(self) -> None:
        """Refuse a place where nothing can go."""
        old, new = self.named.old, self.named.new
        shown = printable(new)
        if new == old:
            self._add("MOV004", f"'{shown}' is where it is already")
        elif self.named.is_folder and new.startswith(f"{old}/"):
            self._add("MOV004", f"'{shown}' lies inside of what is to be moved")
        elif not new.isprintable():
            self._add("MOV004", f"'{shown}' has characters that cannot be seen")
        elif folder := find_no_folder(self.root, new):
            self._add("MOV004", f"'{shown}' cannot be: {folder} is not a folder")
