"""Tests of regular expressions that are compiled late."""

from __future__ import annotations

import copy
import marshal
import pickle
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sitewright
from sitewright.kernel.compiled import Compiled, with_atoms
from sitewright.kernel.regexes import _Later, regex


def late_ones() -> Iterator[tuple[str, _Later]]:
    for module in pkgutil.walk_packages(sitewright.__path__, "sitewright."):
        if not module.name.endswith("__main__"):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, _Later):
                    yield f"{module.name}.{name}", value


POSSESSIVE = [
    given
    for given in (late._given for _, late in late_ones())
    if isinstance(given[0], str) and with_atoms(given[0]) != given[0]
]


def test_all_of_them_can_be_compiled():
    names = [name for name, late in late_ones() if late.groups >= 0]
    assert len(names) > 100


@pytest.mark.parametrize("text", ["(a)|b", b"(a)|b"])
def test_one_is_what_re_makes_of_it(text):
    late, early = regex(text, re.IGNORECASE), re.compile(text, re.IGNORECASE)
    assert (late.pattern, late.flags, late.groups) == (text, early.flags, 1)
    given = text.upper()
    assert late.findall(given) == early.findall(given)
    assert late.sub(text[:0], given) == early.sub(text[:0], given)


def test_all_of_them_are_the_same_when_they_are_taken_out_of_what_was_kept():
    first, second = Compiled(), Compiled()
    given = [late._given for _, late in late_ones()]
    early = [first.expression(*some) for some in given]
    kept = marshal.loads(marshal.dumps(first.to_keep()))
    assert len(kept) > 100
    second.recall(kept)
    assert [second.expression(*some) for some in given] == early
    assert first.has_news
    assert not second.has_news
    assert second.to_keep() == kept


@pytest.mark.parametrize(
    ("text", "given", "found"),
    [
        (r"(?:ab?c)++", "aca", "ac"),
        (r"(?:ab?c)*+", "aca", "ac"),
        (r"(?:a(?:b|c)d){1,3}+", "abdacdac", "abdacd"),
        (r"(?:a|b c?d)*+", "ab db c", "ab d"),
        (r"(?:,a[bc]*d)?+", ",abc", ""),
    ],
)
def test_a_possessive_group_leaves_what_its_last_turn_could_not_end(text, given, found):
    assert regex(text).match(given)[0] == found


@pytest.mark.parametrize(
    ("text", "atomic"),
    [
        ("a(?:b|c)*+d", "a(?>(?:b|c)*)d"),
        ("(?P<a>(?:b(?:c)?+)++)", "(?P<a>(?>(?:b(?>(?:c)?))+))"),
        ("(a){2,}+(b){,3}+", "(?>(a){2,})(?>(b){,3})"),
        (r"(a)*(b)+?\(c\)*+[(](d)[^])*+]*+", r"(a)*(b)+?\(c\)*+[(](d)[^])*+]*+"),
        (r"(?:\)|[])])*+", r"(?>(?:\)|[])])*)"),
    ],
)
def test_possessive_groups_are_written_as_atomic_ones(text, atomic):
    assert with_atoms(text) == atomic


PIECES = [
    *"a1_ \t\n\\\"'`*|>-+:/?&=.,;~![](){}#%",
    *("<!--", "-->", "<a", ' b="c"', "](", "```", "\n\n", "{.a", "a{b}", "/a/", "url("),
]


@pytest.mark.skipif(sys.version_info < (3, 11, 5), reason="they find too much there")
@settings(max_examples=1_000)
@given(st.data(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_atomic_groups_find_what_possessive_ones_find(data, text):
    given, flags = data.draw(st.sampled_from(POSSESSIVE))
    early, atomic = (re.compile(it, flags) for it in (given, with_atoms(given)))
    found = [match.span() for match in atomic.finditer(text)]
    assert found == [match.span() for match in early.finditer(text)]


LIBRARIES = """
import re
import jinja2
from sitewright.kernel.compiled import Compiled

first, second = Compiled(), Compiled()
kept = first.to_keep()
before = dict(re._cache)
re.purge()
second.recall(kept)
for (kind, text, flags), found in re._cache.items():
    early = re._compiler.compile(text, flags)
    assert found == early == before[kind, text, flags], text
    assert (found.groups, found.groupindex) == (early.groups, early.groupindex), text
    assert re.compile(text, flags) is found, text
print(len(re._cache), jinja2.lexer.integer_re in re._cache.values())
"""


def test_expressions_of_libraries_are_the_same_when_they_are_kept():
    done = subprocess.run(
        [sys.executable, "-c", LIBRARIES], capture_output=True, text=True, check=True
    )
    count, is_there = done.stdout.split()
    assert int(count) > 20
    assert is_there == "True"


def test_expressions_of_others_are_not_kept(monkeypatch):
    module = ModuleType("hooks")
    module.OWN = re.compile("of a site's own")
    monkeypatch.setitem(sys.modules, "hooks", module)
    assert "of a site's own" not in str(Compiled().to_keep())


EARLY = """
import re
from sitewright.kernel.compiled import Compiled

first = Compiled()
re.compile("of the command line")
first.note()
re.compile("of a site's own")
kept = str(first.to_keep())
print("of the command line" in kept, "of a site's own" in kept)
"""


def test_expressions_of_the_command_line_are_kept():
    done = subprocess.run(
        [sys.executable, "-c", EARLY], capture_output=True, text=True, check=True
    )
    assert done.stdout == "True False\n"


SAMPLES = [
    ("(?P<a>x)|(?P<b>y)", 0, "xzy"),
    ("^.a$", re.MULTILINE | re.DOTALL, "\na\nba"),
    (rb"[^a-c\xe4]+", 0, b"abcdef"),
    ("[\u4e00-\u9fff\U0001f600]+(?i:Ä)", 0, "ä\u4e01\U0001f600ä"),
    (r"(?<!\\)(\w)\1{2,}+", re.ASCII, "aaa\\bbb ccc"),
]


@pytest.mark.parametrize(("text", "flags", "given"), SAMPLES)
def test_one_that_was_kept_finds_what_re_finds(text, flags, given):
    first, second = Compiled(), Compiled()
    early = first.expression(text, flags)
    second.recall(first.to_keep())
    late = second.expression(text, flags)
    assert not second.has_news
    assert (late.pattern, late.flags) == (early.pattern, early.flags)
    assert (late.groups, late.groupindex) == (early.groups, early.groupindex)
    found = [match.span() for match in late.finditer(given)]
    assert found == [match.span() for match in re.finditer(text, given, flags)] != []


@pytest.mark.parametrize(
    "kept", [(0, b"", 0, {}, (None,)), (0, b"abc", 0, {}, (None,)), (), None]
)
def test_what_the_engine_does_not_take_is_compiled(kept):
    expressions = Compiled()
    expressions.recall({("a+", 0): kept})
    assert expressions.expression("a+", 0).findall("baa") == ["aa"]
    assert expressions.has_news


def test_nothing_is_compiled_before_it_is_used():
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")


@pytest.mark.parametrize(
    "remake", [lambda it: pickle.loads(pickle.dumps(it)), copy.copy, copy.deepcopy]
)
def test_one_can_be_sent_to_another_process(remake):
    assert remake(regex("a+", re.IGNORECASE)).findall("Aab") == ["Aa"]
