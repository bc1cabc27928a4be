"""Regular expressions; Node has computed what is expected of each fourfold exec."""

from __future__ import annotations

import pytest
from jinja2 import TemplateRuntimeError

from sitewright.stages.templates.dialect.javascript.members import member
from sitewright.stages.templates.dialect.javascript.nothing import UNDEFINED as U
from sitewright.stages.templates.dialect.javascript.regexes import Regex

ERROR = "an error"

REGEXES = [
    (("^a", ""), "ab", [["a"], 0, ["a"], 0, ["a"], 0, ["a"], 0]),
    (("b$", "m"), "ab\nc", [["b"], 0, ["b"], 0, ["b"], 0, ["b"], 0]),
    (("b$", ""), "ab\n", [None, 0, None, 0, None, 0, None, 0]),
    (("^c", "m"), "ab\nc", [["c"], 0, ["c"], 0, ["c"], 0, ["c"], 0]),
    ((".", ""), "\u2028a", [["a"], 0, ["a"], 0, ["a"], 0, ["a"], 0]),
    (("[^]", ""), "\n", [["\n"], 0, ["\n"], 0, ["\n"], 0, ["\n"], 0]),
    (("[]", ""), "a", [None, 0, None, 0, None, 0, None, 0]),
    (
        ("\\s", ""),
        "\ufeff",
        [["\ufeff"], 0, ["\ufeff"], 0, ["\ufeff"], 0, ["\ufeff"], 0],
    ),
    (("\\s", ""), "\x85", [None, 0, None, 0, None, 0, None, 0]),
    (("\\d", ""), "٣", [None, 0, None, 0, None, 0, None, 0]),
    (("\\w", ""), "é", [None, 0, None, 0, None, 0, None, 0]),
    (("\\b.", "g"), "é a", [["a"], 3, None, 0, ["a"], 3, None, 0]),
    (("\\B", "g"), "ab", [[""], 1, [""], 1, [""], 1, [""], 1]),
    (("\\cJ", ""), "\n", [["\n"], 0, ["\n"], 0, ["\n"], 0, ["\n"], 0]),
    (("\\u00e9\\x41", ""), "éA", [["éA"], 0, ["éA"], 0, ["éA"], 0, ["éA"], 0]),
    (("\\0", ""), "\x00", [["\x00"], 0, ["\x00"], 0, ["\x00"], 0, ["\x00"], 0]),
    (("a{,3}", ""), "a{,3}", [["a{,3}"], 0, ["a{,3}"], 0, ["a{,3}"], 0, ["a{,3}"], 0]),
    (("a{1", ""), "a{1", [["a{1"], 0, ["a{1"], 0, ["a{1"], 0, ["a{1"], 0]),
    (("]", ""), "]", [["]"], 0, ["]"], 0, ["]"], 0, ["]"], 0]),
    (("}", ""), "}", [["}"], 0, ["}"], 0, ["}"], 0, ["}"], 0]),
    (("[a\\-z]", "g"), "a-z", [["a"], 1, ["-"], 2, ["z"], 3, None, 0]),
    (("[\\w-.]", "g"), "a-.", [["a"], 1, ["-"], 2, ["."], 3, None, 0]),
    (("[\\d-x]", "g"), "-x1", [["-"], 1, ["x"], 2, ["1"], 3, None, 0]),
    (("\\1(a)", ""), "a", [["a", "a"], 0, ["a", "a"], 0, ["a", "a"], 0, ["a", "a"], 0]),
    (("(a)?\\1b", ""), "b", [["b", U], 0, ["b", U], 0, ["b", U], 0, ["b", U], 0]),
    (
        ("(?<n>a)\\k<n>", ""),
        "aa",
        [["aa", "a"], 0, ["aa", "a"], 0, ["aa", "a"], 0, ["aa", "a"], 0],
    ),
    (("\\k", ""), "k", [["k"], 0, ["k"], 0, ["k"], 0, ["k"], 0]),
    (("(?<=\\$)\\d+", ""), "a$42", [["42"], 0, ["42"], 0, ["42"], 0, ["42"], 0]),
    (("(?<!a|bc)d", "g"), "ad bcd xd", [["d"], 9, None, 0, ["d"], 9, None, 0]),
    (("(?<=a|bc)d", "g"), "ad bcd", [["d"], 2, ["d"], 6, None, 0, ["d"], 2]),
    (("x(?=y)", ""), "xy", [["x"], 0, ["x"], 0, ["x"], 0, ["x"], 0]),
    (("x(?!y)", ""), "xy xz", [["x"], 0, ["x"], 0, ["x"], 0, ["x"], 0]),
    (("É", "i"), "é", [["é"], 0, ["é"], 0, ["é"], 0, ["é"], 0]),
    (("[à-ö]", "i"), "Ä", [["Ä"], 0, ["Ä"], 0, ["Ä"], 0, ["Ä"], 0]),
    (("k", "i"), "\u212a", [None, 0, None, 0, None, 0, None, 0]),
    (("ß", "i"), "ẞ", [None, 0, None, 0, None, 0, None, 0]),
    (("a+?", ""), "aaa", [["a"], 0, ["a"], 0, ["a"], 0, ["a"], 0]),
    (("\\/", ""), "a/b", [["/"], 0, ["/"], 0, ["/"], 0, ["/"], 0]),
    (("\\8", ""), "8", [["8"], 0, ["8"], 0, ["8"], 0, ["8"], 0]),
    (("\\12", ""), "\n", [["\n"], 0, ["\n"], 0, ["\n"], 0, ["\n"], 0]),
    (("[\\b]", ""), "\x08", [["\x08"], 0, ["\x08"], 0, ["\x08"], 0, ["\x08"], 0]),
    (
        ("(?:a|ab)(?:c|bcd)(d*)", ""),
        "abcd",
        [["abcd", ""], 0, ["abcd", ""], 0, ["abcd", ""], 0, ["abcd", ""], 0],
    ),
    (
        ("(z)((a+)?(b+)?(c))*", ""),
        "zaacbbbcac",
        [
            ["zaacbbbcac", "z", "ac", "a", U, "c"],
            0,
            ["zaacbbbcac", "z", "ac", "a", U, "c"],
            0,
            ["zaacbbbcac", "z", "ac", "a", U, "c"],
            0,
            ["zaacbbbcac", "z", "ac", "a", U, "c"],
            0,
        ],
    ),
    (("[^\\S ]", "g"), "\t ", [["\t"], 1, None, 0, ["\t"], 1, None, 0]),
    (("a**", ""), "", ERROR),
    (("(", ""), "", ERROR),
    (("[b-a]", ""), "", ERROR),
    (("a{2,1}", ""), "", ERROR),
    (("*", ""), "", ERROR),
    (("(?<n>a)(?<n>b)", ""), "", ERROR),
    (("\\", ""), "", ERROR),
    (
        ("(?:(a)|b)*", ""),
        "ab",
        [["ab", U], 0, ["ab", U], 0, ["ab", U], 0, ["ab", U], 0],
    ),
    (("(\\d*)?x", ""), "x", [["x", U], 0, ["x", U], 0, ["x", U], 0, ["x", U], 0]),
    (
        ("(?:(?=(ab))a)*", ""),
        "ab",
        [["a", "ab"], 0, ["a", "ab"], 0, ["a", "ab"], 0, ["a", "ab"], 0],
    ),
    (
        ("((a)|b)+?c", ""),
        "abc",
        [
            ["abc", "b", U],
            0,
            ["abc", "b", U],
            0,
            ["abc", "b", U],
            0,
            ["abc", "b", U],
            0,
        ],
    ),
    (("a", "y"), "ba", [None, 0, None, 0, None, 0, None, 0]),
    (("a", "gy"), "aab", [["a"], 1, ["a"], 2, None, 0, ["a"], 1]),
    ((".", "g"), "a\U0001f600", [["a"], 1, ["\ud83d"], 2, ["\ude00"], 3, None, 0]),
]


