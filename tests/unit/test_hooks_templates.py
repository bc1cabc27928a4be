"""Filters, tests, functions and shortcodes of a site's own, in its templates."""

from __future__ import annotations

import pytest

from sitewright.engine.ledger import Ledger
from support import build, outputs, report

HOOKS = """
from sitewright import hooks

@hooks.filter
def shout(text, times=1):
    return text.upper() + "!" * times

@hooks.filter("title")
def own_title(text):
    return "T:" + text

@hooks.filter
def each(text):
    yield from text

@hooks.test
def external(url):
    return url.startswith("http")

@hooks.function
def add(a, b=1):
    return a + b

@hooks.function
def bold(text):
    return hooks.Markup("<b>{}</b>").format(text)

@hooks.function
def nothing():
    pass

@hooks.function
def stop():
    raise StopIteration

@hooks.function
def deep(levels=40):
    return deep(levels - 1) if levels else ""

@hooks.function
def odd(sign=object()):
    pass

class Thing:
    def fail(self, call=None):
        return call() if call else 1 / 0

@hooks.function
def thing():
    return Thing()

@hooks.paired_shortcode
def text(inner):
    return "a < b"

@hooks.function
def use(call):
    return call()

hooks.add_global("social", {"Mastodon": "https://example.social"})

@hooks.shortcode
def show(*given, **named):
    return f"{list(map(str, given))} {named}".replace("'", "")

@hooks.shortcode
def plain(text):
    return text

@hooks.paired_shortcode
def box(inner, kind="note", name=""):
    return hooks.Markup('<p class="{}">{}</p>').format(kind, inner)

@hooks.paired_shortcode
def hide(inner):
    if not isinstance(inner, hooks.Markup):
        raise TypeError
"""


def files(template: str, text: str = "") -> dict[str, str]:
    return {
        "hooks.py": HOOKS,
        "templates/page.html": template,
        "content/p.md": f"---\nlayout: page.html\ntitle: a & b\n---\n{text}\n",
    }


def shown(template: str) -> str:
    return outputs(files(template))["p/index.html"]


def fault(template: str) -> str:
    return report(build(files(template)), {}).split("\n")[0]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ 'a' | shout }}", "A!"),
        ("{{ title | shout(times=2) }}", "A &amp; B!!"),
        ("{{ ['a', 'b'] | map('shout') | join(' ') }}", "A! B!"),
        ("{{ 'ab' | each | join('-') }}", "a-b"),
        ("{{ 'x' | title }}", "T:x"),
        ("{{ 'http:' is external }} {{ '/' is external }}", "True False"),
        ("{{ ['http:', '/'] | select('external') | list | length }}", "1"),
        ("{{ add(1) }} {{ add(1, b=2) }}", "2 3"),
        ("{{ bold(title) }}", "<b>a &amp; b</b>"),
        ("[{{ nothing() }}]", "[]"),
        ("{{ social.Mastodon }}", "https://example.social"),
        (
            "{% macro m() %}{{ social.Mastodon | shout }}{% endmacro %}{{ use(m) }}",
            None,
        ),
    ],
)
def test_templates_use_hooks(template, text):
    assert shown(template) == (text or "HTTPS://EXAMPLE.SOCIAL!")


