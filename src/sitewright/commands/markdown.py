"""``sitewright markdown``: one file to HTML, for trying things out."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sitewright.commands.project import (
    USAGE,
    UsageError,
    find_project,
    read_project,
)
from sitewright.commands.report import say_findings, texts_of
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.decoding import decode
from sitewright.edges.dwelling import own_python
from sitewright.edges.terminal import read_input, say, send
from sitewright.kernel.diagnostics import has_errors
from sitewright.model.build import Options
from sitewright.model.document import Source
from sitewright.pipeline.one_file import build_body

FINE, BROKEN = 0, 1
STANDARD_INPUT = "-"


def run(arguments: Namespace) -> int:
    """Print the HTML of a Markdown file, without a layout, and report.

    Returns:
        0 if all is well, 1 if there are errors, 2 if the arguments make no sense.
    """
    try:
        root, config_name = find_project(arguments.config)
        raw, path = _read(arguments.file, root)
        options = Options(now=read_clock())
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    text, findings = decode(raw, path)
    sources: dict[str, str] = {}
    if text is not None:
        with own_python():
            workspace = read_project(root, config_name)
            body, findings = build_body(workspace, options, Source(path, text))
        sources = texts_of(workspace) | {path: text}
        if body:
            send(body.html)
    say_findings(findings, sources)
    return BROKEN if has_errors(findings) else FINE


def _read(file: str, root: Path) -> tuple[bytes, str]:
    """Read the file, and name it as the project does if it lies within.

    Raises:
        UsageError: It cannot be read.
    """
    if file == STANDARD_INPUT:
        return read_input(), file
    try:
        if Path(file).exists() and not (Path(file).is_file() or Path(file).is_dir()):
            raise UsageError(f"{file}: this is not a file")
        raw, real = Path(file).read_bytes(), Path(file).resolve()
    except OSError as bad:
        raise UsageError(f"{file}: {(bad.strerror or str(bad)).lower()}") from bad
    return raw, str(real.relative_to(root)) if real.is_relative_to(root) else file
