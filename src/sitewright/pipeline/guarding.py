"""The chapter after rendering: what guards the finished site, and what hosts are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import Checked, Findings, Severity
from sitewright.model.build import Artifact, Options, Workspace, make_artifact
from sitewright.model.header import Header, order_headers
from sitewright.model.security import PAGES, Needs, Security
from sitewright.pipeline.plan import Plan
from sitewright.pipeline.planning import SECURITY_TEXT
from sitewright.stages.hosts.published import write_host_files
from sitewright.stages.securitytext import next_remark, watch_security_text
from sitewright.stages.selection import find_dates, next_publication


def guard_site(
    run: Run,
    plan: Plan,
    workspace: Workspace,
    rendered: Mapping[str, Artifact],
    security: Security,
) -> tuple[Mapping[str, Artifact], tuple[Header, ...]]:
    """Make the headers of all answers, and put into pages what guards them.

    Args:
        run: The build.
        plan: What the site is made of.
        workspace: For the files that are copied.
        rendered: The finished pages by their keys.
        security: What guards them.

    Returns:
        The pages, and the table of headers.
    """
    # Who asks for nothing waits neither for this, nor for the parser of HTML.
    from sitewright.pipeline.needs import read_needs

    config = plan.site.config
    needs = read_needs(run, plan, workspace, rendered)
    given = (needs, security, config.url)
    own = run.one("headers that guard", _make_headers, *given)
    if run.one("blocked", _is_blocked, needs):
        run.findings += _find_blocked(workspace, needs, security)
    if security.in_pages:
        # What a page needs follows from its text and the site's address.
        shared = (run.one("needs of sheets", _sheets, needs), *given[1:])
        insert = partial(_insert_policy, needs[0])
        rendered = run.follow("page with its policy", insert, rendered, *shared)
    return rendered, order_headers((*plan.cache_headers, *own, *config.headers))


def tell_hosts(
    run: Run, plan: Plan, headers: tuple[Header, ...]
) -> tuple[Mapping[str, Artifact], Mapping[str, str]]:
    """Write the files of hosts: those of the site, and those for settings beside it."""
    given = (plan.redirects, headers, plan.site.config, plan.surroundings)
    told = run.one("host files", write_host_files, *given)
    return run.follow("host file", _make_file, told.published), told.beside


def find_expiry(plan: Plan, options: Options) -> Findings:
    """Watch the date of ``security.txt``, unless the site has one of its own."""
    file = plan.written.get(SECURITY_TEXT)
    if file is None or file.copied_from:
        return ()
    config = plan.site.config
    severity = Severity.ERROR if options.looks_closely else Severity.WARNING
    return watch_security_text(config.security_txt, config.url, options.now, severity)


def find_next_change(run: Run, plan: Plan, options: Options) -> datetime | None:
    """Find when the same sources make another site; None for never."""
    dates = run.one("dates held back", find_dates, plan.reading.unpublished)
    times = [next_publication(dates, options)]
    if plan.site.config.security_txt:
        times.append(next_remark(plan.site.config.security_txt, options.now))
    return min((time for time in times if time), default=None)


def _make_headers(
    needs: tuple[Mapping[str, Needs], ...], security: Security, url: str
) -> Checked[tuple[Header, ...]]:
    from sitewright.stages.policy.headers import make_headers

    every = tuple(item for part in needs for item in part.values())
    return make_headers(every, security, url)


def _is_blocked(needs: tuple[Mapping[str, Needs], ...]) -> Checked[bool]:
    return any(item.blocked for part in needs for item in part.values()), ()


def _find_blocked(
    workspace: Workspace, needs: tuple[Mapping[str, Needs], ...], security: Security
) -> Findings:
    from sitewright.stages.policy.blocked import find_blocked

    sources = (*workspace.content, *workspace.copied, *workspace.templates)
    every = (item for part in needs for item in part.values())
    return find_blocked(every, security, {s.path: s.text for s in sources})


def _sheets(needs: tuple[Mapping[str, Needs], ...]) -> Checked[tuple[Needs, ...]]:
    every = (item for part in needs for item in part.values())
    return tuple(item for item in every if item.is_shared and item.sources), ()


def _insert_policy(
    needs: Mapping[str, Needs],
    key: str,
    file: Artifact,
    sheets: tuple[Needs, ...],
    security: Security,
    _url: str,
) -> Checked[Artifact]:
    if not file.path.lower().endswith(PAGES):
        return file, ()
    from sitewright.stages.policy.inserting import insert_policy

    html = (file.content or b"").decode()
    html, found = insert_policy(html, needs[key], sheets, security)
    return make_artifact(file.path, html), found


def _make_file(path: str, text: str) -> Checked[Artifact]:
    return make_artifact(path, text), ()
