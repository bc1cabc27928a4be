"""Compare the pages of a built site with what the real tools make of their Markdown.

Run: ``python compare.py -n 5000 --seed mine [--profile site]`` after ``npm ci`` in this
folder. Each document of ``gen.py`` becomes a page of a project with a bare layout; the
project is built by the program as its users run it. Ends with 1 if a page differs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PROFILES = ("site", "wild", "lists", "tables", "inline")
SETTINGS = """title: Compared
url: https://www.example.com
markdown: {heading_ids: false}
feed: false
defaults: {layout: bare.html}
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-n", default="1000", help="documents a profile")
    parser.add_argument("--seed", default="any")
    parser.add_argument("--profile", choices=PROFILES, help="one profile only")
    wanted = parser.parse_args()
    profiles = [wanted.profile] if wanted.profile else PROFILES
    differing = 0
    for profile in profiles:
        sources = generate(wanted.n, wanted.seed, profile)
        bad = [name for name, (html, page) in compare(sources).items() if html != page]
        differing += len(bad)
        print(f"{profile}: {len(sources)} pages, {len(bad)} differ {bad[:5]}")
    return 1 if differing else 0


def generate(count: str, seed: str, profile: str) -> dict[str, str]:
    """Make documents by name."""
    text = run(
        *(sys.executable, "gen.py", "-n", count, "--seed", seed, "--profile", profile)
    )
    documents = [json.loads(line) for line in text.splitlines()]
    return {f"d{number}": item["src"] for number, item in enumerate(documents)}


def compare(sources: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Give each document's HTML by the real tools, and by its built page."""
    given = "".join(
        json.dumps({"id": name, "src": text}) + "\n" for name, text in sources.items()
    )
    answers = run("node", "oracle.mjs", "--esm", "--eleventy", given=given)
    pages = build_pages(sources)
    real = (json.loads(line) for line in answers.splitlines())
    return {item["id"]: (item["html"], pages[item["id"]]) for item in real}


def build_pages(sources: dict[str, str]) -> dict[str, str]:
    """Build a project with a page for each document, and read the pages."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "templates").mkdir()
        (root / "templates/bare.html").write_text("{{ content }}")
        (root / "content").mkdir()
        (root / "site.yaml").write_text(SETTINGS)
        for name, text in sources.items():
            page = root / f"content/{name}.md"
            page.write_bytes(f"---\ntitle: {name}\n---\n{text}".encode())
        run(sys.executable, "-m", "sitewright", "build", "-q", cwd=root)
        return {
            name: (root / f"_site/{name}/index.html").read_bytes().decode()
            for name in sources
        }


def run(*command: str, given: str = "", cwd: Path = HERE) -> str:
    """Run a program; all that it prints besides is passed over."""
    done = subprocess.run(
        command, cwd=cwd, input=given.encode(), capture_output=True, check=True
    )
    return done.stdout.decode()


if __name__ == "__main__":
    sys.exit(main())
