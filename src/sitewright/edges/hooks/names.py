"""Which names hooks may have."""

from __future__ import annotations

import keyword

from sitewright.kernel.regexes import regex
from sitewright.model.hooks import HookKind

_TAGS = regex(
    "(end)?(asyncAll|asyncEach|autoescape|block|break|call|case|continue|debug|default|"
    "do|elif|else|elseif|extends|filter|for|from|if|ifAsync|import|include|macro|"
    "pluralize|print|raw|set|switch|trans|verbatim|with)"
)
"""Tags of Jinja2 and Nunjucks."""

_VARIABLES = frozenset(
    {
        "collections",
        "content",
        "eleventy",
        "navigation",
        "page",
        "pagination",
        "site",
        "toc",
    }
)
"""Names that templates have for something else on every page."""

_AS_TAG = (HookKind.SHORTCODE, HookKind.PAIRED_SHORTCODE)
_AS_VARIABLE = (
    HookKind.FUNCTION,
    HookKind.GLOBAL,
    HookKind.DATA,
    HookKind.COMPUTED,
)
NAMELESS = (HookKind.PREPROCESSOR, HookKind.POSTPROCESSOR)
"""Kinds of which any number may have one name, as nothing calls them by it."""


def name_problem(kind: HookKind, name: object) -> tuple[str, str] | None:
    """Say what is wrong with the name of a hook, and what to do; None if nothing is."""
    if kind in NAMELESS:
        return None
    if not isinstance(name, str) or not name.strip(" ."):
        return f"a {kind} needs a name, not {name!r}", "write it as text in quotes"
    head = name
    if kind is HookKind.COLLECTION:
        is_usable = True
    elif kind is HookKind.COMPUTED:
        head = name.split(".", 1)[0]
        is_usable = all(name.split("."))
    else:
        is_word = name.isidentifier() and not keyword.iskeyword(name)
        is_usable = is_word and name not in ("true", "false", "none")
    if not is_usable:
        hint = "use letters, digits and '_', and a letter first"
        return f"'{name}' cannot be the name of a {kind}", hint
    if taken := _taken(kind, head):
        return f"'{head}' is {taken}", "choose another name"
    return None


def _taken(kind: HookKind, name: str) -> str:
    """Say what else a name of this kind stands for already; empty if nothing."""
    if kind is HookKind.COLLECTION and name == "all":
        return "the collection of all pages"
    if kind in _AS_TAG and _TAGS.fullmatch(name):
        return "a tag of the template language"
    if kind in _AS_VARIABLE and name in _VARIABLES:
        return "something else in templates already"
    return ""
