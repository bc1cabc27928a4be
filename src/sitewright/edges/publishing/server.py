"""Publish into a folder of another machine, by rsync over ssh."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sitewright.edges.publishing.clients import ClientError
from sitewright.edges.publishing.faults import PublishError
from sitewright.edges.publishing.releases import (
    CURRENT,
    DEAD,
    INCOMING,
    MARK,
    RECORD,
    RELEASES,
    SITE,
    find_old,
    format_record,
    path_of,
    read_record,
    sort_releases,
)
from sitewright.edges.publishing.session import Session, opened, quoted
from sitewright.edges.publishing.staging import Staged
from sitewright.edges.publishing.work import WAITING, Work
from sitewright.kernel.frozen import replace
from sitewright.kernel.regexes import regex
from sitewright.model.publishing import Difference, Release, Server, difference_of

_FOREIGN: Final = 75
_NOWHERE: Final = 76
_MOST_LEFTOVERS: Final = 5

_FIND: Final = f"""\
cd -- "$folder" 2>/dev/null || {{ [ ! -e "$folder" ] && exit {_NOWHERE}; cd -- "$folder"; }}
[ -d {MARK} ] || [ -z "$(ls -A)" ] || exit {_FOREIGN}
[ ! -e {CURRENT} ] || [ -L {CURRENT} ] || exit {_FOREIGN}
"""
_LIST: Final = f"""\
readlink {CURRENT} || echo
for record in {RELEASES}/*/{RECORD}; do
    [ ! -f "$record" ] || {{ printf '%s ' "$record"; cat "$record"; }}
done
"""
_ITEM: Final = regex(r"(?:(?P<gone>\*)deleting|<f(?P<new>\+?)\S*) +\d+ (?P<path>.*)")

_OPTIONS: Final = (
    "--recursive",
    "--compress",
    # rsync 3.2.7 as Debian has it finds no parts of a file in a folder to link to.
    "--whole-file",
    "--checksum",  # times say nothing: every build is a new copy
    "--perms",
    "--chmod=D0755,F0644",
    "--delete",
    "--protect-args",
    "--8-bit-output",
    "--out-format=%i %l %n",
)


class ServerPlace:
    """A folder of releases on a server; see ``releases``."""

    def __init__(self, work: Work, way: Server) -> None:
        self.work = work
        self.way = way
        self.folder = f"./{way.folder}" if way.folder[0] != "/" else way.folder
        self.is_there = True
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The shell on the server."""
        assert self._session  # noqa: S101 -- there is one between opening and closing
        return self._session

    @contextmanager
    def opened(self, *, is_dry: bool) -> Iterator[None]:
        """Hold the lock of the folder on the server for the length of a block."""
        self.work.progress.begin(f"reaching {self.way.host}")
        self.work.client("rsync").find()
        ssh = self.work.client("ssh")
        host = self.way.host.replace("[", "").replace("]", "")
        with opened(ssh, "-T", *self._ssh_words(), "--", host) as self._session:
            self._enter(is_dry=is_dry)
            yield

    def releases(self) -> tuple[Release, ...]:
        """List what can be served, newest first."""
        if not self.is_there:
            return ()
        served, *records = self.session.run(_LIST).split("\n")
        found = []
        for line in filter(None, records):
            path, _, text = line.partition(" ")
            name = path.split("/")[1]
            is_served = served == path_of(name)
            found.append(read_record(name, text, is_served=is_served))
        return sort_releases(found)

    def compare(self, site: Staged) -> Difference:
        """Compare a site with the bytes that are served."""
        sizes = site.manifest.sizes
        served = self._served()
        if not served:
            return difference_of(sizes, sizes, (), ())
        self.work.progress.begin("comparing")
        printed = self._rsync("--dry-run", site=site, place=path_of(served))
        kinds: dict[str, list[str]] = {"*": [], "+": [], "": []}
        for found in map(_ITEM.fullmatch, printed.splitlines()):
            if found and not found["path"].endswith("/"):
                kinds[found["gone"] or found["new"]].append(found["path"])
        return difference_of(sizes, kinds["+"], kinds[""], kinds["*"])

    def publish(
        self, site: Staged, release: Release, difference: Difference
    ) -> Release:
        """Send a release out of sight, and serve it."""
        incoming = f"{MARK}/{INCOMING}{release.name}"
        self.session.run(quoted("mkdir", incoming))
        served = self._served()
        linked = [path_of(served)] if served else []
        # Files that a run has sent that was killed are whole, and need not travel again.
        linked += [f"{MARK}/{name}/{SITE}" for name in self._leftovers(release)]
        self.work.progress.begin(
            "sending", len(difference.added) + len(difference.changed)
        )
        self._rsync(
            *(f"--link-dest=../../../{path}" for path in linked),
            site=site,
            place=f"{incoming}/{SITE}",
        )
        if difference.kept:
            self._keep(difference, path_of(served), f"{incoming}/{SITE}")
        record = quoted(format_record(release).strip())
        self.session.run(
            f"printf '%s\\n' {record} >{quoted(f'{incoming}/{RECORD}')}\n"
            f"mv {quoted(incoming, f'{RELEASES}/{release.name}')}"
        )
        served_now = self.roll_back(release)
        old = find_old(self.releases(), self.work.target.keep)
        # Out of the list by one rename, lest a part of a release stay in it.
        moves = [
            f"mv {quoted(f'{RELEASES}/{name}', f'{MARK}/{DEAD}{name}')}" for name in old
        ]
        sweep = f"rm -rf {MARK}/{INCOMING}* {MARK}/{DEAD}*"
        self.session.run("\n".join([*moves, sweep]))
        return served_now

    def roll_back(self, release: Release) -> Release:
        """Let the link lead to another release."""
        link = f"{MARK}/{CURRENT}.new"
        self.session.run(
            f"rm -f {link}\n"
            f"ln -s {quoted(path_of(release.name))} {link}\n"
            f"mv -T {link} {CURRENT}"
        )
        return replace(release, is_served=True)

    def _keep(self, difference: Difference, old: str, new: str) -> None:
        """Give files that stay a second name in a release in the making."""
        lines = []
        for path in difference.kept:
            there, here = quoted(f"{old}/{path}"), quoted(f"{new}/{path}")
            folder = quoted(f"{new}/{path}".rpartition("/")[0])
            lines.append(f"mkdir -p {folder}; ln {there} {here} || cp {there} {here}")
        self.session.run("\n".join(lines))

    def _enter(self, *, is_dry: bool) -> None:
        """Go to the folder, and take its lock."""
        folder = f"folder={quoted(self.folder)}\n"
        make = "" if is_dry else 'mkdir -p -- "$folder"\n'
        prepare = "" if is_dry else f"mkdir -p {MARK} {RELEASES}\n"
        try:
            self.session.run(folder + make + _FIND + prepare)
        except ClientError as failure:
            self.is_there = False
            if failure.status == _NOWHERE:
                return
            raise self._explained(failure) from failure
        self.session.tell(f"cd -- {quoted(self.folder)}")
        if is_dry:
            return
        self.session.tell(f"exec 9>>{MARK}/lock")
        try:
            self.session.run("flock -n 9")
        except ClientError as failure:
            if failure.status != 1:
                raise self._explained(failure) from failure
            self.work.progress.begin(WAITING)
            self.session.run("flock 9")

    def _explained(self, failure: ClientError) -> PublishError:
        """Say in the user's words why the folder cannot be used."""
        shown = self.way.shown
        if failure.status == _FOREIGN:
            message = f"'{shown}' holds what Sitewright did not publish"
            hint = f"name a new folder; the site will be in its '{CURRENT}'"
            return PublishError("PUB001", message, hint)
        return failure

    def _served(self) -> str:
        """Name the release that is served; empty if none is."""
        return next((item.name for item in self.releases() if item.is_served), "")

    def _leftovers(self, release: Release) -> list[str]:
        """Name what runs have left that were killed."""
        found = self.session.run(f"ls {MARK}").split("\n")
        own = f"{INCOMING}{release.name}"
        names = [name for name in found if name.startswith(INCOMING) and name != own]
        return names[:_MOST_LEFTOVERS]

    def _rsync(self, *words: str, site: Staged, place: str) -> str:
        """Make a folder below ours on the server equal to the site."""
        shell = " ".join(map(_rsync_quoted, ("ssh", *self._ssh_words())))
        to = f"{self.way.host}:{self.folder}/{place}/"
        given = (f"--rsh={shell}", "--", f"{site.folder}/", to)
        rsync = self.work.client("rsync")
        return rsync.run(*_OPTIONS, *words, *given, each=self.work.progress.step)

    def _ssh_words(self) -> list[str]:
        """Name the options of ssh; what is not here is up to the user's settings."""
        words = ["-o", "ServerAliveInterval=15"]
        if self.way.port:
            words += ["-p", str(self.way.port)]
        if self.way.identity:
            identity = self.work.root / Path(self.way.identity).expanduser()
            words += ["-i", str(identity)]
        return words


def _rsync_quoted(word: str) -> str:
    """Write a word of the command that rsync starts, as rsync reads it."""
    return "'" + word.replace("'", "''") + "'"
