"""Leave out of the content what ``.gitignore`` and ``.eleventyignore`` say.

Follows Eleventy 3.1 in which files count: both in the project's folder, and the second
in the content folder, too. What their lines mean is git's meaning, ``!`` included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Protocol

from sitewright.edges.gathering import Gathering
from sitewright.kernel.diagnostics import Span, printable, warning

NODE_MODULES: Final = "node_modules"

_GITIGNORE, _ELEVENTYIGNORE = ".gitignore", ".eleventyignore"
_LITERAL = re.compile(r"[^*?\[\\]+")

Lines = list[tuple[str, Span]]


class _Verdict(Protocol):
    """What the library says of a path; ``include`` is None if no line is about it."""

    @property
    def include(self) -> bool | None: ...


class _Patterns(Protocol):
    """What is used of the library's ``GitIgnoreSpec``."""

    def check_file(self, file: str) -> _Verdict: ...


@dataclass(slots=True)
class Ignores:
    """Which paths of the content are left out.

    Attributes:
        first: The first path that was asked for and is left out; empty if none.
    """

    levels: list[tuple[str, _Patterns]] = field(default_factory=list)
    first: str = ""

    def covers(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether a path is left out, of whose folders none is.

        Args:
            path: A file or folder, relative to the project.
            is_folder: Whether it is a folder.
        """
        for folder, patterns in self.levels:
            inner = path.removeprefix(folder) + ("/" if is_folder else "")
            verdict = patterns.check_file(inner).include
            if verdict is not None:
                self.first = self.first or (path if verdict else "")
                return verdict
        return False


def read_ignores(gathering: Gathering, content: str) -> Ignores:
    """Read the ignore files of a project.

    Args:
        gathering: Reads files, and takes findings.
        content: The content folder.
    """
    ignores = Ignores()
    inner = _lines(gathering, f"{content}/{_ELEVENTYIGNORE}")
    outer = _lines(gathering, _GITIGNORE) + _lines(gathering, _ELEVENTYIGNORE)
    outer = [item for item in outer if _may_matter(item[0], content)]
    for folder, lines in ((f"{content}/", inner), ("", outer)):
        if patterns := _compile(gathering, lines):
            ignores.levels.append((folder, patterns))
    return ignores


def _lines(gathering: Gathering, path: str) -> Lines:
    if not gathering.is_there(path):
        return []
    lines = (gathering.read_text(path) or "").split("\n")
    return [
        (line, Span(path, number, 1, len(line)))
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]


def _compile(gathering: Gathering, lines: Lines) -> _Patterns | None:
    if not lines:
        return None
    # Here, so that a project without such lines does not wait for the library.
    from pathspec import GitIgnoreSpec

    good = []
    for line, span in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            message = f"'{printable(line)}' is no pattern, and is passed over"
            gathering.findings.append(warning("SRC011", message, span))
        else:
            good.append(line)
    return GitIgnoreSpec.from_lines(good)


def _may_matter(line: str, content: str) -> bool:
    """Tell whether a line of the project's folder can say anything of the content.

    Most lines of a ``.gitignore`` cannot: they start elsewhere, or name what is left
    out anyway. To match each page against them costs more than to read it.
    """
    pattern = line.removeprefix("!").strip()
    parts = [part for part in pattern.split("/") if part]
    own = content.split("/")
    hidden = (".", "_")
    if any(p.startswith(hidden) and p not in own for p in parts):
        return False
    is_anchored = "/" in pattern.rstrip("/")
    return not (
        NODE_MODULES in parts
        or (is_anchored and _LITERAL.fullmatch(parts[0]) and parts[0] != own[0])
    )
