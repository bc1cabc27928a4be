"""``sitewright schema``: print a JSON Schema for editors."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from sitewright.commands.project import (
    USAGE,
    UsageError,
    find_project,
    read_project,
    refuse_output,
)
from sitewright.commands.report import say_findings, texts_of
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.terminal import say
from sitewright.kernel.diagnostics import printable, suggest
from sitewright.model.build import Options
from sitewright.pipeline.schemas import build_schema, list_schemas
from sitewright.stages.config import read_config

FINE, BROKEN = 0, 1


def run(arguments: Namespace) -> int:
    """Print a schema, or write it to a file.

    Returns:
        0 if there is one, 1 if the settings have errors or the file cannot be written,
        2 if there is no such type.
    """
    try:
        root, config_name = find_project(arguments.config)
        now = read_clock()
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    with own_python():
        workspace = read_project(root, config_name)
        schema, findings = build_schema(workspace, Options(now=now), arguments.type)
    say_findings(findings, texts_of(workspace))
    if schema is None:
        if not findings:
            config, _ = read_config(workspace.config)
            _say_unknown(arguments.type, tuple(config.types) if config else ())
        return BROKEN if findings else USAGE
    text = json.dumps(schema, indent=2, ensure_ascii=False)
    if arguments.output is None:
        say(text)
        return FINE
    file = Path(arguments.output)
    try:
        output = (root / workspace.paths.output).resolve()
        refuse_output(arguments.output, "--output", root, workspace, output)
    except UsageError as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n", "utf-8", newline="\n")
    except OSError as bad:
        reason = (bad.strerror or str(bad)).lower()
        place = printable(str(file))
        say(f"sitewright: {place} cannot be written: {reason}", to_errors=True)
        return BROKEN
    say(f"written  {printable(str(file))}")
    return FINE


def _say_unknown(name: str, types: tuple[str, ...]) -> None:
    known = list_schemas(types)
    near = suggest(name, known)
    hint = f"did you mean '{near}'?" if near else f"there are {', '.join(known)}"
    say(f"sitewright: there is no type '{printable(name)}'; {hint}", to_errors=True)
