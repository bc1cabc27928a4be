"""Print how the time for Markdown grows with its length, for text that is hard on it.

Run: ``python tests/benchmarks/bench_linear_time.py [part of a family's name ...]``.
Each family is rendered at 25 KB and at 100 KB. Four times the text may take less than
six times as long, and 100 KB less than two seconds; otherwise the exit code is 1. The
garbage collector rests, as in ``timeit``, but for the last column: its passes come at
thresholds, and so in jumps.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from time import process_time

from sitewright.model.markdown import PLAIN
from sitewright.stages.markdown.body import render_markdown

SMALL, LARGE = 25_000, 100_000
HIGHEST_RATIO = 6.0
MOST_SECONDS = 2.0
# Below this a ratio is noise.
SHORTEST = 0.005

REPEATED = [
    # Links and pictures
    *("[", "]", "![", "!", "](", "[a](", "[a](<b", "[](", "[]", "[]()", "![]()", "[["),
    *("[a](b)", "[a][", "[a][b]", "[[]", "[]]", "[[]()", "![[]()", "![a](", "[![", "[\n"),
    *('[a](b "', "[a](b '", "[a](b (", "[a](b\\", "[a](&amp;", "[`", "[<", "[<a ", "[*"),
    *("*[", "[a", "a]", "[a](\n", "[a](b c", "[a](<b\\", "[x](a(", "[x](()", "](b)", "[\\"),
    # Emphasis
    *("*", "_", "*a", "a*", "_a", "a_", "*a_", "a**b", "*a _b", "*a **b ", "a**b c* d"),
    *("*_", "**a", "a*** ", "** ", "*a*", "**a**", "a*b_", "**a*", "*** **", "a)*", "_(a"),
    *("~~", "~~a", "a~~", "~~a~~", "x~~~~~ ", "~~a*", "*a~~", "a**b~~c_d"),
    # Code, backslashes, entities
    *("`", "a`", "`a", "``a", "``a`", "`a``", "x``a`b", "` `", "\\", "\\`", "\\\\`", "\\*"),
    *("a\\\n", "\\ ", "&", "&#", "&#x", "&a", "&amp;", "&#0;", "&#1234567", "&amp"),
    # HTML and addresses
    *("<", "<a", "<a>", "</a>", "</a", "<a ", "<a b", "<a b=", "<a b='", '<a b="', "<a\n"),
    *("x<a b=c ", "<a b='c' ", "x<!--", "x<!-- a -->", "x<!-- --", "<!--\n", "<!-", "<!a"),
    *("x<![CDATA[", "<![", "x<?", "<?\n", "<a:", "<http://a>", "<a@b", "<a@b.c>", "<a.@"),
    *(">", "<>", "<<a>", "</", "<div>\n", "<script>\n", "<a b=\"<a c='", "x<a b='\"", "x<!-->"),
    # Definitions of references
    *("[a]: b\n", "[a]: b\n\n", "[a]: ", "[a]:\n", '[a]: b "c\n', "[a]: b 'c\n\n", "[a\n"),
    *("[a]: b (c\n", "[a]: <b\n", "[a\\\n", "[a]: b c\n", '[a]: b "c" d\n', "[a]:\nb\n'c\n"),
    *("> [a]: b\n", "- [a]: b 'c\n", "[a]\n:", "[]: a\n", "[a]: b \"\\\n", "[a\n]: b\n"),
    # Tables
    *("|", "|\n", "|a|\n|-|\n", "a|\n-|\n", "-|\n", "-|-\n", "\\|", "|a\n|-\n|b\n\n", ":-\n"),
    # Quotes and lists
    *("> ", ">", ">\n", "> a\n", "> a\nb\n", "> a\n\n", ">\t", "> > a\n", "> > a\nb\n"),
    *("> - a\n", "- > a\n", "- > a\nb\n", "> ```\n", "> a\n>\n", "- ", "* ", "-\t", "-     "),
    *("- * ", "1. ", "1) ", "-\n", "-\n\n", "- a\n", "- a\n\n", "1. a\n", "- a\n- b\n\n"),
    *("* a\n+ b\n", "- a\n1. b\n", "- a\n> b\n", "> - ", "- > ", "- - -\n", "- - - a\n"),
    *("- a\n  - b\n", "- a\n    - b\n", " - a\n  - b\n   - c\n", "1. 1. a\n", "-\n  a\n"),
    *("> # a\nb\n", ">#\nb\n", "> ```\nb\n", "> ---\nb\n", "> <b>\nb\n", "> [a]: b\nb\n"),
    *("> a\nb\n> # a\nb\n", "> > # a\n> b\n", "> - # a\nb\n", "- > # a\nb\n"),
    # Headings, rules, fences, paragraphs
    *("# a\n", "#\n", "# #\n", "#", "# ", "#a\n", "a\n=\n", "a\n-\n", "=\n", "---\n", "***\n"),
    *("# h1\n###### h6\n", "## a\n### b\n", "# *a* {#b}\n", "# ![a](b)\n", "# é\n"),
    *("```\n", "~~~\n", "```\n~~~\n", "``` `\n", "    ```\n", "a\n```\n", "````\n```\n"),
    *("a\n", "a  \n", "a\n\n", "a\n    b\n", "    a\n", "\n", " \n", " ", "\t", "a ", "a\t"),
    # Characters
    *("a", "é", "\U0001f600", "\ud800", "\0", "\r", "a\r\n", "\v", "\u2028", "\xa0", "'", '"'),
    # Attribute lists
    *("{", "}", "{.a}", "{.a} ", "{#a", "{a=b}", '{a="', '{"', '"{', "a {.b}\n\n", "*a*{.b}"),
    *("`a`{.b}", "![a](b){.c}", "- a {.b}\n", "- a\n\n{.b}\n\n", "--- {.a}\n\n", "{{", "{}"),
    *("`a`{b=\"}\"}", '`a`{b=" "}', '"{.a}" ', 'a {b="c\\"', "| a {.b} |\n|-|\n|c{.d}|\n\n"),
]  # fmt: skip

NESTED = [
    *(("[", "]"), ("[", "](b)"), ("[x ", "](b)"), ("![", "](b)"), ("[![", "](b)](c)")),
    *(("[", "]()"), ("[", "][]"), ("[", "][b"), ("[a](", ")"), ("x<a", ">"), ("`", "``")),
    *(("*", "*"), ("**", "**"), ("*a ", " a*"), ("_a ", " a_"), ("*_", "_*")),
    *(("**a *b ", " b* a**"), ("~~a ", " a~~"), ("_a ", " a*"), ("***a ", " a*")),
    *(("{", "}"), ('{a="', '"}'), ("x<!--", "-->"), ("x<!-- --", " -->"), ("x<?", "?>")),
]  # fmt: skip

SHAPED: dict[str, Callable[[int], str]] = {
    "brackets, then references": lambda n: "[" * (n // 2) + "[x]" * (n // 6) + "\n\n[x]: y",
    "brackets in a reference": lambda n: "[" * (n // 2) + "x" + "]" * (n // 2) + "\n\n[x]: y",
    "brackets after references": lambda n: "[x][" * (n // 4) + "\n\n[x]: y",
    "picture in reference": lambda n: "![x " * (n // 8) + "a" + "][x]" * (n // 8) + "\n\n[x]: y",
    "brackets far apart": lambda n: ("[" + "*" * (n // 100)) * 99,
    "pictures in pictures": lambda n: ("![" * 90 + "a" + "](b)" * 90) * (n // 540),
    "pictures with HTML unclosed": lambda n: ("![<?" * 90 + "](b)" * 90) * (n // 720),
    "link with parentheses": lambda n: "[a](" + "(" * n,
    "link to many parentheses": lambda n: "[a](" + "()" * (n // 2) + ")",
    "links with far ends": lambda n: ("[a](" + "x" * (n // 33)) * 32,
    "link with a long title": lambda n: '[a](b "' + '\\"' * (n // 2) + '")',
    "link with a long address": lambda n: "[a](http://" + "a." * (n // 2) + ")",
    "links, then spaces": lambda n: "[a](b" * (n // 10) + " " * (n // 2),
    "stars, more and more": lambda n: " ".join("*" * k + "a" for k in _up_to(n)),
    "backquotes, more and more": lambda n: "e" + " ".join("`" * k for k in _up_to(n)),
    "backquotes, fewer and fewer": lambda n: "e" + " ".join("`" * k for k in _up_to(n)[::-1]),
    "attributes of a tag": lambda n: "<a" + " b" * (n // 2),
    "attributes of a broken tag": lambda n: "x<a" + " b=c" * (n // 4) + " !>",
    "attributes of many tags": lambda n: ("x<a" + " b" * 100) * (n // 203) + ">",
    "spaces in a tag": lambda n: "x<a b" + " " * n + "!>",
    "comments before one end": lambda n: "x" + "<!--" * (n // 4) + "-->",
    "comment of hyphens": lambda n: "x<!--" + "-" * n + ">",
    "address of mail": lambda n: "<a@" + "a-." * (n // 3) + ">",
    "definitions": lambda n: "".join(f"[{k}]: /u{k}\n" for k in range(n // 13)),
    "definitions in use": lambda n: "".join(f"[{k}]: /u{k}\n\n[{k}]\n\n" for k in range(n // 21)),
    "title over many lines": lambda n: '[a]: b "' + "c\n" * (n // 2),
    "label over many lines": lambda n: "[" + "c\n" * (n // 2) + "]: x",
    "long label": lambda n: "[" + "a " * (n // 4) + "]: b\n\n" + "[a] " * (n // 8),
    "wide table": lambda n: "|a" * (n // 4) + "|\n" + "|-" * (n // 4) + "|",
    "long table": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * (n // 6),
    "table of short rows": lambda n: "|a|b|\n|-|-|\n" + "x\n" * (n // 2),
    "table cells left out": lambda n: "|a" * (n // 400) + "\n" + "|-" * (n // 400) + "\n" + "a\n" * (n // 4),
    "table of escaped pipes": lambda n: "|a|b|\n|-|-|\n" + "|" + "\\|" * (n // 2),
    "table of dashes": lambda n: "a|b\n" + "|-" * (n // 2),
    "table with rowspans": lambda n: "|a|b|\n|-|-|\n" + "|c{rowspan=99999}|d|\n" * (n // 21),
    "quotes 45 deep": lambda n: ("> " * 45 + "a\n") * (n // 92),
    "quotes 45 deep, lazy": lambda n: "> " * 45 + "a\n" + "b\n" * (n // 2),
    "quotes 90 deep, lazy": lambda n: "> " * 90 + "a\n" + "b\n" * (n // 2),
    "quotes 45 deep, lazy stars": lambda n: "> " * 45 + "a\n" + "*b\n" * (n // 3),
    "quotes 45 deep, lazy between": lambda n: "> " * 45 + "a\n" + "b\n" * (n // 2) + "> " * 45 + "c",
    "quotes 45 deep, lazy, many": lambda n: ("> " * 45 + "a\n" + "b\n" * 50 + "\n") * (n // 193),
    "quotes 45 deep, long lazy lines": lambda n: "> " * 45 + "a\n" + ("b" * 80 + "\n") * (n // 81),
    "quotes, fewer and fewer, lazy": lambda n: "".join("> " * k + "a\n" for k in range(90, 0, -1)) + "b\n" * (n // 2),
    "quotes in lists, lazy": lambda n: "- > " * 33 + "a\n" + "b\n" * (n // 2),
    "lists in quotes, lazy": lambda n: "> - " * 30 + "a\n" + "b\n" * (n // 2),
    "lists 45 deep, lazy": lambda n: "- " * 45 + "a\n" + "b\n" * (n // 2),
    "quotes that end soon, 45 deep": lambda n: ("> " * 45 + "# a\nb\n") * (n // 96),
    "quotes that end soon in lists": lambda n: "- > # a\n" + "  > # a\nb\n" * (n // 10),
    "quotes, deeper and deeper": lambda n: "".join(">" * k + "a\n" for k in _up_to(n)),
    "lists 30 deep": lambda n: ("- " * 30 + "a\n\n") * (n // 63),
    "lists nested by indentation": lambda n: "".join("  " * (k % 45) + "- a\n" for k in range(n // 48)),
    "list of one long item": lambda n: "- a\n\n" + "  a\n\n" * (n // 5),
    "fences, more and more": lambda n: "".join("`" * k + "\n" for k in _up_to(n)[3:]),
    "fence unclosed in a quote": lambda n: "> ```\n" + "a\n" * (n // 2),
    "setext heading of many lines": lambda n: "a\n" * (n // 2) + "===",
    "heading of hashes": lambda n: "# a" + " #" * (n // 2),
    "headings, all different": lambda n: "".join(f"# a{k}\n" for k in range(n // 8)),
    "headings that take ids": lambda n: "".join(f"# a\n# a-{k}\n" for k in range(n // 14)),
    "one heading": lambda n: "# " + "a é" * (n // 3),
    "one rule": lambda n: "- " * (n // 2) + "a",
    "one hard break": lambda n: "a" + " " * n + "\nb",
    "one paragraph": lambda n: "lorem ipsum dolor\n" * (n // 18),
    "one attribute list": lambda n: "a {" + ".b " * (n // 3) + "}",
    "doubtful blocks among others": lambda n: ("*a _b* c_\n\n" + "*d* e {.f}\n\n" * 300) * (n // 3600),
    "many doubtful blocks": lambda n: "*a _b* c_\n\nd\n\n" * (n // 14),
    "a doubtful end of a long list": lambda n: "- a\n" * (n // 4) + "b",
    "everything": lambda n: (
        "# h {.a}\n\n*a* **b** [c](d) `e` <f> &amp; ![g](h)\n\n- i\n- j\n\n> k\n\n"
        "|l|m|\n|-|-|\n|n|o|\n\n```\np\n```\n\n"
    ) * (n // 110),
}  # fmt: skip


def main() -> int:
    wanted = sys.argv[1:]
    failed = 0
    print(f"{'family':36} {'t(n)':>7} {'t(4n)':>7} {'ratio':>6} {'t(4n) with gc':>13}")
    for name, make in list_families().items():
        if wanted and not any(part in name for part in wanted):
            continue
        small, large, ratio, total = measure(make)
        is_slow = (ratio >= HIGHEST_RATIO and small > SHORTEST) or total >= MOST_SECONDS
        failed += is_slow
        mark = "  TOO SLOW" if is_slow else ""
        print(f"{name:36} {small:7.3f} {large:7.3f} {ratio:6.1f} {total:13.3f}{mark}")
    print(f"{failed} families too slow")
    return 1 if failed else 0


def list_families() -> dict[str, Callable[[int], str]]:
    families: dict[str, Callable[[int], str]] = {}
    for piece in REPEATED:
        families[f"{piece!a} ..."] = lambda n, piece=piece: piece * (n // len(piece))
    for left, right in NESTED:
        families[f"{left!a} ... {right!a}"] = lambda n, pair=(left, right): nest(
            n, *pair
        )
    return families | SHAPED


def nest(size: int, left: str, right: str) -> str:
    count = size // len(left + right)
    return left * count + "a" + right * count


def measure(make: Callable[[int], str]) -> tuple[float, float, float, float]:
    small, large = make(SMALL), make(LARGE)
    gc.disable()
    times = time_best(small, 3), time_best(large, 2)
    gc.enable()
    total = time_best(large, 1)
    if total >= MOST_SECONDS:
        total = time_best(large, 2)
    return *times, times[1] / max(times[0], 1e-9), total


def time_best(text: str, turns: int) -> float:
    best = float("inf")
    for _ in range(turns):
        gc.collect()
        began = process_time()
        render_markdown(text, PLAIN)
        best = min(best, process_time() - began)
    return best


def _up_to(size: int) -> list[int]:
    """Return 1, 2, 3, ... that add up to about this size."""
    return list(range(1, int((2 * size) ** 0.5)))


if __name__ == "__main__":
    sys.exit(main())
