"""Write ``sample.jsonl`` anew: generated cases, short ones, with Nunjucks's answers.

Run: ``python sample.py [-n 100] [--seed sample] > sample.jsonl`` after ``npm ci``.
"""

from __future__ import annotations

import argparse
import json

from gen import PROFILES
from project import ask_nunjucks, generate

PREFIXES = dict(zip(PROFILES, "ecmfat", strict=True))
"""What folders start with, so that all profiles fit into one project."""

LONGEST = 520
"""Length of a line, in characters; the sample is to stay small."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-n", type=int, default=100, help="cases a profile")
    parser.add_argument("--seed", default="sample")
    wanted = parser.parse_args()
    for profile in PROFILES:
        cases = generate(15 * wanted.n, wanted.seed, profile, prefix=PREFIXES[profile])
        answers = ask_nunjucks(cases)
        lines = [
            json.dumps(
                {**case, "html": answers[case["id"]]["html"]}, ensure_ascii=False
            )
            for case in cases
            if "html" in answers[case["id"]]
        ]
        lines = [line for line in lines if len(line) < LONGEST]
        print("\n".join(lines[: wanted.n]))


if __name__ == "__main__":
    main()
