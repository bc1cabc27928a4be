"""Publish into a branch of a git repository, one commit a release.

The commits are made in a repository of our own, so that neither the project's files nor
its history are touched. Nothing is ever forced upon the branch.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sitewright.edges.publishing.clients import Client, ClientError
from sitewright.edges.publishing.faults import PublishError
from sitewright.edges.publishing.staging import Staged
from sitewright.edges.publishing.work import Work
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.kernel.times import format_time
from sitewright.model.publishing import KEPT, Branch, Difference, Release, difference_of

_DEPTH: Final = 5 * KEPT
_NAME_LENGTH: Final = 12
_IDENTITY: Final = {"name": "Sitewright", "email": "sitewright@localhost"}
_TRAILER: Final = regex(
    r"^Site-(?:(Digest|Source|Again): (.*)|(Files|Bytes): (\d{1,15}))$", re.MULTILINE
)
_KEPT: Final = regex(r"^Site-Kept: (\S+) (.+)$", re.MULTILINE)


class BranchPlace:
    """A branch that holds the site and nothing else."""

    def __init__(self, work: Work, way: Branch) -> None:
        self.work = work
        self.way = way
        self.store = work.private(".git")
        self.index = self.store / "site-index"
        self.ref = f"refs/heads/{way.name}"
        self.tip = ""
        self.tree = ""
        self.url = ""

    @contextmanager
    def opened(self, *, is_dry: bool) -> Iterator[None]:  # noqa: ARG002 -- git locks
        """Fetch what is in the branch."""
        self.work.progress.begin(f"asking {self.way.repository}")
        if not (self.store / "HEAD").is_file():
            self._git("init", "--quiet", "--bare", "--template=")
        self.url = self._find_url()
        self.tip = self._ask_for_tip()
        if self.tip:
            options = ("--quiet", "--no-tags", f"--depth={_DEPTH}")
            self._git("fetch", *options, "--", self.url, f"+{self.ref}:{self.ref}")
            self.tip = self._git("rev-parse", self.ref).strip()
            self._refuse_foreign()
        yield

    def releases(self) -> tuple[Release, ...]:
        """List what can be served, newest first; a roll-back is no release itself."""
        if not self.tip:
            return ()
        form = "--format=%H%n%ct%n%B%x00"
        log = self._git("log", "--first-parent", f"-n{_DEPTH}", form, self.tip)
        commits = [entry.lstrip("\n") for entry in log.split("\0") if entry.strip()]
        known = [found for found in map(_read_release, commits) if found]
        again = _told(commits[0]).get("Again", "")
        served = again or self.tip
        releases = [
            replace(item, is_served=served.startswith(item.name))
            for item, is_again in known
            if not is_again
        ]
        return tuple(releases[:KEPT])

    def compare(self, site: Staged) -> Difference:
        """Compare a site with the tree of the branch."""
        self.tree = self._write_tree(site)
        before = self.tip or self._git("mktree").strip()
        options = ("-r", "-z", "--no-renames", "--name-status")
        words = self._git("diff-tree", *options, before, self.tree).split("\0")[:-1]
        kinds: dict[str, list[str]] = {"A": [], "M": [], "D": [], "T": []}
        for kind, path in zip(words[::2], words[1::2], strict=True):
            kinds[kind].append(path)
        return difference_of(
            site.manifest.sizes, kinds["A"], kinds["M"] + kinds["T"], kinds["D"]
        )

    def publish(
        self,
        site: Staged,  # noqa: ARG002 -- its tree is made
        release: Release,
        difference: Difference,
    ) -> Release:
        """Put a commit on top of the branch."""
        if difference.kept:
            listed = self._git("ls-tree", "-r", "-z", self.tip).split("\0")
            known = {line.partition("\t")[2]: line for line in listed}
            self.tree = self._add_to_tree(known[path] for path in difference.kept)
        subject = f"Publish {release.time[:10]}"
        commit = self._push(self.tree, subject, _trailers(release))
        return replace(release, name=commit[:_NAME_LENGTH], is_served=True)

    def roll_back(self, release: Release) -> Release:
        """Put a commit on top that holds the tree of an older one."""
        if release.is_served:
            return release
        older = self._git("rev-parse", release.name).strip()
        tree = self._git("rev-parse", f"{older}^{{tree}}").strip()
        subject = f"Roll back to {release.time[:10]} ({release.name})"
        self._push(tree, subject, f"{_trailers(release)}Site-Again: {older}\n")
        return replace(release, is_served=True)

    def _find_url(self) -> str:
        """Find the address of the repository."""
        name = self.way.repository
        project = self.work.client("git")
        with suppress(ClientError):
            if name in project.run("remote").split("\n"):
                return project.run("remote", "get-url", "--push", name).strip()
        return str(Path(name).expanduser()) if name.startswith("~/") else name

    def _ask_for_tip(self) -> str:
        """Ask the repository for the last commit of the branch; empty if none."""
        return self._git("ls-remote", "--", self.url, self.ref).partition("\t")[0]

    def _refuse_foreign(self) -> None:
        message = self._git("log", "-1", "--format=%h '%s'%n%b", self.tip)
        if self.work.takes_over or "Digest" in _told(message):
            return
        commit = message.split("\n")[0]
        raise PublishError(
            "PUB001",
            f"the branch '{self.way.name}' ends with a commit that is not Sitewright's: "
            f"{commit}",
            "its files would go: copy what is needed into the project, and add "
            "--take-over",
        )

    def _write_tree(self, site: Staged) -> str:
        """Store the files as they are, whatever git's settings would make of them."""
        files = site.manifest.files
        self.work.progress.begin("comparing", len(files))
        paths = "".join(f"./{item.path}\n" for item in files)
        names = Client("git", site.folder, self.work.lock).run(
            *(f"--git-dir={self.store}", "hash-object", "-w"),
            *("--no-filters", "--stdin-paths"),
            given=os.fsencode(paths),
            each=self.work.progress.step,
        )
        rows = zip(names.split(), files, strict=True)
        self.index.unlink(missing_ok=True)
        return self._add_to_tree(f"100644 {name}\t{item.path}" for name, item in rows)

    def _add_to_tree(self, rows: Iterable[str]) -> str:
        """Add files to the tree that is being made, each as git lists it."""
        git = self.work.client("git", {"GIT_INDEX_FILE": str(self.index)})
        where, words = f"--git-dir={self.store}", ("update-index", "-z", "--index-info")
        index = "".join(f"{row}\0" for row in rows)
        git.run(where, *words, given=os.fsencode(index))
        return git.run(where, "write-tree").strip()

    def _push(self, tree: str, subject: str, trailers: str) -> str:
        """Make a commit, and put it on top of the branch, if nobody else was faster."""
        parents = ("-p", self.tip) if self.tip else ()
        message = f"{subject}\n\n{trailers}".encode()
        git = self.work.client("git", self._identity())
        where = f"--git-dir={self.store}"
        made = git.run(where, "commit-tree", *parents, tree, given=message).strip()
        self.work.progress.begin("pushing")
        try:
            self._git("push", "--porcelain", "--", self.url, f"{made}:{self.ref}")
        except ClientError as failure:
            raise self._explained(failure) from failure
        self._git("update-ref", self.ref, made)
        self.tip = made
        return made

    def _explained(self, failure: ClientError) -> PublishError:
        """Say why the repository did not take a commit."""
        refused = [line for line in failure.printed.split("\n") if line[:1] == "!"]
        if not refused:
            return failure
        reason = refused[0].rpartition("\t")[2]
        message = f"the branch '{self.way.name}' did not take the commit: {reason}"
        hint = (
            "somebody else has published meanwhile: publish again"
            if self._ask_for_tip() != self.tip
            else "the repository has a rule against it; nothing is ever forced"
        )
        return PublishError("PUB006", message, hint, failure.notes)

    def _identity(self) -> dict[str, str]:
        """Name the author of a commit: the user, or Sitewright if git knows none."""
        told = {}
        for part, default in _IDENTITY.items():
            value = default
            with suppress(ClientError):
                value = self.work.client("git").run("config", f"user.{part}").strip()
            for role in ("AUTHOR", "COMMITTER"):
                name = f"GIT_{role}_{part.upper()}"
                told[name] = os.environ.get(name) or value
        return told

    def _git(self, *words: str) -> str:
        """Run git on the repository of our own."""
        return self.work.client("git").run(f"--git-dir={self.store}", *words)


