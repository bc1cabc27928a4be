"""Templates of two kinds more: every filter over odd values, and odd text."""

from __future__ import annotations

import random

from expressions import ARRAY_FILTERS, RECORD_FILTERS, SORTED_DICTS, TEXT_FILTERS
from tags import Tags, part_braces

NUMBER_FILTERS = [
    *[
        "abs",
        "round",
        "round(1)",
        "round(2, 'floor')",
        "round(-1, 'ceil')",
        "int",
        "float",
    ],
    *[
        "int(3)",
        "float(1)",
        "string",
        "dump",
        "default(1)",
        "default(1, true)",
        "length",
    ],
    *["sum", "escape", "safe", "replace('1', '2')", "replace(1, 2)", "replace(5, 'x')"],
    *[
        "int(default=7)",
        "int(0, 16)",
        "int(base=2)",
        "wordcount",
        "round(nope)",
        "abs | round(1)",
    ],
]
VALUE_FILTERS = [
    *[
        "dump",
        "dump(2)",
        "dump(' ') | safe",
        "string",
        "default('d')",
        "d('d', true)",
        "escape",
    ],
    *[
        "safe",
        "e",
        "forceescape",
        "length",
        "float('no')",
        "int('no')",
        "int",
        "float",
        "abs",
    ],
    *["replace('a', 'b')", "default(nul)", "default", "default(s)", "dump | length"],
]
LIST_FILTERS = [
    *[
        "join(', ')",
        "join('', 't')",
        "join(nul)",
        "first",
        "last",
        "length",
        "dump",
        "random",
    ][:7],
    *[
        "batch(2) | dump",
        "batch(3, 'f') | dump",
        "slice(2) | dump",
        "slice(4, 0) | dump",
    ],
    *[
        "sort | dump",
        "sort(true) | dump",
        "reverse | dump",
        "list | dump",
        "sum",
        "sum(nope, 3)",
    ],
    *[
        "select | dump",
        "reject | dump",
        "select('even') | dump",
        "reject('none') | dump",
    ],
    *[
        "groupby('x') | dump",
        "groupby('length') | dump",
        "select('number') | sum",
        "urlencode",
    ],
    *[
        "sort(reverse=true) | dump",
        "sort(case_sensitive=true, reverse=true) | join",
        "string",
    ],
]
RECORDS = [
    *[
        "groupby('t') | dump",
        "groupby('n') | dump",
        "groupby('on') | dump",
        "groupby('o.x') | dump",
    ],
    *[
        "sum('n')",
        "join(', ', 'n')",
        "join('-', 't')",
        "sort(attribute='n') | dump",
        "length",
    ],
    *[
        "sort(false, true, 't') | join(',', 't')",
        "sort(true, false, 'n') | join(',', 'n')",
    ],
    *[
        "selectattr('on') | dump",
        "rejectattr('on') | join(',', 'n')",
        "first | dump",
        "last | dump",
    ],
    *[
        "sum('n', 10)",
        "sort(attribute='o.x') | join(',', 'n')",
        "reverse | join('', 'n')",
    ],
]
OBJECT_FILTERS = [
    *[
        "dictsort | dump",
        "dictsort(true) | dump",
        "dictsort(false, 'value') | dump",
        "length",
    ],
    *[
        "list | dump",
        "urlencode",
        "dump",
        "dump(4)",
        "dictsort | first | dump",
        "dictsort | length",
    ],
    *[
        "list | length",
        "list | first | dump",
        "safe",
        "dictsort(by='key') | dump",
        "list | join",
    ],
]
TEXTS = [
    *[
        "urlize",
        "urlize(8)",
        "urlize(8, true)",
        "urlencode",
        "striptags",
        "striptags(true)",
    ],
    *[
        "truncate(4)",
        "truncate(4, true)",
        "truncate(1, true, '')",
        "truncate(7, false, '!')",
    ],
    *[
        "indent",
        "indent(1)",
        "indent(3, true)",
        "nl2br",
        "wordcount",
        "title",
        "capitalize",
    ],
    *[
        "center(11)",
        "center(12)",
        "trim",
        "list | dump",
        "reverse",
        "batch(2) | dump",
        "upper",
    ],
    *[
        "replace('', '.')",
        "replace('b', '')",
        "replace('o', 0)",
        "replace(r/./g, 'x')",
        "lower",
    ],
    *[
        "replace('a', 'b', 0)",
        "replace('\\n', '|')",
        "first",
        "last",
        "int",
        "int(9)",
        "float",
    ],
    *[
        "float(9)",
        "safe | length",
        "escape | length",
        "escape | safe",
        "safe | upper",
        "length",
    ],
    *[
        "safe | title",
        "safe | indent(1, true)",
        "safe | nl2br",
        "safe | replace('b', '<')",
    ],
    *[
        "truncate(5) | safe",
        "safe | reverse",
        "safe | striptags | escape",
        "safe | center(20)",
    ],
    *[
        "select | dump",
        "int(base=16)",
        "forceescape | safe",
        "safe | forceescape",
        "slice(2) | dump",
    ],
    *[
        "safe | wordcount",
        "safe | string",
        "safe | list | dump",
        "safe | first",
        "safe | trim",
    ],
    *[
        "default('x', true)",
        "safe | default('x')",
        "replace(r/(.)/, '<$1>')",
        "safe | dump",
    ],
    *[
        "safe | lower",
        "safe | capitalize",
        "safe | urlencode",
        "safe | truncate(3, true)",
    ],
]
OPERANDS = {
    "str": [*TEXTS, *TEXT_FILTERS],
    "num": NUMBER_FILTERS,
    "arr": [
        *LIST_FILTERS,
        *LIST_FILTERS,
        *(f"{name} | dump" for name in ARRAY_FILTERS),
    ],
    "obj": OBJECT_FILTERS,
    "any": VALUE_FILTERS,
    "null": VALUE_FILTERS,
    "date": [*VALUE_FILTERS, "dump | safe"],
    "bool": [*VALUE_FILTERS, "int", "upper", "trim", "title", "first", "sum"][:-4],
}
ODD = [
    *[
        "''",
        "'  '",
        "'\\n'",
        "'0'",
        "' 12 '",
        "'<>&\\'\"'",
        "'a' | safe",
        "'😀é'",
        "'x' * 2",
    ],
    *[
        "-0",
        "0.1 + 0.2",
        "1 / 0",
        "0 / 0",
        "2.5",
        "-2.5",
        "1e3",
        "12345678901234567890",
        "1.005",
    ],
    *[
        "[3, '10', 9]",
        "[none, 1, nope]",
        "[[1], [2]]",
        "{b: 1, a: 2}",
        "{'2': 'x', '1': 'y'}",
    ],
    *[
        "true",
        "false",
        "none",
        "nope",
        "[]",
        "{}",
        "['B', 'a', 'C', 'b']",
        "[true, false, 1]",
    ],
]


