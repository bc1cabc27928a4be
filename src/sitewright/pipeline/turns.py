"""Take turns at the pages of a site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from sitewright.model.audience import Audience
from sitewright.model.crew import Share


def take_turns(
    audience: Audience,
    keys: Mapping[str, str],
    todo: Iterable[str],
    shares: Iterable[Share],
    prepare: Callable[[str], object],
) -> Iterator[str]:
    """Yield pages to be rendered when their share is prepared; at once those waited for.

    Markdown is prepared for all pages of a share before any is rendered: to change
    between it and templates for each page takes 5% longer.

    Args:
        audience: Who waits.
        keys: The keys of pages by their output paths.
        todo: The keys of what is to be rendered.
        shares: What of it is to be prepared here, as it comes up; what is in no share is
            ready by their end. An empty one lets others have their turn.
        prepare: Prepares one of them.
    """
    waiting = dict.fromkeys(todo)

    def first() -> Iterator[str]:
        while wanted := _find_wanted(audience, keys, waiting):
            del waiting[wanted]
            yield wanted

    for share in shares:
        if not share:
            yield from first()
        for key in share:
            prepare(key)
            yield from first()
        for key in share:
            if key in waiting:
                del waiting[key]
                yield key
                yield from first()
    yield from tuple(waiting)


def _find_wanted(
    audience: Audience, keys: Mapping[str, str], waiting: Collection[str]
) -> str | None:
    for path in audience.wants():
        if (key := keys.get(path)) in waiting:
            return key
    return None
