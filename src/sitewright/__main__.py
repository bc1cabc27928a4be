"""Run as ``sitewright``, or as ``python -m sitewright``."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from sitewright.bytecode import ByteCode
from sitewright.standins import stand_in


def main() -> int:
    """Run the command line; it is imported late, out of one file.

    Returns:
        The exit code.
    """
    if sys.getfilesystemencoding() != "utf-8":
        _start_again()
    # A command keeps all that it makes to its end: nothing for a collector. A preview
    # goes on, and sees to that itself.
    gc.disable()
    stand_in()
    code = ByteCode()
    sys.meta_path.insert(0, code)
    from sitewright.kernel.compiled import COMPILED

    COMPILED.recall(code.compiled)
    from sitewright.cli import main as run

    ends: list[int] = []
    if not atexit._ncallbacks():  # noqa: SLF001 -- see there
        atexit.register(_leave, ends)
    try:
        ends.append(run())
    finally:
        code.keep(COMPILED.to_keep if COMPILED.has_news else None)
    return ends[0]


def _start_again() -> None:
    """Have names of files read as UTF-8, which they are whatever the locale says.

    What is printed stays in its encoding.
    """
    if sys.stdout:
        os.environ.setdefault("PYTHONIOENCODING", sys.stdout.encoding)
    os.environ["PYTHONUTF8"] = "1"  # for processes that this one starts
    program, *words = sys.orig_argv
    os.execv(sys.executable, [program, "-X", "utf8", *words])  # noqa: S606 -- itself


def _leave(ends: list[int]) -> None:
    """End the process when all is said and done, instead of freeing its memory first.

    What others want to do at the end they have done: theirs was registered later. If
    somebody was here earlier, such as coverage.py, the process ends as any other.
    """
    if not ends:
        return
    from sitewright.edges.terminal import PrintError, flush

    try:
        flush()
    except PrintError:
        ends[0] = ends[0] or 1  # as the command line itself says
    os._exit(ends[0])


if __name__ == "__main__":
    sys.exit(main())