def make_filters(dice: random.Random, _folder: str) -> dict[str, str]:
    """Lead odd values through filters."""
    made = Tags(dice)
    parts = []
    for _ in range(dice.randint(1, 3)):
        kind = dice.choice(
            ["str", "str", "str", "num", "arr", "arr", "obj", "any", "date", "ps"]
        )
        if kind == "ps":
            value, name = (
                "ps",
                dice.choice([*RECORDS, *(f"{r} | dump" for r in RECORD_FILTERS)]),
            )
        else:
            depth = dice.choice([0, 0, 0, 1])
            value, name = made.operand(kind, depth), dice.choice(OPERANDS[kind])
        if dice.random() < 0.12:
            value, name = dice.choice(ODD), dice.choice(VALUE_FILTERS)
            value = f"({value})"
        elif kind == "obj" and dice.random() < 0.15:
            name = dice.choice(SORTED_DICTS) + " | dump | safe"
        parts.append(made.show(f"{value} | {name}"))
    return {"main.njk": "|".join(parts)}


class Texts(Tags):
    """Makes templates that are mostly text, with dashes on half of the delimiters."""

    trims = 0.4


PIECES = [
    *[
        " ",
        "  ",
        "\n",
        "\n\n",
        " \n ",
        "\t",
        "a",
        "b c",
        "<p>",
        "</p>",
        "é",
        "😀",
        "中",
        "\u00a0",
    ],
    *[
        "}",
        "}}",
        "%}",
        "{",
        "{ ",
        "{ {",
        "{ %",
        "%",
        "#",
        "-",
        "--",
        "&amp;",
        "'",
        '"',
        "\\",
        "`",
    ],
    *[
        "\\n",
        "$1",
        "${x}",
        "\u3000",
        "\u2028",
        "\x0b",
        "|",
        "~",
    ],
    *[
        "{'a': 1}",
        "\\{",
        "<!-- c -->",
        "a}b{c",
        "</script>",
        "{}",
        "e\u0301",
        "\u200d",
    ],
]
# Line ends other than "\n", and the few characters that Python and JavaScript do not both
# take for white space, are left out: docs/nunjucks.md says what becomes of them.
QUOTED = [
    r"'a\nb'", r"'\''", r'"\""', r"'\\'", r"'\t|'", r"'\r'", r"'\a\b\é'", "'\n'", r'"it\'s"',
    "'{{'", "'}}'", "'%}'", "'{#'", "'#}'", "'-%}'", "'<b>'", "'😀'", "'\u2028'", "'\u00a0'", "'/'",
    r"'\u0041'", "'$&'", "'`'", "'\t'", r"'\\n'", '"\'"', "'\"'", "'&amp;'", "'</script>'",
]  # fmt: skip
COMMENTS = [
    "",
    " ",
    "c",
    "{{ x }}",
    "{% raw %}",
    "'",
    '"',
    "é😀",
    "\n",
    "-",
    "a - b",
    "%}",
    "{#",
]


