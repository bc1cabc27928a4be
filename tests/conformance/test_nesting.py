"""The Nu validator, of the W3C, objects to the same tags."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from nesting import FAULTY, PAGE, SOUND

NU = Path(__file__).parent / "website/node_modules/vnu-jar/build/dist/vnu.jar"

pytestmark = [
    pytest.mark.skipif(not NU.exists(), reason="npm ci was not run in website"),
    pytest.mark.skipif(not shutil.which("java"), reason="there is no Java"),
]


def judge(pieces: list[str], folder: Path) -> dict[str, list[str]]:
    """Ask for all that is wrong with each piece, in a page."""
    files = {f"{number}.html": piece for number, piece in enumerate(pieces)}
    for name, piece in files.items():
        (folder / name).write_text(PAGE.format(piece), "utf-8")
    command = ["java", "-jar", str(NU), "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said: dict[str, list[str]] = {piece: [] for piece in pieces}
    for message in json.loads(done.stderr)["messages"]:
        if message["type"] == "error":
            said[files[Path(message["url"]).name]].append(message["message"])
    return said


def test_it_finds_nothing_in_what_is_sound(tmp_path):
    said = judge(list(SOUND), tmp_path)
    assert {piece: it for piece, it in said.items() if it} == {}


def test_it_finds_something_in_what_is_not_and_names_it(tmp_path):
    said = judge([piece for piece, _ in FAULTY], tmp_path)
    for piece, expected in FAULTY:
        code, _, name = expected.partition(" ")
        words = {word for it in said[piece] for word in re.findall(r"[\w-]+", it)}
        assert words, piece
        if code in ("HTM002", "HTM003", "HTM005"):  # of others it names another tag
            assert name in words, (piece, said[piece])
