"""Find what differs between two documents, each thing once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from sitewright.kernel.frozen import frozen
from sitewright.model.likeness import Aspect, Difference, Excerpt
from sitewright.stages.likeness.aligning import Aligner, align
from sitewright.stages.likeness.attributes import compare_attributes, subject_of
from sitewright.stages.likeness.datadiffing import compare_data
from sitewright.stages.likeness.pages import JSON_LD
from sitewright.stages.likeness.spaces import is_exact, is_seen, text_of
from sitewright.stages.likeness.tree import COMMENT, Element, key_of
from sitewright.stages.likeness.words import (
    Run,
    shorten,
    show_element,
    split_words,
    whole_texts,
)

Gap = tuple[int, int, int, int]
"""A stretch that differs: its start and end in the old list, and in the new one."""

_NOTHING: Final = Excerpt()
_MOSTLY: Final = 0.6


@frozen
class Found:
    """A difference, and what it is about.

    Attributes:
        difference: What it is.
        old: The element of the old document that has it, or around the place.
        new: The same of the new document.
    """

    difference: Difference
    old: Element
    new: Element


def compare_documents(old: Element, new: Element, aligner: Aligner) -> list[Found]:
    """Find what differs between two documents, in the order of the old one."""
    differ = _Differ(aligner)
    if old.key == new.key:
        return []
    differ.compare(old, new)
    if found := differ.finish():
        return found
    # Nothing may be passed over, even if nobody knows what to call it.
    difference = Difference(Aspect.ELEMENT, "differs in some way", "document")
    return [Found(difference, old, new)]


class _Differ:
    """Gathers what differs."""

    def __init__(self, aligner: Aligner) -> None:
        self._aligner = aligner
        self._found: list[Found] = []
        self._lost: list[tuple[Element, Element]] = []
        self._added: list[tuple[Element, Element]] = []

    def finish(self) -> list[Found]:
        """Tell what was moved from what was lost and added."""
        added: dict[int, list[tuple[Element, Element]]] = {}
        for item in self._added:
            added.setdefault(item[0].key, []).append(item)
        for element, around in self._lost:
            if same := added.get(element.key):
                there, _ = same.pop(0)
                shown = Excerpt(show_element(element))
                self._add(Aspect.ELEMENT, "moved", (element, there), shown, shown)
            else:
                shown = Excerpt(show_element(element))
                self._add(_aspect_of(element), "lost", (element, around), shown)
        for rest in added.values():
            for element, around in rest:
                shown = Excerpt(show_element(element))
                places = around, element
                self._add(_aspect_of(element), "added", places, _NOTHING, shown)
        return sorted(self._found, key=lambda found: found.old.number)

    def compare(self, old: Element, new: Element) -> None:
        """Compare two elements, of which one became the other."""
        if old.tag != new.tag:
            what = f"<{old.tag}> became <{new.tag}>"
            shown = Excerpt(show_element(old)), Excerpt(show_element(new))
            self._add(Aspect.ELEMENT, what, (old, new), *shown)
        for difference in compare_attributes(old, new):
            self._found.append(Found(difference, old, new))
        if old.attributes.get("type") == JSON_LD == new.attributes.get("type"):
            for difference in compare_data(_inside(old), _inside(new)):
                self._found.append(Found(difference, old, new))
        else:
            self._compare_children(old, new)

    def _compare_children(self, old: Element, new: Element) -> None:
        """Compare what two elements hold; word by word if their own texts differ."""
        texts = [
            [child for child in side.children if isinstance(child, str)]
            for side in (old, new)
        ]
        if texts[0] == texts[1]:
            runs = whole_texts(old.children), whole_texts(new.children)
        else:
            exact = any(is_exact(element.tag) for element in old.above)
            runs = (
                split_words(old.children, exact=exact),
                split_words(new.children, exact=exact),
            )
        self._compare_runs(*runs, (old, new))

    def _compare_runs(
        self, old: Run, new: Run, owners: tuple[Element, Element]
    ) -> None:
        """Compare what two elements hold, or a part of it."""
        gaps = align(old.names, new.names)
        texts = [gap for gap in gaps if self._compare_gap(old, new, gap, owners)]
        texts += _other_spaces(old, new, gaps)
        if texts:
            start, begin = min(gap[0] for gap in texts), min(gap[2] for gap in texts)
            end, stop = max(gap[1] for gap in texts), max(gap[3] for gap in texts)
            shown = old.excerpt(start, end), new.excerpt(begin, stop)
            aspect = Aspect.HEAD if owners[0].is_within("head") else Aspect.TEXT
            aspect = Aspect.COMMENT if owners[0].tag == COMMENT else aspect
            self._add(aspect, "changed", owners, *shown)

    def _compare_gap(
        self, old: Run, new: Run, gap: Gap, owners: tuple[Element, Element]
    ) -> bool:
        """Compare what stands between two equal stretches.

        Returns:
            Whether text outside of elements differs.
        """
        olds, news = old.cut(gap[0], gap[1]), new.cut(gap[2], gap[3])
        if not _is_renamed(olds, news) and self._compare_wrapped(olds, news, owners):
            return False
        ones, others = olds.elements, news.elements
        pairs = self._aligner.pair(ones, others)
        for a, b in pairs:
            self.compare(ones[a], others[b])
        before = old.neighbour(gap[1], owners[0])
        behind = new.neighbour(gap[3], owners[1])
        paired = {a for a, _ in pairs}, {b for _, b in pairs}
        lost = [item for n, item in enumerate(ones) if n not in paired[0]]
        added = [item for n, item in enumerate(others) if n not in paired[1]]
        self._lost += [(item, behind) for item in lost]
        self._added += [(item, before) for item in added]
        if lost or added:  # what stood between them may be one word by now
            return "".join(olds.words) != "".join(news.words)
        if olds.words != news.words:
            return True
        # Beside an element that is empty by now, a space may be at the line's edge.
        is_full = all(is_seen(item) for item in (*ones, *others))
        spaces = old.spaces[gap[0] : gap[1] + 1], new.spaces[gap[2] : gap[3] + 1]
        return bool(pairs) and is_full and spaces[0] != spaces[1]

    def _compare_wrapped(
        self, old: Run, new: Run, owners: tuple[Element, Element]
    ) -> bool:
        """Tell whether one side is the other with an element around a part of it."""
        for place, outer in enumerate(new.items):
            if isinstance(outer, Element) and (part := _part_inside(old, outer)):
                shown = Excerpt(shorten(old.text(*part))), Excerpt(show_element(outer))
                what = f"now in <{outer.tag}>"
                self._add(Aspect.ELEMENT, what, (owners[0], outer), *shown)
                inner = split_words(outer.children, exact=False)
                sides = old.cut(*part), inner.cut(0, len(inner))
                self._compare_runs(*sides, (owners[0], outer))
                self._compare_around(old, new, (*part, place, place + 1), owners)
                return True
        for place, outer in enumerate(old.items):
            if isinstance(outer, Element) and (part := _part_inside(new, outer)):
                shown = Excerpt(show_element(outer)), Excerpt(shorten(new.text(*part)))
                what = f"no longer in <{outer.tag}>"
                self._add(Aspect.ELEMENT, what, (outer, owners[1]), *shown)
                inner = split_words(outer.children, exact=False)
                sides = inner.cut(0, len(inner)), new.cut(*part)
                self._compare_runs(*sides, (outer, owners[1]))
                self._compare_around(old, new, (place, place + 1, *part), owners)
                return True
        return False

    def _compare_around(
        self, old: Run, new: Run, part: Gap, owners: tuple[Element, Element]
    ) -> None:
        """Compare what stands before and behind a part."""
        before = old.cut(0, part[0]), new.cut(0, part[2])
        behind = old.cut(part[1], len(old)), new.cut(part[3], len(new))
        self._compare_runs(*before, owners)
        self._compare_runs(*behind, owners)

    def _add(
        self,
        aspect: Aspect,
        what: str,
        places: tuple[Element, Element],
        old: Excerpt = _NOTHING,
        new: Excerpt = _NOTHING,
    ) -> None:
        subject = subject_of(places[1] if what == "added" else places[0])
        difference = Difference(aspect, what, subject, "", old, new)
        self._found.append(Found(difference, *places))


def _aspect_of(element: Element) -> Aspect:
    """Say what is lost with an element."""
    if element.attributes.get("type") == JSON_LD:
        return Aspect.DATA
    if element.tag == COMMENT:
        return Aspect.COMMENT
    return Aspect.HEAD if element.is_within("head") else Aspect.ELEMENT


def _inside(element: Element) -> str:
    return "".join(child for child in element.children if isinstance(child, str))


def _other_spaces(old: Run, new: Run, gaps: Sequence[Gap]) -> Iterator[Gap]:
    """Find where there is a space between equal items of one side, and not the other."""
    a = b = 0
    for gap in [*gaps, (len(old), len(old), len(new), len(new))]:
        for n in range(gap[0] - a + 1):
            is_edge = (n == 0 and (a or b)) or (n == gap[0] - a and gap[0] < len(old))
            if not is_edge and old.spaces[a + n] != new.spaces[b + n]:
                start, begin = max(0, a + n - 1), max(0, b + n - 1)
                yield start, min(a + n + 1, len(old)), begin, min(b + n + 1, len(new))
        a, b = gap[1], gap[3]


def _part_inside(run: Run, outer: Element) -> tuple[int, int] | None:
    """Find the stretch of a run that an element of the other side holds by now.

    Returns:
        Its start and end; None if the element holds something else for the most part.
    """
    inner = [
        _rough_name(item) for item in split_words(outer.children, exact=False).items
    ]
    names = [_rough_name(item) for item in run.items]
    if not inner or _rough_name(outer) in names:
        return None
    wanted = set(inner)
    places = [n for n, name in enumerate(names) if name in wanted]
    if len(places) < _MOSTLY * len(inner):
        return None
    start, end = places[0], places[-1] + 1
    return (start, end) if len(places) >= _MOSTLY * (end - start) else None


def _is_renamed(old: Run, new: Run) -> bool:
    """Tell whether one element became another one that holds the same."""
    if len(old) != 1 or len(new) != 1:
        return False
    holds = [[key_of(child) for child in item.children] for item in old.elements]
    return holds == [
        [key_of(child) for child in item.children] for item in new.elements
    ]


def _rough_name(item: str | Element) -> Hashable:
    """Name an item by its text, as its attributes may differ."""
    if isinstance(item, str):
        return item
    text = text_of(item)
    return (item.tag, text) if text else item.key