def test_a_value_of_the_pages_own_comes_before_a_global_one():
    given = files("{{ social }}")
    given["content/p.md"] = "---\nlayout: page.html\nsocial: none of yours\n---\n"
    assert outputs(given)["p/index.html"] == "none of yours"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("show", "[] {}"),
        ("show 1, 'b'", "[1, b] {}"),
        ("show 1 'b' title", "[1, b, a &amp; b] {}"),
        ("show 'a' 'b' 'c' ~ 'd'", "[a, b, cd] {}"),
        ("show 'a', x=1, y=add(2)", "[a] {x: 1, y: 3}"),
        ("show x=1 y='2',", "[] {x: 1, y: 2}"),
        ("show 1 if title else 2", "[1] {}"),
        ("show page.url | shout", "[/P/!] {}"),
        ("show name='n' caller='c' self='s'", "[] {name: n, caller: c, self: s}"),
        ("- show 1 -", "[1] {}"),
        ("plain 'a < b'", "a &lt; b"),
        ("plain 5", "5"),
        ("plain none", ""),
    ],
)
def test_a_tag_takes_values_with_and_without_names(tag, text):
    assert shown("{%" + tag + "%}" if tag[0] == "-" else "{% " + tag + " %}") == text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        (
            "{% box %}<i>{{ title }}</i>{% endbox %}",
            '<p class="note"><i>a &amp; b</i></p>',
        ),
        ("{% box 'x<', name='n' %}{% endbox %}", '<p class="x&lt;"></p>'),
        (
            "{% box 'a' %}{% box 'b' %}{% show %}{% endbox %}{% endbox %}",
            '<p class="a"><p class="b">[] {}</p></p>',
        ),
        ("[{% hide %}x{% endhide %}]", "[]"),
        ("{% text %}{% endtext %}", "a &lt; b"),
        (
            "{% for i in [1, 2] %}{% box i %}{{ loop.index }}{% endbox %}{% endfor %}",
            '<p class="1">1</p><p class="2">2</p>',
        ),
        (
            "{% filter upper %}{% box %}x{% endbox %}{% endfilter %}",
            '<P CLASS="NOTE">X</P>',
        ),
    ],
)
def test_a_pair_of_tags_wraps_what_is_between_them(template, text):
    assert shown(template) == text


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{% show , 1 %}", "error[TPL003]: unexpected ','"),
        ("{% show a= %}", "error[TPL003]: unexpected 'end"),
        ("{% endbox %}", "error[TPL003]: encountered unknown tag 'endbox'"),
        ("{% box %}{% endhide %}", "error[TPL003]: encountered unknown tag 'endhide'"),
        (
            "{% box 1, 2, 3 %}{% endbox %}",
            "error[HOOK009]: paired shortcode 'box' takes",
        ),
        ("{{ add() }}", "error[HOOK009]: function 'add' missing 1 required"),
        ("{{ add('a', 1) }}", "error[HOOK008]: function 'add' failed: TypeError"),
        ("{{ stop() }}", "error[HOOK008]: function 'stop' failed: StopIteration"),
        ("{{ nothing.__globals__ }}", "error[TPL00"),
        ("{{ titel is external }}", "error[TPL005]: 'titel' is not defined"),
        ("{% plain titel %}", "error[TPL005]: 'titel' is not defined"),
        (
            "{% macro m() %}{{ 1 / 0 }}{% endmacro %}{{ use(m) }}",
            "error[TPL008]: ZeroDivisionError: division by zero",
        ),
        (
            "{% macro m() %}{{ add('a') }}{% endmacro %}{{ use(m) }}",
            "error[HOOK008]: function 'add' failed: TypeError",
        ),
        (
            "{% macro m() %}{{ titel }}{% endmacro %}{{ use(m) }}",
            "error[TPL005]: 'titel' is not defined",
        ),
        (
            "{{ thing().fail() }}",
            "error[HOOK008]: the site's own Python failed: ZeroDivisionError",
        ),
        (
            "{% macro m() %}{{ thing().fail() }}{% endmacro %}{{ use(m) }}",
            "error[HOOK008]: function 'use' failed: ZeroDivisionError",
        ),
        (
            "{% macro m() %}{{ 1 / 0 }}{% endmacro %}{{ thing().fail(m) }}",
            "error[TPL008]: ZeroDivisionError: division by zero",
        ),
        (
            "{% macro m() %}{{ deep() }}{{ m() }}{% endmacro %}{{ m() }}",
            "error[TPL006]: templates call one another without end",
        ),
        (
            "{% macro m(x) %}{{ m(x | shout) }}{% endmacro %}{{ m('a') }}",
            "error[TPL006]: templates call one another without end",
        ),
    ],
)
def test_what_goes_wrong_is_said_of_the_one_at_fault(template, says):
    assert fault(template).startswith(says)


def test_a_default_without_a_form_is_not_written_out():
    text = report(build(files("{{ odd(1, 2) }}")), {})
    assert "= help: it takes (sign=…)" in text


def test_the_line_of_a_tag_is_right_below_others():
    text = report(
        build(files("{% show 1,\n 2 %}\n\n{% box %}\n\n{{ add() }}{% endbox %}")), {}
    )
    assert "templates/page.html:6" in text


def test_a_fault_of_many_pages_is_said_once():
    given = files("{{ add() }}")
    given |= {
        "content/q.md": given["content/p.md"],
        "content/r.md": given["content/p.md"],
    }
    assert [item.code for item in build(given).findings] == ["HOOK009"]


def test_an_interruption_passes():
    given = files("{{ leave() }}")
    given["hooks.py"] += "@hooks.function\ndef leave(): raise KeyboardInterrupt\n"
    with pytest.raises(KeyboardInterrupt):
        build(given)


def test_an_exit_does_not():
    given = files("{{ leave() }}")
    given["hooks.py"] += "@hooks.function\ndef leave(): raise SystemExit(0)\n"
    assert [item.code for item in build(given).findings] == ["HOOK008"]


def test_a_build_knows_when_hooks_have_changed():
    ledger, given = Ledger(), files("{{ 'a' | shout }}")
    build(given, ledger)
    build(given, ledger)
    assert ledger.ran["render"] == 0
    given["hooks.py"] = HOOKS.replace("upper", "lower")
    result = build(given, ledger)
    assert ledger.ran["render"] == 1
    assert result == build(given)
