"""Tell where a page of one generator differs from the same page of another."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser


class _Tally(HTMLParser):
    """Counts elements, attributes and words of a page, whatever their order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[f"<{tag}>"] += 1
        self.seen.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.seen["words"] += len(re.findall(r"\w[\w'’-]*", data))


def tally(html: str) -> Counter[str]:
    """Count the elements, attributes and words of a page."""
    counting = _Tally()
    counting.feed(html)
    return counting.seen


def find_differences(theirs: str, ours: str) -> str:
    """Say what a page has more and fewer of than ours; empty if nothing."""
    seen = tally(theirs)
    seen.subtract(tally(ours))
    return ", ".join(
        f"{count:+} {what}" for what, count in sorted(seen.items()) if count
    )
