"""Find what differs between two documents, each thing once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sitewright.kernel.frozen import frozen
from sitewright.model.likeness import Aspect, Difference, Excerpt
from sitewright.stages.likeness.aligning import Aligner, align
from sitewright.stages.likeness.attributes import compare_attributes, subject_of
from sitewright.stages.likeness.datadiffing import compare_data
from sitewright.stages.likeness.pages import is_data
from sitewright.stages.likeness.spaces import is_exact, is_raw, is_seen
from sitewright.stages.likeness.tree import COMMENT, Element
from sitewright.stages.likeness.words import (
    Run,
    shorten,
    show_element,
    show_tag,
    split_words,
    whole_texts,
)
from sitewright.stages.likeness.wrapping import find_wrappings

Gap = tuple[int, int, int, int]
"""A stretch that differs: its start and end in the old list, and in the new one."""

_NOTHING: Final = Excerpt()


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
        if is_data(old) and is_data(new):
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
            is_inside = any(is_exact(element.tag) for element in old.above)
            exact = is_inside or is_raw(old.tag)
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
        spaces = old.spaces[gap[0] : gap[1] + 1], new.spaces[gap[2] : gap[3] + 1]
        if same := _same_but_for_inside(olds, news):
            self.compare(*same)
            return spaces[0] != spaces[1] and all(map(is_seen, same))
        if self._compare_wrapped(olds, news, owners):
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
        is_other = bool(pairs) and spaces[0] != spaces[1]
        return is_other and all(map(is_seen, (*ones, *others)))

    def _compare_wrapped(
        self, old: Run, new: Run, owners: tuple[Element, Element]
    ) -> bool:
        """Tell whether one side is the other with elements around parts of it."""
        parts = [
            (start, end, place, place + 1)
            for place, start, end in find_wrappings(old, new)
        ]
        is_new = bool(parts)
        if not is_new:
            parts = [
                (place, place + 1, start, end)
                for place, start, end in find_wrappings(new, old)
            ]
        a = b = 0
        for part in parts:
            self._compare_runs(old.cut(a, part[0]), new.cut(b, part[2]), owners)
            self._compare_wrapping(old, new, part, owners, is_new=is_new)
            a, b = part[1], part[3]
        if parts:
            rest = old.cut(a, len(old)), new.cut(b, len(new))
            self._compare_runs(*rest, owners)
        return bool(parts)

    def _compare_wrapping(
        self,
        old: Run,
        new: Run,
        part: Gap,
        owners: tuple[Element, Element],
        *,
        is_new: bool,
    ) -> None:
        """Tell of an element around a part, and compare what is in it."""
        outer = (new if is_new else old).items[part[2] if is_new else part[0]]
        if not isinstance(outer, Element):
            return
        bare = old.cut(*part[:2]) if is_new else new.cut(*part[2:])
        text = shorten(bare.text(0, len(bare)).strip())
        inner = split_words(outer.children, exact=False)
        inner = inner.cut(0, len(inner))
        shown = Excerpt("", text), Excerpt(show_tag(outer), "", text)
        if is_new:
            what = f"now in <{outer.tag}>"
            self._add(Aspect.ELEMENT, what, (owners[0], outer), *shown)
            self._compare_runs(bare, inner, (owners[0], outer))
        else:
            what = f"no longer in <{outer.tag}>"
            self._add(Aspect.ELEMENT, what, (outer, owners[1]), *shown[::-1])
            self._compare_runs(inner, bare, (outer, owners[1]))

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
    if is_data(element):
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


def _same_but_for_inside(old: Run, new: Run) -> tuple[Element, Element] | None:
    """Take the element of each run if they are alone, and differ within at most."""
    if len(old) != 1 or len(new) != 1:
        return None
    one, other = old.items[0], new.items[0]
    if isinstance(one, str) or isinstance(other, str) or one.tag != other.tag:
        return None
    return (one, other) if one.attributes == other.attributes else None
