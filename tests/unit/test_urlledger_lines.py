"""``urls.txt``: what is understood, what is reported where, and what is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitewright.kernel.reports import format_place
from sitewright.kernel.urls import path_problem
from sitewright.model.document import Source
from sitewright.model.urlledger import Entry, State, UrlLedger, key_of
from sitewright.stages.urlledger.lines import (
    format_ledger,
    format_url,
    read_ledger,
    written_problem,
)

HEAD = """\
# Sitewright URL ledger, version 1
# Every address that this site has had. live: published; moved: redirected;
# gone: removed on purpose. 'sitewright ledger accept' keeps it up to date.

"""


def read(text: str) -> UrlLedger:
    ledger, findings = read_ledger(Source("urls.txt", text))
    assert findings == ()
    return ledger


def entries(ledger: UrlLedger) -> list[tuple[str, str]]:
    return [(entry.state.value, entry.url) for entry in ledger.entries]


def found(text: str) -> list[str]:
    _, findings = read_ledger(Source("urls.txt", text))
    return [
        f"{item.severity} {item.code} {format_place(item.span)}+{item.span.width} "
        f"{item.message}"
        for item in findings
    ]


def test_states_comments_and_blank_lines_are_read():
    text = "# mine\n\nlive /\n\n  live\t/a/  # why\n\nmoved /b.html\ngone  /c/ \n"
    ledger = read(text)
    assert entries(ledger) == [
        ("live", "/"),
        ("live", "/a/"),
        ("moved", "/b.html"),
        ("gone", "/c/"),
    ]
    assert ledger.top == ("# mine",)
    assert ledger.entries[1].comment == "# why"
    assert format_place(ledger.entries[1].span) == "urls.txt:5:8"


def test_addresses_are_read_encoded_or_not():
    ledger = read("live /a%20b/\nlive /caf%C3%A9/?p=1&b=c.d\nlive /über/\n")
    found = [entry.url for entry in ledger.entries]
    assert found == ["/a b/", "/café/?p=1&b=c.d", "/über/"]
    written = format_ledger(ledger).split("\n")[4:-1]
    assert written == ["live  /a%20b/", "live  /café/?p=1&b=c.d", "live  /über/"]


@pytest.mark.parametrize(
    ("line", "report"),
    [
        ("/a/", "2:1+3 this is not a state and an address"),
        ("live", "2:1+4 this is not a state and an address"),
        ("  live /a/ /b/", "2:3+12 this is not a state and an address"),
        ("live\u00a0/a/", "2:1+8 this is not a state and an address"),
        ("lvie /a/", "2:1+4 'lvie' is not a state"),
        ("Live /a/", "2:1+4 'Live' is not a state"),
        ("live  a/", "2:7+2 'a/' is not an address of this site: it does not start"),
        ("live https://x.org/", "2:6+14 'https://x.org/' is not an address of this"),
        ("live /a/#b", "2:6+5 '/a/#b' is not an address of this site: it has a frag"),
        ("live /?p", "2:6+3 '/?p' is not an address of this site: its query must"),
        ("live /?p=1?", "2:6+6 '/?p=1?' is not an address of this site: its query m"),
        ("live /a/../b/", "2:6+8 '/a/../b/' is not an address of this site: it climbs"),
        ("live //b/", "2:6+4 '//b/' is not an address of this site: it starts with"),
        ("live /%ff", "2:6+4 '/%ff' is not an address of this site: its percent"),
        ("live /%0a", "2:6+4 '/%0a' is not an address of this site: it contains"),
        ("<<<<<<< HEAD", "2:1+7 a merge conflict was left in here"),
        ("=======", "2:1+7 a merge conflict was left in here"),
        (">>>>>>> branch", "2:1+7 a merge conflict was left in here"),
    ],
)
def test_a_bad_line_is_an_error_at_its_place(line, report):
    (only,) = found(f"live /\n{line}\nlive /z/\n")
    assert only.startswith(f"error URL011 urls.txt:{report}")


def test_a_bad_line_hides_no_other():
    ledger, findings = read_ledger(Source("urls.txt", "x /a/\nlive /b/\ny /c/\n"))
    assert entries(ledger) == [("live", "/b/")]
    assert [item.span.line for item in findings] == [1, 3]


@pytest.mark.parametrize("second", ["/a/", "/a", "/a/index.html", "/%61/"])
def test_one_address_twice_in_one_state_is_a_warning(second):
    (only,) = found(f"live /a/\nlive {second}\n")
    assert only.startswith("warning URL012 urls.txt:2:6")


@pytest.mark.parametrize("states", [("gone", "live"), ("live", "gone")])
def test_one_address_in_two_states_is_an_error_and_the_stronger_counts(states):
    text = f"\n# zero\n{states[0]} /a/ # one\n# two\n{states[1]} /a/\n"
    ledger, findings = read_ledger(Source("urls.txt", text))
    assert [(f.severity.value, f.code) for f in findings] == [("error", "URL012")]
    assert entries(ledger) == [("live", "/a/")]
    assert ledger.entries[0].above == ("# zero", "# two")
    assert ledger.entries[0].comment == "# one"


def test_letter_case_makes_another_address():
    assert len(read("live /A/\nlive /a/\n").entries) == 2


def test_only_the_first_line_out_of_order_is_reported():
    assert found("live /b/\nlive /a/\nlive /c/\nlive /aa/\n") == [
        "warning URL013 urls.txt:2:6+3 '/a/' is out of order, behind '/b/'"
    ]


@pytest.mark.parametrize("version", ["2", "1.5", "", "x"])
def test_another_version_is_an_error(version):
    text = HEAD.replace("version 1", f"version {version}")
    (only,) = found(text)
    assert only.startswith("error URL014 urls.txt:1")


def test_lines_are_written_sorted_by_code_point():
    ledger = read("gone /b/\n")
    urls = ["/é/", "/a/", "/Z/", "/a b/", "/", "/100%/", "/a/\u202e/", "/a/b.pdf"]
    more = tuple(Entry(url, State.LIVE) for url in urls)
    written = format_ledger(UrlLedger((*ledger.entries, *more)))
    assert written == HEAD + (
        "live  /\nlive  /100%25/\nlive  /Z/\nlive  /a%20b/\nlive  /a/\n"
        "live  /a/%E2%80%AE/\nlive  /a/b.pdf\ngone  /b/\nlive  /é/\n"
    )


def test_comments_stay_with_their_lines():
    text = "# top\n\n# about b\n# more\nlive /b/\nlive /a/ #why\n# end\n"
    ledger, _ = read_ledger(Source("urls.txt", text))
    assert format_ledger(ledger) == HEAD.replace("\n\n", "\n# top\n\n") + (
        "live  /a/  #why\n# about b\n# more\nlive  /b/\n# end\n"
    )


def test_a_merge_of_both_sides_is_understood():
    # What `merge=union` makes of two branches: all lines of both, one after the other.
    text = HEAD + "live  /a/\nlive  /c/\nlive  /d/\nlive  /b/\nlive  /d/\n"
    ledger, findings = read_ledger(Source("urls.txt", text))
    assert {item.severity.value for item in findings} == {"warning"}
    assert format_ledger(ledger) == HEAD + "".join(
        f"live  /{name}/\n" for name in "abcd"
    )


URLS = (
    st.text(
        st.characters(
            codec="utf-8", exclude_characters="\\?#", exclude_categories=["Cc"]
        )
    )
    .map(lambda text: f"/{text}")
    .filter(lambda url: not path_problem(url))
)
LEDGERS = st.dictionaries(URLS, st.sampled_from(State)).map(
    lambda states: UrlLedger(
        tuple(
            {key_of(url): Entry(url, state) for url, state in states.items()}.values()
        )
    )
)


@given(LEDGERS)
def test_what_is_written_is_read_back(ledger):
    text = format_ledger(ledger)
    again = read(text)
    assert sorted(entries(again)) == sorted(entries(ledger))
    assert format_ledger(again) == text
    assert text.isprintable() or set(text) - {"\n"} == {
        letter for letter in text if letter.isprintable()
    }


@given(URLS)
def test_a_written_address_is_one_word(url):
    written = format_url(url)
    assert written.split() == [written]
    assert written_problem(written) == ""


@given(st.text())
def test_whatever_stands_there_is_read_and_rewritten_once(text):
    ledger, _ = read_ledger(Source("urls.txt", text))
    written = format_ledger(ledger)
    again, findings = read_ledger(Source("urls.txt", written))
    assert findings == ()
    assert format_ledger(again) == written
