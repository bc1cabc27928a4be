"""An incremental build equals a clean one, whatever was edited, in whatever order."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from random_sites import BODIES, PAGE_PATHS, SITES
from sitewright.engine.ledger import Ledger
from sitewright.model.audience import Nobody
from support import build

STEPS = st.tuples(SITES, st.booleans(), st.none() | st.integers(0, 9))
"""A state of the sources, whether drafts are shown, and when the build is given up."""


class GivenUpError(Exception):
    """What an impatient audience raises."""


class Impatient(Nobody):
    """Gives a build up after some looks at it."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def wants(self) -> Sequence[str]:
        self.looks -= 1
        if self.looks < 0:
            raise GivenUpError
        return ()


@settings(max_examples=150)
@given(st.lists(STEPS, min_size=2, max_size=5))
def test_incremental_build_equals_clean_build(history):
    ledger = Ledger()
    for files, drafts, looks in history:
        if looks is not None:
            with suppress(GivenUpError):
                build(files, ledger, Impatient(looks), shows_drafts=drafts)
            continue
        result = build(files, ledger, shows_drafts=drafts)
        assert result == build(files, shows_drafts=drafts)


@settings(max_examples=150)
@given(SITES, st.lists(st.tuples(SITES, st.integers(0, 9)), min_size=1, max_size=6))
def test_it_does_so_when_one_file_at_a_time_changes_comes_or_goes(files, edits):
    ledger = Ledger()
    build(files, ledger)
    for other, number in edits:
        paths = sorted(files.keys() | other.keys())
        path = paths[number % len(paths)]
        files = {name: text for name, text in files.items() if name != path}
        if path in other:
            files[path] = other[path]
        assert build(files, ledger) == build(files)


@settings(max_examples=150)
@given(SITES, st.lists(st.tuples(BODIES, st.integers(0, 9)), min_size=1, max_size=8))
def test_it_does_so_when_prose_alone_changes(files, edits):
    ledger = Ledger()
    build(files, ledger)
    pages = [path for path in files if path in PAGE_PATHS]
    for body, number in edits if pages else ():
        path = pages[number % len(pages)]
        head, mark, _ = files[path].rpartition("---\n")
        files = files | {path: head + mark + body}
        assert build(files, ledger) == build(files)


@settings(max_examples=50)
@given(SITES, st.randoms(use_true_random=False))
def test_the_order_of_the_sources_never_matters(files, random):
    paths = list(files)
    random.shuffle(paths)
    assert build({path: files[path] for path in paths}) == build(files)
