"""The JSON Schemas for editors say what a build says."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from schemas import faults_by
from sitewright.model.build import Options
from sitewright.model.config import FeedConfig
from sitewright.model.data import KNOWN
from sitewright.model.document import Source
from sitewright.pipeline.schemas import build_schema
from sitewright.stages import config
from sitewright.stages.config.cards import CARD_KEYS
from sitewright.stages.config.checks import CHECK_KEYS
from sitewright.stages.config.collections import COLLECTION_KEYS
from sitewright.stages.config.contrast import USES
from sitewright.stages.config.images import IMAGE_KEYS
from sitewright.stages.config.security import SECURITY_KEYS
from sitewright.stages.config.securitytext import SECURITY_TEXT_KEYS
from sitewright.stages.config.site import PATH_KEYS
from sitewright.stages.config.types import FIELD_KEYS, KEYS_OF_KINDS, TYPE_KEYS
from sitewright.stages.frontmatter import split_document
from sitewright.stages.pages.entry import NAVIGATION_KEYS
from sitewright.stages.pagination import KEYS as PAGINATION_KEYS
from sitewright.stages.schemas import frontmatter, settings
from sitewright.yamlcore import read_yaml
from support import CONFIG, NOW, build, read_cases, workspace_of
from website import files, website

FOLDER = Path(__file__).parents[1]
CASES = [*read_cases(FOLDER / "golden"), *read_cases(FOLDER / "faults")]


def schema_of(site, name=""):
    made, findings = build_schema(workspace_of(site), Options(now=NOW), name)
    assert made is not None, findings
    return made


@pytest.mark.parametrize(
    ("described", "read"),
    [
        (settings.KEYS, config.KEYS),
        (settings.PATHS, (*PATH_KEYS, "passthrough")),
        (settings.MARKDOWN, config.MARKDOWN_KEYS),
        (settings.IMAGES, IMAGE_KEYS),
        (settings.CHECK, CHECK_KEYS),
        (settings.CONTRAST, ("on", *USES)),
        (settings.CARDS, CARD_KEYS),
        (settings.FEED, [field.name for field in fields(FeedConfig)]),
        (settings.SECURITY, SECURITY_KEYS),
        (settings.SECURITY_TEXT, SECURITY_TEXT_KEYS),
        (settings.ENTRY, config.ENTRY_KEYS),
        (settings.COLLECTION, COLLECTION_KEYS),
        (settings.TYPE, TYPE_KEYS),
        (settings.FIELD, FIELD_KEYS),
        (settings.OF_KINDS, KEYS_OF_KINDS),
        *((settings.OF_KINDS[kind], keys) for kind, keys in KEYS_OF_KINDS.items()),
        (frontmatter.KEYS, (*KNOWN, "eleventyComputed", "pagination")),
        (frontmatter.NAVIGATION, NAVIGATION_KEYS),
        (frontmatter.PAGINATION, PAGINATION_KEYS),
    ],
)
def test_every_key_is_described_and_no_other(described, read):
    assert sorted(described) == sorted(read)
    assert all(described.values())


@pytest.mark.parametrize(
    "path", [p for p in files() if p.startswith("content/") and p.endswith(".md")]
)
def test_every_page_of_the_website_is_valid(path):
    document, _ = split_document(Source(path, files()[path]))
    page = next(it for it in website().site.pages if it.path == path)
    schema = schema_of(files(), page.data["type"])
    assert faults_by(schema, document.head.fields) == []
    assert faults_by(schema_of(files()), document.head.fields) == []


def test_the_settings_of_the_website_are_valid():
    head, _ = read_yaml(files()["site.yaml"], "site.yaml")
    assert faults_by(schema_of(files(), "site.yaml"), head.fields) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_schema_refuses_what_a_build_accepts(case):
    """Of all sites in the tests, what has no error at a place is valid."""
    sources = {"site.yaml": CONFIG} | case.sources
    broken = {it.span.path for it in build(sources).findings if it.span}
    settings_of, _ = read_yaml(sources["site.yaml"], "site.yaml")
    if "site.yaml" not in broken:
        assert faults_by(settings.describe_settings(), settings_of.fields) == []
    for path, text in sources.items():
        if path.startswith("content/") and path.endswith(".md") and path not in broken:
            document, _ = split_document(Source(path, text))
            if document:
                pages = frontmatter.describe_pages(())
                assert faults_by(pages, document.head.fields) == [], path


BROKEN = [
    case.name
    for case in CASES
    if case.name.startswith(("CFG001", "CFG003", "CFG004-no", "CFG002-types"))
]


@pytest.mark.parametrize("name", BROKEN)
def test_broken_settings_are_invalid(name):
    case = next(it for it in CASES if it.name == name)
    head, _ = read_yaml(case.sources["site.yaml"], "site.yaml")
    assert faults_by(settings.describe_settings(), head.fields)


TYPES = (
    CONFIG
    + """