def search(body, flags, text):
    try:
        regex = Regex(body, flags)
    except TemplateRuntimeError:
        return ERROR
    found = []
    for _ in range(4):
        one = member(regex, "exec")(text)
        found += [one if one is None else list(one), regex.last_index]
    return found


@pytest.mark.parametrize(("regex", "text", "found"), REGEXES)
def test_an_expression_finds_what_it_finds_in_javascript(regex, text, found):
    assert repr(search(*regex, text)) == repr(found)


@pytest.mark.parametrize(
    ("regex", "text", "found"), [case for case in REGEXES if case[2] != ERROR]
)
def test_one_that_might_take_long_finds_the_same(regex, text, found):
    body, flags = regex
    assert repr(search(f"(?:{body})(?:){{1}}", flags, text)) == repr(found)


def test_a_match_tells_where_it_was_found():
    found = member(Regex(r"(?<n>b)(x)?"), "exec")("😀b")
    assert member(found, "index") == 2
    assert member(found, "input") == "😀b"
    assert member(found, "groups") == {"n": "b"}
    assert member(member(Regex("a"), "exec")("a"), "groups") is U


@pytest.mark.parametrize(
    ("body", "flags", "text"),
    [
        ("a/b", "", r"/a\/b/"),
        (r"a\/[/]", "mgi", r"/a\/[/]/gim"),
        ("", "", "/(?:)/"),
        ("\n", "", r"/\n/"),
    ],
)
def test_an_expression_writes_itself(body, flags, text):
    assert str(Regex(body, flags)) == text


@pytest.mark.parametrize(
    ("body", "flags", "told"),
    [
        ("(", "", "'\\(' without '\\)'"),
        ("a)", "", "'\\)' without '\\('"),
        ("[a", "", "'\\[' without"),
        ("+", "", "nothing to repeat"),
        ("(?<=a+)b", "", "no form in Python: look-behind requires fixed-width"),
        ("a", "x", "no flags 'x'"),
        ("a", "gg", "no flags 'gg'"),
    ],
)
def test_a_wrong_expression_is_told(body, flags, told):
    with pytest.raises(TemplateRuntimeError, match=told):
        Regex(body, flags)
