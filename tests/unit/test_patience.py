"""Authors' regular expressions: found as ``re`` finds, and given up in time."""

from __future__ import annotations

import random
import re
import subprocess
import sys

import pytest

from sitewright.kernel.patience import PatientRegex, TooLongError

DOUBT = "(?:){0}"
"""Changes no expression, but as a loop round a group, leaves it to the other engine."""

NASTY = [
    (r"(a+)+$", "a" * 60 + "b", None),
    (r"(a|a)*b", "a" * 60, None),
    (r"(.*)*x", "a" * 3_000, None),
    (r"^([a-zA-Z0-9]+\s?)+$", "Lorem ipsum dolor " * 40 + "!", None),
    (r"(\w+\s*)+:", "word " * 400 + ":", (0, 2_001)),
    (r"(?:a?){40}a{40}", "a" * 40, (0, 40)),
    (r"(x+x+)+y", "x" * 60, None),
    (r"a*a*a*a*a*a*b", "a" * 300, None),
    (r"(a+)+\1b", "a" * 60 + "b", (0, 61)),
]


@pytest.mark.parametrize(("expression", "text", "span"), NASTY)
def test_what_python_tries_for_ever_is_found_at_once(expression, text, span):
    found = PatientRegex(expression).search(text)
    assert (found and found.span()) == span


def test_what_cannot_be_known_in_time_is_given_up():
    expression, text = PatientRegex(r"(a|aa)+$"), "a" * 70 + "b"
    for _ in range(2):
        with pytest.raises(TooLongError, match="too many ways to match a text of 71 "):
            expression.search(text)
    assert expression.fullmatch("a" * 71)


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        (r"((a{999}){999})+", "repeats a part of itself more than 100,000 times"),
        ("(" * 300 + "a" + ")*" * 300, "brackets"),
    ],
)
def test_what_the_other_engine_cannot_take_is_given_up(expression, problem):
    with pytest.raises(TooLongError, match=problem):
        PatientRegex(expression).search("a" * 70 + "b")


@pytest.mark.parametrize("seed", range(20))
def test_both_engines_find_the_same(seed):
    chance = random.Random(seed)
    compared = 0
    while compared < 100:
        expression = alternatives(chance, 3, [0])
        try:
            plain = re.compile(f"(?a){expression}")
        except re.error:
            continue
        patient = PatientRegex(f"(?a){expression}|{DOUBT}(?!)")
        for _ in range(4):
            text = "".join(chance.choices("aaabbAB01_ -\n", k=chance.randint(1, 9)))
            start = chance.randint(0, len(text))
            for method in ("search", "match"):
                wanted = getattr(plain, method)(text, start)
                found = getattr(patient, method)(text, start)
                assert regs(found) == regs(wanted), (expression, text, start)
        compared += 1


def regs(found):
    return found and [found.span(group) for group in range(found.re.groups + 1)]


def alternatives(chance, depth, groups):
    """Write an expression at random.

    Args:
        chance: Where it comes from.
        depth: How many brackets may stand in brackets.
        groups: How many groups there are so far, in a list.
    """
    count = chance.choice([1, 1, 1, 2, 3])
    return "|".join(sequence(chance, depth, groups) for _ in range(count))


def sequence(chance, depth, groups):
    text = ""
    for _ in range(chance.randint(1, 3)):
        text += piece(chance, depth, groups)
    return text


def piece(chance, depth, groups):
    roll = chance.random()
    if depth and roll < 0.3:
        kind = chance.choice(["(", "(", "(?:", "(?=", "(?!"])
        groups[0] += kind == "("
        text = f"{kind}{alternatives(chance, depth - 1, groups)})"
        return text + (loop(chance) if kind in ("(", "(?:") else "")
    if roll < 0.36 and groups[0]:
        return rf"\{chance.randint(1, groups[0])}"
    if roll < 0.44:
        return chance.choice(["^", "$", r"\b"])
    simple = [r"\d", r"\w", r"\s", r"\W", ".", "[a-z]", "[^a0-9]", r"[\s_-]", *"abAB01"]
    return chance.choice(simple) + loop(chance)


def loop(chance):
    if chance.random() < 0.6:
        return ""
    return chance.choice(["*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}"])


@pytest.mark.parametrize(
    ("expression", "length", "is_loaded"),
    [
        (r"[^a-z0-9]+", 10_000, False),
        (r"^\s+|\s+$", 500, False),
        (r"(\d+)-(\d+)", 500, False),
        (r"(ab)+", 10, True),
        (r"\s+$", 100_000, True),
    ],
)
def test_the_other_engine_is_loaded_for_what_may_take_long(
    expression, length, is_loaded
):
    program = (
        "import sys\n"
        "from sitewright.kernel.patience import PatientRegex\n"
        f"PatientRegex({expression!r}).search('x' * {length})\n"
        "print('regex' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True
    )
    assert ran.stdout.strip() == str(is_loaded)