types:
  page:
    closed: true
    fields:
      title: {kind: text, required: true, max: 5}
      tags: {kind: list, max: 2, of: {kind: text, enum: [a, b, c]}}
      code: {kind: text, pattern: 'a+|b'}
      rating: {kind: integer, min: 1, max: 5}
      opens: date
      link: url
      live: boolean
      people: {kind: one-or-list, of: {kind: mapping, fields: {name: {kind: text, required: true}}}}
      eleventyNavigation: {kind: mapping, fields: {order: integer}}
"""
)


@pytest.mark.parametrize(
    ("front_matter", "is_fine"),
    [
        ("title: Short", True),
        ("title: Longer", False),
        ("title: ''", False),
        ("title:", False),
        ("title: 5", False),
        ("title: A\ntags: [a, b]", True),
        ("title: A\ntags: a", True),
        ("title: A\ntags: [a, d]", False),
        ("title: A\ntags: [a, b, c]", False),
        ("title: A\ntags: false", False),
        ("title: A\ncode: aaa", True),
        ("title: A\ncode: ab", False),
        ("title: A\ncode: xb", False),
        ("title: A\nrating: 5", True),
        ("title: A\nrating: 5.0", True),
        ("title: A\nrating: 0", False),
        ("title: A\nrating: true", False),
        ("title: A\nrating: '3'", False),
        ("title: A\nrating: false", True),
        ("title: A\nopens: 2024-05-01", True),
        ("title: A\nopens: 2024-05-01T10:00:00+02:00", True),
        ("title: A\nopens: 2024-W05-1", True),
        ("title: A\nopens: May", False),
        ("title: A\nlink: https://example.org/", True),
        ("title: A\nlink: '#top'", True),
        ("title: A\nlink: example.org", False),
        ("title: A\nlive: yes", False),
        ("title: A\nlive: true", True),
        ("title: A\npeople: {name: Ann}", True),
        ("title: A\npeople: [{name: Ann}, {name: Bob}]", True),
        ("title: A\npeople: [{name: Ann}, {}]", False),
        ("title: A\npeople: {name: Ann, age: 3}", False),
        ("title: A\npeople: Ann", False),
        ("title: A\ncolour: red", False),
        ("title: A\nshowTOC: true", True),
        ("title: A\nshowTOC: maybe", False),
        ("title: A\noverride:tags: [a]", True),
        ("title: A\neleventyNavigation: {key: A, order: 3}", True),
        ("title: A\neleventyNavigation: {key: A, order: 3.5}", False),
        ("title: A\neleventyNavigation: {key: A, pinned: 5}", False),
        ("title: A\neleventyNavigation: false", True),
        ("title: A\npagination: {data: tags}", False),
        ("title: A\ndate: yesterday", False),
        ("title: A\npending: 5", False),
    ],
)
def test_a_page_is_judged_as_by_a_build(front_matter, is_fine):
    site = {
        "site.yaml": TYPES,
        "content/a.md": f"---\ntype: page\n{front_matter}\n---\n",
    }
    document, _ = split_document(Source("content/a.md", site["content/a.md"]))
    assert (not build(site).is_broken) == is_fine
    assert (not faults_by(schema_of(site, "page"), document.head.fields)) == is_fine


def test_nothing_is_needed_in_a_page_that_it_has_from_elsewhere():
    given = {"site.yaml": TYPES, "content/a/a.yaml": "type: page\ntitle: A\n"}
    site = given | {"content/a/b.md": "B", "content/a/c.md": "---\ntitle: C\n---\n"}
    schema = schema_of(site, "page")
    assert faults_by(schema, {}) == []
    assert faults_by(schema, {"title": 5}) != []
    assert not build(site).findings


def test_values_that_data_have_are_in_the_schema():
    types = CONFIG + "types: {page: {fields: {level: {kind: text, enum: a.b}}}}\n"
    site = {"site.yaml": types, "data/a.yaml": "[{b: low}, {b: high}]"}
    schema = schema_of(site, "page")
    assert faults_by(schema, {"level": "high"}) == []
    assert faults_by(schema, {"level": "middle"})
    assert faults_by(schema_of(site, "site.yaml"), read_yaml(types, "")[0].fields) == []


def patterns_in(schema):
    if isinstance(schema, dict):
        yield from [
            it for key, it in schema.items() if key == "pattern" and str(it) == it
        ]
        schema = list(schema.values())
    for part in schema if isinstance(schema, list) else ():
        yield from patterns_in(part)


@pytest.mark.parametrize("name", ["", "page", "site.yaml"])
def test_patterns_escape_only_what_javascript_lets_them(name):
    """With its flag ``u``, which editors set, any other escape is a syntax error."""
    found = list(patterns_in(schema_of({"site.yaml": TYPES}, name)))
    assert found
    for pattern in found:
        assert not re.search(r"\\(?![dDsSwWbB^$\\.*+?()\[\]{}|/])", pattern), pattern
