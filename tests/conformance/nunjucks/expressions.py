"""Random expressions of Nunjucks, mostly of a wanted kind, so that most of them run."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from pool import (
    FLOATS,
    INTEGERS,
    KINDS,
    LITERALS,
    MEMBERS,
    REGEXES,
    UNDEFINED,
)

Made = Callable[[int], str]

COMPARISONS = ["==", "===", "!=", "!==", "<", ">", "<=", ">="]
CHAINED = ["+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", ">=", "and", "or"]
TESTS = [
    *["defined", "undefined", "none", "null", "number", "string", "truthy", "falsy"],
    *[
        "odd",
        "even",
        "mapping",
        "escaped",
        "callable",
        "divisibleby(2)",
        "eq(1)",
        "ne(2)",
    ],
    *["sameas(nul)", "gt(1)", "ge(2)", "lt('b')", "le(0)", "equalto('a')", "eq(n)"],
    *["greaterthan(m)", "lessthan(n)"],
]
TESTS_OF_TEXT = ["lower", "upper", "string", "iterable", "eq(s)", "sameas('a')"]
KIND_NAMES = ("str", "num", "bool", "arr", "obj", "date", "any")


class Expressions:
    """Makes expressions; what is in scope besides the data, tags add."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.scope: dict[str, list[str]] = {}  # names that tags set, by kind

    def pick(self, items: Sequence[str]) -> str:
        return self.dice.choice(items)

    def chance(self, part: float) -> bool:
        return self.dice.random() < part

    def roll(self, *ways: tuple[float, Made], depth: int) -> str:
        """Go one of some weighted ways, a level deeper."""
        weights = [weight for weight, _ in ways]
        return self.dice.choices([way for _, way in ways], weights)[0](depth - 1)

    def variable(self, kind: str) -> str:
        names = [*KINDS.get(kind, {}), *self.scope.get(kind, ())]
        return self.pick(names) if names else self.anything()

    def anything(self) -> str:
        """Name a variable of any kind, or none at all."""
        known = [name for pool in KINDS.values() for name in pool]
        own = [name for names in self.scope.values() for name in names]
        if own and self.chance(0.5):
            return self.pick(own)
        return (
            self.pick([*known, "ds", "ev"])
            if self.chance(0.9)
            else self.pick(UNDEFINED)
        )

    def make(self, kind: str, depth: int) -> str:
        if self.chance(0.06):
            kind = self.pick(KIND_NAMES)
        return getattr(self, f"make_{kind}")(depth)

    def a(self, kind: str) -> Made:
        return lambda depth: self.make(kind, depth)

    def operand(self, kind: str, depth: int) -> str:
        """Make what may stand before a dot or a filter."""
        text = self.make(kind, depth)
        return text if text.replace(".", "").isidentifier() else f"({text})"

    # ---- any
    def make_any(self, depth: int) -> str:
        if depth <= 0:
            return self.atom()
        return self.roll(
            (3, self.a("str")),
            (3, self.a("num")),
            (3, self.a("bool")),
            (1.5, self.a("arr")),
            (0.7, self.a("obj")),
            (0.4, self.a("date")),
            (1.5, lambda d: f"({self.chain(d)})"),
            (1, lambda _: self.members()),
            (0.7, lambda d: self.inline_if("any", d)),
            (1, lambda d: self.choice("any", d)),
            (0.3, lambda d: f"({self.make_any(d)}, {self.make_any(d)})"),
            (0.5, lambda d: f"{self.operand('any', d)} | {self.any_filter()}"),
            depth=depth,
        )

    def atom(self) -> str:
        roll = self.dice.random()
        if roll < 0.5:
            return self.anything()
        if roll < 0.7:
            return self.pick(LITERALS)
        if roll < 0.85:
            return self.pick(INTEGERS + FLOATS)
        return self.pick(["true", "false", "none", "null", "[]", "{}", "None", "True"])

    def chain(self, _depth: int) -> str:
        """Make operators in a row without brackets: who binds tighter?"""
        parts = [self.pick(["", "", "", "not ", "not not "]) + self.chained()]
        for _ in range(self.dice.randint(1, 4)):
            sign = self.pick(CHAINED)
            refused = "not " if sign in ("and", "or") and self.chance(0.3) else ""
            parts += [sign, refused + self.chained()]
        text = " ".join(parts)
        if self.chance(0.15):
            text = f"{text} is {self.pick(['odd', 'not even', 'defined', 'string'])}"
        if self.chance(0.08):
            text = f"{text} in {self.pick(['xs', 'ys', 'zs', 's', 'o', '[1, true]'])}"
        if self.chance(0.1):
            text = f"{text} if {self.chained()} {self.pick(CHAINED)} {self.chained()}"
            text += self.pick(["", f" else {self.chained()}"])
        return text

    def chained(self) -> str:
        sign = self.pick(["", "", "", "", "", "", "-", "+"])
        names = [
            "n",
            "m",
            "s",
            "q",
            "z",
            "yes",
            "no",
            "nul",
            "nope",
            "xs.length",
            "o.x",
        ]
        literals = ["1", "2", "0", "'1'", "'a'", "''", "0.5", "true", "none", "3", "[]"]
        text = self.pick([*names, *literals])
        if self.chance(0.1):
            text += self.pick([" | abs", " | int", " | default(1)", " | length"])
        return sign + text

    def members(self) -> str:
        """Go along fields, some of which are not there."""
        if self.chance(0.1):
            return "o2." + self.pick(["items", "keys", "values"])
        text = self.pick(
            ["o", "oi", "oe", "deep", "ps[0]", "ps[1]", "ev", "nope", "nul"]
        )
        if self.chance(0.3):
            text = self.anything()
        for _ in range(self.dice.randint(1, 3)):
            text += self.member()
        return text

    def member(self) -> str:
        roll = self.dice.random()
        if roll < 0.55:
            return "." + self.pick(MEMBERS)
        if roll < 0.75:
            return f"['{self.pick([*MEMBERS, 'a-b', '0', '10', 'length'])}']"
        if roll < 0.9:
            return f"[{self.pick(['0', '1', '2', '-1', '9', 'n', 'm', 'yes', 'nul', 'q'])}]"
        return ".length"

    def inline_if(self, kind: str, depth: int) -> str:
        text = f"{self.make(kind, depth)} if {self.make('any', depth)}"
        if self.chance(0.75):
            text += f" else {self.make(kind, depth)}"
        return f"({text})"

    def choice(self, kind: str, depth: int) -> str:
        word = self.pick(["or", "and"])
        return f"{self.make(kind, depth)} {word} {self.make(kind, depth)}"

    def any_filter(self) -> str:
        return self.pick(
            [
                *[
                    "default('d')",
                    "default('d', true)",
                    "d(1)",
                    "dump",
                    "string",
                    "safe",
                ],
                *[
                    "escape",
                    "e",
                    "length",
                    "float(0)",
                    "int(-1)",
                    "forceescape",
                    "dump(2)",
                ],
                *["int", "float", "dump('--')", "default(nope)", "dump | safe"],
            ]
        )

    # ---- numbers
    def make_num(self, depth: int) -> str:
        if depth <= 0:
            roll = self.dice.random()
            if roll < 0.4:
                return self.variable("num")
            return self.pick(INTEGERS if roll < 0.75 else FLOATS)
        return self.roll(
            (3, self.arithmetic),
            (1.5, lambda d: f"{self.operand('num', d)} | {self.number_filter()}"),
            (0.7, lambda d: f"({self.make('num', d)})"),
            (0.5, lambda d: f"-{self.operand('num', d)}"),
            (0.3, lambda d: f"+{self.operand('any', d)}"),
            (1, lambda d: f"{self.operand('str', d)}.length"),
            (1, lambda d: f"{self.operand('arr', d)}.length"),
            (0.7, lambda d: f"{self.operand('arr', d)} | length"),
            (0.4, lambda d: f"{self.operand('str', d)} | wordcount"),
            (0.4, lambda _: f"{self.pick(['ys', '[1, 2]', '[0.5]', 'es'])} | sum"),
            (0.4, lambda _: f"ps | sum('n'{self.pick(['', ', 5'])})"),
            (0.7, lambda d: f"{self.operand('str', d)}.{self.text_to_number()}"),
            (0.5, lambda d: f"{self.operand('arr', d)}.indexOf({self.atom()})"),
            (0.7, self.date_number),
            depth=depth,
        )

    def arithmetic(self, depth: int) -> str:
        sign = self.pick(["+", "-", "*", "/", "//", "%", "+", "-", "*"])
        if self.chance(0.1):
            left = self.pick(["2", "3", "n", "10", "-2"])
            return f"{left} ** {self.pick(['0', '1', '2', '3', '-1', '0.5', '2 ** 2'])}"
        space = " " if self.chance(0.85) else ""
        right = self.make("num", depth)
        if right[0] in "+-/*" and not space:
            right = f"({right})"
        return f"{self.make('num', depth)}{space}{sign}{space}{right}"

    def number_filter(self) -> str:
        return self.pick(
            [
                *["abs", "round", "round(1)", "round(2, 'ceil')", "round(0, 'floor')"],
                *["int", "float", "int(5)", "round(precision)", "string", "round(-1)"],
            ]
        )

    def text_to_number(self) -> str:
        return self.pick(
            [
                *["indexOf('o')", "indexOf('')", "lastIndexOf('a')", "charCodeAt(0)"],
                *[
                    "charCodeAt(99)",
                    "search(r/o/)",
                    "codePointAt(0)",
                    "indexOf('b', 2)",
                ],
            ]
        )

    def date_number(self, _depth: int) -> str:
        date = self.pick(["d", "d2", "ds[0]", "ev.when"])
        call = self.pick(
            ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds"]
        )
        zone = self.pick(["", "UTC"])
        more = [f"{date}.get{zone}{call}()", f"{date}.getTime()", f"{date} - d"]
        return self.pick(
            [*more, f"{date}.valueOf()", f"+{date}", f"{date}.getMilliseconds()"]
        )

    # ---- text
    def make_str(self, depth: int) -> str:
        if depth <= 0:
            return self.variable("str") if self.chance(0.5) else self.pick(LITERALS)
        return self.roll(
            (2, lambda d: f"{self.make('str', d)} ~ {self.make('any', d)}"),
            (1.2, lambda d: f"{self.make('str', d)} + {self.make('any', d)}"),
            (0.5, lambda d: f"{self.make('any', d)} ~ {self.make('num', d)}"),
            (3, lambda d: f"{self.operand('str', d)} | {self.text_filter()}"),
            (2.5, lambda d: f"{self.operand('str', d)}.{self.text_method()}"),
            (1, lambda d: f"{self.operand('num', d)}.{self.number_method()}"),
            (1, lambda d: f"{self.operand('arr', d)} | {self.array_to_text()}"),
            (0.7, lambda d: f"{self.operand('arr', d)}.{self.pick(JOINS)}"),
            (0.6, lambda d: f"{self.operand('str', d)}[{self.make('num', 0)}]"),
            (0.6, lambda d: self.inline_if("str", d)),
            (0.6, lambda d: self.choice("str", d)),
            (
                0.4,
                lambda _: f"{self.pick(['d', 'd2', 'ds[1]'])}.{self.pick(DATE_TEXTS)}",
            ),
            (0.4, lambda d: f"({self.make('str', d)})"),
            depth=depth,
        )

    def text_filter(self) -> str:
        return self.pick(TEXT_FILTERS)

    def text_method(self) -> str:
        return self.pick(TEXT_METHODS)

    def number_method(self) -> str:
        return self.pick(
            [
                "toFixed(2)",
                "toFixed()",
                "toString()",
                "toFixed(0)",
                "toString(16)",
                "toString(2)",
            ]
            if self.chance(0.8)
            else ["toPrecision(3)", "toExponential(2)", "valueOf()", "toFixed(1)"]
        )

    def array_to_text(self) -> str:
        return self.pick(
            [
                *["join", "join(',')", "join('-', 'n')", "join(', ')", "dump", "first"],
                *["last", "dump(1)", "join(nope)", "string", "join('<br>') | safe"],
            ]
        )

    # ---- truth
    def make_bool(self, depth: int) -> str:
        if depth <= 0:
            return self.pick(
                ["true", "false", "yes", "no", "n", "z", "nope", "xs", "es"]
            )
        text = self.roll(
            (2.5, self.comparison),
            (1, lambda d: f"not {self.make('any', d)}"),
            (1, lambda d: self.choice("any", d)),
            (1.5, self.membership),
            (1.5, self.test),
            (0.7, lambda d: f"{self.operand('str', d)}.{self.pick(TEXT_QUESTIONS)}"),
            (0.4, lambda d: f"{self.operand('arr', d)}.includes({self.atom()})"),
            (0.5, lambda d: f"{self.pick(REGEXES)}.test({self.make('str', d)})"),
            depth=depth,
        )
        bare = text.endswith(")") and text[0] != "(" and "not " not in text
        return text if bare and " " not in text else f"({text})"

    def comparison(self, depth: int) -> str:
        kind = self.pick(["num", "str", "any", "any"])
        text = f"{self.make(kind, depth)} {self.pick(COMPARISONS)} {self.make(kind, depth)}"
        if self.chance(0.15):
            text += f" {self.pick(COMPARISONS)} {self.atom()}"
        return text

    def membership(self, depth: int) -> str:
        word = self.pick(["in", "not in"])
        kind = self.pick(["arr", "arr", "obj"])
        if self.chance(0.3):
            return f"{self.make('str', 0)} {word} {self.operand('str', depth)}"
        inside = self.operand(kind, depth)
        left = (
            self.atom()
            if kind == "arr"
            else self.pick(["'x'", "'10'", "10", "s", "'a-b'"])
        )
        return f"{left} {word} {inside}"

    def test(self, depth: int) -> str:
        word = self.pick(["is", "is", "is not"])
        if self.chance(0.25):
            return f"{self.operand('str', depth)} {word} {self.pick(TESTS_OF_TEXT)}"
        return f"{self.operand('any', depth)} {word} {self.pick(TESTS)}"

    # ---- lists, objects, dates
    def make_arr(self, depth: int) -> str:
        if depth <= 0:
            return (
                self.variable("arr") if self.chance(0.75) else self.pick(ARRAY_LITERALS)
            )
        return self.roll(
            (1, lambda d: f"[{self.make('any', d)}, {self.make('any', d)}]"),
            (0.5, lambda d: f"[{self.make('any', d)}]"),
            (2, lambda d: f"{self.operand('arr', d)} | {self.array_filter()}"),
            (1, lambda d: f"{self.operand('arr', d)}.{self.pick(ARRAY_METHODS)}"),
            (1, lambda d: f"{self.operand('str', d)}.{self.pick(SPLITS)}"),
            (
                0.5,
                lambda d: (
                    f"{self.operand('str', d)} | {self.pick(['list', 'batch(2)'])}"
                ),
            ),
            (0.8, lambda _: f"range({self.pick(RANGES)})"),
            (0.8, lambda _: f"ps | {self.pick(RECORD_FILTERS)}"),
            (
                0.4,
                lambda _: f"{self.pick(['o', 'oi', 'o2'])} | {self.pick(SORTED_DICTS)}",
            ),
            (0.2, lambda d: f"{self.operand('str', d)}.match({self.pick(REGEXES)})"),
            depth=depth,
        )

    def array_filter(self) -> str:
        return self.pick(ARRAY_FILTERS)

    def make_obj(self, depth: int) -> str:
        if depth <= 0:
            return self.variable("obj")
        key = self.pick(["a", "'b'", '"c-d"', "x", "'1'", "n"])
        other = self.pick(["b", "'a'", "'é'", "'0'", "s"])
        return self.roll(
            (2, lambda d: f"{{{key}: {self.make('any', d)}}}"),
            (
                2,
                lambda d: (
                    f"{{{key}: {self.make('any', d)}, {other}: {self.make('any', d)}}}"
                ),
            ),
            (
                1,
                lambda _: (
                    f"ps | groupby({self.pick(['t', 'n', 'on', 'o.x', 'zzz'])!r})"
                ),
            ),
            (1, lambda _: self.variable("obj")),
            depth=depth,
        )

    def make_date(self, _depth: int) -> str:
        return self.pick(["d", "d2", "ds[0]", "ds | first", "ev.when", "(d or d2)"])


