"""Tell of the values of a page where each comes from, and what it was laid over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from sitewright.kernel.diagnostics import Span
from sitewright.model.data import COMPUTED, PAGINATION, PERMALINK
from sitewright.model.document import Head, Place
from sitewright.model.explanation import UNSAID, Row
from sitewright.model.hooks import HookKind
from sitewright.model.page import Page
from sitewright.pipeline.explaining.sitedata import (
    FRONT_MATTER,
    find_data_levels,
    tell_claims,
    tell_data,
    tell_over,
)
from sitewright.pipeline.explaining.whole import Whole
from sitewright.pipeline.levels import Said, find_said
from sitewright.stages.cascade import without_layout
from sitewright.stages.directorydata import stem_of
from sitewright.stages.origins import (
    Claim,
    Found,
    Level,
    Outcome,
    find_claims,
    find_value,
    nearest_place,
    read_name,
    write_keys,
)
from sitewright.stages.templates.strings import is_template

DEFAULTS = "defaults"
PAGE_DATA, FOLDER_DATA = "page data", "folder data"


class Origins:
    """Knows who has a say in the values of one page.

    Attributes:
        page: The page.
    """

    def __init__(self, whole: Whole, page: Page) -> None:
        self.page = page
        self._whole = whole
        self._merged = whole.merged(page.path)
        self._final = whole.plan.reading.data.get(page.path, self._merged)

    def tell(self, found: Found, label: str = "") -> Row:
        """Tell where a value comes from."""
        label = label or write_keys(found.keys)
        claims = self._claims(found)
        if made := self._made_of(found):
            others = [it for it in claims if it.span != made[0]]
            below = (*self._recipe(found), *map(tell_over, others))
            return Row(label, found.value, *made, below)
        if row := self._part_of(found, label):
            return row
        if any(claim.outcome is not Outcome.OVERRIDDEN for claim in claims):
            return tell_claims(label, found.value, claims)
        span = self._nearest_span(found)
        return Row(label, found.value, span, self._level_at(span))

    def tell_of_nothing(self, parts: Sequence[str]) -> Row | None:
        """Tell of a value that levels set, but that is not there; None if none does."""
        for level in reversed(self.levels):
            if found := find_value(level.head.fields, parts):
                claim = self._claims(found)[0]
                remark = f"replaced with what stands around it, not {level.name}"
                name, span = write_keys(found.keys), self._nearest_span(found)
                return Row(name, UNSAID, span, remark, (tell_over(claim),))
        return None

    def span_of(self, *keys: str) -> Span:
        """Find where a value was decided."""
        return self._final.value_span(*keys)

    def span_of_item(self, key: str, number: int) -> Span:
        """Find where an item of a list was written."""
        return self._final.value_span(key, number)

    @cached_property
    def levels(self) -> list[Level]:
        """All levels that say something about the page, the lowest first."""
        document = self._whole.document(self.page.path)
        if document is None:
            return []
        said, _ = find_said(self.page.path, document, self._whole.levels)
        return [*self._levels_of(said)]

    def _levels_of(self, said: Said) -> Iterator[Level]:
        yield Level(DEFAULTS, said.defaults)
        yield from find_data_levels(self._whole, self._merged.values)
        yield from (Level("layout", without_layout(it)) for it in said.layouts)
        *beside, front_matter = said.own
        yield from (Level(_scope(it, self.page), it) for it in beside)
        yield Level(FRONT_MATTER, front_matter)

    def _claims(self, found: Found) -> list[Claim]:
        """List what levels say of a value; of one in a list, who knows its place."""
        merged = find_value(self._merged.values, found.keys)
        value = merged.value if merged else found.value
        return find_claims(self.levels, found.keys, value, self._merged.places)

    def _made_of(self, found: Found) -> tuple[Span, str] | None:
        """Find where a value is made, and how; None if it is as it was written."""
        place = nearest_place(self._final.places, found.keys)
        hook = self._whole.hook_at(place.value) if place else None
        if place and hook and hook.kind is HookKind.COMPUTED:
            return place.value, f"computed by hook '{hook.name}'"
        if self._template_of(found):
            at = self._place_of_template(found)
            return at.value if at else Span(self.page.path), "computed"
        return None

    def _template_of(self, found: Found) -> object | None:
        """Take what a value is rendered from; None if it is as it was written."""
        computed = find_value(self._merged.values, (COMPUTED, *found.keys))
        if computed:
            return computed.value
        given = find_value(self._merged.values, found.keys)
        is_made = found.keys[:1] == (PERMALINK,) and given and is_template(given.value)
        return given.value if given and is_made else None

    def _place_of_template(self, found: Found) -> Place | None:
        places = self._merged.places
        computed = find_value(self._merged.values, (COMPUTED, *found.keys))
        return nearest_place(places, computed.keys if computed else found.keys)

    def _recipe(self, found: Found) -> Iterator[Row]:
        """Show the template that a value is made of, and who had another one."""
        template = self._template_of(found)
        if isinstance(template, str) and template != found.value:
            yield Row("made of", template)
        keys = (COMPUTED, *found.keys)
        if find_value(self._merged.values, keys):
            claims = find_claims(self.levels, keys, template, self._merged.places)
            yield from map(tell_over, claims[1:])

    def _part_of(self, found: Found, label: str) -> Row | None:
        """Tell of the part of some data that a page of several has."""
        plan = self._whole.plan
        paging = plan.paged.pagings.get(self.page.path)
        name, *inner = found.keys
        alias = paging.alias.partition(".")[0] if paging else ""
        if paging is None or name != alias or name in self._merged.values:
            return None
        number = plan.paged.numbers.get(self.page.key, 0)
        remark = f"part {number + 1} of {len(paging.parts)} of '{paging.source}'"
        asked = self._merged.value_span(PAGINATION, "data")
        items = find_value(plan.reading.site_data, read_name(paging.source))
        item = paging.parts[number][:1]
        if items and isinstance(items.value, list) and item and item[0] in items.value:
            at = (*items.keys, items.value.index(item[0]), *inner)
            if told := tell_data(self._whole, tuple(map(str, at))):
                return Row(label, found.value, told.span, remark, told.below)
        return Row(label, found.value, asked, remark)

    def _nearest_span(self, found: Found) -> Span:
        place = nearest_place(self._final.places, found.keys)
        return place.value if place else Span(self.page.path)

    def _level_at(self, span: Span) -> str:
        """Name the level that a place belongs to."""
        if hook := self._whole.hook_at(span):
            return f"hook '{hook.name}'"
        names = (level.name for level in self.levels if level.head.path == span.path)
        return next(names, "")


def _scope(head: Head, page: Page) -> str:
    """Say whose a data file in the content folder is."""
    is_own = stem_of(head.path) == page.path.rpartition(".")[0]
    return PAGE_DATA if is_own else FOLDER_DATA
