"""Values and words that the generated templates are made of.

Each variable has a kind, so that most expressions make sense; its value is drawn anew
for every case. Names that Sitewright or Nunjucks know themselves are not among them.
"""

from __future__ import annotations

import random
import re
from typing import Any

STRINGS = {
    "s": ["Hello World", "the quick brown fox", "one", "a-b_c d", "Hello big World"],
    "t": [
        "it's",
        'say "hi"',
        "a & b",
        "5 > 3 < 9",
        "back\\slash",
        "tab\there",
        "`tick`",
    ],
    "h": ["<b>bold</b>", "<p>one</p>\n<p>two</p>", "a<br />b", "<!-- c -->x", "&lt;i>"],
    "u": ["café", "naïve Ünï", "😀 ok", "a😀b", "中文字", "ﬁ ß İ", "👩‍👧", "e\u0301"],
    "z": [""],
    "q": ["12", "1.50", "-3", "0", "007", "1e3", "0x1f", " 42 ", "12px", "3.7abc"],
    "w": [
        "  padded  ",
        "\n line \n",
        "a\nb\n\nc",
        "a\r\nb",
        "\u00a0x\u3000",
        "a  b   c",
    ],
    "url": ["www.a.com x", "see http://a.org/b?c=1&d=2.", "(me@a.net)", "a b&c=d/e?é"],
}
NUMBERS = {
    "n": [0, 1, 2, 3, 4, 7, 10, 42, 255],
    "m": [-1, -7, 0.5, 2.5, -2.5, 3.456, 1.0, 1e21, 1e-7, 123456789.125, 1e16],
}
FLAGS = {"yes": [True], "no": [False]}
ARRAYS = {
    "xs": [
        ["c", "a", "b"],
        ["b", "A", "c", "a"],
        ["x"],
        ["<i>", "&", "a'b"],
        ["😀", "é"],
    ],
    "ys": [[3, 1, 2], [10, 9, 1], [0, -1, 0.5, 2], [5], [1, 2, 3, 4, 5, 6, 7]],
    "zs": [[0, "", None, False, "a", 1.5], [None], [True, "true", 1, "1"], [[], {}]],
    "es": [[]],
    "ns": [[[1, [2, 3]], []], [["a", "b"], ["c"]], [[None, 1], [[["deep"]]]]],
    "ps": [
        [
            {"n": 2, "t": "p", "on": True},
            {"n": 1, "t": "q", "on": False},
            {"n": 3, "t": "p", "on": True},
        ],
        [
            {"n": 1, "t": "B"},
            {"n": 1, "t": "a", "on": 0},
            {"n": "x", "t": None, "on": 1},
        ],
        [{"n": 1, "t": "<x>", "o": {"x": "deep"}}, {"n": 0, "t": "y", "o": {"x": 2}}],
    ],
    "prs": [
        [[1, 2], [3, 4]],
        [["a", "b", "c"], ["d", "e", "f"]],
        [["k", [1]], ["l", {}]],
    ],
}
OBJECTS = {
    "o": [{"x": 1, "a-b": 2}, {"x": "<x>", "a": None, "b": [1, 2]}, {"x": {"y": "z"}}],
    "o2": [{"items": "I", "keys": "K", "values": "V"}],
    "oi": [{"10": "ten", "9": "nine", "b": 1, "a": 2}, {"b": 0, "1": "x", "0": "y"}],
    "oe": [{}],
    "deep": [
        {"a": {"b": {"c": "C", "l": [1, {"k": "v"}]}}, "s": "&"},
        {"a": {"b": None}},
    ],
}
DATES = {
    "d": ["2024-03-01T10:20:30Z", "2023-12-31T23:59:59Z", "1999-01-05T00:00:00Z"],
    "d2": ["2024-03-01T10:20:31Z", "2024-02-29T12:00:00.125Z", "2030-10-09T08:07:06Z"],
}
NOTHINGS = {"nul": [None]}
UNDEFINED = ["nope", "nada"]
KINDS: dict[str, dict[str, list[Any]]] = {
    "str": STRINGS,
    "num": NUMBERS,
    "bool": FLAGS,
    "arr": ARRAYS,
    "obj": OBJECTS,
    "date": DATES,
    "null": NOTHINGS,
}

MEMBERS = ["x", "a", "b", "c", "n", "t", "on", "s", "y", "k", "zzz"]
"""Names of fields, none of which is a method of any value in JavaScript."""

TEXTS = [
    *[
        "text",
        " ",
        "\n",
        "a b",
        "<p>",
        "</p>\n",
        "  \n  ",
        "é😀",
        "it's",
        '"q"',
        "a\tb",
    ],
    *["}", "{ x }", "%", "#", "{", "\\", "&amp;", "{ {", "-", ";", "|", "[", "]", ", "],
]
LITERALS = [
    *["'a'", '"b"', "''", "'x y'", "'<i>'", "'&'", '"it\'s"', "'say \"hi\"'", "'😀'"],
    *[r"'a\nb'", r"'it\'s'", r'"q\"q"', r"'t\tt'", r"'b\\s'", r"'\d'", "'12'", "'0'"],
    *[
        "'Hello World'",
        "'n'",
        "'x'",
        "'é'",
        "'1.5'",
        r"'\\n'",
        "'{{ x }}'",
        "'%}'",
        "' '",
    ],
]
INTEGERS = ["0", "1", "2", "3", "5", "7", "10", "100", "007", "12345678901234567890"]
FLOATS = ["0.5", "1.0", "2.50", "3.14159", "1.", "0.1", "100.00", "1.005"]
REGEXES = [
    *["r/o/", "r/o/g", "r/[a-c]/gi", "r/^h/i", r"r/\s+/g", r"r/\d+/", "r/(.)(.)/g"],
    *["r/b|l/g", r"r/\//", "r/x*/", "r/[^a-z]/gi", "r/e$/m"],
]


def draw_data(dice: random.Random) -> dict[str, Any]:
    """Draw a value for every variable; a date is ``{"$date": …}``."""
    data = {
        name: dice.choice(values)
        for pool in KINDS.values()
        for name, values in pool.items()
    }
    data |= {name: {"$date": data[name]} for name in DATES}
    data["ds"] = [data["d2"], data["d"]]
    data["ev"] = {"when": data["d"], "x": "<e>", "n": 1}
    return data


def keep_named(data: dict[str, Any], texts: list[str]) -> dict[str, Any]:
    """Leave out the variables that no template names."""
    words = set(re.findall(r"\w+", " ".join(texts)))
    return {name: value for name, value in data.items() if name in words}
