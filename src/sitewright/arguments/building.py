"""The commands that build: ``build``, ``check``, ``clean``."""

from __future__ import annotations

from sitewright.arguments.adding import (
    Commands,
    add_command,
    add_format,
    add_jobs,
    add_selection,
    named,
)


def add_build(commands: Commands) -> None:
    """Add the command that writes the site."""
    build = add_command(commands, "build", "write the site")
    build.add_argument(
        "-o",
        "--output",
        type=named,
        metavar="DIR",
        help="write to DIR instead of the site's own",
    )
    build.add_argument(
        "--base-url", metavar="URL", help="use URL instead of the site's own"
    )
    build.add_argument(
        "--manifest",
        metavar="FILE",
        help="list all files in FILE, with the digest, size and source of each",
    )
    build.add_argument(
        "--no-cache",
        action="store_true",
        help="build all anew, whatever the last build has left",
    )
    build.add_argument(
        "--allow-shrink",
        action="store_true",
        help="write the site even if half its pages are gone",
    )
    add_selection(build, "publish {}, too")
    build.add_argument(
        "--profile",
        action="store_true",
        help="build all anew, and show what took how long",
    )
    build.add_argument(
        "--trace",
        metavar="FILE",
        help="build all anew, and write what took how long to FILE, for ui.perfetto.dev",
    )
    build.add_argument(
        "--strict", action="store_true", help="let warnings fail the build"
    )
    who = build.add_mutually_exclusive_group()
    add_jobs(who)
    who.add_argument(
        "--executor",
        metavar="dask://HOST:PORT",
        help="have pages made by the workers of a Dask cluster, too",
    )
    add_format(build, "report findings", "github")
    how_much = build.add_mutually_exclusive_group()
    how_much.add_argument(
        "-q", "--quiet", action="store_true", help="report findings only"
    )
    how_much.add_argument(
        "-v", "--verbose", action="store_true", help="name every file that changes"
    )


def add_check(commands: Commands) -> None:
    """Add the command that looks for problems."""
    check = add_command(commands, "check", "look for problems, and write nothing")
    add_selection(check, "check {}, too")
    check.add_argument(
        "--strict", action="store_true", help="let warnings fail the check"
    )
    add_jobs(check)
    check.add_argument(
        "--write-baseline",
        action="store_true",
        help="list all findings in check-baseline.txt, so that they are left alone",
    )
    add_format(check, "report findings", "github", "sarif")


def add_clean(commands: Commands) -> None:
    """Add the command that removes what builds have written."""
    does = "remove what earlier builds wrote, and the cache"
    clean = add_command(commands, "clean", does)
    clean.add_argument(
        "-o",
        "--output",
        type=named,
        metavar="DIR",
        help="clean DIR instead of the site's own",
    )
