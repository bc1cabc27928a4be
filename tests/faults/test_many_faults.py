"""All that is wrong is said in one run, and nothing that only follows from it."""

from __future__ import annotations

from dataclasses import replace

from sitewright.engine.ledger import Ledger
from sitewright.kernel.diagnostics import Span, error, warning
from sitewright.model.build import Options
from sitewright.pipeline.site import build_site
from support import CONFIG, NOW, build, workspace_of

LOST = {"content/a.md": "---\neleventyNavigation: {key: A, parent: B}\n---\n"}


def codes(files, *findings):
    workspace = replace(workspace_of(files), findings=findings)
    return [
        item.code for item in build_site(workspace, Options(NOW), Ledger()).findings
    ]


def test_every_broken_page_is_reported_in_one_run():
    files = {
        "content/a.md": "---\ntitle: [a]\n---\n",
        "content/b.md": "---\ntitle: a: b\n---\n",
        "content/c.md": "---\nlayout: none.html\n---\n",
        "content/d.md": "---\nlayout: page.html\n---\n",
        "templates/page.html": "{{ titel }}",
    }
    found = build(files).findings
    assert [item.code for item in found] == ["FM010", "FM002", "TPL001", "TPL005"]


def test_one_fault_of_a_template_is_said_once_for_all_its_pages():
    pages = {f"content/{n}.md": "---\nlayout: page.html\n---\n" for n in range(300)}
    found = build(pages | {"templates/page.html": "{{ titel }}"}).findings
    assert [note.message for item in found for note in item.notes] == [
        "while rendering content/0.md",
        "and 299 more times",
    ]


def test_a_layout_without_end_is_tried_on_two_pages_and_given_up():
    page = "---\nlayout: page.html\nturns: {}\n---\n"
    pages = {f"content/{n}.md": page.format(99_999) for n in "ab"}
    found = build(
        {
            **pages,
            "content/c.md": page.format(1),
            "site.yaml": CONFIG + "limits: {steps: 20}\n",
            "templates/page.html": "{% for n in range(turns) %}{{ content }}{% endfor %}",
        }
    ).findings
    assert [item.code for item in found] == ["TPL013"]
    notes = [note.message for note in found[0].notes]
    assert notes == ["while rendering content/a.md", "and 2 more times"]


def test_a_parent_is_not_called_missing_when_its_page_could_not_be_read():
    broken = LOST | {"content/b.md": "---\neleventyNavigation: {key: B\n---\n"}
    assert codes(broken) == ["FM002"]
    unread = error("SRC002", "this file is not UTF-8", Span("content/b.md"))
    assert codes(LOST, unread) == ["SRC002"]


def test_a_warning_about_a_file_does_not_hide_a_missing_parent():
    odd = warning("SRC006", "this file is not a page", Span("content/x.png"))
    assert codes(LOST, odd) == ["NAV003", "SRC006"]
