"""Say in a few words what a difference is."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.sentences import count
from sitewright.model.likeness import Aspect, Difference, Group, Likeness

_WHOLE: Final = {
    Aspect.LOST: "the {} is not there any more",
    Aspect.EXTRA: "the {} was not there before",
    Aspect.ADDRESS: "the {} has another address, to which nothing leads",
}


def sentence_about(difference: Difference) -> str:
    """Say what has happened, without its kind and its place."""
    what, subject, name = difference.what, difference.subject, difference.name
    aspect = difference.aspect
    if aspect in _WHOLE:
        return _WHOLE[aspect].format(subject)
    if aspect is Aspect.DATA:
        return f"{name or ('JSON' if subject == 'data' else 'JSON-LD')} {what}"
    if aspect is Aspect.TEXT or name in ("class", "id"):
        preposition = "from" if what == "lost" else "in" if not name else "on"
        return f"{what} {preposition} {subject}"
    if name and name != "content":
        return f"{name} of {subject} {what}"
    return what if what.startswith("<") else f"{subject} {what}"


def heading_of(group: Group) -> str:
    """Say what has happened, and on how many pages."""
    difference = group.difference
    if difference.aspect in (Aspect.LOST, Aspect.EXTRA):
        return count(len(group.urls), difference.subject)
    return f"{sentence_about(difference)}, on {where_of(group)}"


def where_of(group: Group) -> str:
    """Say on how many pages a difference is."""
    urls, times = len(group.urls), len(group.sightings)
    often = "" if times == urls else f", {times:,} times"
    first = group.sightings[0].url
    return (first if urls == 1 else f"{count(urls, 'address')}") + often


def summary_of(likeness: Likeness, old: str, new: str) -> str:
    """Sum a comparison up in one line."""
    same = likeness.same
    compared = likeness.pages + likeness.files
    parts = [
        f"{count(likeness.pages, 'page')} and {count(likeness.files, 'other file')} "
        f"of {old} and {new} compared, {_all(same, compared)} the same",
    ]
    told = [count(len(likeness.groups), "difference") if likeness.groups else ""]
    for aspect, word in ((Aspect.LOST, "lost"), (Aspect.EXTRA, "new")):
        number = sum(
            len(item.urls)
            for item in likeness.groups
            if item.difference.aspect is aspect
        )
        told.append(f"{count(number, 'address')} {word}" if number else "")
    told.append(f"{len(likeness.forwarded):,} redirected" if likeness.forwarded else "")
    told.append(f"{len(likeness.allowed):,} allowed" if likeness.allowed else "")
    rest = ", ".join(filter(None, told)) or "no difference"
    return f"{'; '.join(parts)}: {rest}."


def _all(same: int, compared: int) -> str:
    return "all" if same == compared else f"{same:,}"


def visible(part: str) -> str:
    """Make white space seen where there is nothing else."""
    return part if part.strip() else part.replace(" ", "␣").replace("\n", "⏎\n")
