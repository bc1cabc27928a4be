"""Fuzz one target, guided by what the inputs reach in the code.

    make fuzz TARGET=frontmatter MINUTES=60

Inputs that reach something new are added to a folder outside the project, which the
command names; those that break a promise are written there as ``crash-…``. Put a small
form of such a one into ``tests/fuzz/corpus``, where every run of the tests replays it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sitewright"]):
    from fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.gettempdir(), f"fuzz-{asked.target}")
    folder.mkdir(parents=True, exist_ok=True)
    print(f"new inputs go to {folder}", flush=True)
    options = [
        sys.argv[0],
        f"-max_total_time={int(asked.minutes * 60)}",
        f"-artifact_prefix={folder}/",
        "-max_len=2000",
        "-timeout=300",
        "-rss_limit_mb=1000",
        str(folder),
        str(CORPUS / asked.target),
    ]
    atheris.Setup(options, TARGETS[asked.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
