"""For any type and any values, a build and the schema for editors say the same."""

from __future__ import annotations

import json
from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import faults_by
from sitewright.model.config import SiteConfig
from sitewright.model.data import Data
from sitewright.model.document import Source
from sitewright.model.pagetype import KINDS, LISTS, NUMBERS, REFERENCES, TEXTS, Field
from sitewright.stages.config import read_config
from sitewright.stages.pages.page import make_page
from sitewright.stages.schemas.frontmatter import describe_type
from sitewright.stages.schemas.settings import describe_settings
from sitewright.stages.types.checking import check_page

WORDS = st.sampled_from(
    [
        "",
        "a",
        "aa",
        "ab",
        "b1",
        "/a/",
        "#a",
        "tel:1",
        "2024-05-01",
        "12",
        "é",
        "\U0001f600",
    ]
)
NUMBER = st.integers(-2, 4) | st.sampled_from([0.0, 1.0, 1.5, -0.5])
SCALARS = WORDS | NUMBER | st.booleans() | st.none()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["x", "y", "z"]), inner, max_size=3)
    ),
    max_leaves=6,
)
LENGTHS = st.none() | st.integers(0, 3)
FLAGS = {"is_required": st.booleans()}
BOUNDS = {"least": LENGTHS, "most": LENGTHS}


def fields_of(inner):
    of_names = st.dictionaries(st.sampled_from(["x", "y"]), inner, max_size=2)
    return st.builds(
        Field, st.sampled_from(LISTS), item=st.none() | inner, **FLAGS, **BOUNDS
    ) | st.builds(
        Field,
        st.just("mapping"),
        fields=of_names,
        is_closed=st.booleans(),
        **FLAGS,
    )


SIMPLE = (
    st.builds(
        Field,
        st.sampled_from(TEXTS),
        enum=st.just(()) | st.lists(WORDS, min_size=1, max_size=3).map(tuple),
        pattern=st.sampled_from(["", "a+", "a|b1", "[a-z]*"]),
        **FLAGS,
        **BOUNDS,
    )
    | st.builds(
        Field,
        st.sampled_from(NUMBERS),
        enum=st.just(()) | st.lists(NUMBER, min_size=1, max_size=3).map(tuple),
        **FLAGS,
        **BOUNDS,
    )
    | st.builds(Field, st.sampled_from(("boolean", "date", *REFERENCES)), **FLAGS)
    | st.builds(
        Field,
        st.just("any"),
        enum=st.just(()) | st.lists(SCALARS, min_size=1, max_size=3).map(tuple),
        **FLAGS,
    )
)
FIELDS = st.recursive(SIMPLE, fields_of, max_leaves=4)
TYPES = st.builds(
    Field,
    st.just("mapping"),
    fields=st.dictionaries(st.sampled_from(["a", "b"]), FIELDS, min_size=1),
    is_closed=st.booleans(),
)


@settings(max_examples=400)
@given(TYPES, st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES))
def test_the_schema_of_a_type_says_what_a_build_says(kind, values):
    values = {"type": "page", **values}
    data = Data("content/a.md", values, {})
    page, _ = make_page(data, SiteConfig("site.yaml"))
    _, found = check_page("", page, data, {"page": kind}, {})
    errors = [item for item in found if item.severity == "error"]
    faults = faults_by(describe_type("page", kind, ()), values)
    assert bool(errors) == bool(faults), (errors, faults)


@given(st.datetimes())
def test_every_time_that_yaml_reads_is_a_date_in_both(moment):
    kind = Field("mapping", fields={"a": Field("date")})
    values = {"type": "page", "a": moment.replace(tzinfo=UTC)}
    data = Data("content/a.md", values, {})
    page, _ = make_page(data, SiteConfig("site.yaml"))
    assert check_page("", page, data, {"page": kind}, {})[1] == ()
    assert faults_by(describe_type("page", kind, ()), values) == []


NAMES = st.sampled_from(
    [
        *("a", "b", "fields", "kind", "of", "enum", "min", "max", "pattern"),
        *("required", "extends", "closed", "description", "tags", "date", "toc"),
    ]
)
WRITTEN = st.recursive(
    SCALARS | NAMES | st.sampled_from([*KINDS, "[", ".inf"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(NAMES, st.dictionaries(NAMES, WRITTEN, max_size=4) | WRITTEN),
    st.dictionaries(NAMES, VALUES),
)
def test_no_types_raise_and_those_that_are_read_can_be_described(types, values):
    text = json.dumps({"title": "A", "url": "https://a.example", "types": types})
    config, findings = read_config(Source("site.yaml", text))
    assert config or findings
    for item in findings:
        assert item.span
        assert item.span.line == 1
    if config:
        assert faults_by(describe_settings(), json.loads(text)) == []
    for name, kind in config.types.items() if config else ():
        data = Data("content/a.md", {**values, "type": name}, {})
        page, more = make_page(data, config)
        _, found = check_page("", page, data, config.types, {})
        if not (found or more):
            assert faults_by(describe_type(name, kind, ()), data.values) == []
