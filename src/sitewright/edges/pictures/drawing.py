"""Make the files of a site that are made of pictures, as far as they are not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sitewright.edges.crew.processors import count_processors
from sitewright.edges.pictures.store import Kept, PictureStore
from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error
from sitewright.model.build import Artifact
from sitewright.model.card import Card
from sitewright.model.picture import Variant

_Task = tuple[str, Callable[[], dict[str, Kept]]]
"""What a picture is made of, and what makes it."""


class _Wanted(NamedTuple):
    path: str
    key: str
    ending: str


Tell = Callable[[int, int], object]
"""Is told how many files are made, and of how many."""


def draw_pictures(
    root: Path,
    variants: Sequence[Variant],
    cards: Sequence[Card],
    tell: Tell = max,
) -> Checked[tuple[Artifact, ...]]:
    """Make files of pictures, and cards, in all processors at once.

    Pillow does its work outside Python's lock, so threads are enough.

    Args:
        root: The project's folder.
        variants: What to make of pictures.
        cards: What to draw.
        tell: Hears how far it is.

    Returns:
        The files, in the order of the variants and cards, and what could not be made.

    Raises:
        OSError: What was made cannot be kept.
    """
    store = PictureStore(root)
    wanted = [*(_Wanted(it.path, it.key, it.form.ending) for it in variants)]
    wanted += [_Wanted(it.path, it.key, ".png") for it in cards]
    made = {it.path: kept for it in wanted if (kept := store.find(it.key, it.ending))}
    groups: defaultdict[tuple[str, int], list[Variant]] = defaultdict(list)
    for variant in variants:
        if variant.path not in made:
            groups[variant.source, variant.width].append(variant)
    tasks: list[_Task] = [
        (it[0].source, partial(_encode, root, store, it)) for it in groups.values()
    ]
    tasks += [
        (card.rules.font, partial(_draw, root, store, card))
        for card in cards
        if card.path not in made
    ]
    findings: list[Diagnostic] = []
    whole = len(wanted) - len(made)
    there = len(made)
    for done in _run(tasks, findings):
        made |= done
        tell(len(made) - there, whole)
    store.prune({it.key for it in wanted})
    files = tuple(
        Artifact(it.path, None, made[it.path][1], made[it.path][0])
        for it in wanted
        if it.path in made
    )
    return files, tuple(findings)


def _encode(root: Path, store: PictureStore, group: list[Variant]) -> dict[str, Kept]:
    """Encode variants of one picture and one width."""
    # Who has all files already does not wait for Pillow.
    from sitewright.edges.pictures.encoding import encode_width

    return {
        it.path: store.keep(it.key, it.form.ending, content)
        for it, content in encode_width(root / group[0].source, group)
    }


def _draw(root: Path, store: PictureStore, card: Card) -> dict[str, Kept]:
    from sitewright.edges.pictures.cards import draw_card

    return {card.path: store.keep(card.key, ".png", draw_card(root, card))}


def _run(
    tasks: Sequence[_Task], findings: list[Diagnostic]
) -> Iterator[dict[str, Kept]]:
    """Run tasks, as many at once as there are processors.

    Yields:
        Where the files of a task are kept, and their digests, by their output paths.

    Raises:
        OSError: What was made cannot be kept.
    """
    if not tasks:
        return
    with ThreadPoolExecutor(count_processors()) as pool:
        waiting = {pool.submit(task): source for source, task in tasks}
        try:
            for future in as_completed(waiting):
                try:
                    yield future.result()
                except OSError as bad:
                    if bad.filename:  # it is the disk that has no room, or the like
                        raise
                    findings.append(_broken(waiting[future], bad))
                except Exception as bad:  # noqa: BLE001 -- a broken file may raise anything
                    findings.append(_broken(waiting[future], bad))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _broken(source: str, bad: Exception) -> Diagnostic:
    reason = str(bad).strip().split("\n")[0] or type(bad).__name__
    message = f"no picture can be made of this: {reason}"
    return error("IMG002", message, Span(source), "export or download it again")
