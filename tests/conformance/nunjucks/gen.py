#!/usr/bin/env python3
"""Make random small templates of Nunjucks, with data, as lines of JSON.

Run: ``python gen.py -n 1000 --seed mine --profile control [--prefix d] > cases.jsonl``.
Each line is ``{"id", "templates", "main", "data"}``; the templates of case 17 lie in the
folder ``d17``. Case k depends on seed, profile and k alone: ``--only k`` makes it again.

expressions   operators and their odd precedence, literals, members, methods, filters
control       if, for, set, switch, their asynchronous twins, verbatim
macros        arguments of all sorts, call blocks, macros in macros and loops
files         include, import, extends, blocks and super
filters       each built-in filter, over odd values
text          dashes on every delimiter, comments, braces, quotes, Unicode, line ends
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from typing import Any

from files import make_files
from odds import make_filters, make_text
from pool import draw_data, keep_named
from tags import Tags

PROFILES = ("expressions", "control", "macros", "files", "filters", "text")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-n", type=int, default=1000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--profile", choices=PROFILES, default="expressions")
    parser.add_argument(
        "--prefix", default="d", help="what the folders' names start with"
    )
    parser.add_argument("--only", type=int, help="number of the one case to make")
    wanted = parser.parse_args()
    numbers = range(wanted.n) if wanted.only is None else [wanted.only]
    for number in numbers:
        case = make_case(wanted.seed, wanted.profile, number, wanted.prefix)
        sys.stdout.write(json.dumps(case) + "\n")


def make_case(
    seed: str, profile: str, number: int, prefix: str = "d"
) -> dict[str, Any]:
    """Make a case: templates, the name of the one to render, and its data."""
    dice = random.Random(f"{seed}/{profile}/{number}")
    folder = f"{prefix}{number}"
    data = draw_data(dice)
    templates = MAKERS[profile](dice, folder)
    return {
        "id": f"{profile}-{seed}-{number}",
        "templates": {f"{folder}/{name}": text for name, text in templates.items()},
        "main": f"{folder}/main.njk",
        "data": keep_named(data, list(templates.values())),
    }


def make_expressions(dice: random.Random, _folder: str) -> dict[str, str]:
    made = Tags(dice)
    parts = []
    for _ in range(dice.randint(1, 4)):
        kind = dice.choice(["any", "any", "any", "num", "str", "bool", "arr"])
        depth = dice.choice([0, 1, 1, 2, 2, 3])
        roll = dice.random()
        if roll < 0.35:
            parts.append(made.show(made.chain(0)))
        elif roll < 0.42:
            parts.append(made.regex(0))
        elif roll < 0.5:
            parts.append(made.show(made.members()))
        else:
            parts.append(made.show(made.make(kind, depth)))
    return {"main.njk": "|".join(parts)}


def make_control(dice: random.Random, _folder: str) -> dict[str, str]:
    made = Tags(dice)
    made.ways = [
        *[(2, made.text), (2, made.output), (2, made.show_name), (3, made.set_value)],
        *[(3, made.branch), (4, made.loop), (1.2, made.switch), (0.5, made.raw)],
        *[
            (0.4, made.filtered),
            (0.3, made.helpers),
            (0.3, made.comment),
            (0.4, made.push),
        ],
    ]
    return {"main.njk": made.body(3, 4) + made.show_name(0) + made.show_name(0)}


def make_macros(dice: random.Random, _folder: str) -> dict[str, str]:
    made = Tags(dice)
    made.ways = [
        *[
            (2, made.text),
            (2, made.output),
            (1.5, made.show_name),
            (1.5, made.set_value),
        ],
        *[(1.2, made.branch), (1.2, made.loop), (2, made.macro), (5, made.call)],
        *[(0.4, made.recursion), (0.2, made.filtered), (0.2, made.switch)],
    ]
    made.is_at_top = True
    head = made.macro(2) + (made.macro(2) if made.chance(0.5) else "")
    made.is_at_top = False
    return {"main.njk": head + made.body(3, 4) + made.call(1) + made.show_name(0)}


MAKERS = {
    "expressions": make_expressions,
    "control": make_control,
    "macros": make_macros,
    "files": make_files,
    "filters": make_filters,
    "text": make_text,
}

if __name__ == "__main__":
    main()
