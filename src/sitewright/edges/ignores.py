"""Leave out of the content what ``.gitignore`` and ``.eleventyignore`` say.

Follows Eleventy 3.1 in which files count: both in the project's folder, and the second
in the content folder, too. What their lines mean is git's meaning, ``!`` included:
who keeps a page out of the repository does not want it published. Eleventy takes each
line for a pattern of whole paths; what it would build is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Protocol

from sitewright.edges.gathering import PUBLISHED_HIDDEN, Gathering
from sitewright.kernel.diagnostics import Note, Span, printable, warning
from sitewright.kernel.globs import GlobError, compile_glob
from sitewright.kernel.regexes import regex

NODE_MODULES: Final = "node_modules"

_GITIGNORE, _ELEVENTYIGNORE = ".gitignore", ".eleventyignore"
_FROM_HERE = regex(r"\A\s*(!?)\./+")
"""How Eleventy lets a line start, which to git would mean nothing."""

_SHOWN = 4
_LITERAL = regex(r"[^*?\[\\]+")

Lines = list[tuple[str, Span]]


class _Verdict(Protocol):
    """What the library says of a path; ``include`` is None if no line is about it.

    ``index`` is that of the line.
    """

    @property
    def include(self) -> bool | None: ...

    @property
    def index(self) -> int | None: ...


class _Patterns(Protocol):
    """What is used of the library's ``GitIgnoreSpec``."""

    def check_file(self, file: str) -> _Verdict: ...


class Ignores:
    """Which paths of the content are left out.

    Attributes:
        levels: Folders, and the lines that count from each.
        anchored: What Eleventy takes the lines for.
        only_here: What lines leave out that Eleventy would not, by line.
        first: The first path that was asked for and is left out; empty if none.
    """

    def __init__(self) -> None:
        self.levels: list[tuple[str, _Patterns, Lines]] = []
        self.anchored: list[re.Pattern[str]] = []
        self.only_here: dict[Span, list[str]] = {}
        self.first = ""

    def covers(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether a path is left out, of whose folders none is.

        Args:
            path: A file or folder, relative to the project.
            is_folder: Whether it is a folder.
        """
        span = self._find_line(path, is_folder=is_folder)
        if span:
            self.first = self.first or path
            if not any(pattern.match(path) for pattern in self.anchored):
                self.only_here.setdefault(span, []).append(path)
        return span is not None

    def find_line(self, path: str) -> Span | None:
        """Find the line that leaves a file out, or a folder above it; None if none does."""
        ends = [end for end, letter in enumerate(path) if letter == "/"]
        above = (self._find_line(path[:end], is_folder=True) for end in ends)
        own = self._find_line(path, is_folder=False)
        return next(filter(None, above), own)

    def _find_line(self, path: str, *, is_folder: bool) -> Span | None:
        for folder, patterns, lines in self.levels:
            inner = path.removeprefix(folder) + ("/" if is_folder else "")
            verdict = patterns.check_file(inner)
            if verdict.include is not None and verdict.index is not None:
                return lines[verdict.index][1] if verdict.include else None
        return None


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
        good = _without_faults(gathering, lines)
        if patterns := _compile(good):
            ignores.levels.append((folder, patterns, good))
            ignores.anchored += _anchor(folder, good)
    return ignores


def report_surprises(
    gathering: Gathering, ignores: Ignores, content: str, endings: tuple[str, ...]
) -> None:
    """Report the pages that are left out here, but that Eleventy would build.

    Args:
        gathering: Takes the findings.
        ignores: What was left out.
        content: The content folder.
        endings: Endings of pages.
    """
    for span, paths in ignores.only_here.items():
        pages = [page for path in paths for page in gathering.find_below(path, endings)]
        if not pages:
            continue
        notes = [Note("this page is left out", Span(page)) for page in pages[:_SHOWN]]
        if more := len(pages) - _SHOWN:
            notes += [Note(f"and {more} more")] if more > 0 else []
        gathering.findings.append(
            warning(
                "SRC012",
                "this line leaves out what Eleventy builds",
                span,
                f"a line such as '{content}/**/drafts' or '{content}/**/*.draft.md' "
                "means the same to both",
                tuple(notes),
            )
        )


def _anchor(folder: str, lines: Lines) -> Iterator[re.Pattern[str]]:
    """Make what Eleventy makes of lines: patterns of paths from the file's folder."""
    for line, _ in lines:
        pattern = folder + line.strip().strip("/")
        if line.startswith("!"):
            continue
        try:
            whole = compile_glob(pattern).pattern.removesuffix(r"\Z")
        except GlobError:
            continue
        yield re.compile(rf"(?:{whole})(?:/|\Z)", re.DOTALL)


def _lines(gathering: Gathering, path: str) -> Lines:
    source = gathering.source(path) if gathering.is_there(path) else None
    lines = source.text.split("\n") if source else []
    return [
        (_FROM_HERE.sub(r"\1/", line), Span(path, number, 1, len(line)))
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]


def _without_faults(gathering: Gathering, lines: Lines) -> Lines:
    """Pass over lines that are no patterns, with a finding for each."""
    if not lines:
        return []
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
            good.append((line, span))
    return good


def _compile(lines: Lines) -> _Patterns | None:
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([line for line, _ in lines])


def _may_matter(line: str, content: str) -> bool:
    """Tell whether a line of the project's folder can say anything of the content.

    Most lines of a ``.gitignore`` cannot: they start elsewhere, or name what is left
    out anyway. To match each page against them costs more than to read it.
    """
    pattern = line.removeprefix("!").strip()
    parts = [part for part in pattern.split("/") if part]
    own = content.split("/")
    if any(p.startswith(".") and p not in (*own, *PUBLISHED_HIDDEN) for p in parts):
        return False
    is_anchored = "/" in pattern.rstrip("/")
    return not (
        NODE_MODULES in parts
        or (is_anchored and _LITERAL.fullmatch(parts[0]) and parts[0] != own[0])
    )
