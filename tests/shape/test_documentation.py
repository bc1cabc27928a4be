"""The documentation names everything that there is to name, and is up to date."""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2.defaults import DEFAULT_FILTERS

from sitewright.arguments import make_parser
from sitewright.kernel.codes import (
    CHECK_LEVELS,
    CODES,
    format_catalogue,
    format_code,
)
from sitewright.kernel.codes.catalogue import AREAS
from sitewright.kernel.reports import format_tally, format_text
from sitewright.model.config import FeedConfig, Paths, SiteConfig
from sitewright.stages import config
from sitewright.stages.config.cards import CARD_KEYS
from sitewright.stages.config.checks import CHECK_KEYS
from sitewright.stages.config.images import IMAGE_KEYS
from sitewright.stages.config.markdown import MARKDOWN_KEYS
from sitewright.stages.config.publishing import WAYS
from sitewright.stages.config.security import SECURITY_KEYS
from sitewright.stages.config.securitytext import SECURITY_TEXT_KEYS
from sitewright.stages.pages import entry, keys
from sitewright.stages.templates.languages import make_environment
from sitewright.stages.templates.views import EntryView, NavigationView
from support import build, outputs

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs/reference.md").read_text("utf-8")


def named(word: str) -> bool:
    return (
        re.search(rf"`[^`]*(?<![\w-]){re.escape(word)}(?![\w-])[^`]*`", REFERENCE)
        is not None
    )


def options() -> list[str]:
    parser = make_parser()
    actions = [*parser._actions]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            actions += [a for sub in action.choices.values() for a in sub._actions]
            actions += action._choices_actions
    strings = {s for a in actions for s in (a.option_strings or [a.dest])}
    return sorted(strings - {"-h", "--help", "--debug", "command", "code"})


def public(kind: type) -> list[str]:
    return [name for name in vars(kind) if isinstance(vars(kind)[name], property)]


@pytest.mark.parametrize("option", options())
def test_every_command_and_option_is_documented(option):
    assert named(option)


@pytest.mark.parametrize("key", config.KEYS)
def test_every_setting_is_documented(key):
    assert f"`{key}" in REFERENCE


@pytest.mark.parametrize(
    "key",
    [
        *(f"paths.{field.name}" for field in fields(Paths)),
        *(f"feed.{field.name}" for field in fields(FeedConfig)),
        *(f"markdown.{key}" for key in MARKDOWN_KEYS),
        *(f"images.{key}" for key in IMAGE_KEYS),
        *(f"cards.{key}" for key in CARD_KEYS),
        *(f"security.{key}" for key in SECURITY_KEYS),
        *SECURITY_TEXT_KEYS,
        *(f"check.{key}" for key in CHECK_KEYS),
    ],
)
def test_every_nested_setting_is_documented(key):
    assert f"`{key}`" in REFERENCE


@pytest.mark.parametrize(
    "name", [*keys.RESERVED, *keys.HIDDEN, *keys.KNOWN, *entry.NAVIGATION_KEYS]
)
def test_every_name_with_a_meaning_is_documented(name):
    assert named(name)


@pytest.mark.parametrize("name", [*public(NavigationView), *public(EntryView)])
def test_every_part_of_the_navigation_is_documented(name):
    assert named(name)


def test_every_filter_of_our_own_is_documented():
    site = SiteConfig("site.yaml", url="https://www.example.com")
    environment, _ = make_environment((), (), site, str)
    own = set(environment.filters) - set(DEFAULT_FILTERS)
    assert {name for name in own if not named(name)} == set()
    assert len(own) >= 9


def test_the_list_of_diagnostics_is_up_to_date():
    assert (ROOT / "docs/diagnostics.md").read_text("utf-8") == format_catalogue()


@pytest.mark.parametrize("code", CHECK_LEVELS)
def test_every_check_is_documented_with_its_level(code):
    rows = REFERENCE.split("## Checks")[1].split("\n")
    (row,) = (row for row in rows if row.startswith("|") and f"`{code}`" in row)
    assert row.split("|")[2].strip() == CHECK_LEVELS[code]


@pytest.mark.parametrize("codes", AREAS.values(), ids=AREAS)
def test_every_code_stands_once_and_with_its_own_kind(codes):
    names = [code.name for code in codes]
    assert names == sorted(set(names))
    assert len({name[:-3] for name in names}) == 1


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_every_code_can_be_explained(code):
    assert format_code(code).startswith(f"{code.name}: ")
    assert code.cause.endswith(".")
    assert code.cure.endswith(".")


def test_the_page_of_the_readme_builds_and_its_mistake_is_reported_as_shown():
    readme = (ROOT / "README.md").read_text("utf-8")
    page = readme.split("```markdown\n")[1].split("```")[0]
    shown = readme.split("```\nerror[")[1].split("```")[0]
    site = {
        "content/delivery/index.md": "---\neleventyNavigation: {key: Delivery}\n---\n",
        "content/delivery/discovery.md": page,
    }
    made = outputs(site)
    assert 'class="text-color-brand-secondary"' in made["delivery/discovery/index.html"]
    assert "discovery-phase/index.html" in made

    path = "content/delivery/discovery.md"
    broken = site | {path: page.replace("parent: Delivery", "parent: Delivry")}
    findings = build(broken).findings
    text = "\n".join(format_text(item, broken) for item in findings)
    tally = f"{format_tally(findings)}. Nothing was written."
    assert f"error[{shown}".strip() == f"{text}\n\n{tally}"


PUBLISHING = (ROOT / "docs/publishing.md").read_text("utf-8")


@pytest.mark.parametrize(
    "key",
    sorted({"url", *WAYS, *(k for keys, _ in WAYS.values() for k in keys)}),
)
def test_every_setting_of_a_target_is_documented(key):
    assert f"`{key}`" in PUBLISHING or f"`{key}:" in PUBLISHING
