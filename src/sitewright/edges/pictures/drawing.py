"""Make the files of a site that are made of pictures, as far as they are not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from sitewright.edges.crew.processors import count_processors
from sitewright.edges.pictures.store import Kept, PictureStore
from sitewright.kernel.diagnostics import Checked, Diagnostic, Span, error
from sitewright.model.build import Artifact
from sitewright.model.picture import Variant

Tell = Callable[[int, int], object]
"""Is told how many files are made, and of how many."""


def draw_pictures(
    root: Path, variants: Sequence[Variant], tell: Tell = max
) -> Checked[tuple[Artifact, ...]]:
    """Make files of pictures, in all processors at once.

    Pillow does its work outside Python's lock, so threads are enough.

    Args:
        root: The project's folder.
        variants: What to make.
        tell: Hears how far it is.

    Returns:
        The files, in the order of the variants, and what could not be made.

    Raises:
        OSError: What was made cannot be kept.
    """
    store = PictureStore(root)
    made = {
        it.path: kept for it in variants if (kept := store.find(it.key, it.form.ending))
    }
    groups: defaultdict[tuple[str, int], list[Variant]] = defaultdict(list)
    for variant in variants:
        if variant.path not in made:
            groups[variant.source, variant.width].append(variant)
    findings: list[Diagnostic] = []
    if groups:
        whole, done = sum(map(len, groups.values())), 0
        tell(0, whole)
        for found in _encode(root, store, groups.values(), findings):
            made |= found
            done += len(found)
            tell(done, whole)
    store.prune({it.key for it in variants})
    files = tuple(
        Artifact(it.path, None, made[it.path][1], made[it.path][0])
        for it in variants
        if it.path in made
    )
    return files, tuple(findings)


def _encode(
    root: Path,
    store: PictureStore,
    groups: Iterable[list[Variant]],
    findings: list[Diagnostic],
) -> Iterator[dict[str, Kept]]:
    """Encode groups of variants of one picture and one width, in any order.

    Yields:
        Where the files of a group are kept, and their digests, by their output paths.
    """
    # Who has all files already does not wait for Pillow.
    from sitewright.edges.pictures.encoding import encode_width

    def encode(group: list[Variant]) -> dict[str, Kept]:
        return {
            it.path: store.keep(it.key, it.form.ending, content)
            for it, content in encode_width(root / group[0].source, group)
        }

    with ThreadPoolExecutor(count_processors()) as pool:
        waiting = {pool.submit(encode, group): group for group in groups}
        try:
            for future in as_completed(waiting):
                try:
                    yield future.result()
                except OSError as bad:
                    if bad.filename:  # it is the disk that has no room, or the like
                        raise
                    findings.append(_broken(waiting[future][0].source, bad))
                except Exception as bad:  # noqa: BLE001 -- a broken file may raise anything
                    findings.append(_broken(waiting[future][0].source, bad))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _broken(source: str, bad: Exception) -> Diagnostic:
    reason = str(bad).strip().split("\n")[0] or type(bad).__name__
    message = f"this picture cannot be encoded: {reason}"
    return error("IMG002", message, Span(source), "export or download it again")
