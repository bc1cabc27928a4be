"""Random templates of Nunjucks: text, output and tags, nested and in every scope."""

from __future__ import annotations

from collections.abc import Callable

from expressions import REGEXES, TEXT_FILTERS, Expressions
from pool import TEXTS, UNDEFINED

Part = Callable[[int], str]

SET_NAMES = ["c1", "c2", "c3", "g"]
LOOP_NAMES = ["x", "y", "i", "it"]
LISTS = [
    *[
        "xs",
        "ys",
        "zs",
        "es",
        "ns",
        "ps",
        "ds",
        "range(3)",
        "[1, 2]",
        "xs | sort",
        "[nope, 1]",
    ],
    *[
        "xs | reverse",
        "s.split(' ')",
        "ps | selectattr('on')",
        "oi | dictsort",
        "[[], [1]]",
    ],
]
ODD_LISTS = [
    "s",
    "u",
    "nul",
    "nope",
    "n",
    "o",
    "oe",
    "z",
    "5",
    "'ab'",
    "d",
    "yes",
    "u | safe",
]
PAIRED = [
    "o",
    "oi",
    "oe",
    "prs",
    "ps | groupby('t')",
    "oi | dictsort",
    "[[1, 2], [3, 4]]",
    "deep",
]
LOOP_FIELDS = [
    "index",
    "index0",
    "revindex",
    "revindex0",
    "first",
    "last",
    "length",
    "nope",
]
SPACES = ["", "", "", "", "", "\n", " ", "\n  ", "\u00a0", "\n\n"]


