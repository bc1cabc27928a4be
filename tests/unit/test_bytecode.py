"""The byte code of all modules out of one file: as good as Python's own files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sitewright

PACKAGE = Path(sitewright.__file__).parent
KEPT = "bytecode.*-*[!c]"
Done = subprocess.CompletedProcess[str]
RUN = """
import sys
from sitewright.__main__ import main
code = main()
ours = [it for name, it in sys.modules.items() if name.startswith("sitewright.")]
kinds = sorted({type(it.__loader__).__name__ for it in ours if "cli" in it.__name__})
print(code, *kinds)
"""


class Installed:
    """A package whose byte code is kept in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = PACKAGE
        (folder / "page.md").write_text("*One*\n")
        (folder / "site.yaml").write_text("title: x\nurl: https://example.com\n")

    def copy(self, name: str) -> None:
        """Go on with a copy of the package, whose files may be changed."""
        self.source = self.folder / name / "sitewright"
        shutil.copytree(PACKAGE, self.source, ignore=shutil.ignore_patterns("*.pyc"))

    @property
    def kept(self) -> Path:
        (found,) = self.all_kept
        return found

    @property
    def all_kept(self) -> list[Path]:
        return [*(self.folder / "cache").rglob(KEPT)]

    def run(self, *arguments: str, **environment: str) -> str:
        """Run a command; say what it printed, and where the command line came from."""
        done = self.start(*arguments, **environment)
        return done.stdout + done.stderr

    def start(self, *arguments: str, code: str = RUN, **environment: str) -> Done:
        """Run some Python."""
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=self.folder,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(self.source.parent),
                "PYTHONPYCACHEPREFIX": str(self.folder / "cache"),
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a source; the new text is as long, and written a moment later."""
        file = self.source / path
        before, text = file.stat(), file.read_text()
        assert old in text
        assert len(old) == len(new)
        file.write_text(text.replace(old, new))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 2_000_000_000))


@pytest.fixture
def installed(tmp_path):
    return Installed(tmp_path)


MADE = "<p><em>One</em></p>\n0 {}\n"
BY_PYTHON, BY_US = MADE.format("_Loader"), MADE.format("_KeptLoader _PieceLoader")


def test_second_run_takes_modules_out_of_the_file(installed):
    assert installed.run("markdown", "page.md") == BY_PYTHON
    before = installed.kept.read_bytes()
    assert installed.run("markdown", "page.md") == BY_US
    assert installed.kept.read_bytes() == before


COUNT = """
import builtins, re, sys
from sitewright.__main__ import main
compiled = []
def noting(real):
    def compile(text, *given, **named):
        compiled.append(text)
        return real(text, *given, **named)
    return compile
{owner}.compile = noting({owner}.compile)
main()
print(len(compiled))
"""


@pytest.mark.parametrize(
    "owner",
    [
        pytest.param("re._compiler", id="expressions"),
        pytest.param("builtins", id="constructors"),
    ],
)
def test_second_run_takes_what_was_compiled_out_of_the_file(installed, owner):
    code = COUNT.format(owner=owner)
    first = installed.start("markdown", "page.md", code=code).stdout.splitlines()
    again = installed.start("markdown", "page.md", code=code).stdout.splitlines()
    assert first[0] == again[0] == "<p><em>One</em></p>"
    assert int(again[-1]) < int(first[-1])


def test_what_another_command_imports_is_added(installed):
    installed.run("markdown", "page.md")
    before = installed.kept.stat().st_size
    installed.run("nav")
    assert installed.kept.stat().st_size > before
    assert installed.run("markdown", "page.md") == BY_US
    assert len(installed.all_kept) == 1


def test_source_that_was_changed_is_read_anew(installed):
    installed.copy("copy")
    installed.run("markdown", "page.md")
    installed.edit("arguments/parser.py", "refuse to break it", "refuse to mend it.")
    assert "refuse to mend it." in installed.run("--help")
    assert "refuse to mend it." in installed.run("--help")


ORDER = """
import sys
{before}
from sitewright.__main__ import main
code = main()
ours = [it for name, it in sys.modules.items() if name.startswith("sitewright.")]
in_pieces = [it for it in ours if type(it.__loader__).__name__ == "_PieceLoader"]
print(code, len(in_pieces))
for it in ours:
    package, _, own = it.__name__.rpartition(".")
    assert getattr(sys.modules[package], own) is it, it
    spec = it.__spec__
    assert (spec.name, spec.origin, spec.loader) == (it.__name__, it.__file__, it.__loader__)
    assert it.__package__ == spec.parent == (it.__name__ if hasattr(it, "__path__") else package)
    assert getattr(it, "__path__", None) == spec.submodule_search_locations
    assert it.__loader__.get_code(it.__name__).co_filename == it.__file__
