"""Change single values of YAML or JSON as it is written, and leave all else as it is.

Every function lists edits that are likely to do it, the best first. Which of them does
is for the caller to find out, by reading the text that they make.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from sitewright.kernel.edits import Edit
from sitewright.kernel.regexes import regex
from sitewright.yamlcore.nodes import Node, find_nodes

_PLAIN: Final = regex(r"/[\w/.~+%-]*|[a-z_:]+")
_JSON: Final = regex(r"""\s*\{\s*["}]""")
_QUOTED: Final = regex(r"""(['"])(.*)\1""", re.DOTALL)


def put_item(
    text: str, key: str, value: str, index: int | None, *, as_list: bool = False
) -> Iterator[Edit]:
    """Add a text to those under a key, or put it in the place of one of them.

    Args:
        text: The whole text of a mapping.
        key: The key, which need not be there.
        value: The new text.
        index: Number of the one to be replaced; None to add one.
        as_list: Whether the first one is to stand in a list, too.
    """
    root = find_nodes(text)
    pair = _find_pair(text, root, key)
    if pair is None:
        shown = _quoted(value, text)
        shown = f"[{shown}]" if as_list else shown
        yield from _put_pair(text, root, _quoted(key, text), shown)
        return
    name, found = pair
    if found.items:
        yield _put_into_list(text, found, value, index)
    elif found.items is not None:
        yield Edit(found.start, found.end, f"[{_quoted(value, text)}]")
    elif found.start == found.end:
        colon = text.find(":", name.end) + 1
        yield Edit(colon, colon, f" {_quoted(value, text)}")
    elif index is not None:
        yield _replace(text, found, value)
    else:
        yield from _make_list(
            text, (name, found), value, is_flow=bool(root and root.is_flow)
        )


def drop_item(text: str, key: str, index: int) -> Iterator[Edit]:
    """Take a text out of those under a key, and the key with the last one."""
    pair = _find_pair(text, find_nodes(text), key)
    if pair and pair[1].items and len(pair[1].items) > 1:
        yield _drop(text, pair[1].items, index, is_flow=pair[1].is_flow)
    else:
        yield from drop_pair(text, (), key)


def put_pair(text: str, path: Sequence[str], key: str, value: str) -> Iterator[Edit]:
    """Add a key with a value to a mapping, which is made if need be.

    Args:
        text: The whole text of a mapping.
        path: The key of the mapping inside it that is meant.
        key: The new key.
        value: Its value.
    """
    root = find_nodes(text)
    (name,) = path
    pair = _find_pair(text, root, name)
    if pair is None:
        blank = "\n" if "\n\n" in text else ""
        line = f"{name}:\n  {_quoted(key)}: {_quoted(value)}\n"
        yield Edit(len(text), len(text), _from_new_line(text) + blank + line)
    elif pair[1].start == pair[1].end:
        end = _line_end(text, pair[0].end)
        yield Edit(end, end, f"\n  {_quoted(key)}: {_quoted(value)}")
    else:
        yield from _put_pair(text, pair[1], _quoted(key, text), _quoted(value, text))


def drop_pair(text: str, path: Sequence[str], key: str) -> Iterator[Edit]:
    """Take a key with its value out of a mapping, and an empty mapping as a whole."""
    root = find_nodes(text)
    if path:
        outer = _find_pair(text, root, path[0])
        if outer and outer[1].pairs and len(outer[1].pairs) == 1:
            yield from drop_pair(text, (), path[0])
            return
        root = outer[1] if outer else None
    if not root or not root.pairs:
        return
    whole = [Node(name.start, max(name.end, v.end)) for name, v in root.pairs]
    for number, (name, _) in enumerate(root.pairs):
        if _unquoted(text[name.start : name.end]) == key:
            yield _drop(text, whole, number, is_flow=root.is_flow)


def rename_key(text: str, key: str, new: str) -> Iterator[Edit]:
    """Give a key of a mapping another name."""
    if pair := _find_pair(text, find_nodes(text), key):
        yield Edit(pair[0].start, pair[0].end, _quoted(new, text))


def _put_pair(text: str, into: Node | None, name: str, shown: str) -> Iterator[Edit]:
    """Add a key to a mapping: at its end if that is in lines, else at its start."""
    if into is None:
        yield Edit(len(text), len(text), f"{_from_new_line(text)}{name}: {shown}\n")
    elif into.is_flow and into.pairs:
        first = into.pairs[0][0].start
        between = text[into.start + 1 : first]
        yield Edit(first, first, f"{name}: {shown},{between or ' '}")
    elif into.is_flow:
        yield Edit(into.start + 1, into.start + 1, f"{name}: {shown}")
    elif into.pairs:
        first = into.pairs[0][0].start
        start = _line_start(text, first)
        line = f"{text[start:first]}{name}: {shown}\n"
        end = _after_line(text, into.end)
        yield Edit(end, end, _from_new_line(text[:end]) + line)
        yield Edit(start, start, line)


def _put_into_list(text: str, found: Node, value: str, index: int | None) -> Edit:
    items = found.items or ()
    if index is not None:
        return _replace(text, items[index], value)
    last = items[-1]
    if found.is_flow:
        return Edit(last.end, last.end, f", {_quoted(value, text)}")
    start, end = _line_start(text, last.start), _after_line(text, last.end)
    line = f"{text[start : last.start]}{_quoted(value)}\n"
    return Edit(end, end, _from_new_line(text[:end]) + line)


def _make_list(
    text: str, pair: tuple[Node, Node], value: str, *, is_flow: bool
) -> Iterator[Edit]:
    """Make a list of a single text, which stays as it is written."""
    name, found = pair
    written = text[found.start : found.end]
    if not is_flow:
        item = f"\n{text[_line_start(text, name.start) : name.start]}  - "
        colon = text.find(":", name.end) + 1
        end = _line_end(text, found.end)
        lines = f"{item}{text[found.start : end]}{item}{_quoted(value)}"
        yield Edit(colon, end, lines)
    yield Edit(found.start, found.end, f"[{written}, {_quoted(value, text)}]")


def _replace(text: str, found: Node, value: str) -> Edit:
    """Put a value in the place of another, in the same quotes."""
    written = _QUOTED.fullmatch(text[found.start : found.end])
    quote = written[1] if written else ""
    is_fit = bool(quote) and quote not in value and "\\" not in value
    shown = f"{quote}{value}{quote}" if is_fit else _quoted(value)
    return Edit(found.start, found.end, shown)


def _drop(text: str, parts: Sequence[Node], index: int, *, is_flow: bool) -> Edit:
    part = parts[index]
    if not is_flow:
        return Edit(_line_start(text, part.start), _after_line(text, part.end), "")
    if index + 1 < len(parts):
        return Edit(part.start, parts[index + 1].start, "")
    return Edit(parts[index - 1].end if index else part.start, part.end, "")


def _find_pair(text: str, root: Node | None, key: str) -> tuple[Node, Node] | None:
    pairs = root.pairs if root else None
    for name, value in pairs or ():
        if _unquoted(text[name.start : name.end]) == key:
            return name, value
    return None


def _quoted(value: str, text: str = "") -> str:
    """Write a value as YAML reads it back, or as JSON does if the text may be that."""
    if _PLAIN.fullmatch(value) and not _JSON.match(text):
        return value
    return json.dumps(value, ensure_ascii=False)


def _unquoted(written: str) -> str:
    found = _QUOTED.fullmatch(written)
    return found[2] if found else written


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _after_line(text: str, position: int) -> int:
    return min(_line_end(text, position) + 1, len(text))


def _from_new_line(text: str) -> str:
    return "" if not text or text.endswith("\n") else "\n"