def make_text(dice: random.Random, _folder: str) -> dict[str, str]:
    """Make text with delimiters of every kind in it."""
    made = Texts(dice)

    def text(_depth: int) -> str:
        whole = "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 4)))
        return whole if made.chance(0.03) else part_braces(whole)

    def quoted(_depth: int) -> str:
        more = dice.choice(
            ["", "", "", " ~ 'x'", " | length", " | safe", ".length", " | e"]
        )
        return made.show(dice.choice(QUOTED) + more)

    def comment(_depth: int) -> str:
        return made.delimit("{#", dice.choice(COMMENTS), "#}")

    def tight(_depth: int) -> str:
        return dice.choice(
            [
                *[
                    "{{-1}}",
                    "{{- 1-}}",
                    "{{1-1}}",
                    "{{ 1 -}}",
                    "{{n-1}}",
                    "{{'a'}}",
                    "{{-n-}}",
                ],
                *[
                    "{%if n%}y{%endif%}",
                    "{%-if yes-%} y {%-endif-%}",
                    "{{{a: 1}.a}}",
                    "{{ {} }}",
                ],
                *[
                    "{{\nn\n}}",
                    "{% set c1='v'%}{{c1}}",
                    "{{n}}}",
                    "{ {{n}} }",
                    "{{\u00a0n\u00a0}}",
                ],
                *[
                    "{{ n\t-}} ",
                    "{% set c1 = 1 -%}\n {{ c1 }}",
                    "{{[1,2]}}",
                    "{{{'a':{}}|dump}}",
                ],
            ]
        )

    made.ways = [
        *[
            (5, text),
            (2, quoted),
            (2, comment),
            (1.5, made.branch),
            (1, made.loop),
            (1, made.raw),
        ],
        *[(1, tight), (1, made.show_name), (0.7, made.set_value), (0.3, made.filtered)],
    ]
    made.text = text
    ends = ["", "", "\n", "\n\n", " ", "\u00a0\n"]
    whole = made.body(2, 6) + dice.choice(ends)
    if whole.startswith("---"):  # front matter
        whole = " " + whole
    return {"main.njk": whole}
