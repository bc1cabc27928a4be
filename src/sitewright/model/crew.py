"""Crew: who else makes pages, and what they hand back."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import field
from typing import Protocol, TypeAlias

from sitewright.kernel.diagnostics import Checked, Findings
from sitewright.kernel.frozen import frozen
from sitewright.model.body import Body
from sitewright.model.build import Artifact, Options, Workspace
from sitewright.model.laps import Lap

Share: TypeAlias = tuple[str, ...]
"""The keys of some pages that are made together."""

MadePage: TypeAlias = tuple[tuple[str, ...], Checked[Artifact]]
"""Names of what rendering a page has read, what it came to, and what was found wrong."""


@frozen
class Made:
    """What was made of a share.

    Attributes:
        bodies: The rendered Markdown of its pages, by their source paths; links by source
            path are not led yet.
        pages: The finished pages, by their keys.
        spots: What templates have looked up, if that is noted, and whether it had a value.
        laps: What was timed, if anything was, by the number of the process.
        fields: The front matter of some sources, by their paths.
    """

    bodies: Mapping[str, Checked[Body]] = field(default_factory=dict)
    pages: Mapping[str, MadePage] = field(default_factory=dict)
    spots: Mapping[tuple[str, int, str], bool] = field(default_factory=dict)
    laps: Mapping[int, tuple[Lap, ...]] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


Costs: TypeAlias = Mapping[str, int]
"""How much work each page is, by its key: in characters of Markdown, by and large."""

Make: TypeAlias = Callable[[Share], Made]


@frozen
class Recipe:
    """What a site is made of: enough to make pages of it in another process.

    Attributes:
        workspace: All sources.
        options: What the command line asks for.
        prepare: Plans the site, and returns what makes shares of it.
    """

    workspace: Workspace
    options: Options
    prepare: Callable[[Recipe], Make]


Turn: TypeAlias = tuple[Share, Made | None]


Turns: TypeAlias = Generator[Turn, None, None]
ShareOut: TypeAlias = Callable[[Make, Costs], Turns]

Together: TypeAlias = Callable[[Callable[[Share], object], list[Share]], None]
"""Does all shares of some work, with help or without."""


class Crew(Protocol):
    """Makes pages beside this process, or in its stead."""

    def share_out(self, recipe: Recipe, make: Make, costs: Costs) -> Turns:
        """Have pages made, some here and some elsewhere.

        The result must be closed, so that nobody goes on working.

        Args:
            recipe: For those who start with nothing.
            make: Makes a share; for those who start as a copy of this process.
            costs: What there is to do.

        Yields:
            Every page in one share, in any order: with what was made of it, or with None
            if it is to be made here, now. An empty share in between says that nothing has
            come for a while.
        """

    def ahead(
        self, make: Make, costs: Costs, sooner: Sequence[Share] = ()
    ) -> AbstractContextManager[Turns]:
        """Have work begun that this process needs only later, while it does something else.

        Args:
            make: Makes a share.
            costs: What there is to do.
            sooner: What is to be done before, as it is needed sooner.

        Returns:
            What is entered before the other work. After that, it yields shares as
            ``share_out`` does: first those that have come already; then an empty one;
            then all others. What has not been made by then is left.
        """

    @property
    def findings(self) -> Findings:
        """What went wrong the last time; no page is missing for that."""


class Alone:
    """The crew of a process that makes all pages itself."""

    findings: Findings = ()

    def share_out(self, recipe: Recipe, make: Make, costs: Costs) -> Turns:
        """Leave everything to this process."""
        del recipe
        return alone(make, costs)

    def ahead(
        self, _make: Make, _costs: Costs, _sooner: Sequence[Share] = ()
    ) -> AbstractContextManager[Turns]:
        """Begin nothing."""
        return nullcontext(nothing())


def alone(_make: Make, costs: Costs) -> Turns:
    """Leave everything to this process, at once."""
    yield tuple(costs), None


def nothing() -> Turns:
    """Have nothing made."""
    yield from ()


ALONE = Alone()


def in_turn(work: Callable[[Share], object], shares: Iterable[Share]) -> None:
    """Do all work here, one share after the other."""
    for share in shares:
        work(share)


def cut_into_shares(costs: Costs, size: int) -> list[Share]:
    """Cut work into shares of about the same cost, each a little over a size."""
    shares, share, cost = [], list[str](), 0
    for key, length in costs.items():
        share.append(key)
        cost += length
        if cost >= size:
            shares.append(tuple(share))
            share, cost = [], 0
    if share:
        shares.append(tuple(share))
    return shares
