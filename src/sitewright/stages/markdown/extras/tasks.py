"""Task lists: ``- [ ]`` is a box to tick, ``- [x]`` one that is ticked."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitewright.kernel.regexes import regex

_BOX = regex(r"\[([ xX])\][ \t\n\v\f\r]+")
_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})


def use_tasks(parser: MarkdownIt) -> None:
    """Teach a parser task lists that print as those of mdit-py-plugins do.

    Its own rule looks back over all items for the start of the list, each time.
    """
    parser.core.ruler.after("inline", "tasks", _mark_tasks)


def _mark_tasks(state: StateCore) -> None:
    lists: list[Token] = []
    tokens = state.tokens
    for place, token in enumerate(tokens):
        if token.type in _LISTS:
            lists.append(token)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif (
            token.type == "inline"
            and place > 1
            and tokens[place - 2].type == "list_item_open"
            and _set_box(token)
        ):
            tokens[place - 2].attrs["class"] = "task-list-item"
            lists[-1].attrs["class"] = "contains-task-list"


def _set_box(inline: Token) -> bool:
    """Put a box in the place of its mark; False if there is none."""
    found = _BOX.match(inline.content)
    children = inline.children or []
    first = children[0] if children else inline
    if not found or first.type != "text" or not first.content.startswith(found[0][:3]):
        return False
    checked = "" if found[1] == " " else 'checked="checked" '
    box = Token("html_inline", "", 0)
    box.content = (
        f'<input class="task-list-item-checkbox" {checked}'
        'disabled="disabled" type="checkbox">'
    )
    first.content, inline.content = first.content[3:], inline.content[3:]
    children.insert(0, box)
    return True
