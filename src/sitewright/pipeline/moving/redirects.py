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

_ATTEMPTS = ((False, False), (True, False), (True, True))
"""Whether a page says all its old addresses itself, and replaces what others say."""


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
        for says_all, replaces in _ATTEMPTS:
            left = {path: shift for path, shift in pages.items() if path not in told}
            tries = {
                path: steps
                for path, shift in left.items()
                for steps in (self._add(shift, before, says_all, replaces),)
                if steps is not None
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

    def _add(
        self, shift: Shift, before: Survey, says_all: bool, replaces: bool
    ) -> Steps | None:
        """Say what to change in the front matter of a page."""
        path = self._old(shift)
        page = before.pages[path]
        said = _kept(page, shift) if says_all else ()
        return add_old_address(
            self.texts.now(path),
            partial(_split, path),
            (shift.before, shift.after),
            said,
            as_list=isinstance(page.data.get(REDIRECT_FROM), list),
            replaces=replaces,
        )

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
    found = [old.path for old in now.old_addresses]
    return sorted(found) == sorted([*_kept(before, shift), shift.before])


def _kept(page: Page, shift: Shift) -> list[str]:
    """List the old addresses of a page that are none of its own again."""
    old = [item.path for item in page.old_addresses]
    return [path for path in old if not is_same_address(path, shift.after)]
