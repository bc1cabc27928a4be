"""Crews that do what a test asks for."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from sitewright.edges.crew.forks import Forks
from sitewright.edges.crew.parcel import pack, unpack
from sitewright.model.crew import (
    Costs,
    Make,
    Recipe,
    Turns,
    alone,
    cut_into_shares,
    nothing,
)

NOWHERE = Path("/nowhere")


@dataclass
class Scattered:
    """Makes each share where the lots say; in any number of places that start with nothing.

    What goes there and comes back is pickled as between processes. The lots are numbers:
    of the places, or of this process if there is none of that number.
    """

    places: int
    lots: Sequence[int]
    order: Sequence[int] = ()
    size: int = 1
    findings = ()

    def ahead(self, _make: Make, _costs: Costs, _sooner=()):
        return nullcontext(nothing())

    def share_out(self, recipe: Recipe, make: Make, costs: Costs) -> Turns:
        del make
        parcel = pickle.dumps(pack(recipe, NOWHERE))
        known = [unpack(pickle.loads(parcel)) for _ in range(self.places)]
        makers = [own.prepare(own) for own in known]
        shares = cut_into_shares(costs, self.size)
        order = dict(zip(shares, self.order, strict=False))
        for number, share in enumerate(sorted(shares, key=lambda it: order.get(it, 0))):
            lot = self.lots[number % len(self.lots)]
            if lot < len(makers):
                yield share, pickle.loads(pickle.dumps(makers[lot](share)))
            else:
                yield share, None


@dataclass
class Early:
    """Begins ahead with all that it may, and has done some of it by the time.

    Attributes:
        lots: For each share in turn, whether it is done.
        fields: Sources of which the front matter was read ahead.
    """

    lots: Sequence[bool]
    findings = ()
    fields: set[str] = field(default_factory=set)

    def ahead(self, make: Make, costs: Costs, sooner=()):
        return closing(self._take_turns(make, costs, sooner))

    def _take_turns(self, make: Make, costs: Costs, sooner) -> Turns:
        lots = cycle(self.lots)
        for share in sooner:
            if next(lots):
                made = pickle.loads(pickle.dumps(make(share)))
                self.fields |= made.fields.keys()
                yield share, made
        yield (), None
        for share in cut_into_shares(costs, 1):
            yield share, pickle.loads(pickle.dumps(make(share))) if next(lots) else None

    def share_out(self, recipe: Recipe, make: Make, costs: Costs) -> Turns:
        del recipe
        return alone(make, costs)


class Noting:
    """Passes on what a crew does, and notes who made what."""

    def __init__(self, crew) -> None:
        self.crew = crew
        self.here: list[str] = []
        self.elsewhere: list[str] = []

    def ahead(self, _make: Make, _costs: Costs, _sooner=()):
        return nullcontext(nothing())

    def share_out(self, recipe: Recipe, make: Make, costs: Costs) -> Turns:
        for share, made in self.crew.share_out(recipe, make, costs):
            (self.here if made is None else self.elsewhere).extend(share)
            yield share, made

    @property
    def findings(self):
        return self.crew.findings


@dataclass
class Forked:
    """Makes shares in copies of this process, as many as there are to be."""

    jobs: int
    findings = ()

    @contextmanager
    def ahead(self, make: Make, costs: Costs, sooner=()):
        shares = [*sooner, *cut_into_shares(costs, 1)]
        with Forks(make, shares, self.jobs - 1, kept=len(sooner)) as forks:
            yield forks.take_ahead()

    def share_out(self, recipe: Recipe, make: Make, costs: Costs) -> Turns:
        del recipe
        with Forks(make, cut_into_shares(costs, 1), self.jobs - 1) as forks:
            yield from forks.take_turns()
        self.findings = forks.findings
