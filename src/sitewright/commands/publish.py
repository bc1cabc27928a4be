"""``sitewright publish``: check the site, and put it where visitors see it."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from sitewright.commands.checkup import check_up
from sitewright.commands.pictures import with_pictures
from sitewright.commands.project import (
    USAGE,
    UsageError,
    find_project,
    folder_problem,
    read_project,
)
from sitewright.commands.published import (
    Publication,
    RefusedError,
    refuse,
    say_published,
    say_releases,
    say_served,
)
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.publishing import (
    PublishError,
    Staged,
    Work,
    begun,
    name_release,
    place_of,
    read_commit,
    staged,
    with_file,
)
from sitewright.edges.terminal import say
from sitewright.edges.workspace import read_workspace
from sitewright.edges.writer import WriteError, reason_of
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import error, has_errors, is_strictly_fine
from sitewright.kernel.frozen import frozen, replace
from sitewright.kernel.urls import base_path_of
from sitewright.model.build import Build, Options, Workspace
from sitewright.model.config import SiteConfig
from sitewright.model.publishing import (
    TASKS,
    Branch,
    Bucket,
    Difference,
    Folder,
    Release,
    Target,
    find_release,
    keep_assets,
)
from sitewright.model.shrinking import PUBLISH_LOSS, has_shrunk
from sitewright.pipeline.site import build_site
from sitewright.stages.config import read_config

FINE, BROKEN = 0, 1

_REDIRECTS = "s3-objects.json"
_NO_TARGET = """\
{} does not say where to publish. Add lines such as

publish:
  live: {{folder: /srv/www/example}}
"""


def run(arguments: Namespace) -> int:
    """Publish the site, list what was published, or go back to it.

    Returns:
        0 if it was done, 1 if the site has errors or warnings or the target fails, 2
        if the arguments make no sense.
    """
    tasks: dict[str, Callable[..., None]] = {
        "": _publish,
        "list": _list,
        "rollback": _roll_back,
    }
    first, *rest = arguments.target or [""]
    task, words = (first, rest) if first in TASKS else ("", [first, *rest])
    try:
        _refuse_words(words, most=2 if task == "rollback" else 1)
        tasks[task](arguments, *words)
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    except RefusedError as refusal:
        refuse(arguments, refusal)
        return BROKEN
    return FINE


def _refuse_words(words: list[str], most: int) -> None:
    """Refuse more words than a task takes."""
    if words[most:]:
        named = " ".join(words[most:])
        raise UsageError(f"what is '{named}'? See 'sitewright publish --help'.")


@frozen
class _Project:
    """The project, and one of its targets.

    Attributes:
        root: The project's folder.
        workspace: All sources.
        config: The settings.
        target: The target.
    """

    root: Path
    workspace: Workspace
    config: SiteConfig
    target: Target

    @property
    def url(self) -> str:
        """The site's address at the target."""
        return self.target.url or self.config.url


def _publish(arguments: Namespace, name: str = "") -> None:
    """Check the site, and publish just the bytes that were checked."""
    now = read_clock()
    project = _find(arguments, name, read_project)
    options = Options(
        now=now,
        base_url=project.target.url,
        looks_closely=True,
        spares_lost=False,
    )
    with own_python():
        build = build_site(project.workspace, options, Ledger())
        build = check_up(project.workspace, build, project.root).build
    may_warn = arguments.allow_warnings or is_strictly_fine(build.findings)
    if has_errors(build.findings) or not may_warn:
        raise RefusedError(build.findings, project.workspace)
    build = _add_pictures(project, build)
    with (
        _working(project, arguments) as work,
        _staged(work, project, build) as site,
        (place := place_of(work)).opened(is_dry=arguments.dry_run),
    ):
        releases = place.releases()
        difference = keep_assets(place.compare(site), releases)
        served = next((item for item in releases if item.is_served), None)
        is_there = served is not None and difference.is_empty
        if served and not arguments.allow_shrink:
            _refuse_shrinking(difference, project.target)
        release = name_release(site.manifest, read_commit(project.root))
        release = replace(release, kept=difference.kept)
        if not arguments.dry_run and not is_there:
            release = place.publish(site, release, difference)
    outcome = Publication(
        project.target,
        project.url,
        served if served and is_there else release,
        difference,
        build.findings,
    )
    say_published(arguments, outcome, project.workspace)


def _add_pictures(project: _Project, build: Build) -> Build:
    """Add the files that are made of pictures."""
    try:
        whole = with_pictures(project.root, build)
    except WriteError as bad:
        message = f"pictures cannot be made: {bad}"
        raise RefusedError((error("OUT001", message),), project.workspace) from bad
    if has_errors(whole.findings):
        raise RefusedError(whole.findings, project.workspace)
    return whole


def _refuse_shrinking(difference: Difference, target: Target) -> None:
    """Refuse a site that has lost a good part of what visitors see."""
    stay = len(difference.changed) + difference.unchanged
    before, now = stay + len(difference.removed), stay + len(difference.added)
    if has_shrunk(before, now, PUBLISH_LOSS):
        message = f"of {before} files that '{target.name}' serves, {now} are left"
        hint = "if that is meant, publish with --allow-shrink"
        raise PublishError("PUB015", message, hint)


