"""Keep what a build came to, for the one that follows."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sitewright.commands.unchanged import what_is_asked
from sitewright.edges.lastbuild.keeping import (
    Described,
    Made,
    Said,
    describe_build,
    keep_build,
)
from sitewright.edges.lastbuild.store import Store
from sitewright.edges.rereading import WorkspaceReader
from sitewright.edges.writer import Written
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Findings
from sitewright.kernel.frozen import frozen
from sitewright.kernel.reports import format_tally
from sitewright.model.build import Build, Workspace
from sitewright.model.past import Past
from sitewright.pipeline.knowing import describe_site, find_owners


@frozen
class Done:
    """A build that is done, but for its output.

    Attributes:
        arguments: The command line.
        root: The project's folder.
        output: Where the site goes.
        now: The time of the build.
        reader: What has read the sources.
        workspace: The sources.
        build: What was made of them.
        ledger: What the build remembers.
        past: What is known of the builds before.
    """

    arguments: Namespace
    root: Path
    output: Path
    now: datetime
    reader: WorkspaceReader
    workspace: Workspace
    build: Build
    ledger: Ledger
    past: Past | None


class Keeping:
    """Keeps a build, in two steps: the first needs none of its output.

    Attributes:
        done: The build.
    """

    def __init__(self, done: Done) -> None:
        """Take a build."""
        self.done = done

    @cached_property
    def described(self) -> Described:
        """What can be said of the build before it is written."""
        done = self.done
        known = describe_site(done.build, done.workspace, done.ledger)
        return describe_build(done.reader, done.workspace, known)

    def describe(self) -> None:
        """Describe the build now."""
        _ = self.described

    def keep(
        self, store: Store, written: Written, findings: Findings, texts: tuple[str, ...]
    ) -> None:
        """Keep it.

        Args:
            store: Where to.
            written: What writing it came to.
            findings: All that was found.
            texts: What was said about each finding.

        Raises:
            OSError: It cannot be kept.
        """
        done, described = self.done, self.described
        known = described.known
        owners = find_owners(known, done.ledger) if known else {}
        said = Said(findings, format_tally(findings), texts, owners)
        made = Made(
            str(done.root),
            str(done.output),
            done.build.artifacts,
            done.build.page_count,
            what_is_asked(done.arguments),
            done.now,
            done.build.lasts_until,
            written.stamps,
            described,
            done.past,
        )
        keep_build(store, done.reader, done.workspace, made, said)
