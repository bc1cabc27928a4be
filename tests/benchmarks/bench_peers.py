"""Print how whole builds of Sitewright compare with those of other generators.

Run: ``python tests/benchmarks/bench_peers.py``, or ``make bench`` for 1,000 pages only.
Hugo, Eleventy, Pelican and MkDocs are installed into a folder outside the repository, and
all of them build the same pages in turns. If Sitewright misses one of its targets, the exit
code is 1. ``--help`` says what else can be measured.
"""

from __future__ import annotations

import sys

from peers.command import main

if __name__ == "__main__":
    sys.exit(main())