def _trailers(release: Release) -> str:
    return (
        f"Site-Digest: {release.digest}\n"
        f"Site-Source: {release.source or 'unknown'}\n"
        f"Site-Files: {release.files}\n"
        f"Site-Bytes: {release.size}\n"
    ) + "".join(f"Site-Kept: {it[1]} {it[0]}\n" for it in release.kept.items())


def _told(message: str) -> dict[str, str]:
    """Read what the end of a commit's message says of the site."""
    found = (match.groups() for match in _TRAILER.finditer(message))
    return {a or c: b or d for a, b, c, d in found}


def _read_release(commit: str) -> tuple[Release, bool] | None:
    """Read a commit.

    Returns:
        The release, and whether it is one that was served again; None if somebody else
        has made it.
    """
    name, seconds, message = commit.split("\n", 2)
    told = _told(message)
    if "Digest" not in told:
        return None
    time = format_time(datetime.fromtimestamp(int(seconds), UTC))
    source = told.get("Source", "unknown").replace("unknown", "")
    files, size = (int(told.get(key, 0)) for key in ("Files", "Bytes"))
    kept = {path: owner for owner, path in _KEPT.findall(message)}
    known = (name[:_NAME_LENGTH], time, told["Digest"], source, files, size)
    return Release(*known, kept=kept), "Again" in told
