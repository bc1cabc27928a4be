"""The methods that JavaScript has for each type of value.

Few templates call one, and there are many: ``members`` imports them when one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from sitewright.stages.templates.dialect.javascript import (
    iterating,
    mutating,
    quantities,
    searching,
    sequences,
    strings,
)
from sitewright.stages.templates.dialect.javascript.members import (
    OBJECT,
    OWN_KEYS,
    member,
)
from sitewright.stages.templates.dialect.javascript.methods import make_methods
from sitewright.stages.templates.dialect.javascript.regexes import Regex
from sitewright.stages.templates.dialect.javascript.texts import to_text


def _join_locally(items: Sequence[object], *options: object) -> str:
    """Join the texts of items as readers want them."""
    writers = [member(item, "toLocaleString") for item in items]
    return ",".join(
        to_text(writer(*options)) if isinstance(writer, partial) else ""
        for writer in writers
    )


TEXT = {
    **OWN_KEYS,
    **strings.WIDE_METHODS,
    **strings.METHODS,
    **searching.TEXT_METHODS,
}
ARRAY = {
    **OWN_KEYS,
    **make_methods({"toLocaleString": _join_locally}),
    **sequences.METHODS,
    **iterating.METHODS,
    **mutating.METHODS,
}
NUMBER = {**OWN_KEYS, **quantities.METHODS}
BOOLEAN = {**OWN_KEYS, **quantities.BOOLEAN_METHODS}
OF_REGEX = {**OWN_KEYS, "valueOf": OBJECT["valueOf"], **searching.REGEX_METHODS}
REGEX: dict[str, Callable[[Regex], object]] = {
    "flags": lambda regex: regex.flags,
    "global": lambda regex: regex.is_global,
    "ignoreCase": lambda regex: "i" in regex.flags,
    "lastIndex": lambda regex: regex.last_index,
    "multiline": lambda regex: "m" in regex.flags,
    "source": lambda regex: regex.source,
    "sticky": lambda regex: regex.is_sticky,
    **dict.fromkeys(
        ("dotAll", "hasIndices", "unicode", "unicodeSets"), lambda _: False
    ),
}
