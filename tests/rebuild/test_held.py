"""While pages are made, no memory is held for those that are made already."""

from __future__ import annotations

import gc
from contextlib import contextmanager

from crew.crews import Noting
from sitewright.model.body import Body
from sitewright.model.crew import cut_into_shares
from sitewright.stages.templates.dialect.scope import NunjucksContext
from support import CONFIG, build

PAGES = {
    f"content/p{number}.md": "---\nlayout: page.njk\n---\n*text*\n"
    for number in range(9)
}
SITE = PAGES | {
    "site.yaml": CONFIG,
    "templates/page.njk": "{% extends 'base.njk' %}{% block main %}"
    "{% set a = title %}{% for b in [1, 2] %}{{ a }}{% include 'part.njk' %}"
    "{% endfor %}{{ content | safe }}{% endblock %}",
    "templates/base.njk": "<main>{% block main %}{% endblock %}</main>",
    "templates/part.njk": "{{ b }}",
}


def count(kind: type) -> int:
    return sum(type(it) is kind for it in gc.get_objects())


@contextmanager
def no_collector():
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Counting:
    """Makes every page as another process would, and counts what stays of it."""

    findings = ()

    def __init__(self) -> None:
        self.bodies: list[int] = []

    def share_out(self, recipe, _make, costs):
        own = recipe.prepare(recipe)
        for share in cut_into_shares(costs, 1):
            own(share)
            self.bodies.append(count(Body))
        yield tuple(costs), None


def test_who_makes_pages_for_others_does_not_hold_their_text():
    crew = Counting()
    with no_collector():
        build(SITE, crew=Noting(crew))
    assert len(crew.bodies) == len(PAGES)
    assert len(set(crew.bodies)) == 1


def test_the_variables_of_a_template_go_when_it_has_run():
    with no_collector():
        before = count(NunjucksContext)
        build(SITE)
        assert count(NunjucksContext) == before
