"""How one build goes through its stages, and what it says in which order."""

from __future__ import annotations

import pytest

from sitewright.engine.ledger import Ledger
from sitewright.engine.run import Run
from sitewright.kernel.diagnostics import error, warning
from sitewright.model.facts import Facts


def shout(name: str) -> tuple[str, tuple[object, ...]]:
    return name.upper(), (warning("X001", name),)


def messages(run: Run) -> list[str]:
    return [found.message for found in run.findings]


def test_a_run_gathers_findings_in_the_order_of_its_stages():
    run = Run(Ledger())
    assert run.one("first", shout, "c") == "C"
    assert run.each("second", shout, {"k": ("b",), "l": ("a",)}) == {"k": "B", "l": "A"}
    assert run.follow("third", lambda _, name: shout(name), {"k": "e"}) == {"k": "E"}
    assert run.traced("fourth", lambda _, name: shout(name), {"m": "d"}, Facts({})) == {
        "m": "D"
    }
    assert messages(run) == ["c", "b", "a", "e", "d"]


def test_whoever_follows_does_again_what_is_new_and_says_all_again():
    ledger, runs = Ledger(), []
    for source in (
        {"x": "a", "y": "b"},
        {"x": "a", "y": "c"},
        {"x": "a", "y": "c"},
        {"y": "c"},
        {"x": "a", "y": "c"},
    ):
        ledger.begin()
        run = Run(ledger)
        results = run.follow("s", lambda _, name: shout(name), source)
        assert results == {key: name.upper() for key, name in source.items()}
        assert messages(run) == list(source.values())
        runs.append(ledger.ran["s"])
    assert runs == [2, 1, 0, 0, 1]


def test_whoever_follows_notices_what_is_shared():
    ledger = Ledger()
    for suffix in ("!", "?"):
        results = Run(ledger).follow(
            "s",
            lambda key, value, suffix: (key + value + suffix, ()),
            {"x": "a"},
            suffix,
        )
        assert results == {"x": f"xa{suffix}"}


def test_results_are_the_very_same_if_nothing_has_changed():
    ledger, source = Ledger(), {"x": "a"}
    one = Run(ledger).follow("s", lambda _, name: shout(name), source)
    other = Run(ledger).follow("s", lambda _, name: shout(name), dict(source))
    assert other is one
    one = Run(ledger).each("t", shout, {"k": ("a",)})
    assert Run(ledger).each("t", shout, {"k": ("a",)}) is one


def tell(run: Run, names: str) -> tuple[object, ...]:
    """A chapter: each name is a stage."""
    return tuple(run.one(name, shout, name) for name in names)


def test_a_chapter_is_told_again_only_if_something_has_changed():
    ledger, told = Ledger(), []
    for names in ("ab", "ab", "bc"):
        run = Run(ledger)
        run.one("before", shout, "z")
        told.append(run.chapter("story", tell, names))
        run.one("after", shout, "y")
        assert messages(run) == ["z", *names, "y"]
    assert told == [("A", "B"), ("A", "B"), ("B", "C")]
    assert told[0] is told[1]
    assert ledger.ran == {"before": 1, "story": 2, "a": 1, "b": 1, "c": 1, "after": 1}


def fail(run: Run, code: str) -> None:
    """A chapter with a stage that makes values for others, and one that uses them."""
    with run.making_values():
        run.one("maker", lambda code: (None, (error(code, "lost"),)), code)
    run.one("user", shout, "misses it")


def test_what_may_come_of_a_failure_is_left_out_whether_or_not_a_chapter_is_told():
    ledger = Ledger()
    for _ in range(2):
        run = Run(ledger)
        run.one("before", shout, "first")
        assert not run.is_doubtful
        run.chapter("story", fail, "X002")
        run.one("after", shout, "misses it, too")
        assert [found.message for found in run.causes] == ["first", "lost"]


def test_a_chapter_that_fails_is_told_again():
    ledger = Ledger()
    with pytest.raises(ZeroDivisionError):
        Run(ledger).chapter("story", lambda _, number: 1 / number, 0)
    assert Run(ledger).chapter("story", lambda _, number: number, 0) == 0


def test_only_readers_of_what_has_changed_are_looked_at():
    ledger, asked = Ledger(), []
    values = {"a": 1, "b": 2}

    def find(name: str) -> int:
        asked.append(name)
        return values[name]

    facts, inputs = Facts({}, {"v": find}), {"x": "v:a", "y": "v:b"}

    def read(reader, name):
        return reader.read(name), ()

    assert Run(ledger).traced("s", read, inputs, facts) == {"x": 1, "y": 2}
    asked.clear()
    values["b"] = 3
    facts.renew({"v": find}, ["v:b"])
    assert Run(ledger).traced("s", read, inputs, facts, ["v:b"]) == {"x": 1, "y": 3}
    assert asked == ["b"]


def test_tasks_may_be_run_in_another_order_than_their_results_have():
    done = []

    def note(_reader, given):
        done.append(given)
        return given, ()

    def backwards(todo):
        yield from [*todo][::-1]

    given = {"x": 1, "y": 2}
    results = Run(Ledger()).traced("s", note, given, Facts({}), in_turn=backwards)
    assert done == [2, 1]
    assert list(results.items()) == [("x", 1), ("y", 2)]


def test_whoever_follows_takes_a_value_as_it_is_if_there_is_nothing_to_do():
    ledger = Ledger()
    for word, result, said in (("a", "A", ["a"]), ("B", "B", []), ("c", "C", ["c"])):
        run = Run(ledger)
        results = run.follow(
            "s", lambda _, name: shout(name), {"x": word}, needs=str.islower
        )
        assert dict(results) == {"x": result}
        assert messages(run) == said


def test_whoever_follows_is_given_what_is_beside():
    ledger = Ledger()
    for beside, result in (({"x": "1"}, "A1"), ({"x": "2", "y": "3"}, "A2")):
        results = Run(ledger).follow(
            "s", lambda _, a, b: shout(a + b), {"x": "a"}, beside=beside
        )
        assert dict(results) == {"x": result}


def test_all_findings_are_arranged_but_those_that_may_come_of_others():
    ledger = Ledger()

    def arrange(word, *, is_for_others):
        run = Run(ledger)
        failed = lambda: (None, (error("X001", "a"),))  # noqa: E731
        if is_for_others:
            with run.making_values():
                run.one("first", failed)
        else:
            run.one("first", failed)
        run.one("second", shout, word)
        arranged = run.arrange()
        return [
            [item.message for item in some]
            for some in (arranged.findings, arranged.news)
        ]

    assert arrange("b", is_for_others=False) == [["a", "b"], ["a", "b"]]
    assert arrange("b", is_for_others=False) == [["a", "b"], []]
    assert arrange("b", is_for_others=True) == [["a"], []]
    assert arrange("c", is_for_others=False) == [["a", "c"], ["c"]]
