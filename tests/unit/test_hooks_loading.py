"""What runs ``hooks.py``: modules beside it, names, and nothing left behind."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from disk import Project, page
from sitewright import hooks as public
from sitewright.edges.hooks import REGISTRY, load_hooks
from sitewright.model.hooks import NONE, HookKind
from support import Files, hooks_of

HEAD = "from sitewright import hooks\n"


def codes(files: Files) -> list[str]:
    return [item.code for item in hooks_of(files).findings]


def names(source: str, kind: HookKind) -> list[str]:
    hooks = hooks_of({"hooks.py": HEAD + source})
    assert hooks.findings == ()
    return [hook.name for hook in hooks.of(kind)]


@pytest.mark.parametrize(
    "decorator",
    ["@hooks.filter", "@hooks.filter()", "@hooks.filter('f')", "@hooks.filter(\n'f')"],
)
def test_a_decorator_may_stand_alone_or_name_the_hook(decorator):
    assert names(f"{decorator}\ndef f(text): ...\n", HookKind.FILTER) == ["f"]


def test_hooks_keep_the_order_in_which_they_are_registered():
    source = "".join(f"@hooks.computed\ndef {n}(data): ...\n" for n in "zax")
    assert names(source, HookKind.COMPUTED) == ["z", "a", "x"]


def test_a_function_may_be_a_hook_of_several_kinds():
    source = "@hooks.filter('short')\n@hooks.function\ndef cut(text): ...\n"
    hooks = hooks_of({"hooks.py": HEAD + source})
    assert [(h.kind, h.name) for h in hooks.hooks] == [
        (HookKind.FUNCTION, "cut"),
        (HookKind.FILTER, "short"),
    ]


def test_the_decorated_function_is_left_as_it_is():
    source = "@hooks.filter\ndef one(x): return 1\nhooks.add_global('n', one(0))\n"
    assert hooks_of({"hooks.py": HEAD + source}).values == {"n": 1}


@pytest.mark.parametrize("function", ["str.upper", "len", "int", "lambda x: x"])
def test_any_callable_may_be_a_filter(function):
    assert names(f"hooks.filter('f')({function})\n", HookKind.FILTER) == ["f"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("@hooks.filter('a b')\ndef f(x): ...", "HOOK004"),
        ("@hooks.filter('')\ndef f(x): ...\nhooks.filter(3)(f)", "HOOK004"),
        ("hooks.filter(lambda x: x)", "HOOK004"),
        ("hooks.add_global('class', 1)", "HOOK004"),
        ("hooks.add_global('true', 1)", "HOOK004"),
        ("hooks.add_global('', 1)", "HOOK004"),
        ("@hooks.test('in')\ndef f(x): ...", "HOOK004"),
        ("@hooks.shortcode('endif')\ndef f(): ...", "HOOK004"),
        ("@hooks.paired_shortcode('for')\ndef f(x): ...", "HOOK004"),
        ("@hooks.data('page')\ndef f(): ...", "HOOK004"),
        ("@hooks.computed('page.url')\ndef f(data): ...", "HOOK004"),
        ("@hooks.computed('a..b')\ndef f(data): ...", "HOOK004"),
        ("@hooks.collection('all')\ndef f(pages): ...", "HOOK004"),
        ("@hooks.postprocessor('.html', 5)\ndef f(text, path): ...", "HOOK004"),
        ("hooks.add_global('x', 1)\nhooks.add_global('x', 2)", "HOOK005"),
        ("@hooks.function\ndef x(): ...\nhooks.add_global('x', 2)", "HOOK005"),
        (
            "@hooks.shortcode\ndef x(): ...\n"
            "@hooks.paired_shortcode('x')\ndef y(inner): ...",
            "HOOK005",
        ),
        ("@hooks.filter\ndef f(): ...", "HOOK006"),
        ("@hooks.test\ndef f(*, x): ...", "HOOK006"),
        ("@hooks.paired_shortcode\ndef f(): ...", "HOOK006"),
        ("@hooks.data\ndef f(config): ...", "HOOK006"),
        ("@hooks.preprocessor\ndef f(text): ...", "HOOK006"),
        ("@hooks.postprocessor\ndef f(a, b, c): ...", "HOOK006"),
        ("@hooks.computed\nclass F:\n  def __init__(self): ...", "HOOK006"),
        ("hooks.add_global('f', print)", "HOOK010"),
        ("x = []\nx.append(x)\nhooks.add_global('x', x)", "HOOK010"),
        ("import sys\nsys.exit()", "HOOK002"),
        ("def f(): return f()\nf()", "HOOK002"),
        ("class E(Exception):\n  def __str__(self): 1 / 0\nraise E", "HOOK002"),
        ("from . import x", "HOOK002"),
        ("\0", "HOOK001"),
        (f"x = {'-' * 100_000}1", "HOOK001"),
        ("(" * 5000, "HOOK001"),
    ],
)
def test_what_cannot_be_registered_is_a_finding(source, code):
    assert codes({"hooks.py": f"{HEAD}{source}\n"}) == [code]


def test_everything_wrong_with_names_is_reported_at_once():
    source = "@hooks.filter('a-b')\ndef a(x): ...\n@hooks.filter\ndef b(): ...\n"
    assert codes({"hooks.py": HEAD + source}) == ["HOOK004", "HOOK006"]


def test_processors_and_kinds_apart_may_share_a_name():
    source = (
        "@hooks.filter\ndef f(x): ...\n"
        "@hooks.preprocessor('.md')\ndef f(data, text): ...\n"
        "@hooks.preprocessor\ndef f(data, text): ...\n"
    )
    assert codes({"hooks.py": HEAD + source}) == []


MODULES = {
    "hooks.py": HEAD + "from pack import alone\nimport pack.deep as deep\n"
    "from pack import other, VALUE\nimport json\n"
    "hooks.add_global('found', [deep.NAME, other.twice(VALUE), json.dumps(1)])\n"
    "@hooks.function\ndef late():\n    import lazy\n    return lazy.VALUE\n",
    "pack/__init__.py": "VALUE = 2\n",
    "pack/deep.py": "from . import VALUE\nfrom .other import twice\nNAME = twice(VALUE)\n",
    "pack/alone.py": "NAME = 'alone'\n",
    "pack/other.py": "def twice(x):\n    return x * 2\n",
    "lazy.py": "VALUE = 'late'\n",
}


def test_modules_beside_it_can_be_imported_now_or_later():
    hooks = hooks_of(MODULES)
    assert hooks.findings == ()
    assert hooks.values == {"found": [4, 4, "1"]}
    assert {source.path for source in hooks.sources} == set(MODULES)
    assert hooks.hooks[0].function() == "late"


@pytest.mark.parametrize("path", list(MODULES))
def test_every_module_counts(path):
    edited = MODULES | {path: MODULES[path] + "# edited\n"}
    assert hooks_of(edited).digest != hooks_of(MODULES).digest
    assert hooks_of(dict(MODULES)).digest == hooks_of(MODULES).digest


def test_decorators_work_in_modules_too():
    hooks = hooks_of(
        {"hooks.py": "import more\n", "more.py": HEAD + "@hooks.test\ndef t(x): ...\n"}
    )
    assert [hook.span.path for hook in hooks.hooks] == ["more.py"]


def test_modules_that_import_one_another_are_fine():
    files = {
        "hooks.py": HEAD + "import a\n",
        "a.py": "import b\n",
        "b.py": "import a\n",
    }
    assert codes(files) == []


def test_a_module_that_failed_is_not_half_there():
    source = "for _ in 'ab':\n  try:\n    import a\n  except ZeroDivisionError:\n    n += 1\n"
    hooks = hooks_of(
        {
            "hooks.py": f"{HEAD}n = 0\n{source}hooks.add_global('n', n)\n",
            "a.py": "x = 1 / 0\n",
        }
    )
    assert hooks.values == {"n": 2}


def test_a_module_of_sitewrights_name_is_not_taken_for_it():
    assert codes({"hooks.py": HEAD, "sitewright.py": "1 / 0\n"}) == []


def test_what_python_merely_doubts_does_not_stop_a_build():
    assert codes({"hooks.py": "assert (1, 'always true')\n"}) == []


def test_nothing_is_left_behind():
    before, path = set(sys.modules), list(sys.path)
    hooks = hooks_of(MODULES)
    hooks.hooks[0].function()
    assert set(sys.modules) - before <= {"json"}
    assert sys.path == path
    assert REGISTRY.get() is None


def test_two_sites_do_not_meet():
    one = hooks_of({"hooks.py": HEAD + "import h\n", "h.py": "hooks = 1\n"})
    two = hooks_of({"hooks.py": HEAD + "@hooks.filter\ndef f(x): ...\n"})
    assert [len(one.hooks), len(two.hooks)] == [0, 1]
    missing = hooks_of({"hooks.py": "import h\n"})
    assert [item.code for item in missing.findings] == ["HOOK002"]


def test_outside_a_build_decorators_do_nothing():
    @public.filter("x")
    def one(value):
        return value

    public.add_global("one", 1)
    assert one(3) == 3


def test_a_dataclass_with_written_out_types_works():
    source = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        "@dataclass\nclass Point:\n    x: int = 0\n"
    )
    assert codes({"hooks.py": source}) == []


def test_no_file_means_no_hooks(tmp_path):
    assert load_hooks(tmp_path) is NONE
    assert not NONE


def test_hooks_are_run_again_only_if_a_source_has_changed(tmp_path):
    (tmp_path / "hooks.py").write_text("import more\n")
    (tmp_path / "more.py").write_text(HEAD + "hooks.add_global('n', 1)\n")
    first = load_hooks(tmp_path)
    assert load_hooks(tmp_path, first) is first
    (tmp_path / "more.py").write_text(HEAD + "hooks.add_global('n', 2)\n")
    assert load_hooks(tmp_path, first).values == {"n": 2}


def test_files_that_cannot_be_read_are_reported(tmp_path):
    (tmp_path / "hooks.py").mkdir()
    assert [f.code for f in load_hooks(tmp_path).findings] == ["SRC001"]
    assert load_hooks(tmp_path).is_broken
    (tmp_path / "hooks.py").rmdir()
    (tmp_path / "hooks.py").write_bytes(b"x = '\xff'")
    assert [f.code for f in load_hooks(tmp_path).findings] == ["SRC002"]
    (tmp_path / "hooks.py").unlink()
    (tmp_path / "hooks.py").symlink_to("nowhere.py")
    assert [f.code for f in load_hooks(tmp_path).findings] == ["SRC004"]


HOOKS = HEAD + (
    "import site_helpers\nfrom pathlib import Path\n"
    "hooks.add_global('here', Path(__file__).parent.name)\n"
    "@hooks.filter\ndef shout(text): return site_helpers.up(text)\n"
)


def test_a_project_on_a_disk(tmp_path):
    project = Project(tmp_path / "shop")
    project.write(
        {
            "hooks.py": HOOKS,
            "site_helpers.py": "def up(text): return text.upper()\n",
            "templates/page.html": "{{ title | shout }} {{ here }}{{ content[:0] }}",
        }
    )
    project.build()
    assert project.snapshot()["about/index.html"] == b"ABOUT shop"
    assert list(project.root.rglob("__pycache__")) == []


def test_what_it_prints_does_not_mix_with_a_report_for_machines(tmp_path):
    project = Project(tmp_path / "shop")
    project.write({"hooks.py": HEAD + "print('seen')\n"})
    result = project.run("build", "--format", "json")
    assert json.loads(result.out)["ok"]
    assert result.err == "seen\n"


@pytest.mark.parametrize(
    "command", [("build", "--format", "json"), ("nav", "--format", "json")]
)
def test_what_it_writes_does_not_mix_with_a_report_for_machines(tmp_path, command):
    project = Project(tmp_path / "shop")
    said = "import sys\nsys.stdout.write('a')\n"
    data = "@hooks.data\ndef d():\n    sys.stdout.write('b')\n    return 1\n"
    project.write({"hooks.py": HEAD + said + data, "content/a.md": page("A")})
    result = project.run(*command)
    assert json.loads(result.out)["ok"]
    assert result.err == "ab"


def test_a_broken_one_stops_the_build_and_quotes_the_line(tmp_path):
    project = Project(tmp_path / "shop")
    project.write({"hooks.py": HEAD + "1 / 0\n", "content/a.md": page("A")})
    result = project.run("build")
    assert result.code == 1
    assert "2 | 1 / 0\n  | ^^^^^" in result.err
    assert result.err.count("error[") == 1


def test_what_is_wrong_with_the_settings_is_said_all_the_same(tmp_path):
    project = Project(tmp_path / "shop")
    project.write({"hooks.py": HEAD + "1 / 0\n", "site.yaml": "titel: x\n"})
    assert "CFG001" in project.run("build").err


def test_help_does_not_wait_for_hooks():
    script = (
        "import sys\nfrom sitewright.cli import main\ntry:\n    main(['--help'])\n"
        "except SystemExit:\n    print(*sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "sitewright.cli" in loaded
    assert {"sitewright.hooks", "sitewright.edges.hooks", "jinja2"} & loaded == set()
