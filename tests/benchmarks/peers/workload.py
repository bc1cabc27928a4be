"""Make the pages of a site: like the client's, as many as are asked for, always the same.

Page 0 is the home page, pages 1 to 10 are its sections, and every page above has ten
below it: page ``n`` lies below page ``(n - 1) // 10``. A larger site begins with the
pages of a smaller one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

SEED = 7
BELOW = 10
"""How many pages lie below one."""

_SYLLABLES = re.findall(
    "..",
    "anarbecodeelenerfogainiskolalemaminanoorpararerosasesotatetitounvavevivo",
)
_LENGTHS = range(4, 17)
_WORD = re.compile(r"\b[a-z]{4,}\b")
_NO_WORDS = re.compile(r"(\{[^}]*\}|\]\([^)]*\)|<!--|-->)")
_TAGS = ("servicePromoted", "insight", "caseStudy")
_NEWEST = datetime(2025, 3, 21, 15, 24, 33, tzinfo=UTC)
_LEAD = (
    "**A project has worked when the people who paid for it can point to what changed. We "
    "lead with that in view: a plan that the whole team can read, honest figures on where "
    "the work stands, and decisions made while there are still choices left.**",
    "We work inside your team rather than beside it, and answer for the result from the "
    "first conversation until the service runs without us.",
)
_TITLE = "project and service delivery"
_DESCRIPTION = (
    "Hands-on leadership for projects and client services, from the first plan to a "
    "service that people use"
)


@dataclass(frozen=True)
class Page:
    """One page, in nobody's format yet.

    Attributes:
        number: Its place in the site; 0 is the home page.
        path: Its address without slashes at the ends; empty for the home page.
        key: Its name in the menu, by which others say that they lie below it.
        parent: The key of the page that it lies below; empty for the home page.
        root: The key of the section that it belongs to.
        order: Its place among those that lie below the same page.
        has_children: Whether pages lie below it.
        title: Its title.
        description: A sentence about it.
        lead: Two paragraphs of Markdown that stand above the text.
        date: When it was written.
        tag: The collection that it belongs to.
        body: Its text, in Markdown.
        menu_title: What the menu says instead of the key; empty for the key.
    """

    number: int
    path: str
    key: str
    parent: str
    root: str
    order: int
    has_children: bool
    title: str
    description: str
    lead: tuple[str, ...]
    date: str
    tag: str
    body: str
    menu_title: str = ""


def make_pages(count: int, seed: int = SEED) -> Iterator[Page]:
    """Make the pages of a site, one after another, those above before those below."""
    writer = _Writer(seed)
    paths, keys, roots = [""], ["Home"], ["Home"]
    for number in range(count):
        parent = (number - 1) // BELOW
        if number:
            one, other = writer.name(), writer.name()
            slug = f"{one}-{other}-{number}"
            paths.append(f"{paths[parent]}/{slug}".lstrip("/"))
            keys.append(f"{one.title()} {other.title()} {number}")
            roots.append(roots[parent] if parent else keys[number])
        yield Page(
            number,
            paths[number],
            keys[number],
            keys[parent] if number else "",
            roots[number],
            (number - 1) % BELOW * 10 + 10 if number else 0,
            number * BELOW + 1 < count,
            writer.vary(f"{keys[number]} or {_TITLE}"),
            writer.vary(_DESCRIPTION),
            tuple(map(writer.vary, _LEAD)),
            f"{_NEWEST - timedelta(minutes=37 * number):%Y-%m-%dT%H:%M:%SZ}",
            writer.choose(_TAGS),
            writer.body(),
        )


class _Writer:
    """Draws names, words and sections; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.choose = self._random.choice
        self._words = {
            length: [self._make_word(length) for _ in range(300)] for length in _LENGTHS
        }
        self._runs = split_body(Path(__file__).with_name("page.md").read_text("utf-8"))

    def _make_word(self, length: int) -> str:
        return "".join(self.choose(_SYLLABLES) for _ in range(length))[:length]

    def name(self) -> str:
        """Draw a word for an address or a menu."""
        return self.choose(self._words[self._random.randint(4, 9)])

    def body(self) -> str:
        """Draw a text: in one of three, other sections, and never the same words."""
        parts = []
        for run in self._runs:
            draws = len(run) > 1 and self._random.random() < 1 / 3
            parts += (
                self._random.choices(run, k=self._random.randint(3, 6))
                if draws
                else run
            )
        return self.vary("\n\n".join(parts)) + "\n"

    def vary(self, text: str) -> str:
        """Replace half the words by others as long, but none of lists and addresses."""
        return "".join(
            part if part[:1] in "{]" else _WORD.sub(self._another, part)
            for part in _NO_WORDS.split(text)
            if part
        )

    def _another(self, word: re.Match[str]) -> str:
        if self._random.random() < 1 / 2:
            return word[0]
        return self.choose(self._words[min(len(word[0]), _LENGTHS[-1])])


def split_body(text: str) -> list[list[str]]:
    """Split a text into what stands by itself, and runs of sections to draw from.

    Returns:
        Lists of Markdown: of several sections of the third level that follow one another,
        or of one block.
    """
    runs: list[list[str]] = []
    blocks = iter(text.strip().split("\n\n"))
    was_section = False
    for block in blocks:
        is_section = block.startswith("### ")
        part = f"{block}\n\n{next(blocks)}" if is_section else block
        if is_section and was_section:
            runs[-1].append(part)
        else:
            runs.append([part])
        was_section = is_section
    return runs
