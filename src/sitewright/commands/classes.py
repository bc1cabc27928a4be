"""``sitewright classes``: tell who defines and who uses the classes of a site."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence

from sitewright.commands.project import USAGE, UsageError, find_project, read_project
from sitewright.commands.report import say_findings, texts_of
from sitewright.edges.assets import Assets
from sitewright.edges.clock import ClockError, read_clock
from sitewright.edges.dwelling import own_python
from sitewright.edges.terminal import say
from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import printable, suggest
from sitewright.kernel.globs import GlobError, compile_glob
from sitewright.kernel.reports import count, format_columns, format_json, format_place
from sitewright.model.build import Options
from sitewright.model.checks import FinishedSite
from sitewright.pipeline.checking import survey_site
from sitewright.pipeline.site import build_site
from sitewright.stages.checks.classes.index import ClassUse, index_classes

FINE, BROKEN = 0, 1


def run(arguments: Namespace) -> int:
    """Print the classes of a site, those of some names, or those that nobody uses.

    Returns:
        0 if all is well, 1 if the site has errors or no class is called so, 2 if the
        arguments make no sense.
    """
    try:
        root, config_name = find_project(arguments.config)
        now = read_clock()
        fits = _read_name(arguments.name)
    except (UsageError, ClockError) as wrong:
        say(f"sitewright: {wrong}", to_errors=True)
        return USAGE
    options = Options(
        now=now, shows_drafts=arguments.drafts, shows_future=arguments.future
    )
    with own_python():
        workspace = read_project(root, config_name)
        build = build_site(workspace, options, Ledger())
    if build.site is None:
        say_findings(build.findings, texts_of(workspace))
        return BROKEN
    site = survey_site(build, build.site, Assets(root).read)
    every = index_classes(site)
    found = [it for it in every if fits(it.name)]
    shown = [it for it in found if not (arguments.unused and it.is_used)]
    if arguments.format == "json":
        say(
            format_json(
                (), {"ok": True, "classes": [_as_json(it, site) for it in shown]}
            )
        )
    elif not found:
        say(_say_none(arguments.name, every), to_errors=bool(arguments.name))
    elif arguments.unused:
        say(_format_unused(shown, found))
    elif arguments.name:
        say("\n\n".join(_format_one(it, site) for it in shown))
    else:
        say(_format_table(shown))
    return FINE if found or not arguments.name else BROKEN


def _read_name(name: str | None) -> Callable[[str], object]:
    """Make of a name, or of a pattern, what tells whether it is meant.

    Raises:
        UsageError: It cannot be a pattern.
    """
    if name is None:
        return bool
    wanted = name.removeprefix(".")
    try:
        pattern = compile_glob(wanted)
    except GlobError as bad:
        raise UsageError(
            f"'{printable(name)}' is no pattern for classes: {bad}"
        ) from bad
    return lambda other: other == wanted or pattern.match(other)


def _say_none(name: str | None, every: Sequence[ClassUse]) -> str:
    if name is None:
        return "There are no classes."
    near = suggest(name, [it.name for it in every])
    hint = f"\nDid you mean '{near}'?" if near else ""
    return (
        f"sitewright: no page has a class '{printable(name)}', and no style sheet{hint}"
    )


def _format_table(found: Sequence[ClassUse]) -> str:
    """List the classes that are used, and count the others."""
    used = [it for it in found if it.pages]
    rows = [
        (
            printable(it.name),
            count(sum(it.pages.values()), "use"),
            count(len(it.pages), "page"),
            _places(it),
        )
        for it in used
    ]
    idle = len([it for it in found if not it.is_used])
    total = f"{count(len(used), 'class')} on pages; {idle:,} more on none."
    return "\n".join((*((format_columns(rows),) if rows else ()), total))


def _format_unused(unused: Sequence[ClassUse], found: Sequence[ClassUse]) -> str:
    total = count(len([it for it in found if it.defined]), "class")
    verb = "is" if len(unused) == 1 else "are"
    summary = f"{len(unused):,} of {total} {verb} on no page and in no script."
    rows = [(printable(it.name), _places(it)) for it in unused]
    return "\n".join((*((format_columns(rows),) if rows else ()), summary))


def _format_one(item: ClassUse, site: FinishedSite) -> str:
    """Show one class: where it is defined, and every page that has it."""
    rows = [
        (f"  {printable(page.url)}", count(number, "use"), printable(page.path))
        for key, number in sorted(item.pages.items())
        for page in (site.pages[key].page,)
    ]
    head = f"{printable(item.name)}: {_places(item)}"
    return "\n".join((head, format_columns(rows) if rows else "  on no page"))


def _places(item: ClassUse) -> str:
    """Say where a class is defined."""
    places = [printable(format_place(span)) for span in item.defined]
    if item.is_scripted:
        places.append("in a script")
    return ", ".join(places) or "not defined"


def _as_json(item: ClassUse, site: FinishedSite) -> Mapping[str, object]:
    return {
        "name": item.name,
        "pages": [
            {"url": page.url, "source": page.path, "uses": number}
            for key, number in sorted(item.pages.items())
            for page in (site.pages[key].page,)
        ],
        "defined": [
            {"file": span.path, "line": span.line or None} for span in item.defined
        ],
        "in_script": item.is_scripted,
    }