JOINS = ["join()", "join('')", "join('+')", "join(' / ')", "toString()", "join(nul)"]
DATE_TEXTS = [
    *["toISOString()", "toJSON()", "toDateString()", "toUTCString()", "toString()"],
    *["toISOString().slice(0, 10)", "toISOString().split('T')[0]", "toTimeString()"],
]
TEXT_FILTERS = [
    *[
        "upper",
        "lower",
        "title",
        "capitalize",
        "trim",
        "escape",
        "e",
        "safe",
        "striptags",
    ],
    *[
        "striptags(true)",
        "nl2br",
        "nl2br | safe",
        "reverse",
        "urlencode",
        "string",
        "list",
    ],
    *[
        "replace('o', '0')",
        "replace('', '-')",
        "replace('a', 'b', 1)",
        "replace('.', '')",
    ],
    *["replace(r/[aeiou]/g, '*')", r"replace(r/(\w)(\w)/, '$2$1')", "replace('l', n)"],
    *[
        "truncate(5)",
        "truncate(5, true)",
        "truncate(3, false, '…')",
        "truncate(9, true, '')",
    ],
    *["center(20)", "center(7)", "center", "indent", "indent(2)", "indent(2, true)"],
    *[
        "default('d')",
        "length",
        "wordcount",
        "first",
        "last",
        "int",
        "float",
        "join('-')",
    ],
    *[
        "urlize",
        "urlize(5)",
        "urlize(10, true) | safe",
        "forceescape",
        "dump",
        "safe | upper",
    ],
    *["escape | escape", "safe | trim", "safe | replace('b', 'B')", "safe | striptags"],
    *[
        "title | safe",
        "safe | capitalize",
        "replace('<', '[') | safe",
        "safe | truncate(6)",
    ],
]
TEXT_METHODS = [
    *[
        "toUpperCase()",
        "toLowerCase()",
        "trim()",
        "slice(1)",
        "slice(-3)",
        "slice(1, 3)",
    ],
    *["substring(1, 3)", "substring(3, 1)", "substr(1, 2)", "charAt(0)", "charAt(99)"],
    *[
        "replace('o', '0')",
        "replace(r/o/g, '0')",
        r"replace(r/(\w+)/, '[$1]')",
        "repeat(2)",
    ],
    *[
        "padStart(12, '*')",
        "padEnd(12)",
        "concat('x', 1)",
        "split('').reverse().join('')",
    ],
    *["trimStart()", "trimEnd()", "split(' ').join('_')", "at(-1)", "toString()"],
    *["replaceAll('l', 'L')", "normalize()", "slice(0, -1)", "valueOf()", "slice(n)"],
]
TEXT_QUESTIONS = [
    *[
        "includes('o')",
        "startsWith('H')",
        "endsWith('d')",
        "includes('')",
        "includes('z', 1)",
    ],
    *["startsWith('e', 1)", "endsWith('')"],
]
ARRAY_LITERALS = [
    *[
        "[1, 2, 3]",
        "['a', 'b']",
        "[]",
        "[[1, 2], [3, 4]]",
        "[none, 1]",
        "[s, n]",
        "[{a: 1}]",
    ],
    *["['b', 'a', 'C']", "[10, 9, 1]", "[true, false]", "[0.1, '0.1']", "[nope]"],
]
ARRAY_FILTERS = [
    *[
        "sort",
        "sort(true)",
        "sort(false, true)",
        "reverse",
        "batch(2)",
        "batch(3, '-')",
    ],
    *["slice(2)", "slice(3, 'x')", "list", "select", "reject", "select('odd')", "safe"],
    *["select('defined')", "reject('number')", "select('string')", "default([])"],
    *[
        "select('gt', 1)",
        "reject('eq', 'a')",
        "reverse | sort",
        "sort(case_sensitive=true)",
    ],
]
ARRAY_METHODS = [
    *[
        "slice(1)",
        "slice(-2)",
        "slice(0, 2)",
        "concat(['z'])",
        "concat(1, [2])",
        "slice()",
    ],
    *["slice().reverse()", "slice().sort()", "concat([[1]])", "slice(1, -1)", "flat()"],
]
SPLITS = [
    "split(' ')",
    "split('')",
    "split(',')",
    "split('o', 1)",
    r"split(r/\s/)",
    "split()",
]
RANGES = ["3", "1, 4", "0, 10, 3", "5, 0, -2", "0", "n", "2, 2", "'2'", "1, 2, 0.5"]
RECORD_FILTERS = [
    *[
        "selectattr('on')",
        "rejectattr('on')",
        "sort(false, false, 'n')",
        "sort(attribute='t')",
    ],
    *["sort(true, false, 't')", "reverse", "selectattr('n', 'equalto', 2)", "batch(2)"],
    *["selectattr('t') | sort(true, true, 't')", "rejectattr('zzz')", "slice(2)"],
]
SORTED_DICTS = [
    "dictsort",
    "dictsort(true)",
    "dictsort(false, 'value')",
    "list",
    "dictsort",
]
