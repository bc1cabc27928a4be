"""Where the variables of loops are seen; what is expected was printed by Nunjucks 3.2.4.

A compiled template keeps them in Python's variables where nothing looks into its frames
from elsewhere, and looks a name that it never binds up once. Nobody must see that.
"""

from __future__ import annotations

import json

import pytest

from support import outputs

DATA = {"xs": ["p", "q"], "ys": [1, 2], "obj": {"a": 1, "b": 2}}
PAIRS = {"pairs": [[1, 2], [3, 4]]}
OTHERS = {
    "inc": "[{{ e }}{{ loop.index }}]",
    "lib": "{% macro each(xs) %}{% for e in xs %}{{ caller() if caller }}{{ e }};"
    "{% endfor %}{% endmacro %}",
    "base": "{% for e in xs %}{% block b %}({{ e }}){% endblock %}{% endfor %}",
    "page": "{% if title %}is{% endif %}{% block b %}{% endblock %}"
    "{% if title %}is{% endif %}{{ title if title is string }}",
}
CASES = [
    pytest.param(
        "{% for e in xs %}{{ loop.index }}{{ e }}{% endfor %}{{ e }}",
        "1p2q",
        id="plain",
    ),
    pytest.param(
        "{% for e in xs %}{{ e }}{% for e in ys %}{{ e }}{% endfor %}{{ e }}{{ loop.index }}{% endfor %}",
        "p12p1q12q2",
        id="shadow",
    ),
    pytest.param(
        "{% for e in xs %}{% set e = e + '!' %}{{ e }}{% endfor %}{{ e }}",
        "p!q!",
        id="set in body",
    ),
    pytest.param(
        "{% for e in xs %}{{ v }}{% set v = e %}{% endfor %}{{ v }}",
        "p",
        id="set once, seen next",
    ),
    pytest.param(
        "{% set v = 0 %}{% for e in xs %}{% set v = v + 1 %}{% endfor %}{{ v }}",
        "2",
        id="set outside",
    ),
    pytest.param(
        "{% for e in xs %}{% set t %}<{{ e }}{{ loop.last }}>{% endset %}{{ t }}{% endfor %}",
        "&lt;pfalse&gt;&lt;qtrue&gt;",
        id="captured",
    ),
    pytest.param(
        "{% for e in xs %}{% filter upper %}{{ e }}{{ loop.index0 }}{% endfilter %}{% endfor %}",
        "P0Q1",
        id="filter block",
    ),
    pytest.param(
        "{% for e in xs %}{% include 'inc.njk' %}{% endfor %}", "[p1][q2]", id="include"
    ),
    pytest.param(
        "{% for k, e in obj %}{% include 'inc.njk' %}{% endfor %}",
        "[11][22]",
        id="include two",
    ),
    pytest.param(
        "{% for k, e in pairs %}{{ e }}{% include 'inc.njk' %}{% endfor %}",
        "2[1]4[2]",
        id="include taken apart",
    ),
    pytest.param(
        "{% for e in xs %}{{ e }}{% for e in [] %}{% else %}({{ e }}{{ loop.index }}){% endfor %}{% endfor %}",
        "p(1)q(2)",
        id="else",
    ),
    pytest.param(
        "{% for e in none %}{% else %}none{{ e }}{% endfor %}", "none", id="else outer"
    ),
    pytest.param(
        "{% macro m() %}{% for e in xs %}{{ caller() }}{% endfor %}{% endmacro %}{% call m() %}{{ e }}{{ x }},{% endcall %}",
        "p,q,",
        id="caller in own macro",
    ),
    pytest.param(
        "{% import 'lib.njk' as lib %}{% for x in xs %}{% call lib.each(ys) %}{{ x }}{{ e }}{% endcall %}{% endfor %}",
        "p1;p2;q1;q2;",
        id="caller elsewhere",
    ),
    pytest.param(
        "{% macro m(e, f=e) %}{% for e in ys %}{{ e }}{% endfor %}{{ e }}{{ f }}{% endmacro %}{% for e in xs %}{{ m(e) }}{{ m(1, 2) }}{% endfor %}",
        "12pp121212qq1212",
        id="macro arg",
    ),
    pytest.param(
        "{% macro m() %}<{{ e }}>{% endmacro %}{% for e in xs %}{{ m() }}{% endfor %}",
        "<><>",
        id="macro does not see",
    ),
    pytest.param(
        "{% for e in xs %}{% macro m() %}{{ e }}{% endmacro %}{{ m() }}{% endfor %}",
        "",
        id="macro in loop",
    ),
    pytest.param(
        "{% for e in xs %}{% import 'lib.njk' as e %}{{ e.each(ys) }}{% endfor %}",
        "1;2;1;2;",
        id="import as loop variable",
    ),
    pytest.param(
        "{% for e in xs %}{% if loop.first %}{% set first = loop %}{% endif %}{{ first.index }}{% endfor %}",
        "12",
        id="loop kept",
    ),
    pytest.param(
        "{% for a, b, c in pairs %}{{ a }}{{ b }}{{ c }}{% endfor %}",
        "1234",
        id="three names",
    ),
    pytest.param(
        "{% for k, v in obj %}{{ k }}{{ v }}{{ loop.length }}{% endfor %}",
        "a12b22",
        id="object",
    ),
    pytest.param(
        "{% for c in 'ab' %}{{ c }}{{ loop.revindex }}{% endfor %}", "a2b1", id="text"
    ),
    pytest.param(
        "{% asyncEach e in xs %}{{ e }}{{ loop.index }}{% endeach %}{% asyncAll e in xs %}{{ e }}{% endall %}",
        "p1q2pq",
        id="each",
    ),
    pytest.param(
        "{% for e in xs %}{% block b %}{{ e }}{{ loop.index }}{% endblock %}{% endfor %}",
        "p1q2",
        id="block in loop",
    ),
    pytest.param(
        "{% extends 'base.njk' %}{% block b %}{{ e }}{{ loop.index }}{{ super() }}{% endblock %}",
        "p1(p)q2(q)",
        id="child",
    ),
    pytest.param(
        "{% extends 'page.njk' %}{% block b %}{% macro title() %}T{% endmacro %}{% endblock %}",
        "is",
        id="macro of a block",
    ),
    pytest.param(
        "{% extends 'page.njk' %}{% block b %}{% from 'lib.njk' import each as title %}{% endblock %}",
        "is",
        id="import of a block",
    ),
    pytest.param(
        "{% extends 'page.njk' %}{% set title = 'mine' %}{% block b %}{{ title }}{% set title = 'x' %}{% endblock %}",
        "ismineismine",
        id="set at top",
    ),
    pytest.param(
        "{{ 0 or '' or e }}|{{ xs and 0 and 1 }}|{{ 1 == 1 and 'y' }}|{{ not xs or 2 < 1 }}",
        "|0|y|false",
        id="choice",
    ),
    pytest.param(
        "{% if 0 or '' or xs %}a{% endif %}{% if xs and none %}b{% elif 1 == 1 and 'x' in 'xy' and xs.length > 1 %}c{% endif %}{% if not (0 or '') and xs is defined %}d{% endif %}",
        "acd",
        id="if",
    ),
    pytest.param(
        "{% macro m(loop) %}{% for e in xs %}{{ loop }}{% endfor %}{% endmacro %}"
        "{{ m('L') }}",
        "LL",
        id="argument called loop",
    ),
    pytest.param(
        "{% for loop in [{k: 1}] %}{% for e in xs %}{{ loop.k }}{% endfor %}{% endfor %}",
        "11",
        id="variable called loop",
    ),
    pytest.param(
        "{% for e in xs %}{% filter upper %}{% for e in ys %}{{ e }}{{ loop.index }}"
        "{% endfor %}{{ e }}{% endfilter %}{% endfor %}",
        "1122P1122Q",
        id="loop in a filter block",
    ),
    pytest.param(
        "{% for e in xs %}{% for f in ys %}{{ loop.index }}{{ e }}{% else %}"
        "{{ loop.index }}{% endfor %}{{ loop.index }}{% for f in [] %}{% else %}"
        "{{ loop.index }}{% endfor %}{% endfor %}",
        "1p2p111q2q22",
        id="loop of the outer loop",
    ),
]


