"""From a saved text to the message in the tab, no work grows with the site."""

from __future__ import annotations

import json
import sys
from collections import Counter

import pytest

from sitewright.commands.showing import Showroom
from sitewright.edges.rereading import WorkspaceReader
from sitewright.engine.ledger import Ledger
from sitewright.model.build import Options
from sitewright.model.serving import Showing
from sitewright.pipeline.site import build_site
from sitewright.server.finding import find
from sitewright.server.tabs import Tabs
from support import CONFIG, NOW

SMALL, LARGE = 20, 200

LAYOUT = (
    "{% for e in navigation.tree %}<a href='{{ e.url }}'>{{ e.title }}</a>{% endfor %}"
    "{{ content }}"
)
COMMENT = f"<!-- {'not to be read any more ' * 20} -->\n"
PLAIN = CONFIG + "hosts: [netlify]\nredirect_pages: false\n"
GUARDED = CONFIG + "hosts: [nginx]\nsecurity: {in_pages: true}\n"


def page(number: int, size: int, above: str = "", below: str = "") -> str:
    """Write a page with a warning, an old address that leads to an id, and a link."""
    entry = "eleventyNavigation: {key: Zero}\n" if number == 0 else ""
    old = f"redirect_from: /old/{number}/\n"
    head = f"---\ntitle: Page {number}\nlayout: page.html\n{entry}{old}---\n"
    link = f"## Head\n\n[next](p{(number + 1) % size}.md#head)\n\n"
    return head + above + link + COMMENT + below


class Tab:
    """Hears what is said."""

    def __init__(self):
        self.said = []

    def say(self, message):
        self.said.append(json.loads(message)["kind"])


class Author:
    """Edits a site that is shown, as ``sitewright serve`` does."""

    def __init__(self, root, size, config):
        self.root, self.size = root, size
        rules = "".join(f"  /o{n}/: /p{n}/#head\n" for n in range(size))
        files = {
            "site.yaml": f"{config}redirects:\n{rules}",
            "templates/page.html": LAYOUT,
            "static/site.css": "p { color: red }",
            **{f"content/p{n}.md": page(n, size) for n in range(size)},
        }
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        self.reader, self.ledger = WorkspaceReader(root, "site.yaml"), Ledger()
        self.showroom, self.tabs, self.tab = Showroom(root, ""), Tabs(), Tab()
        self.showing = Showing(is_whole=False)

    def rebuild(self, changed):
        workspace = self.reader.reread(changed)
        build = build_site(workspace, Options(now=NOW), self.ledger)
        old, self.showing = (
            self.showing,
            self.showroom.show(build, workspace, self.showing),
        )
        self.tabs.tell(old, self.showing)
        return build

    def open_tab(self, url):
        known = {"path": url, "mark": find(self.showing, url).mark, "files": ""}
        self.tabs.hear(self.tab, json.dumps(known), self.showing)

    def save(self, above, below):
        """Save a page, and count the lines of Python that are run until that is told."""
        text = page(3, self.size, above, below)
        (self.root / "content/p3.md").write_text(text)
        lines = Counter()

        def note(frame, event, _argument):
            if event == "line":
                lines[frame.f_code.co_filename, frame.f_lineno] += 1
            return note

        before = sys.gettrace()
        sys.settrace(note)
        try:
            build = self.rebuild(["content/p3.md"])
        finally:
            sys.settrace(before)
        return build, lines


@pytest.mark.parametrize("config", [PLAIN, GUARDED], ids=["plain", "guarded"])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param("", "Text {}\n", id="text"),
        pytest.param("Text {}\n\n" * 3, "", id="text above what is warned of"),
        pytest.param("", "## Id {}\n", id="id in a page that another links to"),
        pytest.param("", "[a](p9.md)\n\n[b](p{}.md)\n", id="links"),
        pytest.param("", COMMENT + "{}\n", id="another warning"),
    ],
)
def test_an_edited_text_is_as_much_work_in_a_large_site(tmp_path, config, above, below):
    counts = {}
    for size in (SMALL, LARGE):
        author = Author(tmp_path / str(size), size, config)
        build = author.rebuild([])
        assert [item.code for item in build.findings] == ["MD004"] * size
        author.open_tab("/p3/")
        for number in (1, 2, 3):
            lines = above * number, below.format(number)
            build, counts[size] = author.save(*lines)
        assert author.tab.said == ["patch"] * 3
    more = counts[LARGE] - counts[SMALL]
    assert max(more.values(), default=0) < (LARGE - SMALL) / 4, more.most_common(5)
