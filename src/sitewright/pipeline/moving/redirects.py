"""Say where every old address leads: in front matter, or else in the settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from sitewright.model.build import Workspace
from sitewright.model.document import Document, Source
from sitewright.model.move import REDIRECT_FROM, NewAddress, Relocation, Steps
from sitewright.model.page import Page
from sitewright.pipeline.moving.survey import Shift, Survey, Surveyor, relocate
from sitewright.pipeline.moving.texts import Texts
from sitewright.stages.config import read_config
from sitewright.stages.frontmatter import split_document
from sitewright.stages.moving import add_old_address, change_rules, is_same_address


class Telling:
    """Writes down, for every address that changes, where it leads.

    Attributes:
        texts: All texts; they are changed.
    """

    def __init__(
        self,
        workspace: Workspace,
        relocation: Relocation,
        surveyor: Surveyor,
        texts: Texts,
    ) -> None:
        self.texts = texts
        self._workspace = workspace
        self._relocation = relocation
        self._surveyor = surveyor
        self._old_paths = {new: old for old, new in relocation.paths.items()}

    def tell(self, shifts: Sequence[Shift], before: Survey) -> list[NewAddress]:
        """Write it down, in the settings if a page cannot say it.

        Returns:
            The addresses; of those that nothing could be written about, ``told_in`` is
            empty.
        """
        pages = {s.path: s for s in shifts if s.is_page and self._may_say(s)}
        told: set[str] = set()
        for replaces in (False, True):
            left = {path: shift for path, shift in pages.items() if path not in told}
            tries = {
                path: steps
                for path, shift in left.items()
                if (steps := self._add(shift, before, replaces=replaces)) is not None
            }
            told.update(self._keep(tries, left, before))
        rest = [s for s in shifts if not (s.is_page and s.path in told)]
        where = self._workspace.config.path if self._tell_settings(shifts, rest) else ""
        return [
            NewAddress(s.before, s.after, s.path, where if s in rest else s.path)
            for s in shifts
        ]

    def _may_say(self, shift: Shift) -> bool:
        return self._old(shift) not in self._relocation.fixed

    def _old(self, shift: Shift) -> str:
        return self._old_paths.get(shift.path, shift.path)

    def _add(self, shift: Shift, before: Survey, *, replaces: bool) -> Steps | None:
        """Say what to change in the front matter of a page."""
        path = self._old(shift)
        below = before.pages[path].data.get(REDIRECT_FROM)
        urls = (shift.before, shift.after)
        split = partial(_split, path)
        text = self.texts.now(path)
        return add_old_address(text, split, urls, below, replaces=replaces)

    def _keep(
        self, tries: Mapping[str, Steps], shifts: Mapping[str, Shift], before: Survey
    ) -> Iterable[str]:
        """Keep the changes after which pages say what they are to say."""
        if not tries:
            return ()
        texts = {
            old: self.texts.after(old, tries[path])
            for path in tries
            for old in (self._old(shifts[path]),)
        }
        changed = {**self.texts.changed, **texts}
        after = relocate(self._workspace, self._relocation, changed)
        now = self._surveyor.survey(after).pages
        good = [
            path
            for path in tries
            if path in now
            and _says(now[path], before.pages[self._old(shifts[path])], shifts[path])
        ]
        for path in good:
            self.texts.change(self._old(shifts[path]), tries[path])
        return good

    def _tell_settings(self, shifts: Sequence[Shift], rest: Sequence[Shift]) -> bool:
        """Add rules for the rest, and take out those that lead to where we are.

        Returns:
            Whether there was nothing to do, or it could be done.
        """
        config = self._workspace.config.path
        drop = [
            rule.source
            for rule in self._surveyor.config.redirects
            for shift in shifts
            if is_same_address(rule.source, shift.after)
            and is_same_address(rule.target.partition("#")[0], shift.before)
        ]
        add = [(shift.before, shift.after) for shift in rest]
        if not drop and not add:
            return True
        text = self.texts.now(config)
        steps = change_rules(text, partial(_read_rules, config), drop, add)
        if steps is None or config in self._relocation.fixed:
            return False
        self.texts.change(config, steps)
        return True


def _split(path: str, text: str) -> Document | None:
    document, _ = split_document(Source(path, text))
    return document


def _read_rules(path: str, text: str) -> list[tuple[str, str]] | None:
    config, _ = read_config(Source(path, text))
    if config is None:
        return None
    return [(rule.source, rule.target) for rule in config.redirects]


def _says(now: Page, before: Page, shift: Shift) -> bool:
    """Tell whether a page has all its old addresses, and the one that is to be added."""
    wanted = [old.path for old in before.old_addresses]
    wanted = [path for path in wanted if not is_same_address(path, shift.after)]
    found = [old.path for old in now.old_addresses]
    return sorted(found) == sorted([*wanted, shift.before])
