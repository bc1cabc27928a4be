"""What is read again after a change, and what is known without."""

from __future__ import annotations

import os

import pytest

from disk import Project
from sitewright.edges.files import Readings
from sitewright.edges.footprint import Footprint
from sitewright.edges.rereading import WorkspaceReader
from support import CONFIG

SECOND = 1_000_000_000
CHANGED = 1_000 * SECOND


class Reading:
    """A file in a folder, with a count of how often it was read."""

    def __init__(self, folder):
        self.file = folder / "a.md"
        self.count = 0
        self.now = CHANGED + 60 * SECOND
        self.write("one")
        self.readings = Readings(folder, self._read, lambda: self.now)

    def _read(self, file, size, _path):
        self.count += 1
        return os.read(file, size), ()

    def write(self, text, changed=CHANGED):
        self.file.write_text(text)
        os.utime(self.file, ns=(changed, changed))

    def take(self):
        self.readings.begin()
        return self.readings.take("a.md")[0]


@pytest.fixture
def reading(tmp_path):
    made = Reading(tmp_path)
    made.now = made.file.stat().st_ctime_ns + 60 * SECOND
    return made


def test_a_file_that_has_not_changed_is_read_once(reading):
    first = reading.take()
    assert reading.take() is first
    assert reading.count == 1


def test_a_file_read_right_after_a_change_is_read_again(reading):
    reading.now = reading.file.stat().st_ctime_ns + SECOND
    first = reading.take()
    assert reading.take() is first  # it says the same
    assert reading.count == 2


@pytest.mark.parametrize("changed", [CHANGED, CHANGED + 1], ids=["set back", "later"])
def test_a_change_of_the_same_length_is_noticed(reading, changed):
    assert reading.take() == b"one"
    reading.write("two", changed)
    assert reading.take() == b"two"


def test_a_file_put_in_the_place_of_another_is_noticed(reading):
    assert reading.take() == b"one"
    other = reading.file.with_name("b.md")
    other.write_text("two")
    os.utime(other, ns=(CHANGED, CHANGED))
    other.replace(reading.file)
    assert reading.take() == b"two"


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(reading):
    reading.file.unlink()
    os.mkfifo(reading.file)
    reading.readings.begin()
    value, (found,) = reading.readings.take("a.md")
    assert (value, found.code) == (None, "SRC001")


BESIDE = [
    ("_site/index.html", True, "a folder that nobody looked into"),
    (".git", True, "nor at"),
    ("content/.a.md.swp", True, "what came and went"),
    ("content/picture.png", True, "a file of which only the name was looked at"),
    ("content/a.md", False, "a file that was read"),
    ("content/gone.md", False, "a file that is gone"),
    ("content/new.md", False, "a new file"),
    ("content/new/deep/x.md", False, "a file in a new folder"),
    ("content/apart/x.md", True, "a file in a folder that was passed over"),
    ("content/apart", False, "a folder"),
    ("CONTENT/Gone.md", False, "another spelling"),
    ("data", False, "a folder that was not there"),
    ("data/x.yaml", False, "nor what is in it"),
    ("", False, "the project"),
]


@pytest.mark.parametrize(
    ("path", "is_beside"),
    [case[:2] for case in BESIDE],
    ids=[case[2] for case in BESIDE],
)
def test_what_a_change_may_mean(tmp_path, path, is_beside):
    project = Project(tmp_path, dict.fromkeys(("content/a.md", "content/gone.md"), ""))
    project.write(dict.fromkeys(("content/picture.png", "content/apart/x.md"), ""))
    footprint = Footprint(tmp_path)
    footprint.list_folder("content")
    footprint.note("content/a.md")
    footprint.note("content/gone.md")
    assert footprint.kind("data") is None
    project.write({"content/new.md": "", "content/new/deep/x.md": ""})
    project.write({"_site/index.html": "", "data/x.yaml": "", "content/gone.md": None})
    assert footprint.is_beside(path) is is_beside


def test_one_edit_reads_one_file(tmp_path):
    project = Project(tmp_path)
    reader = WorkspaceReader(tmp_path, "site.yaml")
    before = reader.read()
    project.write({"content/about.md": "new"})
    # Nobody has said so, so it stays what it was.
    project.write({"content/index.md": "new", "static/css/site.css": "new"})
    after = reader.reread(["content/about.md"])
    texts = {item.path: item.text for item in after.content}
    assert texts["content/about.md"] == "new"
    assert texts["content/index.md"] != "new"
    assert after.templates is before.templates
    assert after.assets is before.assets


def test_hooks_run_again_only_after_a_change_of_theirs(tmp_path):
    project = Project(tmp_path)
    project.write({"hooks.py": "import helper\n", "helper.py": "", "other.py": ""})
    reader = WorkspaceReader(tmp_path, "site.yaml")
    first = reader.read().hooks
    project.write({"other.py": "x = 1\n", "content/about.md": "new"})
    assert reader.reread(["other.py", "content/about.md"]).hooks is first
    project.write({"helper.py": "x = 1\n"})
    second = reader.reread(["helper.py"]).hooks
    assert second.digest != first.digest
    project.write({"helper/__init__.py": "", "helper.py": None})
    assert reader.reread(["helper", "helper.py"]).hooks.digest != second.digest


def test_settings_that_are_mended_find_the_sources_as_they_were(tmp_path):
    project = Project(tmp_path)
    reader = WorkspaceReader(tmp_path, "site.yaml")
    before = reader.read()
    project.write({"site.yaml": "title: ["})
    assert reader.reread(["site.yaml"]).content == ()
    project.write({"site.yaml": before.config.text})
    after = reader.reread(["site.yaml"])
    assert all(
        old is new for old, new in zip(before.content, after.content, strict=True)
    )


def test_settings_that_are_removed_are_reported(tmp_path):
    project = Project(tmp_path)
    reader = WorkspaceReader(tmp_path, "site.yaml")
    reader.read()
    project.write({"site.yaml": None})
    (found,) = reader.reread(["site.yaml"]).findings
    assert (found.code, found.span.path) == ("SRC001", "site.yaml")


def test_a_folder_that_is_a_link_to_itself_is_reported(tmp_path):
    project = Project(tmp_path)
    (tmp_path / "data").symlink_to("data")
    result = project.run("build")
    assert result.code == 1
    assert "error[SRC001]: this cannot be read: too many levels of" in result.err


LINKS = [
    ("content/c.md", "../notes/n.md", "notes/n.md"),
    ("static", "notes", "notes/n.md"),
    ("hooks.py", "notes/n.py", "notes/n.py"),
    ("old", "notes/n.md", "notes/n.md"),
]


@pytest.mark.parametrize(("link", "target", "changed"), LINKS)
def test_what_a_link_leads_to_has_changed(tmp_path, link, target, changed):
    project = Project(tmp_path, {"content/a.md": "", changed: "a = 1\n"})
    project.write({"site.yaml": CONFIG + "paths: {passthrough: [old]}\n"})
    (tmp_path / link).symlink_to(target)
    reader = WorkspaceReader(tmp_path, "site.yaml")
    before = reader.read()
    project.write({changed: "a = 2\n"})
    after = reader.reread([changed])
    assert after != before
    assert after.assets == reader.read().assets
    assert after.content == reader.read().content
