"""Say in the settings where old addresses lead, if no page can say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from sitewright.kernel.edits import Edit, apply_edits
from sitewright.model.move import Steps
from sitewright.stages.moving.fields import drop_pair, put_pair

RULES: Final = "redirects"
"""The key of the settings under which rules stand."""

ReadRules = Callable[[str], Sequence[tuple[str, str]] | None]
"""Reads the old addresses, and where each leads; None if the settings are broken."""


def change_rules(
    text: str,
    read: ReadRules,
    drop: Iterable[str],
    add: Iterable[tuple[str, str]],
) -> Steps | None:
    """Take rules out of the settings, and add others.

    Args:
        text: The settings.
        read: Reads the rules in them.
        drop: Old addresses of the rules to be taken out, as they are written.
        add: Old addresses with where they lead.

    Returns:
        What to change; None if the file cannot be changed for certain.
    """
    steps: list[tuple[Edit, ...]] = []
    changes: list[tuple[str, str]] = [(source, "") for source in drop]
    for source, target in (*changes, *add):
        rules = read(text)
        if rules is None:
            return None
        wanted = [rule for rule in rules if rule[0] != source]
        if target:
            wanted.append((source, target))
            edits = put_pair(text, (RULES,), source, target)
        else:
            edits = drop_pair(text, (RULES,), source)
        for edit in edits:
            now = apply_edits(text, [edit])
            found = read(now)
            if found is not None and sorted(found) == sorted(wanted):
                steps.append((edit,))
                text = now
                break
        else:
            return None
    return tuple(steps)
