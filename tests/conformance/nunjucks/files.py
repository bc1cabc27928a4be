"""Templates in several files: include, import, extends, with variables of every scope."""

from __future__ import annotations

import random

from tags import SET_NAMES, Tags

MACROS = ["f", "g1", "_h", "k1"]
BLOCKS = ["one", "two", "three", "inner"]


class Files(Tags):
    """Makes templates that name one another."""

    trims = 0.03

    def __init__(self, dice: random.Random, folder: str) -> None:
        super().__init__(dice)
        self.folder = folder
        self.templates: dict[str, str] = {}
        self.exports: dict[str, list[str]] = {}
        self.blocks: list[str] = []
        self.simple = [
            *[
                (2, self.text),
                (2, self.output),
                (3, self.show_name),
                (2, self.set_value),
            ],
            *[(1, self.branch), (1, self.loop), (0.3, self.comment)],
        ]
        self.ways = self.simple

    # ---- parts: included, imported
    def add_parts(self) -> None:
        """Write the files that others include and import."""
        self.templates["inc.njk"] = self.part()
        self.templates["item.njk"] = (
            f"<{self.show('x')}{self.show('loop.index')}>" + self.part()
        )
        deeper = self.tag(f"include '{self.folder}/inc.njk'")
        self.templates["deep.njk"] = self.part() + deeper + self.part()
        self.templates["mac.njk"] = self.macros()

    def part(self) -> str:
        return self.body(1, 3)

    def macros(self) -> str:
        """Write a file of macros, and of values that it exports besides."""
        parts = [self.pick(["", "\n", "text ", "{# c #}"])]
        names = MACROS[: self.dice.randint(2, 4)]
        exported = {}
        for name in names:
            parts.append(self.macro(1, name) + self.pick(["\n", ""]))
            exported[name] = self.called[name]
        self.called = {}
        parts.append(
            self.tag("macro ctx() ")
            + self.show("s")
            + self.show("c1")
            + self.tag("endmacro")
        )
        parts.append(self.tag("set val = 'v' ~ n") + self.tag("set _own = 1"))
        parts.append(self.tag(f"set c1 = '{self.pick(['lib', '<lib>'])}'"))
        self.exports = {k: v for k, v in exported.items() if k[0] != "_"} | {"ctx": []}
        return "".join(parts)

    def name_of(self, name: str) -> str:
        """Write the name of a file in one of the ways that find it."""
        full = f"{self.folder}/{name}"
        roll = self.dice.random()
        if roll < 0.8:
            return f"'{full}'"
        if roll < 0.9:
            return f"'./{name}'"
        return self.pick(
            [f"('{self.folder}' ~ '/{name}')", f"'{full}' if yes else nope"]
        )

    def include(self, _depth: int) -> str:
        roll = self.dice.random()
        if roll < 0.1:
            return self.tag(f"include '{self.folder}/none.njk' ignore missing")
        name = self.name_of(self.pick(["inc.njk", "item.njk", "deep.njk", "item.njk"]))
        more = " ignore missing" if self.chance(0.1) else ""
        if roll < 0.2:
            return self.tag(f"set file = {name}") + self.tag(f"include file{more}")
        if roll < 0.35:
            return (
                self.tag(
                    f"for {self.pick(['x', 'x, y'])} in {self.pick(['xs', 'prs', 'prs'])}"
                )
                + self.tag(f"include {name}")
                + self.tag("endfor")
            )
        return self.tag(f"include {name}{more}")

    def imports(self, _depth: int) -> str:
        context = self.pick(["", "", " with context", " without context"])
        name = self.name_of("mac.njk")
        if self.chance(0.45):
            alias = self.new_name("lib")
            self.called |= {f"{alias}.{k}": v for k, v in self.exports.items()}
            shown = self.show(f"{alias}.{self.pick(['val', 'c1', '_own', 'nope'])}")
            return self.tag(f"import {name} as {alias}{context}") + shown
        names = self.dice.sample(list(self.exports), self.dice.randint(1, 2))
        parts = []
        for name_ in names:
            alias = self.new_name("q") if self.chance(0.4) else name_
            parts.append(name_ if alias == name_ else f"{name_} as {alias}")
            self.called[alias] = self.exports[name_]
        if self.chance(0.3):
            parts.append(self.pick(["val", "val as g", "c1", "c1 as c2"]))
        return self.tag(f"from {name} import {', '.join(parts)}{context}")

    def call_known(self, depth: int) -> str:
        return self.call(depth) if self.called else self.show_name(depth)

    # ---- what is extended
    def block(self, depth: int) -> str:
        """Put a block where there is none of its name yet."""
        free = [name for name in BLOCKS if name not in self.blocks]
        if not free:
            return self.show_name(depth)
        name = self.pick(free)
        self.blocks.append(name)
        called = dict(self.called)
        inner = self.body(depth, 3)
        if self.is_child and self.chance(0.4):
            inner += self.pick(["", "+"]) + self.show(self.pick(SUPERS))
        self.called = called
        end = self.pick(["endblock", "endblock", f"endblock {name}"])
        return self.tag(f"block {name}") + inner + self.tag(end)

    is_child = False

    def base(self) -> str:
        """Write the outermost template: blocks among text, in loops and in branches."""
        self.blocks, self.is_child, self.called = [], False, {}
        self.ways = [
            *self.simple,
            (5, self.block),
            (0.7, self.include),
            (0.5, self.in_loop),
        ]
        whole = self.body(2, 5)
        return whole + (self.block(1) if self.chance(0.7) else "")

    def in_loop(self, depth: int) -> str:
        items = self.pick(["xs", "ys", "[1, 2]", "prs"])
        names = "x, y" if items == "prs" else self.pick(["x", "y"])
        return (
            self.tag(f"for {names} in {items}") + self.block(depth) + self.tag("endfor")
        )

    def child(self, parent: str) -> str:
        """Write a template that extends another."""
        self.blocks, self.is_child, self.called = [], True, {}
        before = self.pick(
            ["", "", "", "\n", " text ", "{# c #}\n", self.set_value(0), "  \n"]
        )
        if self.chance(0.15):
            before += self.tag(f"set parent = '{self.folder}/{parent}'")
            start = before + self.tag("extends parent")
        else:
            start = before + self.tag(f"extends {self.name_of(parent)}")
        self.ways = [
            *self.simple,
            (1, self.include),
            (0.5, self.imports),
            (1, self.call_known),
        ]
        own = [start, *(self.top_piece() for _ in range(self.dice.randint(0, 3)))]
        within = [*self.ways, (0.5, self.block)]
        for _ in range(self.dice.randint(1, 3)):
            self.ways = within
            own.append(self.block(2) + self.pick(["", "\n", " lost "]))
            self.ways = self.simple
        if self.chance(0.3):
            own.append(self.tag(f"set {self.pick(SET_NAMES)} = 'late'"))
        return "".join(own)

    def top_piece(self) -> str:
        ways = [
            self.set_value,
            self.set_value,
            self.imports,
            self.text,
            self.branch,
            self.loop,
        ]
        return self.dice.choice(ways)(1)


SUPERS = [
    "super()",
    "super()",
    "super()",
    "super() | upper",
    "super() ~ '<'",
    "super() | length",
]


def make_files(dice: random.Random, folder: str) -> dict[str, str]:
    """Make a template and all that it includes, imports and extends."""
    made = Files(dice, folder)
    made.add_parts()
    if made.chance(0.45):
        made.ways = [
            *made.simple,
            *[
                (4, made.include),
                (2.5, made.imports),
                (3, made.call_known),
                (0.5, made.block),
            ],
            *[(0.5, made.macro), (0.3, made.filtered)],
        ]
        made.templates["main.njk"] = made.body(2, 5) + made.show_name(0)
    else:
        made.templates["base.njk"] = made.base()
        parent = "base.njk"
        if made.chance(0.45):
            made.templates["mid.njk"] = made.child(parent)
            parent = "mid.njk"
        made.templates["main.njk"] = made.child(parent)
    return keep_reached(made.templates)


def keep_reached(templates: dict[str, str]) -> dict[str, str]:
    """Leave out the files that nothing leads to."""
    reached, waiting = set(), ["main.njk"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [other for other in templates if other in templates[name]]
    return {name: text for name, text in templates.items() if name in reached}
