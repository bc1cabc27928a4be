"""Whatever happens between two builds on a disk, the next one is as a clean build."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from disk import Project, at_step
from random_sites import BODIES, SITES

PROSE = [
    "Text with [a link](/b/index.md) and [another](/a.md#head).\n",
    "## Head {#head .a}\n\nMore *text*.\n",
    "<!-- a comment that is long enough to be a warning: one two three -->\n\nText\n",
    "| a |\n|--:|\n| b |\n",
    "<script>a()</script>\n",
]
HEAD = "---\ntitle: {}\nlayout: page.html\ntags: news\neleventyNavigation: {{key: K{}}}\n---\n"
PLAIN = {
    "site.yaml": "title: Example\nurl: https://www.example.com\n"
    "assets: {fingerprint: css/**}\n",
    "templates/page.html": "{% for e in navigation.tree %}{{ e.title }}{% endfor %}"
    "{{ '/css/all.css' | asset }}{{ title }}{{ content }}{% for i in collections.news[:2] %}{{ i.data.title }}"
    "{% endfor %}",
    "content/list.njk": "---\ntitle: L\npermalink: /list/\n---\n"
    "{% for i in collections.news %}{{ i.content | safe }}{% endfor %}",
    "content/all.css.njk": "---\npermalink: /css/all.css\n---\n"
    "{% for i in collections.news %}/* {{ i.data.title }} */{% endfor %}"
    "p { x: url(a.css) }",
    "static/css/a.css": "p { margin: 0 }",
    "static/a.txt": "a",
    "content/index.md": HEAD.format("Home", 0) + PROSE[0],
    "content/a.md": HEAD.format("A", 1) + PROSE[1],
    "content/b/index.md": HEAD.format("B", 2) + PROSE[0],
    "content/b/c.md": HEAD.format("C", 3) + PROSE[2],
}

GOOD = {
    "site.yaml": [
        PLAIN["site.yaml"],
        PLAIN["site.yaml"] + "description: Other\n",
        PLAIN["site.yaml"] + "markdown: {heading_ids: true, template: jinja}\n",
        PLAIN["site.yaml"] + "hosts: [netlify]\nsecurity: {in_pages: true}\n",
        PLAIN["site.yaml"] + "hosts: [netlify]\nsecurity: {}\n",
    ],
    "templates/page.html": [
        PLAIN["templates/page.html"],
        "{{ title }}{{ content }}",
        "{{ '/css/a.css' | asset }}{{ '/css/a.css' | integrity }}{{ content }}",
        "{{ title }}{{ navigation.next.title or '' }}{{ content }}",
        "{% for i in collections.all %}{{ i.content }}{% endfor %}",
        "{{ data_of_folder or '' }}{{ collections.all | length }}{{ toc | length }}",
    ],
    "content/b/b.yaml": [None, "data_of_folder: 1\n", "showTOC: true\n"],
    "content/b/c.md": [None, HEAD.format("C", 3) + PROSE[1], HEAD.format("X", 9)],
    "content/d.md": [
        None,
        HEAD.format("D", 4) + PROSE[0],
        "---\ntitle: D\nlayout: page.html\nredirect_from: /old/\n---\nText\n",
        "---\npagination: {data: collections.news, size: 2}\n---\nText\n",
        "---\npending: true\n---\n",
    ],
    "static/a.txt": ["a", "b", None],
    "static/css/a.css": ["p { margin: 0 }", "p { margin: 1px }"],
    "content/all.css.njk": [
        PLAIN["content/all.css.njk"],
        "---\npermalink: /css/all.css\n---\n"
        "{% for i in collections.news %}{{ i.content | safe }}{% endfor %}",
    ],
    "hooks.py": [None, "from sitewright import hooks\n"],
    "data/x.yaml": [None, "[1, 2]\n"],
}
"""States of files that leave a site whole, but for a few links to what is gone."""

CHANGES = st.one_of(
    *(
        st.tuples(st.just("good"), st.just(0), st.just((path, text)))
        for path, texts in GOOD.items()
        for text in texts
    )
)

EDITS = st.one_of(
    st.tuples(st.just("prose"), st.integers(0, 9), st.sampled_from(PROSE)),
    CHANGES,
    st.tuples(st.just("prose"), st.integers(0, 9), BODIES | st.sampled_from(PROSE)),
    st.tuples(st.just("prose"), st.integers(0, 9), BODIES | st.sampled_from(PROSE)),
    st.tuples(st.just("file"), st.integers(0, 19), SITES),
    st.tuples(st.just("rename"), st.integers(0, 9), st.sampled_from("xyz")),
    st.tuples(st.just("touch"), st.none(), st.none()),
    st.tuples(st.just("lose_cache"), st.integers(0, 1), st.none()),
    st.tuples(st.just("cut_cache"), st.integers(0, 99), st.none()),
    st.tuples(st.just("change_cache"), st.integers(0, 99), st.none()),
    st.tuples(st.just("edit_output"), st.integers(0, 9), st.none()),
    st.tuples(st.just("remove_output"), st.integers(0, 9), st.none()),
    st.tuples(st.just("killed"), st.integers(0, 60), st.sampled_from(PROSE)),
)


class History:
    """A project, what its sources are, and what has happened to it."""

    def __init__(self, folder: Path, files: dict[str, str]) -> None:
        self.files = dict(files)
        self.project = Project(folder / "site", self.files)
        self.elsewhere = folder
        self.count = 0

    def change(self, files: dict[str, str | None]) -> None:
        self.project.write(files)
        self.files |= files
        self.files = {
            path: text for path, text in self.files.items() if text is not None
        }

    def pages(self) -> list[str]:
        return sorted(path for path in self.files if path.endswith(".md"))

    def outputs(self) -> list[Path]:
        names = sorted(self.project.snapshot()) if self.project.output.exists() else []
        files = (self.project.output / name for name in names)
        return [file for file in files if file.is_file()]

    def apply(self, kind: str, number: int, value: object) -> None:
        getattr(self, kind)(number, value)

    def prose(self, number, value):
        if pages := self.pages():
            path = pages[number % len(pages)]
            head, mark, _ = self.files[path].rpartition("---\n")
            self.change({path: head + mark + value})

    def killed(self, number, value):
        self.prose(number, value)
        stop = at_step(number, lambda: os.kill(os.getpid(), signal.SIGKILL))
        self.project.spawn("build", before=stop).wait()

    def file(self, number, value):
        paths = sorted({*self.files, *value} - {"site.yaml"})
        path = paths[number % len(paths)]
        if path in self.files or path in value:
            self.change({path: value.get(path)})

    def good(self, _number, change):
        path, text = change
        if text is not None or path in self.files:
            self.change({path: text})

    def rename(self, number, value):
        pages, new = self.pages(), f"content/{value}.md"
        if pages and new not in self.files:
            old = pages[number % len(pages)]
            self.change({old: None, new: self.files[old]})

    def touch(self, _number, _value):
        for path in self.files:
            os.utime(self.project.root / path)

    def lose_cache(self, number, _value):
        self.cache(number).unlink(missing_ok=True)

    def cut_cache(self, number, _value):
        if (cache := self.cache(number)).exists():
            content = cache.read_bytes()
            cache.write_bytes(content[: len(content) * number // 100])

    def change_cache(self, number, _value):
        if (cache := self.cache(number)).exists():
            content = cache.read_bytes()
            at = len(content) * number // 100
            cache.write_bytes(content[:at] + b"7" + content[at + 1 :])

    def cache(self, number: int) -> Path:
        name = "last-build-site" if number % 2 else "last-build"
        return self.project.root / ".sitewright" / name

    def edit_output(self, number, _value):
        if outputs := self.outputs():
            outputs[number % len(outputs)].write_bytes(b"somebody's")

    def remove_output(self, number, _value):
        if outputs := self.outputs():
            outputs[number % len(outputs)].unlink()

    def check(self) -> None:
        """Build, and compare with a clean build of the same sources."""
        self.count += 1
        clean = Project(self.elsewhere / f"clean{self.count}", self.files)
        before = self.project.snapshot() if self.project.output.exists() else {}
        expected, result = clean.run("build"), self.project.run("build")
        said = [line for line in result.err.split("\n") if "is left aside" not in line]
        assert (result.code, "\n".join(said)) == (expected.code, expected.err)
        if expected.code == 0:
            assert self.project.snapshot() == clean.snapshot()
            again = self.project.run("build")
            assert (again.code, again.err) == (0, expected.err)
            assert " 0 files written" in again.out
        else:
            assert before == (self.project.snapshot() if before else {})


def follow(files: dict[str, str], edits: list[tuple[str, int, object]]) -> None:
    with tempfile.TemporaryDirectory(dir=FAST_DISK) as folder:
        history = History(Path(folder), files)
        history.check()
        assert files is not PLAIN or history.project.output.exists()
        for edit in edits:
            history.apply(*edit)
            history.check()


FAST_DISK = "/dev/shm" if Path("/dev/shm").is_dir() else None


@settings(max_examples=40, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=6))
def test_a_site_with_everything_in_order_stays_so(edits):
    follow(PLAIN, edits)


@settings(max_examples=40, deadline=None)
@given(SITES, st.lists(EDITS, min_size=1, max_size=5))
def test_any_site_is_what_a_clean_build_makes_of_it(files, edits):
    follow(files, edits)