def _list(arguments: Namespace, name: str = "") -> None:
    """List the releases that can be served."""
    project = _find(arguments, name, read_workspace)
    with (
        _working(project, arguments) as work,
        (place := place_of(work)).opened(is_dry=True),
    ):
        releases = place.releases()
    say_releases(arguments, project.target, releases)


def _roll_back(arguments: Namespace, *words: str) -> None:
    """Serve a release that was published before."""
    name, wanted = (*words, "", "")[:2]
    project = _find(arguments, name, read_workspace)
    with (
        _working(project, arguments) as work,
        (place := place_of(work)).opened(is_dry=arguments.dry_run),
    ):
        release = _choose_release(place.releases(), project.target, wanted)
        if not arguments.dry_run:
            release = place.roll_back(release)
    say_served(arguments, project.target, release)


def _choose_release(
    releases: tuple[Release, ...], target: Target, wanted: str
) -> Release:
    """Find the release to go back to."""
    if release := find_release(releases, wanted):
        return release
    message = f"'{target.name}' has no release before the one that is served"
    if wanted:
        message = f"'{target.name}' has no release '{wanted}', or several"
    hint = f"'sitewright publish list {target.name}' lists them"
    raise PublishError("PUB004", message, hint)


@contextmanager
def _working(project: _Project, arguments: Namespace) -> Iterator[Work]:
    """Work on a target for a block; what goes wrong is a finding about it."""
    target = project.target
    try:
        _refuse_folder(project)
        takes_over = arguments.take_over
        with begun(project.root, target, takes_over=takes_over) as work:
            yield work
    except PublishError as failure:
        findings = (failure.finding(target.span),)
        raise RefusedError(findings, project.workspace) from failure
    except OSError as bad:
        message = f"the site cannot be published: {reason_of(bad, project.root)}"
        findings = (error("PUB007", message, target.span),)
        raise RefusedError(findings, project.workspace) from bad


def _refuse_folder(project: _Project) -> None:
    """Refuse a folder that holds sources of the site, or lies among them."""
    way, paths = project.target.way, project.workspace.paths
    if not isinstance(way, Folder):
        return
    folder = (project.root / Path(way.path).expanduser()).resolve()
    output = (project.root / paths.output).resolve()
    problem = folder_problem(project.root, paths, folder)
    is_near = folder.is_relative_to(output) or output.is_relative_to(folder)
    if not problem and is_near:
        problem = f"overlaps {output}, where builds write"
    if problem:
        hint = "name a folder that is for this site alone"
        raise PublishError("PUB001", f"the folder '{way.path}' {problem}", hint)


@contextmanager
def _staged(work: Work, project: _Project, build: Build) -> Iterator[Staged]:
    """Lay out all files of the site for a block, with what the target adds to them."""
    way, artifacts = project.target.way, build.artifacts
    if isinstance(way, Branch) and way.has_nojekyll:
        artifacts = with_file(artifacts, ".nojekyll")
    redirects = _redirects(build, project.url) if isinstance(way, Bucket) else {}
    with staged(project.root, work.private("-site"), artifacts) as site:
        yield replace(site, redirects=redirects, headers=build.headers)


def _redirects(build: Build, url: str) -> dict[str, str]:
    """Name the objects that send visitors on; keys count from the site's home."""
    base = unquote(base_path_of(url)).removeprefix("/")
    start = f"{base}/" if base else ""
    rows = json.loads(build.beside.get(_REDIRECTS, "[]"))
    return {row["key"].removeprefix(start): row["location"] for row in rows}


def _find(
    arguments: Namespace, name: str, read: Callable[[Path, str], Workspace]
) -> _Project:
    """Read the project, and choose the target.

    Raises:
        RefusedError: The settings are wrong.
        UsageError: There is no such target.
    """
    root, config_name = find_project(arguments.config)
    with own_python():
        workspace = read(root, config_name)
    config, findings = read_config(workspace.config)
    if config is None:
        raise RefusedError((*workspace.findings, *findings), workspace)
    target = _choose(config, name)
    if arguments.take_over and not isinstance(target.way, Branch | Bucket):
        raise UsageError("--take-over is for a branch or a bucket, not for a folder")
    return _Project(root, workspace, config, target)


def _choose(config: SiteConfig, name: str) -> Target:
    """Find the target that is meant: the only one, if none is named."""
    targets = {target.name: target for target in config.publish}
    if not targets:
        raise UsageError(_NO_TARGET.format(config.path))
    if name in targets:
        return targets[name]
    if not name and len(targets) == 1:
        return config.publish[0]
    problem = f"there is no target '{name}'." if name else "which target?"
    lines = [f"  {item.name:<10} {item.way.shown}" for item in config.publish]
    raise UsageError("\n".join([f"{problem} {config.path} has these:", *lines]))
