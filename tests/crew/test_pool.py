"""New processes, as where copies of this one are not safe: here, beside another thread."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crew.test_processes import session_of, wait_for

HOOKS = """\
import os, time
from pathlib import Path
from sitewright import hooks

FIRST, SEEN, calls = os.environ["FIRST"], Path(os.environ["SEEN"]), 0

@hooks.filter
def own(title):
    global calls
    calls += 1
    if str(os.getpid()) != FIRST:
        SEEN.touch()
        {elsewhere}
    while calls > 3 and not SEEN.exists():
        time.sleep(0.001)
    return title
"""
SCRIPT = """\
import os, sys
from threading import Event, Thread

sys.path.insert(0, {tests!r})
from crew.crews import NOWHERE
from sitewright.edges.crew.machine import Machine
from support import CONFIG, build

FILES = {{
    "site.yaml": CONFIG,
    "templates/page.html": "<h1>{{{{ title | own }}}}</h1>{{{{ content }}}}",
    "hooks.py": {hooks!r},
    **{{
        f"content/p{{n}}.md": f"---\\ntitle: Page {{n}}\\nlayout: page.html\\n---\\n[a](p1.md#b)\\n"
        for n in range(12)
    }},
}}

if __name__ == "__main__":
    os.environ["FIRST"] = str(os.getpid())
    Thread(target=Event().wait, daemon=True).start()
    made = build(FILES, crew=Machine(NOWHERE, 2, size=1, worth=0))
    assert os.path.exists(os.environ["SEEN"])
    alone = build(FILES)
    assert made.artifacts == alone.artifacts
    codes = [item.code for item in made.findings if item not in alone.findings]
    assert len(made.findings) == len(alone.findings) + len(codes) == 12 + len(codes)
    print(codes, [item.message for item in made.findings][:len(codes)])
"""


def start(folder: Path, elsewhere: str) -> subprocess.Popen:
    tests = str(Path(__file__).parents[1])
    script = SCRIPT.format(tests=tests, hooks=HOOKS.format(elsewhere=elsewhere))
    (folder / "script.py").write_text(script)
    return subprocess.Popen(
        [sys.executable, str(folder / "script.py")],
        env={**os.environ, "SEEN": str(folder / "seen")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize(
    ("elsewhere", "said"),
    [
        ("pass", "[] []\n"),
        (
            "os._exit(3)",
            "['JOB001'] ['a process that made pages died: exit code 3']\n",
        ),
    ],
)
def test_new_processes_make_the_same_site(tmp_path, elsewhere, said):
    run = start(tmp_path, elsewhere)
    assert (*run.communicate(), run.returncode) == (said, "", 0)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_none_goes_on_without_the_first(tmp_path, end):
    run = start(tmp_path, "time.sleep(600)")
    wait_for((tmp_path / "seen").exists)
    run.send_signal(end)
    run.communicate()
    wait_for(lambda: not session_of(run.pid))
