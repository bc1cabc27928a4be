"""Tell of the data of the whole site where each value comes from."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from sitewright.model.document import Head, Place
from sitewright.model.explanation import Row
from sitewright.model.hooks import HookKind
from sitewright.pipeline.explaining.whole import Whole
from sitewright.stages.globaldata import levels_of
from sitewright.stages.origins import (
    Claim,
    Level,
    Outcome,
    find_claims,
    find_value,
    nearest_place,
    write_keys,
)

FRONT_MATTER, OF_DATA = "front matter", "data"


def find_data_levels(whole: Whole, wanted: Container[str]) -> Iterator[Level]:
    """List the files and hooks that give data of some names, the lowest first.

    Args:
        whole: The site.
        wanted: The names.
    """
    for head in levels_of(whole.data_files(), whole.config.paths.data):
        if any(key in wanted for key in head.fields):
            yield Level(OF_DATA, head)
    for hook in whole.workspace.hooks.of(HookKind.DATA):
        if hook.name in wanted and (made := whole.levels.shared.get(hook.name)):
            own = {
                path for path, place in made.places.items() if place.value == hook.span
            }
            place = Place(hook.span, hook.span)
            head = Head(hook.span.path, made.fields, dict.fromkeys(own, place))
            yield Level(f"hook '{hook.name}'", head)


def tell_data(whole: Whole, parts: Sequence[str]) -> Row | None:
    """Tell where a value of the site's data comes from; None if there is none."""
    found = find_value(whole.plan.reading.site_data, parts)
    if found is None or not found.keys:
        return None
    name = str(found.keys[0])
    shared = whole.levels.shared.get(name)
    places = shared.places if shared else {}
    claims = find_claims(
        find_data_levels(whole, (name,)), found.keys, found.value, places
    )
    label = write_keys(found.keys)
    if not claims:  # an item of a list, or what a hook has made
        place = nearest_place(places, found.keys)
        hook = whole.hook_at(place.value) if place else None
        remark = f"hook '{hook.name}'" if hook else OF_DATA
        return Row(label, found.value, place.value if place else None, remark)
    return tell_claims(label, found.value, claims)


def tell_claims(label: str, value: object, claims: Sequence[Claim]) -> Row:
    """Tell of a value who sets it, and what they have overridden."""
    parts = [claim for claim in claims if claim.outcome is Outcome.JOINED]
    if parts:
        below = tuple(_from(it) if it in parts else tell_over(it) for it in claims)
        return Row(label, value, parts[0].span, "joined", below)
    counting = (it for it in claims if it.outcome is Outcome.COUNTS)
    winner = next(counting, claims[0])
    rank = claims.index(winner)
    below = (
        *(Row(f"despite {it.level}", it.value, it.span) for it in claims[:rank]),
        *map(tell_over, claims[rank + 1 :]),
    )
    remark = "" if winner.level == FRONT_MATTER else winner.level
    return Row(label, value, winner.span, remark, below)


def tell_over(claim: Claim) -> Row:
    """Tell of what a level says that is laid over."""
    return Row(f"over {claim.level}", claim.value, claim.span)


def _from(claim: Claim) -> Row:
    return Row(f"from {claim.level}", claim.value, claim.span)
