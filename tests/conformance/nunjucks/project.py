"""Make pages of generated cases, and build them: in memory, or as users do.

Each case is a page with an empty body; its templates lie in a folder of their own, and
the one to render is the page's layout. A page that fails fails the whole build, so those
are found by their findings, left out, and the rest is built again.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TESTS = HERE.parents[1]
sys.path[:0] = [str(path) for path in (TESTS, TESTS.parent / "src")]

from support import build, report  # noqa: E402 -- found by the line above

Case = dict[str, Any]
Faults = dict[str, str]
"""What is wrong with each page that failed, by the folder of its case."""

SETTINGS = """title: Compared
url: https://www.example.com
markdown: {heading_ids: false}
feed: false
"""
_FOLDER = re.compile(r"(?:templates|content)/([^/.]+)[/.]")


def ask_nunjucks(cases: Sequence[Case]) -> dict[str, dict[str, str]]:
    """Give the real tool's answer to each case, by id: ``html`` or ``error``."""
    given = "".join(json.dumps(case) + "\n" for case in cases)
    answers = read_lines(run("node", "oracle.mjs", given=given))
    return {answer["id"]: answer for answer in answers}


def generate(count: int, seed: str, profile: str, prefix: str = "d") -> list[Case]:
    """Make cases."""
    command = [sys.executable, "gen.py", "-n", str(count), "--seed", seed]
    text = run(*command, "--profile", profile, "--prefix", prefix)
    return read_lines(text)


def read_lines(text: str) -> list[Any]:
    """Read JSON, a value a line."""
    return [json.loads(line) for line in text.split("\n") if line]


def run(*command: str, given: str = "", cwd: Path = HERE) -> str:
    """Run a program; all that it prints besides is passed over."""
    done = subprocess.run(
        command, cwd=cwd, input=given.encode(), capture_output=True, check=True
    )
    return done.stdout.decode()


# ---- cases as files


def folder_of(case: Case) -> str:
    """Name the folder of a case, which is the name of its page, too."""
    return case["main"].split("/")[0]


def files_of(case: Case) -> dict[str, str]:
    """Lay a case out as the files of a page."""
    folder = folder_of(case)
    dated = {name: value for name, value in case["data"].items() if has_date(value)}
    plain = {name: value for name, value in case["data"].items() if name not in dated}
    head = [
        f"layout: {case['main']}",
        *(f"{k}: {as_yaml(v)}" for k, v in dated.items()),
    ]
    files = {f"templates/{name}": text for name, text in case["templates"].items()}
    files[f"content/{folder}.md"] = "---\n" + "\n".join(head) + "\n---\n"
    if plain:
        text = json.dumps(plain, ensure_ascii=False)
        files[f"content/{folder}.11tydata.json"] = text
    return files


def has_date(value: object) -> bool:
    """Tell whether a date is in a value; JSON has none, front matter does."""
    return '"$date"' in json.dumps(value)


def as_yaml(value: object) -> str:
    """Write a value on one line of YAML, dates without quotes."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(r'\{"\$date": "([^"]*)"\}', r"\1", text)


# ---- building


def build_in_memory(cases: Sequence[Case]) -> tuple[dict[str, str], Faults]:
    """Build cases in one go; give their pages, and what is wrong with the others."""

    def attempt(chosen: Sequence[Case]) -> tuple[dict[str, str], Faults]:
        files = {"site.yaml": SETTINGS}
        for case in chosen:
            files |= files_of(case)
        result = build(dict(sorted(files.items())))
        if result.is_broken:
            found = [item for item in result.findings if item.severity == "error"]
            places = [
                [item.span, *(note.span for note in item.notes)] for item in found
            ]
            texts = [report(result_of(item), files) for item in found]
            named = [[place.path for place in some if place] for some in places]
            return {}, faults_of(zip(named, texts, strict=True))
        written = {item.path: item.content for item in result.artifacts}
        folders = map(folder_of, chosen)
        return {name: text_of(written, name) for name in folders}, {}

    return leave_out_faults(cases, attempt)


def result_of(finding: object) -> Any:
    """Wrap one finding as a build, to have it reported."""
    return type("Result", (), {"findings": (finding,)})()


def text_of(written: Mapping[str, bytes | None], name: str) -> str:
    return (written[f"{name}/index.html"] or b"").decode()


def build_on_disk(cases: Sequence[Case], root: Path) -> tuple[dict[str, str], Faults]:
    """Build cases by the program as its users run it, in an empty folder."""

    def attempt(chosen: Sequence[Case]) -> tuple[dict[str, str], Faults]:
        command = [sys.executable, "-m", "sitewright", "build", "--format", "json"]
        done = subprocess.run(command, cwd=root, capture_output=True, check=False)
        if done.returncode == 2 or not done.stdout:
            raise RuntimeError(done.stderr.decode())
        outcome = json.loads(done.stdout)
        if outcome["ok"]:
            pages = {
                name: root / f"_site/{name}/index.html"
                for name in map(folder_of, chosen)
            }
            return {
                name: page.read_bytes().decode() for name, page in pages.items()
            }, {}
        errors = [item for item in outcome["findings"] if item["severity"] == "error"]
        paths = [
            [
                place["place"]["path"]
                for place in (item, *item["notes"])
                if place["place"]
            ]
            for item in errors
        ]
        texts = [f"{item['code']}: {item['message']}" for item in errors]
        faults = faults_of(zip(paths, texts, strict=True))
        for case in chosen:
            if folder_of(case) in faults:
                remove_files(case, root)
        return {}, faults

    (root / "site.yaml").write_text(SETTINGS)
    for case in cases:
        for name, text in files_of(case).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    return leave_out_faults(cases, attempt)


def remove_files(case: Case, root: Path) -> None:
    """Take a case out of a project; its templates may stay."""
    for name in files_of(case):
        if name.startswith("content/"):
            (root / name).unlink()


def faults_of(found: Any) -> Faults:
    """Tell which cases findings are about, from the paths that they name."""
    faults: Faults = {}
    for paths, text in found:
        for path in paths:
            if match := _FOLDER.match(path):
                faults.setdefault(match[1], text)
    return faults


def leave_out_faults(
    cases: Sequence[Case],
    attempt: Callable[[Sequence[Case]], tuple[dict[str, str], Faults]],
) -> tuple[dict[str, str], Faults]:
    """Build until nothing fails, without what failed before."""
    faults: Faults = {}
    while chosen := [case for case in cases if folder_of(case) not in faults]:
        pages, found = attempt(chosen)
        if not found:
            return pages, faults
        if not any(folder_of(case) in found for case in chosen):
            raise RuntimeError(f"no page of it: {found}")
        faults |= found
    return {}, faults


def render_case(case: Case) -> tuple[str, str]:
    """Give the page of a case and nothing, or nothing and what is wrong with it."""
    try:
        pages, faults = build_in_memory([case])
    except Exception as bug:  # noqa: BLE001 -- whatever it is, it is a difference
        return "", f"{type(bug).__name__}: {bug}"
    folder = folder_of(case)
    return pages.get(folder, ""), faults.get(folder, "")