"""


def test_what_one_import_brings_along_is_run_as_a_piece(installed):
    for count in (0, 100):
        done = installed.start("markdown", "page.md", code=ORDER.format(before=""))
        assert not done.stderr
        code, number = done.stdout.splitlines()[-1].split()
        assert code == "0"
        assert (int(number) > count) is bool(count)
    kept = installed.kept.read_bytes()
    installed.start("markdown", "page.md", code=ORDER.format(before=""))
    assert installed.kept.read_bytes() == kept


def test_nothing_is_run_as_a_piece_beside_other_threads(installed):
    installed.run("nav")
    waiting = (
        "from threading import Event, Thread\n"
        "Thread(target=Event().wait, daemon=True).start()"
    )
    done = installed.start("markdown", "page.md", code=ORDER.format(before=waiting))
    assert (done.stdout.splitlines()[-1], done.stderr) == ("0 0", "")


def test_an_import_that_fails_in_a_piece_fails_as_ever_and_then_works(installed):
    installed.copy("copy")
    path, line = "kernel/diagnostics.py", "from __future__ import annotations\n"
    source = installed.source / path
    text = source.read_text()
    source.write_text(text.replace(line, f"{line}import os\nos.environ['NEEDED']\n", 1))
    assert installed.run("markdown", "page.md", NEEDED="1") == BY_PYTHON
    done = installed.run("markdown", "page.md", "--debug")
    assert "KeyError: 'NEEDED'" in done
    assert f'{path}", line' in done
    assert installed.run("markdown", "page.md", NEEDED="1") == BY_US


def test_a_package_that_needs_itself_half_done_is_imported_as_ever(installed):
    installed.copy("copy")
    for path, text in {
        "odd/__init__.py": "import sitewright.odd.a\nB = 1\nimport sitewright.odd.c",
        "odd/a.py": "",
        "odd/c.py": "from sitewright.odd import B\n",
    }.items():
        (installed.source / path).parent.mkdir(exist_ok=True)
        (installed.source / path).write_text(text)
    line = "from __future__ import annotations\n"
    source = installed.source / "commands/markdown.py"
    source.write_text(
        source.read_text().replace(line, f"{line}import sitewright.odd\n", 1)
    )
    assert installed.run("markdown", "page.md") == BY_PYTHON
    for _ in range(2):
        assert installed.run("markdown", "page.md").endswith("\n0 _KeptLoader\n")


def test_source_that_is_gone_is_missed(installed):
    installed.copy("copy")
    installed.run("markdown", "page.md")
    (installed.source / "commands/markdown.py").unlink()
    assert "No module named" in installed.run("markdown", "page.md", "--debug")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _data: b"", id="empty"),
        pytest.param(lambda data: data[:3], id="cut in its length"),
        pytest.param(lambda data: data[:2000], id="cut in its list"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut in a module"),
        pytest.param(lambda data: b"\xff" * len(data), id="something else"),
        pytest.param(
            lambda data: data.replace(sys.version.encode(), b"4" * len(sys.version)),
            id="of another Python",
        ),
    ],
)
def test_damaged_file_is_passed_over(installed, damage):
    installed.run("markdown", "page.md")
    installed.kept.write_bytes(damage(installed.kept.read_bytes()))
    assert installed.run("markdown", "page.md").startswith("<p><em>One</em></p>\n0 ")


def test_file_of_another_place_is_passed_over(installed):
    installed.copy("one")
    installed.run("markdown", "page.md")
    first = installed.kept
    installed.copy("other")
    assert installed.run("markdown", "page.md") == BY_PYTHON
    (other,) = set(installed.all_kept) - {first}
    shutil.copy(first, other)
    assert installed.run("markdown", "page.md") == BY_PYTHON
    assert installed.run("markdown", "page.md") == BY_US


def test_nothing_is_written_where_python_would_not(installed):
    quiet = {"PYTHONDONTWRITEBYTECODE": "1"}
    assert installed.run("markdown", "page.md", **quiet) == BY_PYTHON
    assert installed.all_kept == []


def test_what_cannot_be_written_does_without(installed):
    installed.run("markdown", "page.md")
    kept = installed.kept
    kept.unlink()
    kept.mkdir()
    assert installed.run("markdown", "page.md") == BY_PYTHON
    assert installed.all_kept == [kept]


END = """
import sys
from sitewright.__main__ import main
print("printed before")
sys.exit(main())
"""
EARLIER = f"import atexit; atexit.register(print, 'done last'){END}"
HOOKS = "import atexit\natexit.register(print, 'done at the end')\n"


EMPTY = "The navigation is empty: no page has 'eleventyNavigation'.\n"


@pytest.mark.parametrize(
    ("code", "arguments", "status", "printed", "told"),
    [
        (END, ["nav"], 0, f"printed before\n{EMPTY}", "done at the end\n"),
        (END, ["explain", "X"], 2, "printed before\n", "nothing is called 'X'"),
        (
            EARLIER,
            ["nav"],
            0,
            f"printed before\n{EMPTY}done last\n",
            "done at the end\n",
        ),
    ],
)
def test_process_does_to_its_end_what_was_registered(
    installed, code, arguments, status, printed, told
):
    (installed.folder / "content").mkdir()
    (installed.folder / "content/index.md").write_text("Home\n")
    (installed.folder / "hooks.py").write_text(HOOKS)
    done = installed.start(*arguments, code=code)
    assert (done.returncode, done.stdout) == (status, printed)
    assert told in done.stderr