class Tags(Expressions):
    """Makes pieces of templates; ``trims`` says how often a delimiter has a dash.

    Attributes:
        trims: Part of the delimiters that take white space away.
        called: Macros in scope, by how they are called, such as ``m1`` or ``lib.m1``.
        top: The macros among them that other macros see, too.
        ways: What pieces a body is made of, and how often.
    """

    trims = 0.06

    def __init__(self, dice) -> None:
        super().__init__(dice)
        self.called: dict[str, list[str]] = {}
        self.numbers = 0
        self.switches = 0
        self.top: dict[str, list[str]] = {}
        self.is_at_top = False
        self.ways: list[tuple[float, Part]] = []
        self.scope = {"any": [], "num": []}

    # ---- delimiters
    def tag(self, inside: str) -> str:
        """Put a tag between its delimiters."""
        return self.delimit("{%", inside, "%}")

    def show(self, expression: str) -> str:
        return self.delimit("{{", expression, "}}")

    def delimit(self, start: str, inside: str, end: str) -> str:
        left = "-" if self.chance(self.trims) else ""
        right = "-" if self.chance(self.trims) else ""
        space = " " if self.chance(0.95) else self.pick(["", "\n", "  ", "\t"])
        after = " " if self.chance(0.95) else self.pick(["", "\n", "  "])
        if (not space and not left and inside[:1] in "-{%#") or inside[-1:] in "-}":
            space = after = " "
        return f"{start}{left}{space}{inside}{after}{right}{end}"

    def new_name(self, stem: str) -> str:
        self.numbers += 1
        return f"{stem}{self.numbers}"

    # ---- bodies
    def body(self, depth: int, most: int = 4) -> str:
        """Make some pieces; macros that are defined there are hardly ever called after."""
        called = dict(self.called)
        parts = [self.piece(depth) for _ in range(self.dice.randint(1, most))]
        self.called = self.called if self.chance(0.03) else called
        return "".join(part + self.pick(SPACES) for part in parts)

    def piece(self, depth: int) -> str:
        weights = [weight for weight, _ in self.ways]
        way = self.dice.choices([way for _, way in self.ways], weights)[0]
        if depth <= 0 and way not in (self.text, self.output, self.set_value):
            way = self.pick_leaf()
        return way(depth - 1)

    def pick_leaf(self) -> Part:
        return self.dice.choice([self.text, self.output, self.output, self.show_name])

    def text(self, _depth: int) -> str:
        parts = [self.pick(TEXTS) for _ in range(self.dice.randint(1, 3))]
        return part_braces("".join(parts))

    def output(self, _depth: int) -> str:
        return self.show(self.make("any", self.dice.randint(0, 2)))

    def show_name(self, _depth: int) -> str:
        """Print a name that is set somewhere, or not."""
        name = self.pick([*SET_NAMES, *LOOP_NAMES, "loop.index", *UNDEFINED, "n", "s"])
        return self.show(name) + self.pick(["", ";", ","])

    def comment(self, _depth: int) -> str:
        return self.delimit(
            "{#", self.pick([" a ", "", "{{ x }}", "{% if %}", "é\nb"]), "#}"
        )

    # ---- set
    def set_value(self, depth: int) -> str:
        names = self.pick(SET_NAMES)
        if self.chance(0.1):
            names += ", " + self.pick(SET_NAMES + LOOP_NAMES)
        if self.chance(0.1):
            names = self.pick([*LOOP_NAMES, "n", "xs", "o"])
        if self.chance(0.2) and depth >= 0:
            inner = self.body(depth - 1, 2)
            return self.tag(f"set {names}") + inner + self.tag("endset")
        value = self.make("any", 1)
        if self.chance(0.35):
            value = self.pick(["c1", "c2", "g"]) + self.pick(
                [" ~ x", " + 1", " ~ loop.index", ""]
            )
        self.scope["any"] = [*self.scope["any"], names.split(",")[0]][-6:]
        return self.tag(f"set {names} = {value}")

    def push(self, _depth: int) -> str:
        """Change a list of the template's own, as authors do."""
        name = self.new_name("l")
        call = self.pick(
            ["push(1)", "push(s, n)", "pop()", "reverse()", "unshift(0)", "shift()"]
        )
        start = self.tag(f"set {name} = [3, 1, 2]")
        done = self.tag(f"set g = {name}.{call}") if self.chance(0.6) else ""
        done = done or self.show(f"{name}.{call}")
        return start + done + self.show(name) + self.show(f"{name}.length")

    # ---- if, switch
    def branch(self, depth: int) -> str:
        word = "if" if self.switches or self.chance(0.95) else "ifAsync"
        parts = [self.tag(f"{word} {self.condition()}"), self.body(depth, 2)]
        for _ in range(self.dice.choice([0, 0, 0, 1, 1, 2])):
            parts.append(
                self.tag(f"{self.pick(['elif', 'elseif'])} {self.condition()}")
            )
            parts.append(self.body(depth, 2))
        if self.chance(0.5):
            parts += [self.tag("else"), self.body(depth, 2)]
        return "".join([*parts, self.tag("endif")])

    def condition(self) -> str:
        if self.chance(0.3):
            return self.pick(
                ["0", "1", "''", "'0'", "[]", "{}", "nul", "nope", "z", "c1", "n"]
            )
        if self.chance(0.2):
            return self.chain(0)
        text = self.make("bool", self.dice.randint(0, 2))
        is_whole = text[0] == "(" and text.find(")") == len(text) - 1
        return text[1:-1] if is_whole else text

    def switch(self, depth: int) -> str:
        subject = self.pick(
            ["n", "s", "m", "c1", "'a'", "1", "nul", "nope", "loop.index", "q"]
        )
        cases = [
            "1",
            "2",
            "'a'",
            "s",
            "n",
            "none",
            "'1'",
            "nope",
            "3",
            "q | int",
            "yes",
            "''",
        ]
        parts = [self.tag(f"switch {subject}"), self.pick(["", "", "\n", " x "])]
        self.switches += 1  # in one, Nunjucks breaks on its own asynchronous tags
        for _ in range(self.dice.randint(1, 4)):
            inner = "" if self.chance(0.3) else self.body(depth, 2)
            parts += [self.tag(f"case {self.pick(cases)}"), inner]
        if self.chance(0.6):
            parts += [self.tag("default"), self.body(depth, 2)]
        self.switches -= 1
        return "".join([*parts, self.tag("endswitch")])

    # ---- loops
    def loop(self, depth: int) -> str:
        names, items = self.pick(LOOP_NAMES), self.pick(LISTS)
        if self.chance(0.2):
            items = self.pick(ODD_LISTS)
        elif self.chance(0.15):
            items = self.make("arr", 1)
        elif self.chance(0.3):
            names, items = self.pick(["x, y", "k, v", "i, it"]), self.pick(PAIRED)
            names = "x, y, it" if items == "prs" and self.chance(0.4) else names
        roll = self.dice.random()
        word, end = "for", "endfor"
        if roll < 0.12 and not self.switches:
            word, end = self.pick_pair(["asyncEach endeach", "asyncAll endall"])
            items = (
                self.pick(["xs", "ys", "ps", "[1, 2]"]) if "," not in names else items
            )
        kept = {kind: list(known) for kind, known in self.scope.items()}
        self.scope["any"] += [*names.split(", "), f"loop.{self.pick(LOOP_FIELDS[:4])}"]
        inner = "".join(
            [
                self.loop_text(names) if self.chance(0.7) else "",
                self.body(depth, 3),
                self.loop_text(names) if self.chance(0.3) else "",
            ]
        )
        self.scope = kept
        other = ""
        if self.chance(0.3) and word == "for":
            other = self.tag("else") + self.body(depth, 2)
            if "sync" in inner + other:  # whose `else` is printed in any case
                other = ""
        return self.tag(f"{word} {names} in {items}") + inner + other + self.tag(end)

    def pick_pair(self, items: list[str]) -> tuple[str, str]:
        one, other = self.pick(items).split()
        return one, other

    def loop_text(self, names: str) -> str:
        name = self.pick(names.split(", "))
        field = self.pick(LOOP_FIELDS)
        shown = [
            name,
            name,
            f"loop.{field}",
            f"{name}.{self.pick(['n', 't', 'x', 'length'])}",
        ]
        text = self.show(self.pick(shown)) + self.pick(["", ",", " "])
        if self.chance(0.2):
            text += self.tag("if not loop.last") + ", " + self.tag("endif")
        if self.chance(0.15):
            text += self.tag("set g = g ~ " + name)
        if self.chance(0.1):
            text += self.show(
                f"{name} | {self.pick(['dump', 'length', 'default(1)', 'string'])}"
            )
        return text

    # ---- raw, filter
    def raw(self, _depth: int) -> str:
        word = self.pick(["raw", "verbatim"])
        inner = self.pick(
            ["{{ x }}", "{% if %}", "a {# b #} c", "{{ 'a' }}\n", "", "{% endif %}"]
        )
        if self.chance(0.2):
            inner += f"{{% {word} %}}in{{% end{word} %}}out"
        if self.chance(0.2):
            inner += self.pick(["{% raw %}", "{% verbatim %}", "{%- x -%}", "}} %}"])
            inner = inner.replace(f"{{% {word} %}}", "")
        return f"{{% {word} %}}{inner}{{% end{word} %}}"

    def filtered(self, depth: int) -> str:
        names = [
            "upper",
            "title",
            "trim",
            "escape",
            "replace('a', 'b')",
            "length",
            "reverse",
        ]
        names += ["indent(2)", "truncate(4)", "striptags", "safe", "wordcount", "nl2br"]
        name = self.pick(names) if self.chance(0.8) else self.pick(TEXT_FILTERS)
        inner = self.body(depth, 2)
        return (
            self.tag(f"filter {name.split(' | ')[0]}") + inner + self.tag("endfilter")
        )

    # ---- macros
    def signature(self) -> tuple[str, list[str]]:
        """Make the arguments of a macro, some with defaults."""
        names = ["a", "b", "x"][: self.dice.randint(0, 3)]
        parts = []
        for name in names:
            default = ""
            if self.chance(0.4):
                default = "=" + self.pick(
                    ["1", "'d'", "none", "s", "[]", "a", "{k: 1}", "n + 1"]
                )
            parts.append(name + default)
        return ", ".join(parts), names

    def macro(self, depth: int, name: str = "") -> str:
        """Define a macro; from here on it is called now and then."""
        name = name or self.new_name("m")
        signature, names = self.signature()
        kept, called = {k: list(v) for k, v in self.scope.items()}, dict(self.called)
        self.scope["any"] += names + names
        self.called = {name: self.top[name] for name in called if name in self.top}
        is_at_top, self.is_at_top = self.is_at_top, False
        inner = self.body(depth, 3)
        self.is_at_top = is_at_top
        if names:
            inner += "[" + self.show(self.pick(names)) + "]"
        if self.chance(0.35):
            call = self.pick(
                ["caller()", "caller()", "caller('q')", "caller(n, 2)", "caller(b=1)"]
            )
            guard = self.tag("if caller"), self.tag("endif")
            inner += guard[0] + self.show(call) + guard[1]
        self.scope = kept
        self.called = called | {name: names}
        if self.is_at_top:
            self.top[name] = names
        return self.tag(f"macro {name}({signature})") + inner + self.tag("endmacro")

    def arguments(self, names: list[str]) -> str:
        """Make arguments for a macro: in order, by name, too few, too many."""
        count = len(names) if self.chance(0.6) else self.dice.randint(0, 4)
        parts = [self.make("any", self.dice.choice([0, 0, 1])) for _ in range(count)]
        if self.chance(0.3):
            name = self.pick([*names, "zzz"])
            parts.append(f"{name}={self.make('any', 0)}")
        elif parts and names and self.chance(0.15):
            parts[-1] = f"{names[-1]}={parts[-1]}"
        return ", ".join(parts)

    def call(self, depth: int) -> str:
        if not self.called:
            return self.macro(depth)
        name = self.pick(list(self.called))
        text = f"{name}({self.arguments(self.called[name])})"
        roll = self.dice.random()
        if roll < 0.55:
            return self.show(text)
        if roll < 0.8:
            given = self.pick(["", "", "", "(a)", "(a, b)", "(a, b=2)", "()"])
            inner = self.body(depth, 2) + (
                self.show("a") + self.show("b") if given else ""
            )
            return self.tag(f"call{given} {text}") + inner + self.tag("endcall")
        if roll < 0.9:
            names = [
                "upper",
                "length",
                "trim",
                "safe",
                "escape",
                "string",
                "title",
                "replace('a','b')",
            ]
            return self.show(f"{text} | {self.pick(names)}")
        more = [f"{text} ~ '<'", f"'>' + {text}", f"{text}.length", f"{text} == ''"]
        more += [
            f"[{text}, 1]",
            f"{text} or 'none'",
            f"{text} is escaped",
            f"{text}.trim()",
        ]
        return self.show(self.pick(more))

    def recursion(self, _depth: int) -> str:
        name = self.new_name("r")
        body = self.show("a") + self.tag("if a > 0") + self.show(f"{name}(a - 1)")
        define = (
            self.tag(f"macro {name}(a)")
            + body
            + self.tag("endif")
            + self.tag("endmacro")
        )
        return define + self.show(f"{name}({self.pick(['0', '2', '3', 'n % 3'])})")

    def helpers(self, _depth: int) -> str:
        """Use what Nunjucks gives to every template."""
        name = self.new_name("y")
        if self.chance(0.5):
            use = self.pick([f"{name}.next()", f"{name}.current", f"{name}.reset()"])
            start = self.tag(f"set {name} = cycler('a', '<b>', n)")
            return (
                start
                + self.tag("for x in ys")
                + self.show(f"{name}.next()")
                + self.tag("endfor")
                + self.show(use)
            )
        start = self.tag(
            f"set {name} = joiner({self.pick(['', repr(' | '), repr('<')])})"
        )
        return (
            start
            + self.tag("for x in xs")
            + self.show(f"{name}()")
            + "x"
            + self.tag("endfor")
        )

    def regex(self, _depth: int) -> str:
        pattern = self.pick(REGEXES)
        text = self.pick([f"{pattern}", f"s.match({pattern})", f"u.split({pattern})"])
        return self.show(text)


def part_braces(text: str) -> str:
    """Keep braces of text from being delimiters, together with what follows."""
    for sign in "{%#":
        text = text.replace("{" + sign, "{ " + sign)
    text = text.replace("#}", "# }")
    return text + " " if text.endswith("{") else text
