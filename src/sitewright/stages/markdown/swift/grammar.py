"""Where blocks begin and end, as far as that is beyond doubt."""

from __future__ import annotations

import re

from sitewright.kernel.regexes import regex

_LINE = r"[^\n]*+\n"
_BLANK = r"[ \t]*+\n"
_BULLET = r"(?:[-+*]|[0-9]{1,9}[.)])"

# The first characters of a line of text. Whatever they could begin instead, such as a
# list, a table, a fence or an underline, is not among them.
_SAFE = r"""(?:
    [^ \t\n\#>\-+*_=`~<|:{0-9]
  | [0-9]++(?![.)](?:[ \t\n])|[0-9])
  | (?![-*_]{3,}[ ]*\{) (?:\*{1,2}+(?=[^\s*]) | _{1,2}+(?=[^\s_]))
  | `{1,2}+(?!`) | ~(?![~])
  | [-+](?=[^\W_]) | =(?=[^\s=]) | \#(?=[^\#\s])
  | <(?:https?://|mailto:)
)"""
_INTERRUPTS = r"""(?:
    \#{1,6}[ \t] | ```[^`\n]*+\n | ~~~ | > | <!--
  | [-+*][ ]++[^ \t\n] | 1[.)][ ]++[^ \t\n]
  | (?:\*[ \t]*+){3,}\n | (?:_[ \t]*+){3,}\n
)"""
BLOCK = regex(
    rf"""
    (?P<blank>(?:{_BLANK})*+)
  (?:
    (?P<paragraph>
        [ \t]*+ {_SAFE} {_LINE} (?:[ \t]*+(?:{_SAFE}|\{{){_LINE})*+
    ) (?=\Z|{_BLANK}|{_INTERRUPTS})
  | [ ]{{0,3}}(?P<heading>\#{{1,6}})[ \t]++(?P<title>[^\n]++)\n
  | (?P<rule>[ ]{{0,3}}(?:(?:\*[ \t]*+){{3,}}|(?:-[ \t]*+){{3,}}|(?:_[ \t]*+){{3,}})\n)
  | (?P<ruled>[ ]{{0,3}}-{{3,}}+[ ]?+(?P<list>\{{[^\n]*\}})[ \t]*+\n)(?=\Z|{_BLANK}|{_INTERRUPTS})
  | (?P<comment>[ ]{{0,3}}<!--)
  | (?P<tagged>(?P<indent>[ ]{{0,3}})<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*+)(?=[ \n>]|/>))
  | (?P<fence>(?P<marks>```++|~~~++)[ \t]*+(?P<language>[\w+\#.-]*+)[ \t]*+\n)
  | (?P<quote>(?:>(?!\t){_LINE})++)(?=\Z|{_BLANK})
  | (?P<item>[ ]{{0,3}}{_BULLET}[ ]{{1,4}}(?=[^ \t\n]))
  | (?P<table>\|{_LINE}(?:\|{_LINE})++)(?=\Z|{_BLANK})
  | (?P<end>\Z)
  )
    """,
    re.VERBOSE | re.ASCII,
)
"""A block; which of the groups has matched says of what kind."""

TABLE_BELOW = regex(r"[^\n|]*+\|[^\n]*+\n[ \t]*+[|:-]")
"""A line that is the head of a table if the next one is what it looks like."""

MORE_TEXT = regex(
    rf"{_LINE} (?:[ \t]*+(?:{_SAFE}|\{{){_LINE})*+", re.VERBOSE | re.ASCII
)
"""A line of text, of whatever it consists, and those that go on with it."""

AFTER_TEXT = regex(rf"\Z|{_BLANK}|{_INTERRUPTS}", re.VERBOSE | re.ASCII)
"""What ends a paragraph."""

ITEM = regex(
    rf"(?P<indent>[ ]{{0,3}})(?P<marker>{_BULLET})[ ]{{1,4}}(?=[^ \t\n])", re.ASCII
)
"""The mark of an item of a list, and the space behind it."""

BLANK = regex(_BLANK)

RULE = regex(r"[ ]{0,3}(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})\n")

FENCE_END = {
    mark: regex(rf"^[ ]{{0,3}}({mark}{{3,}})[ \t]*\n", re.MULTILINE) for mark in "`~"
}

DEFINITION = regex(
    r"^[ \t>\-+*0-9.)]*+\[(?:[^\[\]\\]|\\.)*+\]:", re.MULTILINE | re.DOTALL
)
"""What may define a link that is used elsewhere."""

PIECE_END = regex(r"\n(?:[ \t]*+\n)++(?=[A-Za-z(\"'#<>\[|!&\\])")
"""A blank line and the start of another block, unless something raw is open."""

RAW_START = regex(r"```|~~~|<[!?]|<(?:pre|script|style|textarea)", re.IGNORECASE)
"""What may go on over blank lines."""
