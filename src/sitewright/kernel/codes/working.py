"""What can be wrong with the processes that make pages."""

from __future__ import annotations

from typing import Final

from sitewright.kernel.codes.code import Code

JOB: Final = (
    Code(
        "JOB001",
        "a process that made pages died",
        "Large sites are made by several processes at once. One of them was ended from "
        "outside, perhaps for lack of memory, or by the site's own Python. The pages "
        "that it was about to make were made by another one, so the site is whole.",
        "import os; os._exit(1)   # in a hook",
        "Let hooks raise exceptions instead. If memory is short, build with `--jobs 1`.",
        is_warning=True,
    ),
    Code(
        "JOB002",
        "pages not made by the cluster",
        "A worker of the cluster that `--executor` names has another version of "
        "Sitewright, lacks a package, or was lost again and again. The pages were made "
        "here instead, so the site is whole.",
        "sitewright build --executor dask://127.0.0.1:8786",
        "Install on each worker what is installed here, and restart it.",
        is_warning=True,
    ),
)