@pytest.mark.parametrize(("template", "expected"), CASES)
def test_variables_are_seen_where_nunjucks_shows_them(template, expected):
    others = {f"templates/{name}.njk": text for name, text in OTHERS.items()}
    files = {
        "content/index.md": "---\nlayout: main.njk\n---\n",
        "content/content.11tydata.json": json.dumps(DATA | PAIRS),
        "templates/main.njk": template,
    }
    assert outputs(others | files)["index.html"] == expected


def test_a_name_that_a_block_makes_is_seen_behind_it_and_not_before():
    template = (
        "{% extends 'page.njk' %}{% block b %}"
        "{% macro title() %}T{% endmacro %}{% endblock %}"
    )
    files = {
        "content/index.md": "---\nlayout: main.njk\n---\n",
        "templates/main.njk": template,
        "templates/page.njk": "<{{ title }}>{% block b %}{% endblock %}{{ title() }}",
    }
    assert outputs(files)["index.html"] == "<>T"


def test_a_hook_that_runs_what_it_is_given_may_look_at_a_loop():
    files = {
        "content/index.md": "---\nlayout: main.njk\nxs: [p, q]\n---\n",
        "hooks.py": (
            "from sitewright import hooks\n\n\n"
            "@hooks.filter\ndef run(value, work):\n    return work()\n"
        ),
        "templates/main.njk": (
            "{% macro m() %}{% for e in xs %}{{ e | run(caller) }}{% endfor %}"
            "{% endmacro %}{% call m() %}<{{ e }}>{% endcall %}"
        ),
    }
    assert outputs(files)["index.html"] == "<p><q>"
