"""Tests of regular expressions that are compiled late."""

from __future__ import annotations

import copy
import pickle
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

import sitewright
from sitewright.kernel.regexes import _Later, regex


def late_ones() -> Iterator[tuple[str, _Later]]:
    for module in pkgutil.walk_packages(sitewright.__path__, "sitewright."):
        if not module.name.endswith("__main__"):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, _Later):
                    yield f"{module.name}.{name}", value


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


def test_nothing_is_compiled_before_it_is_used():
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")


@pytest.mark.parametrize(
    "remake", [lambda it: pickle.loads(pickle.dumps(it)), copy.copy, copy.deepcopy]
)
def test_one_can_be_sent_to_another_process(remake):
    assert remake(regex("a+", re.IGNORECASE)).findall("Aab") == ["Aa"]
