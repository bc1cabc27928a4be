"""Whatever a text is: read line by line, it is what the parser reads, or declined."""

from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sitewright.yamlcore.parsing import parse_yaml
from sitewright.yamlcore.simple import DECLINED, read_simple

ROOT = Path(__file__).parents[2]

PLAIN = (
    "",
    "a b",
    "it's",
    "True",
    "12",
    "-1.5",
    "2024-03-01T10:20:30Z",
    "12:30",
    "http://x/#y",
    "'it''s'",
    '"q" # c',
    "[]",
    "[a, 'b, c', 2]",
    "# c",
    "a # c",
    "é\U0001f600",
    "~",
)
ODD = (
    *("a: b", "a:", "x ", "- a", "-", "---", "...", "-x", ".5", "+1", "0x1f", "1e999"),
    *("{}", "{a: 1}", "[a, b,]", "[a: b]", "[- a]", "[a #b]", "[a]b", "[", "#c", "##"),
    *("2024-02-30", "&x a", "*a", "!t x", "!!str 1", "? x", "%x", "@x", "`x", "<<"),
    *('"a', "'a", "'a' b", '"a"#c', '"a\\nb"', "a\\b", "a\tb", "\tx", "a\u2028b"),
    *("a\x85b", "\ufeffx", "\xa0x", "a\xadb", "a#b", "> x", "| x", "x: |", "\x7f", "0"),
)
KEYS = ("a", "b", "title", "tags", "meta", "/x/*", "override:a", "a:b", "é", "a-b_c")
ODD_KEYS = ("true", "Null", "<<", "2024", "012", "a b", '"q"', "'s'", "~", "-a", "?")
BLOCKS = ("|", "|-", ">", ">-", "|+", "|2", "| # c", ">  ")
PIECES = (
    "\n",
    " ",
    "  ",
    "# c",
    ": ",
    ":",
    "- ",
    "|",
    "'",
    '"',
    "\t",
    "\r",
    "---",
    "&a",
)


class Grower:
    """Grows documents of lines, most of which are fine."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def value(self) -> str:
        return self.random.choice(PLAIN if self.random.random() < 0.93 else ODD)

    def key(self) -> str:
        return self.random.choice(KEYS if self.random.random() < 0.97 else ODD_KEYS)

    def lines(self, depth: int = 0, indent: int = 0) -> list[str]:
        random, made = self.random, list[str]()
        for _ in range(random.randint(1, 4)):
            slip = random.choice((-1, 1, 2)) if random.random() < 0.02 else 0
            pad = " " * max(indent + slip, 0)
            if random.random() < 0.1:
                made.append(random.choice(("", "  ", "# c", f"{pad} # c")))
            kind = random.randint(0, 6) if depth < 3 else 0
            if kind < 3:
                made.append(f"{pad}{self.key()}: {self.value()}")
            elif kind == 3:
                made.append(f"{pad}{self.key()}:")
                made += self.lines(depth + 1, indent + random.choice((1, 2, 4)))
            elif kind == 4:
                made.append(f"{pad}{self.key()}:")
                made += self.items(depth, indent + random.choice((0, 0, 2)))
            elif kind == 5:
                made.append(f"{pad}{self.key()}: {random.choice(BLOCKS)}")
                made += self.block(indent + random.choice((1, 2)))
            else:
                made += [f"{pad}{self.key()}:", f"{pad}  {self.value()}"]
        return made

    def items(self, depth: int, indent: int) -> list[str]:
        made, pad = [], " " * indent
        for _ in range(self.random.randint(1, 3)):
            if self.random.random() < 0.5:
                made.append(f"{pad}- {self.value()}")
                continue
            first, *more = self.lines(depth + 1, indent + 2)
            made += [f"{pad}- {first.lstrip()}", *more]
        return made

    def block(self, indent: int) -> list[str]:
        made = []
        for _ in range(self.random.randint(0, 4)):
            slip = self.random.choice((-1, 0, 2)) if self.random.random() < 0.1 else 0
            text = self.random.choice(("text", "# no", "a: b ", "- x", "", "--- ", "é"))
            made.append(f"{' ' * (indent + slip)}{text}" if text else "")
        return made


def _find_real() -> list[str]:
    """Find the front matter, settings and data of this repository."""
    texts = []
    for path in sorted((*ROOT.glob("content/**/*"), *ROOT.glob("tests/**/*"))):
        if path.suffix not in {".md", ".njk", ".txt", ".yaml"} or "node_" in str(path):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        parts = text.split("---\n")
        texts += [text] if path.suffix == ".yaml" else parts[1::2]
    return [text for text in texts if ":" in text]


REAL = _find_real()


def cut(text: str, other: str, random: Random) -> str:
    """Change a text a little, as slips do."""
    for _ in range(random.choice((0, 1, 1, 2))):
        at = random.randint(0, len(text))
        lines = text.split("\n")
        number = random.randrange(len(lines))
        match random.randint(0, 4):
            case 0:
                text = text[:at] + random.choice(PIECES) + text[at:]
            case 1:
                text = text[:at] + text[at + random.randint(1, 5) :]
            case 2:
                text = "\n".join(lines[:number] + lines[number + 1 :])
            case 3:
                lines[number] = " " * random.randint(0, 4) + lines[number].lstrip(" ")
                text = "\n".join(lines)
            case _:
                start = random.randint(0, len(other))
                text = text[:at] + other[start : start + 60] + text[at:]
    return text


def check(text: str) -> bool:
    """Compare the two; tells whether the text was read line by line."""
    value = read_simple(text)
    if value is DECLINED:
        return False
    read, findings = parse_yaml(text, "p")
    assert read is not None, findings
    assert findings == ()
    assert repr(value) == repr(read.value)  # types and the order of keys count, too
    return True


@given(st.integers())
def test_grown_documents(seed: int):
    random = Random(seed)
    text = "\n".join(Grower(random).lines()) + "\n"
    check(text)
    check(cut(text, random.choice(REAL), random))


@given(st.integers())
def test_real_documents_cut_and_spliced(seed: int):
    random = Random(seed)
    check(cut(random.choice(REAL), random.choice(REAL), random))


@given(st.text(st.sampled_from("ab1:-?#&*!|>'\"%@`[]{},.~<= \t\n\\é0x")))
def test_any_text(text: str):
    check(text)


def test_most_real_documents_are_simple():
    """What declines all would be right, too."""
    assert sum(map(check, REAL)) > len(REAL) // 2
